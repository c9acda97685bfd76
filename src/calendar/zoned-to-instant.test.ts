import { expect, test } from 'vitest';
import { offsetAt, zonedToInstant } from './index.js';

const iso = (local: string, zone = 'UTC', fold?: 'earlier' | 'later'): string =>
  new Date(zonedToInstant(local, zone, fold)).toISOString();

test('reads dates, minutes, seconds and milliseconds', () => {
  expect(iso('2026-02-28')).toBe('2026-02-28T00:00:00.000Z');
  expect(iso('2026-02-28T09:30')).toBe('2026-02-28T09:30:00.000Z');
  expect(iso('2026-02-28 09:30:15')).toBe('2026-02-28T09:30:15.000Z');
  expect(iso('2026-02-28T09:30:15.5')).toBe('2026-02-28T09:30:15.500Z');
  expect(iso('2026-02-28T24:00')).toBe('2026-03-01T00:00:00.000Z');
  expect(iso('1969-12-31T23:59:59.999')).toBe('1969-12-31T23:59:59.999Z');
});

test('reads a time before or after the change of the clocks', () => {
  expect(iso('2026-11-01T01:30', 'America/New_York')).toBe('2026-11-01T05:30:00.000Z');
  expect(iso('2026-11-01T01:30', 'America/New_York', 'later')).toBe('2026-11-01T06:30:00.000Z');
  expect(iso('2026-03-08T02:30', 'America/New_York')).toBe('2026-03-08T07:30:00.000Z');
  expect(iso('2026-03-08T02:30', 'America/New_York', 'later')).toBe('2026-03-08T06:30:00.000Z');
  expect(iso('2011-12-30T09:00', 'Pacific/Apia')).toBe('2011-12-30T19:00:00.000Z'); // a date that Samoa left out
});

test('refuses what is no local time, and zones that do not exist', () => {
  const wrong = [
    '',
    'now',
    '2026-02-29',
    '2026-2-1',
    '12026-02-28',
    'x2026-02-28T09:00',
    '2026-02-28T9:00',
    '2026-02-28T24:01',
    '2026-02-28T24:00:01',
    '2026-02-28T09:00Z',
    '2026-02-28T09:60',
  ];
  for (const text of wrong) expect(() => zonedToInstant(text, 'UTC'), text).toThrow('expected a local time');
  expect(() => zonedToInstant('2026-01-01', 'Nowhere')).toThrow('expected an IANA time zone, found `Nowhere`');
  expect(() => offsetAt('', 0)).toThrow('expected an IANA time zone, found ``');
});

test('offsets before the common era and beyond the remembered years', () => {
  expect(offsetAt('UTC', Date.UTC(-500, 5, 1))).toBe(0);
  expect(offsetAt('Asia/Tokyo', Date.UTC(5000, 5, 1))).toBe(9 * 3_600_000);
  expect(offsetAt('America/New_York', Date.UTC(1850, 0, 1))).toBe(-17_762_000); // mean solar time
  expect(() => offsetAt('UTC', 8.64e15 + 1)).toThrow(RangeError);
  for (const at of [Number.NaN, 0.5, Number.POSITIVE_INFINITY])
    expect(() => offsetAt('UTC', at)).toThrow(`expected whole milliseconds, found \`${at}\``);
});
