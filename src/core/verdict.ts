import type { Reason } from './reason.js';
import type { EpochMs } from './time.js';

/** Whether a rep may take a lead: now; not now, and until when; or not under this policy. */
export type Verdict =
  | { readonly type: 'eligible' }
  | { readonly type: 'unavailable'; readonly reason: Reason; readonly until: EpochMs | null }
  | { readonly type: 'ineligible'; readonly reason: Reason };

/** Whether one member of a queue can take a lead now, and why not. */
export interface MemberVerdict {
  readonly repId: string;
  readonly verdict: Verdict;
}
