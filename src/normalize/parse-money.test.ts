import { expect, test } from 'vitest';
import { parseMoney } from './parse-money.js';

test.each([
  ['$12,500.50', 1_250_050, 'USD', 'high'],
  ['€ 1.234,56', 123_456, 'EUR', 'high'],
  ['1 234 567,5 zł', 123_456_750, 'PLN', 'high'],
  ['10k', 1_000_000, null, 'medium'],
  ['1.5M', 150_000_000, null, 'medium'],
  ['$10k - $25k', 1_000_000, 'USD', 'low'],
  ['10-25k', 1_000_000, null, 'low'],
  ['1.234', 123_400, null, 'low'],
  ['¥5000', 5_000, 'JPY', 'high'],
  ['5 lakh', 50_000_000, null, 'medium'],
])('%s', (text, minorUnits, currency, confidence) => {
  expect(parseMoney(text)).toMatchObject({ minorUnits, currency, confidence });
});

test('the currency decides how many minor units there are', () => {
  expect(parseMoney('1500', 'JPY')?.minorUnits).toBe(1_500);
  expect(parseMoney('1500', 'KWD')?.minorUnits).toBe(1_500_000);
});

test.each(['', 'n/a', 'lots', '-5', '1e5', '15 %', '99999999999999999'])('%j is no amount', (text) => {
  expect(parseMoney(text)).toBe(null);
});
