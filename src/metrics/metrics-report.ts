import type { DurationMs, EpochMs } from '../core/time.js';
import { dayMs } from '../core/time.js';
import type { Router } from '../router/index.js';
import type { Counters, TimeName } from './counters.js';
import { timeNames } from './counters.js';
import { type Durations, percentile } from './durations.js';
import { openMetrics } from './fold-metrics.js';
import { type Dimension, dimensions, type Metrics } from './metrics.js';
import { balanceOf, type QueueBalance } from './queue-balance.js';
import { type Ratio, ratioOf } from './ratio.js';
import { loadsOf, type RepLoad } from './rep-loads.js';
import { type Bottleneck, bottlenecksOf, type Flow, flowOf } from './rule-flow.js';
import { settlePending } from './take-step.js';
import { closeTally } from './tally.js';
import type { LeadTrail } from './trail.js';

/** What a report needs to know beside the metrics. */
export interface MetricsReportOptions {
  /** The policy that says what a queue's leads cost, what reps can hold, and which queue a rule names. */
  readonly router?: Router;
  /** Leads that are not over count as open until then. Default: the latest event. */
  readonly until?: EpochMs;
}

/** How long something took. */
export interface TimeFigures {
  readonly count: number;
  readonly medianMs: DurationMs | null;
  readonly p90Ms: DurationMs | null;
  readonly meanMs: DurationMs | null;
  readonly maxMs: DurationMs | null;
}

/** Figures of one rule, rep, source, segment or queue, or of all together. Null: nothing to divide by. */
export interface Figures {
  readonly id: string | null;
  readonly counters: Counters;
  /** Parts of the assignments. */
  readonly acceptance: Ratio | null;
  /** Part of the offers that were accepted. */
  readonly offerAcceptance: Ratio | null;
  readonly response: Ratio | null;
  readonly decline: Ratio | null;
  readonly reassignment: Ratio | null;
  readonly reminder: Ratio | null;
  readonly breach: Ratio | null;
  readonly misroute: Ratio | null;
  /** Part of the closed leads that were converted. */
  readonly conversion: Ratio | null;
  /** Value of closed leads, rounded down, per lead that came in or back; of a rep or queue: per assignment. */
  readonly valuePerLead: number | null;
  readonly times: { readonly [name in TimeName]: TimeFigures };
}

/** Metrics as people read them: made by `metricsReport`, shown by `formatMetrics`. Plain JSON. */
export interface MetricsReport {
  readonly from: EpochMs | null;
  readonly until: EpochMs | null;
  readonly events: number;
  readonly total: Figures;
  readonly by: { readonly [dimension in Dimension]: readonly Figures[] };
  readonly loads: readonly RepLoad[];
  readonly balance: readonly QueueBalance[];
  readonly flow: readonly Flow[];
  /** Per rule: how often its leads went elsewhere, or to nobody. */
  readonly bottlenecks: readonly Bottleneck[];
  readonly arrivals: {
    readonly hours: readonly (readonly [EpochMs, number])[];
    /** UTC days: `[start of the day, leads]`. */
    readonly days: readonly (readonly [EpochMs, number])[];
  };
  /** Leads that are not over. */
  readonly open: {
    readonly assigned: number;
    readonly offered: number;
    readonly held: number;
    readonly nurtured: number;
  };
}

const timeFigures = (durations: Durations): TimeFigures => ({
  count: durations.count,
  medianMs: percentile(durations, 50),
  p90Ms: percentile(durations, 90),
  meanMs: durations.count === 0 ? null : Math.floor(durations.sumMs / durations.count),
  maxMs: durations.maxMs,
});

function figuresOf(id: string | null, row: Counters, leads: number): Figures {
  const ofAssigned = (part: number): Ratio | null => ratioOf(part, row.assigned);
  return {
    id,
    counters: row,
    acceptance: ofAssigned(row.accepted),
    offerAcceptance: ratioOf(row.offersAccepted, row.offered),
    response: ofAssigned(row.responded),
    decline: ofAssigned(row.declined),
    reassignment: ofAssigned(row.reassigned),
    reminder: ofAssigned(row.reminded),
    breach: ofAssigned(row.breached),
    misroute: ofAssigned(row.misrouted),
    conversion: ratioOf(row.converted, row.converted + row.lost),
    valuePerLead: leads === 0 ? null : Math.floor(row.value / leads),
    times: Object.fromEntries(timeNames.map((name) => [name, timeFigures(row[name])])) as Figures['times'],
  };
}

const leadsOf = (dimension: Dimension | null, row: Counters): number =>
  dimension === 'rep' || dimension === 'queue' ? row.assigned : row.received + row.returned;

function daysOf(hours: Metrics['arrivals']): Metrics['arrivals'] {
  const days = new Map<EpochMs, number>();
  for (const [hour, leads] of hours) {
    const day = Math.floor(hour / dayMs) * dayMs;
    days.set(day, (days.get(day) ?? 0) + leads);
  }
  return [...days];
}

const openIn = (open: readonly LeadTrail[], place: LeadTrail['place']): number =>
  open.filter((trail) => trail.place === place).length;

/**
 * Reads metrics: rates as exact fractions, medians and 90th percentiles (nearest rank), average load, fairness of
 * counts, bottlenecks. Facts of leads whose beginning was never seen stand under the id null, and without the lengths of
 * time that would need it.
 *
 * @example
 * metricsReport(foldMetrics(events), { router }).total.times.response.medianMs; //=> 240000
 */
export function metricsReport(metrics: Metrics, options: MetricsReportOptions = {}): MetricsReport {
  const tally = openMetrics(metrics);
  settlePending(tally);
  const settled = closeTally(tally);
  const until = options.until ?? settled.lastAt;
  const rows = (dimension: Dimension): readonly Figures[] =>
    settled.by[dimension].map(({ id, ...row }) => {
      const counters = row as unknown as Counters;
      return figuresOf(id, counters, leadsOf(dimension, counters));
    });
  return {
    from: settled.firstAt,
    until,
    events: settled.events,
    total: figuresOf(null, settled.total, leadsOf(null, settled.total)),
    by: Object.fromEntries(dimensions.map((name) => [name, rows(name)])) as MetricsReport['by'],
    loads: loadsOf(settled, until ?? 0, options.router),
    balance: balanceOf(settled, options.router),
    flow: flowOf(settled, options.router),
    bottlenecks: bottlenecksOf(settled, options.router),
    arrivals: { hours: settled.arrivals, days: daysOf(settled.arrivals) },
    open: {
      assigned: openIn(settled.open, 'assigned'),
      offered: openIn(settled.open, 'offered'),
      held: openIn(settled.open, 'held'),
      nurtured: openIn(settled.open, 'nurtured'),
    },
  };
}
