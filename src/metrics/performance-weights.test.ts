import fc from 'fast-check';
import { expect, test } from 'vitest';
import { performanceWeights, type RepOutcome } from './index.js';

const rows = (...pairs: readonly (readonly [number, number])[]): readonly RepOutcome[] =>
  pairs.map(([won, of], n) => ({ repId: `r${n}`, won, of }));
const weights = (...args: Parameters<typeof performanceWeights>): readonly number[] =>
  Object.values(performanceWeights(...args));

test('weights are in proportion to what is won of a lead', () => {
  expect(weights(rows([30, 100], [10, 100]))).toEqual([150, 50]);
  // what counts is the rate over all leads: 60 of 400, not the mean of the rates
  expect(weights(rows([30, 100], [30, 300]))).toEqual([200, 67]);
  expect(weights(rows([3, 40], [1, 40]), { averageWeight: 2 })).toEqual([3, 1]);
});

test('newcomers are average, and so is everybody where nothing is known or won', () => {
  expect(weights(rows([30, 100], [10, 100], [19, 19], [0, 0]))).toEqual([150, 50, 100, 100]);
  expect(weights(rows([5, 19], [0, 3]))).toEqual([100, 100]);
  expect(weights(rows([0, 50], [0, 90]))).toEqual([100, 100]);
  expect(weights(rows([1, 1], [0, 1]), { leadsMin: 0 })).toEqual([200, 50]);
  expect(weights([])).toEqual([]);
});

test('outliers are held between floor and cap, and no weight is below one', () => {
  expect(weights(rows([99, 100], [1, 100]))).toEqual([198, 50]);
  expect(weights(rows([99, 100], [1, 100]), { capMilli: 1_500, floorMilli: 800 })).toEqual([150, 80]);
  expect(weights(rows([99, 100], [0, 100]), { floorMilli: 0, averageWeight: 1 })).toEqual([2, 1]);
});

test('numbers that are not whole are refused', () => {
  expect(() => performanceWeights(rows([0.5, 100]))).toThrow(
    'expected whole numbers of rep `r0`, found `0.5` of `100`',
  );
  expect(() => performanceWeights([], { capMilli: 400 })).toThrow('a cap that is not below the floor');
});

test('within floor and cap weights order as rates do, and neither scale nor order matters', () => {
  const outcome = fc.record({ won: fc.nat(1_000_000), of: fc.integer({ min: 20, max: 1_000_000 }) });
  fc.assert(
    fc.property(fc.array(outcome, { minLength: 1, maxLength: 9 }), fc.integer({ min: 2, max: 9 }), (list, scale) => {
      const named = list.map((row, n) => ({ repId: `r${n}`, ...row }));
      const found = performanceWeights(named);
      const scaled = named.map((row) => ({ ...row, won: row.won * scale, of: row.of * scale }));
      expect(performanceWeights([...scaled].reverse())).toEqual(found);
      for (const a of named) {
        for (const b of named) {
          if (BigInt(a.won) * BigInt(b.of) >= BigInt(b.won) * BigInt(a.of)) {
            expect(found[a.repId]).toBeGreaterThanOrEqual(found[b.repId]!);
          }
        }
        expect(found[a.repId]).toBeGreaterThanOrEqual(50);
        expect(found[a.repId]).toBeLessThanOrEqual(200);
      }
    }),
  );
});
