import { expect, test } from 'vitest';
import { ledgerUnit } from './ledger-unit.js';

test('the finest unit is lcm(1..28)', () => {
  expect(ledgerUnit(28, 10, 1, 5)).toBe(80_313_433_200);
  expect(ledgerUnit(100_000_000, 10_000, 1, 10_000)).toBe(80_313_433_200);
});

test('larger products of value and weight make it coarser, one lcm at a time', () => {
  expect(ledgerUnit(500, 112_151, 1, 5)).toBe(26_771_144_400); // 112,150 is the largest weight that lcm(1..28) bears
  expect(ledgerUnit(500, 112_150, 1, 5)).toBe(80_313_433_200);
  expect(ledgerUnit(500, 100, 1_000_000, 5)).toBe(12_252_240);
});

test('every product that the room forms is a safe integer', () => {
  for (const [weight, value, members] of [
    [1, 1, 2],
    [10_000, 1, 10_000],
    [100, 1_000_000, 500],
    [7, 12_345, 60],
  ] as const) {
    const unit = ledgerUnit(weight, weight, value, members)!;
    expect(Number.isSafeInteger(unit * value * weight)).toBe(true);
    expect(unit * value * members).toBeLessThanOrEqual(2 ** 52);
  }
});

test('null when everybody would not accrue something', () => {
  expect(ledgerUnit(1_000_000, 10_000, 1_000_000_000_000, 5)).toBeNull();
  expect(ledgerUnit(1, 2 ** 53, 1, 1)).toBeNull();
});

test('what fits exactly fits, and the unit may be as small as the weights sum to', () => {
  // lcm(1..2) = 2 and lcm(1..3) = 6 against 2⁵² units over all members
  expect(ledgerUnit(2, 1, 2 ** 50, 2)).toBe(2);
  expect(ledgerUnit(3, 1, 2 ** 50, 2)).toBeNull();
  expect(ledgerUnit(1, Number.MAX_SAFE_INTEGER, 1, 1)).toBe(1);
});
