import type { DurationMs, EpochMs } from '../core/time.js';
import type { Counters } from './counters.js';
import type { LeadStep, LeadTrail } from './trail.js';
import type { UnitWork } from './unit-work.js';

/** What a fact is counted under. `id` is null where it has none: no source, no owner, no queue yet. */
export const dimensions = ['rule', 'rep', 'source', 'segment', 'queue'] as const;
/** What facts are counted under, beside the total. */
export type Dimension = (typeof dimensions)[number];

/** The counters of one id. */
export type CounterRow = { readonly id: string | null } & Counters;

/**
 * Everything counted of some events: plain JSON, put together by `mergeMetrics`. Rows are ordered by id, null first.
 * Every fact is in `total` and once in each dimension, so that the rows of a dimension add up to the total.
 *
 * Size: one row per id, and one entry per lead that is not over (closed or rejected). Facts of a lead whose beginning
 * is not among the events cannot be attributed; they are kept as `pending` (one entry per move of the lead) until the
 * earlier part is put before them.
 */
export interface Metrics {
  readonly version: 1;
  /** Number of events counted. */
  readonly events: number;
  /** Earliest and latest instant of an event. */
  readonly firstAt: EpochMs | null;
  readonly lastAt: EpochMs | null;
  readonly total: Counters;
  readonly by: { readonly [dimension in Dimension]: readonly CounterRow[] };
  /** Assignments, and time owned by assignments that are over, by rep and queue. */
  readonly work: readonly {
    readonly repId: string | null;
    readonly queueId: string | null;
    readonly assigned: number;
    readonly ownedMs: DurationMs;
  }[];
  /** Of `work`, what took the units that `unitsWhen` says; absent where nothing did, or nobody gave the router. */
  readonly unitWork?: readonly UnitWork[];
  /** Where the leads of each rule went, and where they had to wait. */
  readonly flow: readonly {
    readonly ruleId: string | null;
    readonly queueId: string | null;
    readonly assigned: number;
    readonly held: number;
  }[];
  /** Leads that came in, by UTC hour: `[start of the hour, leads]`. */
  readonly arrivals: readonly (readonly [EpochMs, number])[];
  /** Leads that are not over, as far as they have come; ordered by id. */
  readonly open: readonly LeadTrail[];
  readonly pending: readonly { readonly leadId: string; readonly steps: readonly LeadStep[] }[];
}
