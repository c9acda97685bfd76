import type { DurationMs, EpochMs } from '../core/time.js';
import { dayMs } from '../core/time.js';
import type { Router } from '../router/index.js';
import type { Counters, TimeName } from './counters.js';
import { timeNames } from './counters.js';
import { type Durations, percentile } from './durations.js';
import { openMetrics } from './fold-metrics.js';
import { type Dimension, dimensions, type Metrics } from './metrics.js';
import { jainIndex, type Ratio, ratioOf } from './ratio.js';
import { settlePending } from './take-step.js';
import { closeTally, compareKeys } from './tally.js';
import type { LeadTrail } from './trail.js';

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

export interface RepLoad {
  readonly repId: string | null;
  /** Units of open work, added up over time. */
  readonly unitMs: number;
  /** Units open on average, in thousandths, rounded down; null where no time has passed. */
  readonly meanOpenMilli: number | null;
  readonly capacity: number | null;
  /** Part of the capacity in use on average, in thousandths, rounded down; null where there is no limit or no time. */
  readonly utilisationMilli: number | null;
}

export interface QueueBalance {
  readonly queueId: string | null;
  readonly assigned: number;
  /** Of the assignments per rep: all members of the queue where the router is given, else those who had one. */
  readonly jain: Ratio | null;
}

export interface Flow {
  readonly ruleId: string | null;
  readonly queueId: string | null;
  readonly assigned: number;
  readonly held: number;
  /** Not the queue that the rule names; null where that is not known. */
  readonly failover: boolean | null;
}

export interface MetricsReport {
  readonly from: EpochMs | null;
  readonly until: EpochMs | null;
  readonly events: number;
  readonly total: Figures;
  readonly by: { readonly [dimension in Dimension]: readonly Figures[] };
  readonly loads: readonly RepLoad[];
  readonly balance: readonly QueueBalance[];
  readonly flow: readonly Flow[];
  readonly arrivals: {
    readonly hours: readonly (readonly [EpochMs, number])[];
    /** UTC days: `[start of the day, leads]`. */
    readonly days: readonly (readonly [EpochMs, number])[];
  };
  /** Leads that are not over. */
  readonly open: { readonly assigned: number; readonly held: number; readonly nurtured: number };
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

function unitsOf(router: Router | undefined): (queueId: string | null) => number {
  const units = new Map((router?.policy.queues ?? []).map((queue) => [queue.id, queue.units ?? 1]));
  return (queueId) => units.get(queueId ?? '') ?? 1;
}

function loadsOf(metrics: Metrics, until: EpochMs, { router }: MetricsReportOptions): readonly RepLoad[] {
  const units = unitsOf(router);
  const sums = new Map<string | null, number>((router?.policy.reps ?? []).map(({ id }) => [id, 0]));
  const add = (repId: string | null, queueId: string | null, ms: DurationMs): void => {
    sums.set(repId, (sums.get(repId) ?? 0) + units(queueId) * ms);
  };
  for (const { repId, queueId, ownedMs } of metrics.work) add(repId, queueId, ownedMs);
  for (const { place, repId, queueId, since } of metrics.open) {
    if (place === 'assigned') add(repId, queueId, Math.max(0, until - (since ?? until)));
  }
  const span = until - (metrics.firstAt ?? until);
  const capacities = new Map((router?.policy.reps ?? []).map(({ id, capacity }) => [id, capacity ?? null]));
  return [...sums]
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([repId, unitMs]) => {
      const capacity = capacities.get(repId ?? '') ?? null;
      const per = (room: number): number | null => (room <= 0 ? null : Math.floor((unitMs / room) * 1_000));
      return { repId, unitMs, meanOpenMilli: per(span), capacity, utilisationMilli: per(span * (capacity ?? 0)) };
    });
}

function balanceOf({ work }: Metrics, router: Router | undefined): readonly QueueBalance[] {
  const queues = new Map<string | null, Map<string | null, number>>(
    (router?.policy.queues ?? []).map(({ id, repIds }) => [id, new Map(repIds.map((repId) => [repId, 0]))]),
  );
  for (const { repId, queueId, assigned } of work) {
    const reps = queues.get(queueId) ?? new Map<string | null, number>();
    queues.set(queueId, reps.set(repId, (reps.get(repId) ?? 0) + assigned));
  }
  return [...queues]
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([queueId, reps]) => {
      const amounts = [...reps.values()];
      return { queueId, assigned: amounts.reduce((sum, amount) => sum + amount, 0), jain: jainIndex(amounts) };
    });
}

/** The queues to which a rule sends its leads of its own accord; none where the policy lacks the rule. */
function ownQueues(router: Router | undefined, ruleId: string | null): readonly string[] | null {
  const then = router?.policy.rules.find(({ id }) => id === ruleId)?.then;
  if (then === undefined) return null;
  if ('disposition' in then) return [];
  const own = then.queueId === undefined ? [] : [then.queueId];
  return 'owner' in then ? [...own, then.ownerAbsent.queueId] : own;
}

const flowOf = ({ flow }: Metrics, router: Router | undefined): readonly Flow[] =>
  flow.map((row) => {
    const own = ownQueues(router, row.ruleId);
    return { ...row, failover: own === null || row.queueId === null ? null : !own.includes(row.queueId) };
  });

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
    loads: loadsOf(settled, until ?? 0, options),
    balance: balanceOf(settled, options.router),
    flow: flowOf(settled, options.router),
    arrivals: { hours: settled.arrivals, days: daysOf(settled.arrivals) },
    open: {
      assigned: openIn(settled.open, 'assigned'),
      held: openIn(settled.open, 'held'),
      nurtured: openIn(settled.open, 'nurtured'),
    },
  };
}
