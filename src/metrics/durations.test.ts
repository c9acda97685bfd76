import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDuration, closeDurations, keptLength, newDurations, percentile } from './durations.js';

test('a kept length is exact below 2,048 ms, and else less than 0.1 % too small', () => {
  expect([0, 2_047, 2_048, 2_049, 240_001, 86_399_999].map(keptLength)).toEqual([
    0, 2_047, 2_048, 2_048, 240_000, 86_376_448,
  ]);
  fc.assert(
    fc.property(fc.maxSafeInteger().map(Math.abs), (ms) => {
      const kept = keptLength(ms);
      expect(kept <= ms && (ms - kept) * 1_024 <= ms).toBe(true);
      expect(keptLength(kept)).toBe(kept);
    }),
  );
});

test('percentiles are by nearest rank, and no lengths have none', () => {
  const tally = newDurations();
  expect(percentile(closeDurations(tally), 50)).toBeNull();
  for (const ms of [30, 10, 20, 10, -5]) addDuration(tally, ms);
  const durations = closeDurations(tally);
  expect(durations).toEqual({
    count: 5,
    sumMs: 70,
    minMs: 0,
    maxMs: 30,
    runs: [
      [0, 1],
      [10, 2],
      [20, 1],
      [30, 1],
    ],
  });
  expect([1, 20, 21, 60, 61, 100].map((percent) => percentile(durations, percent))).toEqual([0, 0, 10, 10, 20, 30]);
});
