export type SlaClock = 'rep' | 'queue' | 'rep_and_queue' | 'wall';

export type SlaAction = 'remind' | 'escalate' | 'reassign' | 'recycle';

export interface SlaTarget {
  readonly id: string;
  /** Open time allowed. */
  readonly minutes: number;
  /** Whose hours count. Default `rep`. */
  readonly clock?: SlaClock;
  /** What meets it. Default `respond`, or `close` for a target named `resolution`. */
  readonly until?: 'respond' | 'close';
  readonly milestones?: readonly SlaMilestone[];
}

/** At so many minutes, or at that fraction of the target's minutes. */
export type SlaMilestone = { readonly do: readonly SlaAction[] } & (
  | { readonly atMinutes: number }
  | { readonly atFraction: number }
);
