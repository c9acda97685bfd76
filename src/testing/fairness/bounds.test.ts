import { expect, test } from 'vitest';
import { aheadBound, anyScheduleBound, behindBound, guardedBehindBound, guardedBound, harmonic } from './bounds.js';
import { forcedDeviation } from './optimality.js';
import { largestDeficitSubject } from './subjects.js';

test('the bounds of known cases', () => {
  expect(harmonic(4)).toBeCloseTo(25 / 12, 12);
  expect(anyScheduleBound(8, 1)).toBe(3.5);
  expect(anyScheduleBound(5, 100)).toBe(200);
  expect(anyScheduleBound(5, 1, { budget: 0.5 })).toBe(3);
  expect(anyScheduleBound(5, 1, { inFlight: 2 })).toBe(10);
  expect(anyScheduleBound(5, 1, { overridden: 7 })).toBe(9);
  expect(guardedBound(8, 1)).toBe(4);
  expect(guardedBound(7, 3)).toBe(9);
  expect(aheadBound(4, 8)).toBe(6);
  expect(behindBound(2, 1)).toBeCloseTo(0.5, 12);
});

test('the guarded rule may fall a little further behind than the bare one', () => {
  expect(guardedBehindBound(5)).toBeCloseTo(1.5, 12);
  expect(guardedBehindBound(10)).toBeCloseTo(137 / 60, 12);
});

test.each([
  [2, 0.5],
  [4, 1.5],
  [8, 3.5],
  [16, 7.5],
])('the pairs adversary forces %i members to %f leads', (members, leads) => {
  const worst = forcedDeviation(largestDeficitSubject, members, 1500 * members);
  expect(worst).toBeLessThanOrEqual(leads + 1e-6);
  expect(worst).toBeGreaterThan(leads - 0.02 * members);
});
