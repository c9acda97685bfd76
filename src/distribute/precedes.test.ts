import { expect, test } from 'vitest';
import { precedes } from './precedes.js';
import type { Draw } from './types.js';

const order = (lastSeq: number[], keys: number[]): [boolean, boolean] => {
  const ledger = { balance: [0, 0], received: [0, 0], lastSeq };
  const draw: Draw = {
    eligible: [0, 1],
    count: 2,
    weights: [1, 1],
    value: 1,
    unit: 2,
    tieKey: (member) => keys[member]!,
  };
  return [precedes(ledger, draw, 0, 1), precedes(ledger, draw, 1, 0)];
};

test('the least recently assigned first, whatever the keys', () => {
  expect(order([4, 5], [9, 1])).toEqual([true, false]);
  expect(order([5, 4], [1, 9])).toEqual([false, true]);
});

test('then the smaller key, whatever the index', () => {
  expect(order([4, 4], [9, 8])).toEqual([false, true]);
  expect(order([0, 0], [8, 9])).toEqual([true, false]);
});

test('where even the hashes collide the order is still total', () => {
  expect(order([4, 4], [7, 7])).toEqual([true, false]);
  expect(order([4, 4], [1, 1])).toEqual([true, false]);
});

test('nobody goes before themselves', () => {
  const draw: Draw = { eligible: [0], count: 1, weights: [1], value: 1, unit: 2, tieKey: () => 7 };
  expect(precedes({ balance: [0], received: [0], lastSeq: [0] }, draw, 0, 0)).toBe(false);
});
