import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findUnreadable, searchUnreadable } from './measure.js';

const odd = fc.constantFrom<unknown>(1n, () => 0, Symbol('x'), Number.NaN, undefined);
const { value } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 5 },
    { weight: 6, arbitrary: fc.jsonValue() },
    { weight: 1, arbitrary: odd },
    { weight: 4, arbitrary: fc.array(tie('value'), { maxLength: 3 }) },
    { weight: 4, arbitrary: fc.dictionary(fc.string({ maxLength: 2 }), tie('value'), { maxKeys: 3 }) },
  ),
}));

test('finds what the whole search finds', () => {
  const seen = { readable: 0, unreadable: 0 };
  fc.assert(
    fc.property(value, (document) => {
      const found = searchUnreadable(document);
      expect(findUnreadable(document)).toEqual(found);
      seen[found === null ? 'readable' : 'unreadable'] += 1;
    }),
    { numRuns: 500 },
  );
  expect(Math.min(seen.readable, seen.unreadable)).toBeGreaterThan(20);
});

test('as deep and as large as may be, and cycles', () => {
  const nested = (depth: number): unknown => (depth === 0 ? [] : [nested(depth - 1)]);
  const cycle: unknown[] = [1];
  cycle.push(cycle, cycle);
  const large = (rest: number) => [Array(1_999_990).fill(0), Array(rest).fill('')];
  for (const document of [nested(64), nested(65), cycle, large(7), large(8)])
    expect(findUnreadable(document)).toEqual(searchUnreadable(document));
});
