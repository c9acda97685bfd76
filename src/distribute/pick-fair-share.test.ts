import { expect, test } from 'vitest';
import { chargeLead } from './charge-lead.js';
import { createLedger } from './create-ledger.js';
import { createScratch } from './create-scratch.js';
import { ledgerUnit } from './ledger-unit.js';
import { pickByDeadline } from './pick-by-deadline.js';
import { pickFairShare } from './pick-fair-share.js';
import { pickLargest } from './pick-largest.js';
import { sharesOf } from './shares.js';
import type { Draw } from './types.js';

const unit = 80_313_433_200;
const draw = (weights: readonly number[], more: Partial<Draw> = {}): Draw => ({
  eligible: weights.map((_, member) => member),
  count: weights.length,
  weights,
  value: 1,
  unit,
  tieKey: (member) => member,
  ...more,
});

function run(weights: readonly number[], leads: number, more: Partial<Draw> = {}): number[] {
  const ledger = createLedger(weights.length);
  const picks: number[] = [];
  for (let seq = 1; seq <= leads; seq++) {
    const next = draw(weights, more);
    const { member } = pickFairShare(ledger, next);
    chargeLead(ledger, next, member, seq);
    picks.push(member);
  }
  return picks;
}

test('weights 5, 1, 1 are spread out as smooth weighted round robin spreads them', () => {
  expect(run([5, 1, 1], 7)).toEqual([0, 0, 1, 0, 2, 0, 0]);
});

test('equal members take turns, the least recently assigned first', () => {
  expect(run([1, 1, 1], 9)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2]);
});

test('three equal members tie exactly, where doubles would not', () => {
  const picks = run([10, 10, 10], 3000);
  for (let lead = 3; lead < picks.length; lead++) expect(picks[lead]).toBe(picks[lead - 3]);
});

test('a tie that age leaves open goes to the smaller key, not to list order', () => {
  const pick = pickFairShare(createLedger(3), draw([1, 1, 1], { tieKey: (member) => [7, 5, 9][member]! }));
  expect(pick).toEqual({ member: 1, method: 'deficit', balance: unit / 3, pool: unit });
});

test('a sole eligible member wins whatever it owes', () => {
  const ledger = { balance: [-5 * unit, 5 * unit], received: [5, 0], lastSeq: [5, 0] };
  const pick = pickFairShare(ledger, draw([1, 1], { eligible: [0], count: 1 }));
  expect(pick).toEqual({ member: 0, method: 'sole', balance: -4 * unit, pool: unit });
});

test('entries of the eligible list beyond the count are not read', () => {
  expect(pickFairShare(createLedger(2), draw([1, 1], { eligible: [1, 0], count: 1 })).member).toBe(1);
});

test('an empty draw is a programmer error', () => {
  expect(() => pickFairShare(createLedger(1), draw([1], { count: 0 }))).toThrow('a pick needs an eligible member');
});

// The smallest pools in which the largest balance alone leaves somebody a full lead behind.
test.each([[[1, 1, 1, 1, 4, 4]], [[1, 1, 3, 14, 14]]])('the quota guard keeps weights %j below one lead', (weights) => {
  const sum = weights.reduce((a, b) => a + b);
  const worst = (measure: 'count' | 'value'): { readonly deviation: number; readonly methods: Set<string> } => {
    const ledger = createLedger(weights.length);
    const scratch = createScratch();
    const methods = new Set<string>();
    let deviation = 0;
    for (let seq = 1; seq <= 2 * sum; seq++) {
      const next = draw(weights, { measure, scratch, unit: sum * 1000 });
      const pick = pickFairShare(ledger, next);
      methods.add(pick.method);
      chargeLead(ledger, next, pick.member, seq);
      for (const balance of ledger.balance) deviation = Math.max(deviation, Math.abs(balance) / (sum * 1000));
    }
    return { deviation, methods };
  };
  expect(worst('value').deviation).toBeGreaterThanOrEqual(1);
  expect(worst('value').methods).toEqual(new Set(['deficit']));
  expect(worst('count').deviation).toBeLessThan(1);
  expect(worst('count').methods).toEqual(new Set(['deficit', 'quota_guard']));
});

test('the guard says within how many leads somebody would be owed a full one', () => {
  // With this lead the balances are 8, 8, −14 and 10 of a pool of 12; members 0 and 1 both fall due with the next one.
  const ledger = { balance: [4, 4, -17, 9], received: [0, 0, 0, 0], lastSeq: [0, 0, 0, 0] };
  const pick = pickFairShare(ledger, draw([4, 4, 3, 1], { unit: 12 }));
  expect(pick).toEqual({ member: 0, method: 'quota_guard', balance: 8, pool: 12, within: 2 });
});

test('a lead that is worth more than one is given to the largest balance', () => {
  const ledger = { balance: [4, 4, -17, 9], received: [0, 0, 0, 0], lastSeq: [0, 0, 0, 0] };
  expect(pickFairShare(ledger, draw([4, 4, 3, 1], { unit: 6, value: 2 })).method).toBe('deficit');
  expect(pickFairShare(ledger, draw([4, 4, 3, 1], { unit: 12, measure: 'value' })).member).toBe(3);
});

test('above 128 eligible members the deadline rule decides, and stays below one lead', () => {
  const weights = Array.from({ length: 130 }, (_, member) => 1 + (member % 7));
  const ledger = createLedger(130);
  const methods = new Set<string>();
  for (let seq = 1; seq <= 1000; seq++) {
    const next = draw(weights);
    const pick = pickFairShare(ledger, next);
    methods.add(pick.method);
    chargeLead(ledger, next, pick.member, seq);
    for (const balance of ledger.balance) expect(Math.abs(balance)).toBeLessThan(pick.pool);
  }
  expect(methods).toContain('deadline');
});

test('two thousand members of very different weights stay below one lead, and the balances sum to 0', () => {
  const weights = Array.from({ length: 2000 }, (_, member) => (member % 100 === 0 ? 10_000 : 1 + (member % 50)));
  const ledger = createLedger(2000);
  const scratch = createScratch();
  const finest = ledgerUnit(
    weights.reduce((a, b) => a + b),
    10_000,
    1,
    2000,
  )!;
  for (let seq = 1; seq <= 2000; seq++) {
    const next = draw(weights, { unit: finest, scratch });
    const pick = pickFairShare(ledger, next);
    chargeLead(ledger, next, pick.member, seq);
    expect(ledger.balance.every((balance) => Math.abs(balance) < pick.pool)).toBe(true);
  }
  expect(ledger.balance.reduce((a, b) => a + b)).toBe(0);
});

test.each([2, 3, 4, 5, 8])('with %i equal members the deadline rule reaches 1 − 1/(2n − 2) at most', (n) => {
  const weights = new Array<number>(n).fill(1);
  const ledger = createLedger(n);
  for (let seq = 1; seq <= 4 * n; seq++) {
    const next = draw(weights, { unit: n * 24 });
    const leader = pickLargest(ledger, next, sharesOf(next));
    const pick = leader.balance >= leader.pool ? leader : pickByDeadline(ledger, next, sharesOf(next), leader);
    chargeLead(ledger, next, pick.member, seq);
    for (const balance of ledger.balance) {
      expect(Math.abs(balance) * (2 * n - 2)).toBeLessThanOrEqual(n * 24 * (2 * n - 3));
    }
  }
});

test('the deadline rule looks at those owed 1/(2m − 2) of a lead or more, and else leaves it to the leader', () => {
  const next = draw([1, 1, 1], { eligible: [0, 1], count: 2, unit: 12 });
  const pick = (balance: number[]): ReturnType<typeof pickByDeadline> => {
    const ledger = { ...createLedger(3), balance };
    return pickByDeadline(ledger, next, sharesOf(next), pickLargest(ledger, next, sharesOf(next)));
  };
  expect(pick([0, 0, 0])).toEqual({ member: 0, method: 'deadline', balance: 6, pool: 12 });
  expect(pick([-2, -1, 3])).toEqual({ member: 1, method: 'deficit', balance: 5, pool: 12 });
});

test('of two who are owed as much the deadline decides, however long the other has waited', () => {
  const next = draw([1, 4, 7], { unit: 12 });
  const ledger = { balance: [3, 0, -9], received: [1, 1, 1], lastSeq: [1, 9, 2] };
  const leader = pickLargest(ledger, next, sharesOf(next));
  expect(leader.member).toBe(0);
  expect(pickByDeadline(ledger, next, sharesOf(next), leader)).toMatchObject({
    member: 1,
    method: 'deadline',
    balance: 4,
  });
});

test('nothing in the draw or the ledger changes by picking', () => {
  const ledger = Object.freeze({
    balance: Object.freeze([4, 4, -17, 9]) as number[],
    received: Object.freeze([0, 0, 0, 0]) as number[],
    lastSeq: Object.freeze([0, 0, 0, 0]) as number[],
  });
  const next = Object.freeze(draw([4, 4, 3, 1], { unit: 12 }));
  expect(pickFairShare(ledger, next)).toEqual(pickFairShare(ledger, { ...next, scratch: createScratch() }));
});

test('the finest unit is exact for weights that sum to 28 or less', () => {
  expect(ledgerUnit(28, 28, 1, 28)).toBe(unit);
  const ledger = createLedger(5);
  for (let seq = 1; seq <= 23; seq++) {
    const next = draw([1, 2, 3, 7, 10]);
    expect(pickFairShare(ledger, next).pool).toBe(unit);
    chargeLead(ledger, next, pickFairShare(ledger, next).member, seq);
  }
  expect(ledger.balance).toEqual([0, 0, 0, 0, 0]);
  expect(ledger.received).toEqual([1, 2, 3, 7, 10]);
});
