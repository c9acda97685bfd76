import fc from 'fast-check';
import { expect, test } from 'vitest';
import { indexOfSorted } from './sorted.js';

test('finds what `indexOf` finds', () => {
  const ascending = fc.uniqueArray(fc.integer({ min: -50, max: 50 })).map((values) => values.sort((a, b) => a - b));
  fc.assert(
    fc.property(ascending, fc.integer({ min: -55, max: 55 }), (values, value) => {
      expect(indexOfSorted(values, value)).toBe(values.indexOf(value));
      expect(indexOfSorted(Int32Array.from(values), value)).toBe(values.indexOf(value));
    }),
  );
});
