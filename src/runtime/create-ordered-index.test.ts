import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createOrderedIndex } from './create-ordered-index.js';

const ascending = (a: number, b: number): number => a - b;

test('gives what a sorted list gives, whatever was added and removed', () => {
  const step = fc.record({ adds: fc.boolean(), value: fc.integer({ min: 0, max: 40 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 80 }), fc.nat(50), fc.nat(40), (steps, limit, bound) => {
      const index = createOrderedIndex(ascending);
      const twin = new Set<number>();
      for (const { adds, value } of steps) {
        if (!adds) expect(index.remove(value)).toBe(twin.delete(value));
        else if (!twin.has(value)) {
          index.add(value);
          twin.add(value);
        }
      }
      const sorted = [...twin].sort(ascending);
      expect(index.first(limit)).toEqual(sorted.slice(0, limit));
      expect(index.first(limit, (value) => value < bound)).toEqual(
        sorted.filter((value) => value < bound).slice(0, limit),
      );
    }),
  );
});

test('keeps the order over many blocks', () => {
  const index = createOrderedIndex(ascending);
  const count = 10_000;
  // 7,919 is prime, so the products visit every number below the count once
  const values = Array.from({ length: count }, (_, i) => (i * 7_919) % count);
  for (const value of values) index.add(value);
  expect(index.first(count)).toEqual([...values].sort(ascending));
  for (const value of values.slice(0, count / 2)) expect(index.remove(value)).toBe(true);
  expect(index.first(count)).toEqual(values.slice(count / 2).sort(ascending));
});

test('orders entries of any kind', () => {
  const index = createOrderedIndex<{ readonly at: number }>((a, b) => a.at - b.at);
  for (const at of [2, 1, 3]) index.add({ at });
  expect(index.remove({ at: 2 })).toBe(true);
  expect(index.first(9)).toEqual([{ at: 1 }, { at: 3 }]);
});

test('takes out only what is there', () => {
  const index = createOrderedIndex(ascending);
  expect(index.remove(1)).toBe(false);
  index.add(1);
  expect(index.remove(2)).toBe(false);
  expect(index.remove(1)).toBe(true);
  expect(index.first(1)).toEqual([]);
});
