import fc from 'fast-check';
import { expect, test } from 'vitest';
import { civilFromDays, daysFromCivil, formatInstant, parseDate } from './civil.js';

test('agrees with the runtime’s own calendar', () => {
  fc.assert(
    fc.property(fc.integer({ min: -62_000_000_000_000, max: 250_000_000_000_000 }), (at) => {
      expect(formatInstant(at).replace('Z', '')).toBe(new Date(at).toISOString().replace(/(\.000)?Z$/, ''));
    }),
  );
});

test('days and dates are inverse', () => {
  fc.assert(
    fc.property(fc.integer({ min: -700_000, max: 2_900_000 }), (days) => daysFromCivil(civilFromDays(days)) === days),
  );
});

test('refuses texts that are no date', () => {
  expect(parseDate('2026-02-28')).toBe(20_512);
  for (const text of ['2026-02-29', '2026-13-01', '2026-00-10', '26-01-01', '2026-1-1', '', '2026-01-01T00:00']) {
    expect(parseDate(text)).toBeNull();
  }
});

test('instants beyond four-digit years are written as the runtime writes them, and what is no instant is refused', () => {
  const odd = [-62_167_219_200_001, 253_402_300_800_000, 8.64e15, -8.64e15, -62_167_219_200_000, 253_402_300_799_999];
  for (const at of odd) expect(formatInstant(at)).toBe(new Date(at).toISOString().replace('.000Z', 'Z'));
  for (const at of [0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53]) {
    expect(() => formatInstant(at)).toThrow(`expected whole milliseconds, found \`${at}\``);
  }
});
