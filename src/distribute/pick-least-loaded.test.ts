import { expect, test } from 'vitest';
import { createLedger } from './create-ledger.js';
import { pickLeastLoaded } from './pick-least-loaded.js';
import type { Draw } from './types.js';

const draw = (count: number, more: Partial<Draw> = {}): Draw => ({
  eligible: Array.from({ length: count }, (_, member) => member),
  count,
  weights: new Array<number>(count).fill(1),
  value: 1,
  unit: 12,
  tieKey: (member) => member,
  ...more,
});
const pick = (open: readonly number[], capacity: readonly number[], more: Partial<Draw> = {}, units = 1): number =>
  pickLeastLoaded(createLedger(open.length), draw(open.length, more), { open, capacity, units }).member;

test('the smallest load with the new lead wins', () => {
  expect(pick([3, 2], [10, 5])).toBe(0); // 4/10 < 3/5
  expect(pick([0, 0], [1, 5])).toBe(1); // 1/1 > 1/5, although both are idle
  expect(pick([1, 0], [4, 2], {}, 3)).toBe(0); // 4/4 < 3/2
});

test('fractions are compared exactly', () => {
  expect(pick([333_332, 333_333], [999_999, 1_000_000])).toBe(0); // 333,333/999,999 = 1/3 < 333,334/1,000,000
  expect(pick([333_332, 333_332], [999_999, 1_000_000])).toBe(1);
});

test('unlimited capacity goes first, none goes last', () => {
  const unlimited = Number.POSITIVE_INFINITY;
  expect(pick([9, 0], [unlimited, 100])).toBe(0);
  expect(pick([0, 9], [100, unlimited])).toBe(1);
  expect(pick([9, 8], [unlimited, unlimited])).toBe(1);
  expect(pick([0, 9], [0, 10])).toBe(1);
  expect(pick([9, 0], [10, 0])).toBe(0);
  expect(pick([2, 1], [0, 0])).toBe(1);
  expect(pick([5, 0], [unlimited, 0])).toBe(0);
  // also where the lead adds no work and nobody has any
  expect(pick([0, 0], [100, unlimited], {}, 0)).toBe(1);
  expect(pick([0, 0], [unlimited, 100], {}, 0)).toBe(0);
  expect(pick([0, 0], [0, 100], {}, 0)).toBe(1);
  expect(pick([0, 0], [0, unlimited], {}, 0)).toBe(1);
});

test('ties: larger balance, then least recently assigned, then the smaller key', () => {
  const load = { open: [1, 1], capacity: [4, 4], units: 1 };
  const ledger = { balance: [-3, 3], received: [0, 0], lastSeq: [1, 2] };
  expect(pickLeastLoaded(ledger, draw(2), load)).toEqual({ member: 1, method: 'least_load', balance: 9, pool: 12 });
  expect(pickLeastLoaded({ ...ledger, balance: [0, 0] }, draw(2), load).member).toBe(0);
  const tieKey = (member: number): number => -member;
  expect(pickLeastLoaded(createLedger(2), draw(2, { tieKey }), load).member).toBe(1);
});

test('a sole member, and none', () => {
  const load = { open: [9], capacity: [1], units: 1 };
  expect(pickLeastLoaded(createLedger(1), draw(1), load).method).toBe('sole');
  expect(() => pickLeastLoaded(createLedger(1), draw(0), load)).toThrow('a pick needs an eligible member');
});

test('of two without a limit the less loaded, and the idle without any last, whoever comes first', () => {
  const unlimited = Number.POSITIVE_INFINITY;
  expect(pick([1, 5], [unlimited, unlimited])).toBe(0);
  expect(pick([0, 0], [100, 0], { tieKey: (member) => -member }, 0)).toBe(0);
  expect(pick([1, 0, 2], [4, 4, 4], { eligible: [0, 2], count: 2 })).toBe(0);
});
