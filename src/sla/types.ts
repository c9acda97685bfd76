/** Whose hours count. */
export type SlaClock = 'rep' | 'queue' | 'rep_and_queue' | 'wall';

/** What meets a target: the lead has a rep; the rep accepts, responds, has made all attempts; the lead is closed. */
export type SlaUntil = 'assign' | 'accept' | 'respond' | 'attempts' | 'close';

/**
 * `remind`: the owner. `notify`: whoever the milestone names. `escalate`: the owner's manager. `set_offline`: switches
 * the owner off. `reassign`: to another rep. `take_back`: to the queue, for the next tick. `recycle`: lets the lead rest.
 */
export type SlaAction = 'remind' | 'notify' | 'escalate' | 'set_offline' | 'reassign' | 'take_back' | 'recycle';

/** Something to be done within so much open time, from the assignment on. */
export interface SlaTarget {
  readonly id: string;
  /** Open time allowed; with `attempts`, for each of them. */
  readonly minutes: number;
  /** Default `rep`; `queue` for a target until `assign`, which can have `queue` or `wall` only. */
  readonly clock?: SlaClock;
  /** Default `attempts` where it has `attempts`, `close` for a target named `resolution`, `assign` for one named `deliver`, else `respond`. */
  readonly until?: SlaUntil;
  /** When a `wall` clock starts: at once (default), or when the rep, else the queue, is next open. */
  readonly start?: 'assignment' | 'opening';
  /** How many attempts the owner owes, the next `minutes` after the one before. Default 1. */
  readonly attempts?: number;
  /** Activity types that count as an attempt, beside a response. Default: the SLA's `meaningful`. */
  readonly activities?: readonly string[];
  readonly milestones?: readonly SlaMilestone[];
}

/** At so many minutes, or at that fraction of the target's minutes. */
export type SlaMilestone = {
  readonly do: readonly SlaAction[];
  /** Whom `notify` tells: people or channels, by names of your own. */
  readonly to?: readonly string[];
} & ({ readonly atMinutes: number } | { readonly atFraction: number });
