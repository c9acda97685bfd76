import { expect, test } from 'vitest';
import { performanceWeights } from './performance-weights.js';

test('weights are in proportion to performance', () => {
  expect(performanceWeights([1, 2, 3])).toEqual([50, 100, 150]);
  expect(performanceWeights([200, 100], { averageWeight: 30 })).toEqual([40, 20]);
});

test('newcomers are average, and so is everybody where nothing is known', () => {
  expect(performanceWeights([3, 0, 1])).toEqual([150, 100, 50]);
  expect(performanceWeights([300, 300, null])).toEqual([100, 100, 100]);
  expect(performanceWeights([null, null, 0, -4])).toEqual([100, 100, 100, 100]);
  expect(performanceWeights([])).toEqual([]);
});

test('outliers are held to a multiple of the average', () => {
  expect(performanceWeights([81, ...new Array<number>(19).fill(1)])).toEqual([1000, ...new Array<number>(19).fill(20)]);
  expect(performanceWeights([100, 1e-10])).toEqual([200, 1]);
  expect(performanceWeights([9, 1], { cap: 1.5, floor: 0.5 })).toEqual([150, 50]);
});

test('no weight is below one', () => {
  expect(performanceWeights([100, 1], { averageWeight: 5, floor: 0 })).toEqual([10, 1]);
});
