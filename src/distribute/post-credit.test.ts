import { expect, test } from 'vitest';
import { createLedger } from './create-ledger.js';
import { postCredit } from './post-credit.js';

test('the others give in proportion, and the member gets exactly what they give', () => {
  const ledger = createLedger(4);
  expect(postCredit(ledger, 1, 100, [2, 9, 1, 0])).toBe(99); // 66 + 33
  expect(ledger.balance).toEqual([-66, 99, -33, 0]);
});

test('a debit takes the same credit back to the unit', () => {
  const ledger = createLedger(3);
  expect(postCredit(ledger, 0, 1000, [5, 3, 4])).toBe(999);
  expect(postCredit(ledger, 0, -1000, [5, 3, 4])).toBe(-999);
  expect(ledger.balance).toEqual([0, 0, 0]);
});

test('large credits stay exact', () => {
  const ledger = createLedger(3);
  const amount = 8_000_000_000_000_000;
  expect(postCredit(ledger, 2, amount, [10_000, 6_000, 1])).toBe(amount);
  expect(ledger.balance).toEqual([-amount * 0.625, -amount * 0.375, amount]);
});

test('nobody to give it: nothing changes', () => {
  const ledger = createLedger(2);
  expect(postCredit(ledger, 0, 50, [1, 0])).toBe(0);
  expect(ledger.balance).toEqual([0, 0]);
});

test('a fraction of a unit is a programmer error', () => {
  expect(() => postCredit(createLedger(2), 0, 0.5, [1, 1])).toThrow('whole number');
});

test('a credit of nothing changes nothing', () => {
  const ledger = createLedger(2);
  expect(postCredit(ledger, 0, 0, [1, 1])).toBe(0);
  expect(ledger.balance).toEqual([0, 0]);
});
