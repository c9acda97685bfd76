import type { Condition } from '../condition/index.js';

/** Leads for which `when` is true, and true for no rule before, go the way of `then`. */
export interface Rule {
  readonly id: string;
  readonly when: Condition;
  readonly then: RuleAction;
}

/** Where a rule sends a lead: to a queue, to its owner first, or out (`rejected`) or to rest (`nurtured`). */
export type RuleAction =
  | { readonly queueId: string; readonly slaId?: string }
  | {
      /** `account`: who owns the lead's account. `lead`: who owns the earlier lead of the same person. */
      readonly owner: 'account' | 'lead';
      readonly ownerAbsent: OwnerAbsent;
      /** An owner who would get further ahead of the fair share than so many leads (two decimals) gives way. */
      readonly overdraft?: number;
      /** The queue that the lead belongs to; default: that of `ownerAbsent`. */
      readonly queueId?: string;
      readonly slaId?: string;
    }
  | { readonly disposition: 'rejected' | 'nurtured'; readonly track?: string };

/** `wait`: hold for the owner, at most `minutes`, then as `cover`. `cover`, `rotate`: another rep of the queue, now. */
export type OwnerAbsent =
  | { readonly type: 'wait'; readonly minutes: number; readonly queueId: string }
  | { readonly type: 'cover' | 'rotate'; readonly queueId: string };
