import { expect, test } from 'vitest';
import { createLedger } from './create-ledger.js';
import { pickByLedgers } from './pick-by-ledgers.js';
import type { Draw } from './types.js';

const draw: Draw = { eligible: [0, 1], count: 2, weights: [1, 1], value: 1, unit: 12, tieKey: (member) => member };
const ledger = (balance: number[], lastSeq: number[] = [0, 0]) => ({ balance, received: [0, 0], lastSeq });

test('balances add up over the ledgers, by their importance', () => {
  const overall = ledger([2, -2]);
  const tier = ledger([-6, 6]);
  const pick = (first: number, second: number): number =>
    pickByLedgers([
      { ledger: overall, draw, importance: first },
      { ledger: tier, draw, importance: second },
    ]).member;
  expect([pick(1, 1), pick(4, 1), pick(3, 1)]).toEqual([1, 0, 0]); // 2 < 6; 4 · 2 > 6; 3 · 2 = 6, a tie
});

test('a tie goes to the larger balance in the first ledger, then to age, then to the key', () => {
  const parts = (overall: number[], lastSeq: number[]) => [
    { ledger: ledger(overall, lastSeq), draw, importance: 1 },
    { ledger: ledger([-overall[0]!, -overall[1]!]), draw, importance: 1 },
  ];
  expect(pickByLedgers(parts([-3, 3], [0, 9]))).toEqual({ member: 1, method: 'ledgers', balance: 9, pool: 12 });
  expect(pickByLedgers(parts([0, 0], [2, 1])).member).toBe(1);
  expect(pickByLedgers(parts([0, 0], [0, 0])).member).toBe(0);
});

test('the value of the lead weighs a value ledger', () => {
  const value = { ledger: ledger([-1, 1]), draw: { ...draw, value: 5 }, importance: 1 };
  const count = { ledger: ledger([4, -4]), draw, importance: 1 };
  expect(pickByLedgers([count, value]).member).toBe(1); // 4 − 5 · 1 < −4 + 5 · 1
  expect(pickByLedgers([count, { ...value, draw }]).member).toBe(0);
});

test('units that differ are brought to one', () => {
  const fine = { ledger: ledger([-7, 7]), draw: { ...draw, unit: 24 }, importance: 1 };
  const coarse = { ledger: ledger([3, -3]), draw, importance: 1 };
  expect(pickByLedgers([coarse, fine]).member).toBe(1); // 6/24 − 7/24 < 0
  expect(pickByLedgers([coarse, { ...fine, ledger: ledger([-5, 5]) }]).member).toBe(0);
});

test('keys beyond the safe integers keep their order', () => {
  const large = 2 ** 40;
  const parts = (extra: number) => [
    { ledger: ledger([large + extra, large]), draw, importance: 2 ** 40 - 1 },
    { ledger: ledger([large, large + 1]), draw, importance: 2 ** 40 },
  ];
  // 2⁴⁰ > 2⁴⁰ − 1, which doubles cannot tell apart here: they would take the larger balance in the first ledger
  expect(pickByLedgers(parts(1)).member).toBe(1);
  expect(pickByLedgers(parts(2)).member).toBe(0);
  const debts = parts(1).map((part) => ({
    ...part,
    ledger: ledger(part.ledger.balance.map((each) => each - 2 ** 41)),
  }));
  expect(pickByLedgers(debts).member).toBe(1);
});

test('one ledger alone, and one eligible member', () => {
  expect(pickByLedgers([{ ledger: ledger([-6, 6]), draw, importance: 7 }]).member).toBe(1);
  expect(pickByLedgers([{ ledger: createLedger(2), draw: { ...draw, count: 1 }, importance: 1 }]).method).toBe('sole');
});

test('what cannot be picked from', () => {
  expect(() => pickByLedgers([])).toThrow('needs a ledger');
  expect(() => pickByLedgers([{ ledger: createLedger(2), draw: { ...draw, count: 0 }, importance: 1 }])).toThrow();
  expect(() => pickByLedgers([{ ledger: createLedger(2), draw, importance: 0.5 }])).toThrow('safe integer');
  const whole = { ledger: createLedger(2), draw, importance: 1 };
  expect(() => pickByLedgers([whole, { ...whole, importance: 0.5 }])).toThrow('safe integer');
});

test('whose debts are smallest is picked where all are in debt, wherever they stand', () => {
  const pair = { ...draw, eligible: [0, 2], weights: [1, 1, 1] };
  const debts = { balance: [-20, 99, -30], received: [0, 0, 0], lastSeq: [0, 0, 0] };
  expect(pickByLedgers([{ ledger: debts, draw: pair, importance: 1 }])).toEqual({
    member: 0,
    method: 'ledgers',
    balance: -14,
    pool: 12,
  });
});
