import type { Activity } from '../lead/index.js';

/** What can happen to a lead after it was routed. */
export type Input =
  | { readonly type: 'tick' }
  | { readonly type: 'accept' | 'decline' | 'respond'; readonly repId: string; readonly reason?: string }
  | { readonly type: 'pause' | 'resume' }
  | { readonly type: 'activity'; readonly activity: Activity }
  | { readonly type: 'assign'; readonly repId: string; readonly by: string }
  | { readonly type: 'release' | 'recycle' | 'nurture' | 'reject'; readonly reason?: string }
  | { readonly type: 'close'; readonly outcome: 'converted' | 'lost'; readonly value?: number };
