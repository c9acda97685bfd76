import type { Activity, Lead } from '../lead/index.js';

/** What any input may say of itself. */
interface InputHead {
  /** One that the record has taken already changes nothing: inputs may be sent again. */
  readonly id?: string;
  /** The record's `epoch` when it was made: where the lead has had another owner since, it changes nothing. */
  readonly epoch?: number;
}

/** What can happen to a lead after it was routed. */
export type Input = InputHead & InputBody;

type InputBody =
  | { readonly type: 'tick' }
  | { readonly type: 'accept' | 'decline' | 'respond'; readonly repId: string; readonly reason?: string }
  | { readonly type: 'pause' | 'resume' }
  | { readonly type: 'activity'; readonly activity: Activity }
  /** The lead with what a duplicate adds to it, as `mergeLeads` of `fairlead/account` gives it: scored anew, nothing else. */
  | { readonly type: 'merge'; readonly lead: Lead }
  | { readonly type: 'assign'; readonly repId: string; readonly by: string }
  | { readonly type: 'release' | 'recycle' | 'nurture' | 'reject'; readonly reason?: string }
  | { readonly type: 'close'; readonly outcome: 'converted' | 'lost'; readonly value?: number };
