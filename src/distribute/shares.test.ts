import { expect, test } from 'vitest';
import { chargeLead } from './charge-lead.js';
import { createLedger } from './create-ledger.js';
import { createScratch, withRoom } from './create-scratch.js';
import { createShares, sharesOf, weightSum } from './shares.js';
import type { Pool, Scratch } from './types.js';

const eligible = [0, 1];
const poolOf = (scratch: Scratch, weights: readonly number[], more: Partial<Pool> = {}): Pool => ({
  eligible,
  count: 2,
  weights,
  value: 1,
  unit: 60,
  scratch,
  ...more,
});
const increments = ({ eligible: _, ...pool }: Pool, list: readonly number[] = eligible): readonly number[] =>
  Array.from(sharesOf({ ...pool, eligible: list }).increments);

test('shares are rounded down, whatever weights follow one another', () => {
  const { increments, ...rest } = sharesOf({
    eligible: [0, 1, 2, 3],
    count: 4,
    weights: [3, 3, 2, 3],
    value: 2,
    unit: 5,
  });
  expect([...increments]).toEqual([2, 2, 1, 2]);
  expect(rest).toEqual({ eligible: [0, 1, 2, 3], weights: [3, 3, 2, 3], count: 4, worth: 10, sum: 11, total: 7 });
  expect(weightSum({ eligible: [3, 1, 0], count: 2, weights: [1, 10, 100, 1000], value: 1, unit: 1 })).toBe(1010);
});

test('room for shares that holds none, and for work that has none', () => {
  expect(createShares()).toEqual({
    eligible: [],
    weights: [],
    count: 0,
    worth: 0,
    sum: 0,
    total: 0,
    increments: new Float64Array(0),
  });
  const nothing = new Float64Array(0);
  expect(createScratch()).toEqual({ known: [], latest: 0, newest: -1, balance: nothing, increment: nothing });
});

test('room to work in grows where it is needed, and stays where it is not', () => {
  const scratch = createScratch();
  expect(withRoom(scratch, 0)).toBe(scratch);
  const none = scratch.balance;
  withRoom(scratch, 3);
  expect([none.length, scratch.balance.length, scratch.increment.length]).toEqual([0, 3, 3]);
  const { balance, increment } = scratch;
  withRoom(scratch, 2);
  withRoom(scratch, 3);
  expect([scratch.balance === balance, scratch.increment === increment]).toEqual([true, true]);
});

test('sixteen pools are remembered; a seventeenth takes the room of the first', () => {
  const scratch = createScratch();
  const pools = Array.from({ length: 18 }, (_, n) => poolOf(scratch, [1, n + 1]));
  const known = pools.slice(0, 16).map(sharesOf);
  expect(new Set(known).size).toBe(16);
  // what is remembered is not worked out again: a mark stays
  for (const [n, shares] of known.entries()) shares.total = -n;
  for (const [n, pool] of pools.slice(0, 16).entries()) {
    expect(sharesOf(pool)).toBe(known[n]);
    expect(sharesOf(pool).total).toBe(-n);
    expect(scratch.latest).toBe(n);
  }
  expect(sharesOf(pools[16]!)).toBe(known[0]);
  expect(known[0]).toMatchObject({ weights: [1, 17], total: 59, sum: 18 });
  expect(sharesOf(pools[16]!)).toBe(known[0]);
  expect(sharesOf(pools[1]!).total).toBe(-1);
  expect(sharesOf(pools[17]!)).toBe(known[1]);
  expect(sharesOf(pools[17]!).total).toBe(59);
  expect(scratch.known).toEqual(known);
  expect([scratch.latest, scratch.newest]).toEqual([1, 1]);
});

test('pools that differ in one thing only are told apart', () => {
  const scratch = createScratch();
  const weights = [1, 2, 3];
  const all = poolOf(scratch, weights);
  const other = [1, 2];
  for (let round = 0; round < 2; round++) {
    expect(increments(all)).toEqual([20, 40]);
    expect(increments(all, other)).toEqual([24, 36]);
    expect(increments({ ...all, weights: [2, 1] })).toEqual([40, 20]);
    expect(increments({ ...all, count: 1 })).toEqual([60]);
    expect(increments({ ...all, value: 2 })).toEqual([40, 80]);
    expect(increments({ ...all, unit: 30 })).toEqual([10, 20]);
  }
});

test('room that was made for few serves for many, and for few again', () => {
  const scratch = createScratch();
  for (let n = 1; n <= 16; n++) sharesOf({ ...poolOf(scratch, [n]), count: 1 });
  const many = { ...poolOf(scratch, [1, 1, 1, 1]), eligible: [0, 1, 2, 3], count: 4 };
  expect([...sharesOf(many).increments]).toEqual([15, 15, 15, 15]);
  const ledger = createLedger(4);
  expect(chargeLead(ledger, many, 0, 1)).toBe(60);
  expect(ledger.balance).toEqual([-45, 15, 15, 15]);
  const room = scratch.known[0]!.increments;
  for (let n = 1; n <= 16; n++) sharesOf({ ...poolOf(scratch, [n]), count: 1 });
  expect(scratch.known[0]!.increments).toBe(room);
  for (let n = 1; n <= 16; n++) sharesOf({ ...poolOf(scratch, [n, 1, 1, 1]), eligible: [0, 1, 2, 3], count: 4 });
  expect(scratch.known[0]!.increments).toBe(room);
});
