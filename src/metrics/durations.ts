import type { DurationMs } from '../core/time.js';

/** Values of a run are exact below this many milliseconds; above it they keep 11 significant bits. */
const exactBelow = 2_048;

/**
 * Lengths of time that can be put together and asked for percentiles: how often each occurred, shortest first.
 *
 * Below 2,048 ms a length is kept exactly; above, it is rounded down to 11 significant bits, so that a percentile is
 * less than 0.1 % too small. Number, sum, least and greatest are exact (the sum up to 2⁵³ ms, 285,616 years). At most
 * 1,024 runs per doubling of the length.
 */
export interface Durations {
  readonly count: number;
  readonly sumMs: DurationMs;
  readonly minMs: DurationMs | null;
  readonly maxMs: DurationMs | null;
  /** `[length, how often]`, ascending. */
  readonly runs: readonly (readonly [DurationMs, number])[];
}

/** Durations that are being counted. */
export interface DurationTally {
  count: number;
  sumMs: DurationMs;
  minMs: DurationMs;
  maxMs: DurationMs;
  readonly runs: Map<DurationMs, number>;
}

export const newDurations = (): DurationTally => ({
  count: 0,
  sumMs: 0,
  minMs: Number.MAX_SAFE_INTEGER,
  maxMs: 0,
  runs: new Map(),
});

/** A length of time as a run keeps it. */
export function keptLength(ms: DurationMs): DurationMs {
  let step = 1;
  while (ms / step >= exactBelow) step *= 2;
  return Math.floor(ms / step) * step;
}

/** Counts one length of time; below 0 it counts as 0. */
export function addDuration(tally: DurationTally, length: DurationMs): void {
  const ms = Math.max(0, length);
  const kept = keptLength(ms);
  tally.count += 1;
  tally.sumMs += ms;
  tally.minMs = Math.min(tally.minMs, ms);
  tally.maxMs = Math.max(tally.maxMs, ms);
  tally.runs.set(kept, (tally.runs.get(kept) ?? 0) + 1);
}

/** Counts everything that `durations` holds. */
export function addDurations(tally: DurationTally, durations: Durations): void {
  tally.count += durations.count;
  tally.sumMs += durations.sumMs;
  tally.minMs = Math.min(tally.minMs, durations.minMs ?? tally.minMs);
  tally.maxMs = Math.max(tally.maxMs, durations.maxMs ?? 0);
  for (const [ms, count] of durations.runs) tally.runs.set(ms, (tally.runs.get(ms) ?? 0) + count);
}

export const closeDurations = ({ count, sumMs, minMs, maxMs, runs }: DurationTally): Durations => ({
  count,
  sumMs,
  minMs: count === 0 ? null : minMs,
  maxMs: count === 0 ? null : maxMs,
  runs: [...runs].sort(([a], [b]) => a - b),
});

/**
 * The length of time that `percent` % of them do not exceed (nearest rank): less than 0.1 % too small, exact below
 * 2,048 ms. O(runs).
 *
 * @param percent - a whole number from 1 to 100
 * @returns null where there are none
 * @example
 * percentile({ count: 3, sumMs: 60, minMs: 10, maxMs: 30, runs: [[10, 1], [20, 1], [30, 1]] }, 50); //=> 20
 */
export function percentile({ count, runs }: Durations, percent: number): DurationMs | null {
  const rank = Math.ceil((count * percent) / 100);
  let seen = 0;
  for (const [ms, times] of runs) {
    seen += times;
    if (seen >= rank) return ms;
  }
  return null;
}
