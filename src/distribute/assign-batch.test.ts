import { expect, test } from 'vitest';
import { assignBatch } from './assign-batch.js';
import { chargeLead } from './charge-lead.js';
import { createLedger } from './create-ledger.js';
import { pickFairShare } from './pick-fair-share.js';
import type { Draw } from './types.js';

const unit = 80_313_433_200;
const lead = (eligible: readonly number[], more: Partial<Draw> = {}): Draw => ({
  eligible,
  count: eligible.length,
  weights: [1, 1, 1, 1, 1, 1, 1, 1],
  value: 1,
  unit,
  tieKey: (member) => member,
  ...more,
});

test('an empty batch, and one lead', () => {
  expect(assignBatch(createLedger(8), [])).toEqual([]);
  expect(assignBatch(createLedger(8), [lead([3, 5])])).toEqual([3]);
  expect(() => assignBatch(createLedger(8), [lead([])])).toThrow('a pick needs an eligible member');
});

test('who has no other choice gets its lead', () => {
  expect(assignBatch(createLedger(8), [lead([0, 1]), lead([0, 2])])).toEqual([0, 2]);
});

test('leads go to where they are owed, hand over hand', () => {
  // Member 0 has had a lead too many and member 3 is owed one.
  const ledger = { ...createLedger(8), balance: [-unit, 0, 0, unit, 0, 0, 0, 0], lastSeq: [0, 1, 2, 3, 4, 5, 6, 7] };
  const draws = [lead([0, 1]), lead([1, 2]), lead([2, 3])];
  expect(assignBatch(ledger, draws)).toEqual([1, 2, 3]);
});

test('the ledger given is not changed', () => {
  const ledger = createLedger(8);
  assignBatch(ledger, [lead([0, 1]), lead([0, 1])]);
  expect(ledger).toEqual(createLedger(8));
});

test('what drives one-by-one picks apart by leads leaves a batch less than one off', () => {
  // The carpool adversary against one-by-one picks, recorded and then handed out as one batch.
  const online = createLedger(8);
  const draws: Draw[] = [];
  for (let seq = 1; seq <= 200; seq++) {
    const order = [0, 1, 2, 3, 4, 5, 6, 7].sort((a, b) => online.balance[a]! - online.balance[b]! || a - b);
    const gap = (k: number): number => online.balance[order[k + 1]!]! - online.balance[order[k]!]!;
    const closest = [0, 1, 2, 3, 4, 5, 6].reduce((best, k) => (gap(k) < gap(best) ? k : best));
    const draw = lead([order[closest]!, order[closest + 1]!].sort((a, b) => a - b));
    chargeLead(online, draw, pickFairShare(online, draw).member, seq);
    draws.push(draw);
  }
  const batch = createLedger(8);
  for (const [index, member] of assignBatch(batch, draws).entries())
    chargeLead(batch, draws[index]!, member, index + 1);
  const worst = (balance: readonly number[]): number => Math.max(...balance.map(Math.abs)) / unit;
  expect(worst(online.balance)).toBeGreaterThanOrEqual(1);
  expect(worst(batch.balance)).toBeLessThan(1);
});

test('each lead goes first to who is owed most, then to who has waited longest, the batch itself included', () => {
  const trio = [0, 1, 2];
  const four = [lead(trio), lead(trio), lead(trio), lead(trio)];
  const waited = { ...createLedger(8), lastSeq: [9, 0, 0, 0, 0, 0, 0, 0] };
  expect(assignBatch(createLedger(8), four)).toEqual([0, 1, 2, 0]);
  expect(assignBatch(waited, four)).toEqual([1, 2, 0, 1]);
  expect(assignBatch(createLedger(8), [lead([0, 1], { tieKey: (member) => -member })])).toEqual([1]);
  const owed = { ...createLedger(8), balance: [0, unit, -unit, 0, 0, 0, 0, 0] };
  expect(assignBatch(owed, [lead(trio)])).toEqual([1]);
});

test('the dearest lead is given first, equal ones in their order', () => {
  const pair = [0, 1];
  expect(assignBatch(createLedger(8), [lead(pair, { value: 1 }), lead(pair, { value: 5 })])).toEqual([1, 0]);
  expect(assignBatch(createLedger(8), [lead(pair, { value: 5 }), lead(pair, { value: 1 })])).toEqual([0, 1]);
  expect(
    assignBatch(
      createLedger(8),
      [1, 2, 2, 1].map((value) => lead(pair, { value })),
    ),
  ).toEqual([0, 0, 1, 1]);
});

test('no way is taken that ends with somebody who is owed less, or as much', () => {
  const weights = [1, 1, 1, 1, 1, 1];
  const given = (eligible: readonly number[], value: number): Draw => lead(eligible, { weights, value, unit: 60 });
  const after = (balance: number[], draws: readonly Draw[]): number[] =>
    assignBatch({ ...createLedger(6), balance }, draws);
  // each time a longer way round would leave the balances more even than they are
  const less = [given([0, 5], 8), given([1, 2, 5], 2), given([0, 3], 1)];
  expect(after([0, 0, 0, -120, 0, 0], less)).toEqual([5, 1, 0]);
  const equal = [given([0, 3], 1), given([1, 2], 3), given([1, 3, 4], 5)];
  expect(after([-120, 0, 0, 60, 0, 0], equal)).toEqual([3, 2, 1]);
});
