import { expect, test } from 'vitest';
import { accrualOf } from './accrual.js';
import { chargeLead } from './charge-lead.js';
import { chargeManual } from './charge-manual.js';
import { createLedger } from './create-ledger.js';
import { transferCharge } from './transfer-charge.js';

const pool = { eligible: [0, 1, 2], count: 3, weights: [3, 2, 2, 1], value: 1, unit: 12 };

test('shares are rounded down and the receiver pays exactly their sum', () => {
  const ledger = createLedger(4);
  expect(chargeLead(ledger, pool, 0, 7)).toBe(11); // 5 + 3 + 3 of 12
  expect(ledger).toEqual({ balance: [-6, 3, 3, 0], received: [1, 0, 0, 0], lastSeq: [7, 0, 0, 0] });
});

test('a value multiplies what is shared out and what is received', () => {
  const ledger = createLedger(4);
  expect(chargeLead(ledger, { ...pool, value: 7 }, 1, 1)).toBe(84);
  expect(ledger).toEqual({ balance: [36, -60, 24, 0], received: [0, 7, 0, 0], lastSeq: [0, 1, 0, 0] });
});

test('a sole eligible member pays what it accrues, and its receipt is recorded', () => {
  const ledger = { balance: [5, -5], received: [0, 1], lastSeq: [0, 1] };
  expect(chargeLead(ledger, { eligible: [1], count: 1, weights: [3, 2], value: 4, unit: 12 }, 1, 2)).toBe(48);
  expect(ledger).toEqual({ balance: [5, -5], received: [0, 5], lastSeq: [0, 2] });
});

test('a manual assignment is paid to those who were eligible', () => {
  const ledger = createLedger(4);
  expect(chargeManual(ledger, pool, 3, 1)).toBe(11);
  expect(ledger).toEqual({ balance: [5, 3, 3, -11], received: [0, 0, 0, 1], lastSeq: [0, 0, 0, 1] });
});

test('where nobody was eligible, to everybody who has a weight', () => {
  const ledger = createLedger(4);
  expect(chargeManual(ledger, { ...pool, count: 0, weights: [3, 2, 0, 1] }, 2, 1)).toBe(12);
  expect(ledger.balance).toEqual([6, 4, -12, 2]);
});

test('where nobody has a weight either, the receipt alone is recorded', () => {
  const ledger = createLedger(2);
  expect(chargeManual(ledger, { ...pool, count: 0, weights: [0, 0] }, 1, 3)).toBe(0);
  expect(ledger).toEqual({ balance: [0, 0], received: [0, 1], lastSeq: [0, 3] });
});

test('a transfer moves the charge and the receipt', () => {
  const ledger = createLedger(4);
  const paid = chargeLead(ledger, pool, 0, 1);
  transferCharge(ledger, 0, 2, paid, 1);
  const direct = createLedger(4);
  chargeLead(direct, pool, 2, 1);
  expect(ledger.balance).toEqual(direct.balance);
  expect(ledger.received).toEqual(direct.received);
});

test('where nobody was eligible, to nobody beyond the ledger', () => {
  const ledger = createLedger(2);
  expect(chargeManual(ledger, { ...pool, count: 0 }, 1, 1)).toBe(11);
  expect(ledger.balance).toEqual([7, -7]);
});

test('what a member accrues of a lead, which is nothing for those behind the eligible in their list', () => {
  expect([0, 1, 3].map((member) => accrualOf(pool, member))).toEqual([
    { total: 11, own: 5 },
    { total: 11, own: 3 },
    { total: 11, own: 0 },
  ]);
  expect(accrualOf({ ...pool, count: 2 }, 2)).toEqual({ total: 11, own: 0 });
});
