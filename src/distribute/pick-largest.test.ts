import { expect, test } from 'vitest';
import { createLedger } from './create-ledger.js';
import { pickLargest } from './pick-largest.js';
import { sharesOf } from './shares.js';
import type { Draw, Ledger } from './types.js';

/** Who is picked, and whose keys were asked for. */
function pickWith(ledger: Ledger, keys: readonly number[]): { readonly member: number; readonly asked: number[] } {
  const asked: number[] = [];
  const eligible = keys.map((_, member) => member);
  const tieKey = (member: number): number => {
    asked.push(member);
    return keys[member]!;
  };
  const draw: Draw = { eligible, count: keys.length, weights: keys.map(() => 1), value: 1, unit: 60, tieKey };
  return { member: pickLargest(ledger, draw, sharesOf(draw)).member, asked: asked.sort() };
}

test('keys are asked for only where balance and age tie, and each once', () => {
  const ledger = (balance: number[], lastSeq: number[]): Ledger => ({ balance, received: [0, 0, 0], lastSeq });
  expect(pickWith(ledger([3, 5, -8], [0, 0, 0]), [9, 8, 7])).toEqual({ member: 1, asked: [] });
  expect(pickWith(ledger([0, 0, 0], [3, 1, 2]), [7, 8, 9])).toEqual({ member: 1, asked: [] });
  expect(pickWith(ledger([0, 0, 0], [0, 0, 0]), [8, 7, 9])).toEqual({ member: 1, asked: [0, 1, 2] });
  expect(pickWith(ledger([0, 0, 0], [2, 1, 1]), [7, 9, 8])).toEqual({ member: 2, asked: [1, 2] });
});

test('where the keys are equal too, the smaller index', () => {
  expect(pickWith(createLedger(3), [7, 7, 7]).member).toBe(0);
  expect(pickWith(createLedger(3), [8, 7, 7]).member).toBe(1);
});
