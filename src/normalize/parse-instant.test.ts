import { expect, test } from 'vitest';
import { parseInstant } from './parse-instant.js';

test.each([
  '2026-03-01T09:00:00Z',
  '1969-12-31T23:59:59.999Z',
  '2024-02-29T00:00:00+05:30',
  '0001-01-01T00:00:00Z',
  '9999-12-31T23:59:59Z',
])('%s is the instant that Date reads', (text) => {
  expect(parseInstant(text)).toEqual({ value: Date.parse(text), method: 'iso', confidence: 'high' });
});

test('every day of 400 years', () => {
  for (let day = 0; day < 146_097; day += 13) {
    const text = new Date(day * 86_400_000).toISOString();
    expect(parseInstant(text).value).toBe(day * 86_400_000);
  }
});

test('without an offset it is UTC, and a guess', () => {
  expect(parseInstant('2026-03-01')).toEqual({
    value: Date.UTC(2026, 2, 1),
    method: 'iso, taken as UTC',
    confidence: 'low',
  });
});

test('numbers are milliseconds, or seconds where they are small', () => {
  expect(parseInstant(1_772_352_000_000).value).toBe(1_772_352_000_000);
  expect(parseInstant(1_772_352_000)).toMatchObject({ value: 1_772_352_000_000, confidence: 'medium' });
});

test.each(['', '01/02/2026', '2026-02-30', '2026-13-01', '2026-01-01T25:00:00Z', 46_082, Number.NaN, null, {}])(
  '%j is no instant',
  (value) => {
    expect(parseInstant(value).value).toBe(null);
  },
);
