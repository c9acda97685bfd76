import { expect, test } from 'vitest';
import { chargeLead } from './charge-lead.js';
import { createLedger } from './create-ledger.js';
import { pickFairShare } from './pick-fair-share.js';
import type { Draw } from './types.js';
import { withinOverdraft } from './within-overdraft.js';

const draw: Draw = {
  eligible: [0, 1, 3],
  count: 3,
  weights: [1, 1, 1, 1],
  value: 1,
  unit: 12,
  tieKey: (member) => member,
};

test('an owner who is preferred wins until its overdraft is used up', () => {
  const ledger = createLedger(4);
  const served = [1, 2, 3, 4, 5, 6, 7, 8].map((seq) => {
    const member = withinOverdraft(ledger, draw, 3, 1500) ? 3 : pickFairShare(ledger, draw).member;
    chargeLead(ledger, draw, member, seq);
    expect(ledger.balance[3]).toBeGreaterThanOrEqual(-18);
    return member;
  });
  expect(served).toEqual([3, 3, 0, 1, 3, 0, 1, 3]);
});

test('the overdraft may be reached but not passed', () => {
  const may = (balance: number): boolean =>
    withinOverdraft({ ...createLedger(4), balance: [-balance, 0, 0, balance] }, draw, 3, 500);
  expect([may(2), may(1)]).toEqual([true, false]); // 2 + 4 − 12 = −6, half a lead
});

test('who was not eligible accrues nothing of the lead and pays all of it', () => {
  expect(withinOverdraft(createLedger(4), draw, 2, 1000)).toBe(true);
  expect(withinOverdraft(createLedger(4), draw, 2, 999)).toBe(false);
});
