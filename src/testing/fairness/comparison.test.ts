import { expect, test } from 'vitest';
import { comparisonSubjects } from './comparison.js';
import { fairnessConformance } from './conformance.js';
import { anyScheduleByCount, onlyEligible, stableBelowOne } from './theorems.js';

test.each(Object.entries(comparisonSubjects))('%s hands out every lead, but breaks bounds', (_, create) => {
  const results = fairnessConformance(create, { theorems: [onlyEligible, stableBelowOne, anyScheduleByCount()] });
  expect(results.map(({ theorem, violation }) => [theorem, violation === null])).toEqual([
    ['T0', true],
    ['T4', false],
    ['T5', false],
  ]);
});
