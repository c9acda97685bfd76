import type { Result } from '../core/result.js';
import type { EpochMs } from '../core/time.js';
import type { Lead } from '../lead/index.js';
import type { Decision, Input, LeadRecord, Outcome, RoutingEvent, RoutingState } from '../router/index.js';

/** Where the runner reads the time: UTC epoch milliseconds. `{ now: Date.now }` in production, a counter in tests. */
export interface Clock {
  readonly now: () => EpochMs;
}

/** What one commit writes, all of it or nothing: the scope's next state, the records it changed, the events it adds. */
export interface Commit {
  readonly state: RoutingState;
  /** Each replaces the stored record of its lead; other records stay. */
  readonly records: readonly LeadRecord[];
  /** Appended to the outbox; their `seq` is above every earlier one of the scope. */
  readonly events: readonly RoutingEvent[];
}

/** Somebody else committed first: nothing was written. */
export interface RevisionConflict {
  readonly code: 'store.revision_conflict';
}

/**
 * Where states, records and events are kept. A scope is the key of one state. A method that throws or rejects leaves
 * the outcome open: a commit that did may have been written. `storeConformance` in `fairlead/testing` checks all of this.
 */
export interface Store {
  /** The scope's state and those of the records that exist. `null` twice where nothing was committed yet. May be stale. */
  readonly load: (
    scope: string,
    leadIds: readonly string[],
  ) => Promise<{
    readonly state: RoutingState | null;
    readonly revision: string | null;
    readonly records: readonly LeadRecord[];
  }>;
  /**
   * Writes `change` if the scope's revision still is `expectedRevision` (`null`: the scope does not exist yet) and
   * gives it a revision that it never had before.
   */
  readonly commit: (
    scope: string,
    expectedRevision: string | null,
    change: Commit,
  ) => Promise<Result<{ readonly revision: string }, RevisionConflict>>;
  /** Ids of leads whose `wakeAt` is at or before `now`, by `wakeAt`, then id in code-unit order. */
  readonly due: (scope: string, now: EpochMs, limit: number) => Promise<readonly string[]>;
  /** Ids of the queue's held leads: highest `lead.score.priority` first, then the longest waiting, then id. No staler than `load`. */
  readonly held: (scope: string, queueId: string, limit: number) => Promise<readonly string[]>;
  /**
   * The same in the order of turns under a policy with `backlog.ageMinutes`: by joinedAt, or receivedAt where that is null,
   * minus `ageMinutes` for each step of priority, the smallest first, then as `held` orders them. That does not change
   * with the time, so that it may be an index. Without it, a runner whose policy lets held leads age knows the first of
   * more than 10,000 by `held`.
   */
  readonly heldInTurn?: (
    scope: string,
    queueId: string,
    limit: number,
    ageMinutes: number,
  ) => Promise<readonly string[]>;
  /** The outbox: events with `seq` above `afterSeq`, in order of `seq`. */
  readonly events: (scope: string, afterSeq: number, limit: number) => Promise<readonly RoutingEvent[]>;
}

/** Routes leads and advances records against a store; see `createRunner`. */
export interface Runner {
  /** Decides on a lead, or gives the stored decision where the scope has a record of it. */
  readonly route: (scope: string, lead: Lead) => Promise<Outcome & { readonly decision: Decision }>;
  /** Applies an input to a lead's record. Rejects with `runner.unknown_lead` where there is none. */
  readonly advance: (scope: string, leadId: string, input: Input) => Promise<Outcome>;
  /**
   * Ticks leads that are due, then gives held leads their turns until nobody else can have a rep; at most `limit` (default
   * 1,000) leads in all are ticked or moved. Gives the events.
   */
  readonly sweep: (scope: string, limit?: number) => Promise<readonly RoutingEvent[]>;
}
