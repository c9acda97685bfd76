import { expect, test } from 'vitest';
import { chargeFixed } from './charge-fixed.js';
import { createLedger } from './create-ledger.js';
import { agesDiffer, createFixedPool, type FixedPool, settle } from './fixed-pool.js';
import { pickFixed } from './pick-fixed.js';
import type { Draw } from './types.js';

function serveNext(fixed: FixedPool, seq: number): number {
  const { member } = pickFixed(fixed, fixed.draw);
  chargeFixed(fixed, member, seq);
  return member;
}

test('weights 5, 1, 1 are spread out, and the ledger is up to date once settled', () => {
  const ledger = createLedger(3);
  const draw: Draw = {
    eligible: [0, 1, 2],
    count: 3,
    weights: [5, 1, 1],
    value: 1,
    unit: 7,
    tieKey: (member) => member,
  };
  const fixed = createFixedPool(ledger, draw);
  expect([1, 2, 3].map((seq) => serveNext(fixed, seq))).toEqual([0, 0, 1]);
  settle(fixed);
  expect(ledger).toEqual({ balance: [1, -4, 3], received: [2, 1, 0], lastSeq: [2, 3, 0] });
  settle(fixed);
  expect(ledger.balance).toEqual([1, -4, 3]);
});

test('balances stay exact over more leads than unsettled units would bear', () => {
  const ledger = createLedger(2);
  const draw: Draw = { eligible: [0, 1], count: 2, weights: [2, 1], value: 1, unit: 80_313_433_200, tieKey: (m) => m };
  const fixed = createFixedPool(ledger, draw);
  for (let seq = 1; seq <= 300_000; seq++) serveNext(fixed, seq);
  settle(fixed);
  expect(ledger.received).toEqual([200_000, 100_000]);
  expect(ledger.balance).toEqual([0, 0]);
});

test('only members of the pool are charged', () => {
  const draw: Draw = { eligible: [1, 3], count: 2, weights: [1, 1, 1, 2, 1], value: 1, unit: 12, tieKey: (m) => m };
  const ledger = createLedger(5);
  const fixed = createFixedPool(ledger, draw);
  for (const outsider of [0, 2, 4, 9]) expect(() => chargeFixed(fixed, outsider, 1)).toThrow('a member of the pool');
  expect(chargeFixed(fixed, 1, 1)).toBe(12);
  settle(fixed);
  expect(ledger.balance).toEqual([0, -8, 0, 8, 0]);
});

test('ages differ where no two of one weight were last served at once', () => {
  const ledger = { ...createLedger(4), lastSeq: [0, 3, 0, 4] };
  const pool = { weights: [2, 2, 2, 2], value: 1, unit: 12 };
  expect(agesDiffer(ledger, { ...pool, eligible: [0, 1, 3], count: 3 })).toBe(true);
  expect(agesDiffer(ledger, { ...pool, eligible: [0, 1, 2], count: 3 })).toBe(false);
  expect(agesDiffer(ledger, { ...pool, eligible: [0, 1, 2], count: 2 })).toBe(true);
  expect(agesDiffer(ledger, { ...pool, weights: [2, 2, 3, 2], eligible: [0, 1, 2, 3], count: 4 })).toBe(true);
});

test('members lie by weight, the heaviest first, each class with the one who is owed most on top', () => {
  const ledger = { ...createLedger(7), balance: [1, 5, -9, 2, 9, 7, -3], lastSeq: [0, 0, 0, 0, 4, 0, 0] };
  const draw: Draw = {
    eligible: [0, 1, 2, 3, 5, 6],
    count: 6,
    weights: [1, 2, 1, 2, 9, 1, 3],
    value: 1,
    unit: 120,
    tieKey: (m) => m,
  };
  const { starts, classes, members, increments, tops, pool, served } = createFixedPool(ledger, draw);
  expect([...starts]).toEqual([0, 1, 3, 6]);
  expect([...classes]).toEqual([2, 1, 2, 1, 0, 2, 0]);
  expect([members[0], members[1], members[3]]).toEqual([6, 1, 5]);
  expect([...members].sort()).toEqual(draw.eligible);
  expect([...increments]).toEqual([36, 24, 12]);
  expect([...tops]).toEqual([-3, 5, 7]);
  expect({ pool, served }).toEqual({ pool: 120, served: { leads: 0 } });
});

test('a pool of nobody is a programmer error', () => {
  const draw: Draw = { eligible: [0], count: 0, weights: [1], value: 1, unit: 12, tieKey: (m) => m };
  expect(() => createFixedPool(createLedger(1), draw)).toThrow('a pick needs an eligible member');
});

test('the guard is for leads that are counted: as the draw says, or else where each is worth one', () => {
  const draw: Draw = { eligible: [0, 1], count: 2, weights: [1, 1], value: 1, unit: 12, tieKey: (m) => m };
  const isGuarded = (more: Partial<Draw>): boolean => createFixedPool(createLedger(2), { ...draw, ...more }).guarded;
  expect([isGuarded({}), isGuarded({ value: 2 })]).toEqual([true, false]);
  expect([isGuarded({ measure: 'value' }), isGuarded({ value: 2, measure: 'count' })]).toEqual([false, true]);
});

test('what is not settled is settled before it could leave the safe integers', () => {
  const unit = 2 ** 50;
  const ledger = createLedger(2);
  const draw: Draw = { eligible: [0, 1], count: 2, weights: [1, 1], value: 1, unit, tieKey: (m) => m };
  const fixed = createFixedPool(ledger, draw);
  const after = [1, 2, 3, 4].map((seq) => {
    serveNext(fixed, seq);
    return [fixed.served.leads, ...ledger.balance];
  });
  expect(after).toEqual([
    [1, -unit, 0],
    [2, -unit, -unit],
    [1, -unit, 0],
    [2, -unit, -unit],
  ]);
});
