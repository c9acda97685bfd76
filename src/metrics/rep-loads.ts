import type { DurationMs, EpochMs } from '../core/time.js';
import type { Router } from '../router/index.js';
import type { Metrics } from './metrics.js';
import { compareKeys } from './tally.js';

/** How much open work a rep has had, has, and has room for. */
export interface RepLoad {
  readonly repId: string | null;
  /** Units of open work, added up over time. */
  readonly unitMs: number;
  /** Units open on average, in thousandths, rounded down; null where no time has passed. */
  readonly meanOpenMilli: number | null;
  readonly capacity: number | null;
  /** Part of the capacity in use on average, in thousandths, rounded down; null where there is no limit or no time. */
  readonly utilisationMilli: number | null;
  /** Units open at the end. */
  readonly openUnits: number;
  /**
   * Until the capacity is reached, if open work goes on growing from nothing as fast as it has since the first event;
   * 0 where it is reached. Null where there is no limit, no time, or nothing open.
   */
  readonly timeToCapacityMs: DurationMs | null;
}

interface Sums {
  unitMs: number;
  openUnits: number;
}

const untilFull = (capacity: number | null, open: number, span: DurationMs): DurationMs | null => {
  if (capacity === null || open === 0) return null;
  if (open >= capacity) return 0;
  return span <= 0 ? null : Math.floor((span * (capacity - open)) / open);
};

/** Open work per rep, of the policy and of the events, ordered by id. */
export function loadsOf(metrics: Metrics, until: EpochMs, router: Router | undefined): readonly RepLoad[] {
  const units = new Map((router?.policy.queues ?? []).map((queue) => [queue.id, queue.units ?? 1]));
  const usual = (queueId: string | null): number => units.get(queueId ?? '') ?? 1;
  const sums = new Map<string | null, Sums>();
  const sumsOf = (repId: string | null): Sums => {
    const known = sums.get(repId) ?? { unitMs: 0, openUnits: 0 };
    sums.set(repId, known);
    return known;
  };
  for (const { id } of router?.policy.reps ?? []) sumsOf(id);
  for (const { repId, queueId, ownedMs } of metrics.work) sumsOf(repId).unitMs += usual(queueId) * ownedMs;
  // of these leads the units are known by themselves
  for (const row of metrics.unitWork ?? []) {
    sumsOf(row.repId).unitMs += (row.units - usual(row.queueId)) * row.ownedMs;
  }
  for (const trail of metrics.open) {
    if (trail.place !== 'assigned') continue;
    const mine = sumsOf(trail.repId);
    const cost = trail.taken ?? usual(trail.queueId);
    mine.unitMs += cost * Math.max(0, until - (trail.since ?? until));
    mine.openUnits += cost;
  }
  const span = until - (metrics.firstAt ?? until);
  const capacities = new Map((router?.policy.reps ?? []).map(({ id, capacity }) => [id, capacity ?? null]));
  return [...sums]
    .sort(([a], [b]) => compareKeys(a, b))
    .map(([repId, { unitMs, openUnits }]) => {
      const capacity = capacities.get(repId ?? '') ?? null;
      const per = (room: number): number | null => (room <= 0 ? null : Math.floor((unitMs / room) * 1_000));
      return {
        repId,
        unitMs,
        meanOpenMilli: per(span),
        capacity,
        utilisationMilli: per(span * (capacity ?? 0)),
        openUnits,
        timeToCapacityMs: untilFull(capacity, openUnits, span),
      };
    });
}
