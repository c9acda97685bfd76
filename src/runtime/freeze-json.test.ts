import fc from 'fast-check';
import { expect, test } from 'vitest';
import { freezeJson } from './freeze-json.js';

const isDeeplyFrozen = (value: unknown): boolean =>
  typeof value !== 'object' || value === null || (Object.isFrozen(value) && Object.values(value).every(isDeeplyFrozen));

test('copies what the JSON text carries', () => {
  fc.assert(
    fc.property(fc.object({ withBigInt: false, withNullPrototype: true, withSparseArray: false }), (value) => {
      const copy = freezeJson(value);
      expect(copy).toEqual(JSON.parse(JSON.stringify(value)));
      expect(isDeeplyFrozen(copy)).toBe(true);
      expect(isDeeplyFrozen(value)).toBe(Object.keys(value).length === 0 && Object.isFrozen(value));
    }),
  );
});

test('reads minus zero as zero and keeps a member named __proto__', () => {
  expect(Object.is(freezeJson([-0])[0], 0)).toBe(true);
  const copy = freezeJson(JSON.parse('{"__proto__":{"polluted":1}}'));
  expect(JSON.stringify(copy)).toBe('{"__proto__":{"polluted":1}}');
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
});
