import { compareText } from '../core/compare.js';
import type { DurationMs, EpochMs } from '../core/time.js';
import {
  addCounters,
  type CounterTally,
  type CountName,
  closeCounters,
  newCounters,
  type TimeName,
} from './counters.js';
import { addDuration } from './durations.js';
import { type CounterRow, type Dimension, dimensions, type Metrics } from './metrics.js';
import type { LeadStep, LeadTrail } from './trail.js';
import { type UnitWork, unitKey } from './unit-work.js';

type Key = string | null;

/** Two numbers per pair of keys. */
type Pairs = Map<Key, Map<Key, [number, number]>>;

/** Metrics that are being added to. */
export interface Tally {
  events: number;
  firstAt: EpochMs | null;
  lastAt: EpochMs | null;
  readonly total: CounterTally;
  readonly by: { readonly [dimension in Dimension]: Map<Key, CounterTally> };
  readonly work: Pairs;
  readonly unitWork: Map<string, UnitWork>;
  readonly flow: Pairs;
  readonly arrivals: Map<EpochMs, number>;
  readonly open: Map<string, LeadTrail>;
  readonly pending: Map<string, LeadStep[]>;
}

/** What one fact is counted under. */
export type Keys = { readonly [dimension in Dimension]: Key };

export const newTally = (): Tally => ({
  events: 0,
  firstAt: null,
  lastAt: null,
  total: newCounters(),
  by: Object.fromEntries(dimensions.map((name) => [name, new Map()])) as Tally['by'],
  work: new Map(),
  unitWork: new Map(),
  flow: new Map(),
  arrivals: new Map(),
  open: new Map(),
  pending: new Map(),
});

function rowOf(rows: Map<Key, CounterTally>, key: Key): CounterTally {
  const known = rows.get(key);
  if (known !== undefined) return known;
  const row = newCounters();
  rows.set(key, row);
  return row;
}

/** Counts a fact in the total and once in each dimension. */
export function count(tally: Tally, keys: Keys, name: CountName, amount = 1): void {
  tally.total.counts[name] += amount;
  for (const dimension of dimensions) rowOf(tally.by[dimension], keys[dimension]).counts[name] += amount;
}

/** Counts a length of time in the total and once in each dimension. */
export function time(tally: Tally, keys: Keys, name: TimeName, ms: DurationMs): void {
  addDuration(tally.total.times[name], ms);
  for (const dimension of dimensions) addDuration(rowOf(tally.by[dimension], keys[dimension]).times[name], ms);
}

/** Adds to the two numbers of a pair. */
export function addPair(pairs: Pairs, a: Key, b: Key, first: number, second: number): void {
  const inner = pairs.get(a) ?? new Map<Key, [number, number]>();
  const [one, two] = inner.get(b) ?? [0, 0];
  pairs.set(a, inner.set(b, [one + first, two + second]));
}

/** Adds time owned of leads that took so many units. */
export function addUnitWork({ unitWork }: Tally, row: UnitWork): void {
  const key = unitKey(row);
  unitWork.set(key, { ...row, ownedMs: row.ownedMs + (unitWork.get(key)?.ownedMs ?? 0) });
}

export const addArrivals = (tally: Tally, hour: EpochMs, leads: number): void => {
  tally.arrivals.set(hour, (tally.arrivals.get(hour) ?? 0) + leads);
};

/** Null first, then by code unit. */
export const compareKeys = (a: Key, b: Key): number =>
  a === null || b === null ? Number(a !== null) - Number(b !== null) : compareText(a, b);

const sorted = <T>(map: ReadonlyMap<Key, T>): [Key, T][] => [...map].sort(([a], [b]) => compareKeys(a, b));

const closePairs = (pairs: Pairs): { a: Key; b: Key; first: number; second: number }[] =>
  sorted(pairs).flatMap(([a, inner]) => sorted(inner).map(([b, [first, second]]) => ({ a, b, first, second })));

const closeRows = (rows: ReadonlyMap<Key, CounterTally>): readonly CounterRow[] =>
  sorted(rows).map(([id, row]) => ({ id, ...closeCounters(row) }));

const closeUnitWork = ({ unitWork }: Tally): readonly UnitWork[] =>
  [...unitWork.values()].sort(
    (a, b) => compareKeys(a.repId, b.repId) || compareKeys(a.queueId, b.queueId) || a.units - b.units,
  );

/** The tally as plain data, in the order of ids. */
export const closeTally = (tally: Tally): Metrics => ({
  version: 1,
  events: tally.events,
  firstAt: tally.firstAt,
  lastAt: tally.lastAt,
  total: closeCounters(tally.total),
  by: Object.fromEntries(dimensions.map((name) => [name, closeRows(tally.by[name])])) as Metrics['by'],
  work: closePairs(tally.work).map(({ a, b, first, second }) => ({
    repId: a,
    queueId: b,
    assigned: first,
    ownedMs: second,
  })),
  ...(tally.unitWork.size === 0 ? {} : { unitWork: closeUnitWork(tally) }),
  flow: closePairs(tally.flow).map(({ a, b, first, second }) => ({
    ruleId: a,
    queueId: b,
    assigned: first,
    held: second,
  })),
  arrivals: [...tally.arrivals].sort(([a], [b]) => a - b),
  open: [...tally.open.values()].sort((a, b) => compareText(a.leadId, b.leadId)),
  pending: [...tally.pending]
    .map(([leadId, steps]) => ({ leadId, steps: [...steps] }))
    .sort((a, b) => compareText(a.leadId, b.leadId)),
});

/** Widens the stretch of time to take in an instant. */
export function see(tally: Tally, at: EpochMs | null): void {
  if (at === null) return;
  tally.firstAt = Math.min(tally.firstAt ?? at, at);
  tally.lastAt = Math.max(tally.lastAt ?? at, at);
}

/** Adds everything but the leads that are not over. */
export function addFigures(tally: Tally, metrics: Metrics): void {
  tally.events += metrics.events;
  see(tally, metrics.firstAt);
  see(tally, metrics.lastAt);
  addCounters(tally.total, metrics.total);
  for (const name of dimensions) for (const row of metrics.by[name]) addCounters(rowOf(tally.by[name], row.id), row);
  for (const { repId, queueId, assigned, ownedMs } of metrics.work)
    addPair(tally.work, repId, queueId, assigned, ownedMs);
  for (const row of metrics.unitWork ?? []) addUnitWork(tally, row);
  for (const { ruleId, queueId, assigned, held } of metrics.flow) addPair(tally.flow, ruleId, queueId, assigned, held);
  for (const [hour, leads] of metrics.arrivals) addArrivals(tally, hour, leads);
}
