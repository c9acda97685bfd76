import { expect, test } from 'vitest';
import { periodNumber, periodStart, rollingMs } from './cap-period.js';
import { rememberingZone } from './rep-zone.js';
import type { Period } from './types.js';

const utc = (text: string): number => Date.parse(`${text}Z`);
const hour = 3_600_000;

/** The period that holds an instant, as the instants between which it lies. */
const bounds = (per: Period, timeZone: string, at: number): readonly string[] => {
  const number = periodNumber(per, { timeZone }, at);
  return [number, number + 1].map((n) => new Date(periodStart(per, { timeZone }, n)).toISOString().slice(0, 16));
};

test('days, weeks from Monday and months, in UTC', () => {
  const sunday = utc('2026-03-01T23:59');
  expect(bounds('hour', 'UTC', sunday)).toEqual(['2026-03-01T23:00', '2026-03-02T00:00']);
  expect(bounds('day', 'UTC', sunday)).toEqual(['2026-03-01T00:00', '2026-03-02T00:00']);
  expect(bounds('week', 'UTC', sunday)).toEqual(['2026-02-23T00:00', '2026-03-02T00:00']);
  expect(bounds('month', 'UTC', sunday)).toEqual(['2026-03-01T00:00', '2026-04-01T00:00']);
  expect(bounds('month', 'UTC', utc('2025-12-31T23:59'))).toEqual(['2025-12-01T00:00', '2026-01-01T00:00']);
  expect(bounds('month', 'UTC', utc('1969-12-31T23:59'))).toEqual(['1969-12-01T00:00', '1970-01-01T00:00']);
});

test('on the wall clock of the zone', () => {
  const at = utc('2026-03-02T02:00');
  expect(bounds('day', 'America/New_York', at)).toEqual(['2026-03-01T05:00', '2026-03-02T05:00']);
  expect(bounds('week', 'America/New_York', at)).toEqual(['2026-02-23T05:00', '2026-03-02T05:00']);
  expect(bounds('month', 'Asia/Kolkata', utc('2026-02-28T20:00'))).toEqual(['2026-02-28T18:30', '2026-03-31T18:30']);
});

test('the day on which clocks change has 23 or 25 hours, the week and the month as they come', () => {
  expect(bounds('day', 'America/New_York', utc('2026-03-08T12:00'))).toEqual(['2026-03-08T05:00', '2026-03-09T04:00']);
  expect(bounds('day', 'America/New_York', utc('2026-11-01T12:00'))).toEqual(['2026-11-01T04:00', '2026-11-02T05:00']);
  expect(bounds('week', 'America/New_York', utc('2026-03-08T12:00'))).toEqual(['2026-03-02T05:00', '2026-03-09T04:00']);
  expect(bounds('month', 'Europe/Berlin', utc('2026-03-29T12:00'))).toEqual(['2026-02-28T23:00', '2026-03-31T22:00']);
  // half an hour
  expect(bounds('day', 'Australia/Lord_Howe', utc('2026-04-04T20:00'))).toEqual([
    '2026-04-04T13:00',
    '2026-04-05T13:30',
  ]);
});

test('the repeated hour of autumn counts as one hour of the wall clock', () => {
  const first = utc('2026-11-01T05:10');
  expect(periodNumber('hour', { timeZone: 'America/New_York' }, first)).toBe(
    periodNumber('hour', { timeZone: 'America/New_York' }, first + hour),
  );
  expect(periodNumber('hour', { timeZone: 'America/New_York' }, first + 2 * hour)).toBe(
    periodNumber('hour', { timeZone: 'America/New_York' }, first) + 1,
  );
});

test('the skipped hour of spring has no instant: its period begins where the next one does', () => {
  const before = utc('2026-03-08T06:59');
  const number = periodNumber('hour', { timeZone: 'America/New_York' }, before);
  expect(periodNumber('hour', { timeZone: 'America/New_York' }, before + 60_000)).toBe(number + 2);
  expect(periodStart('hour', { timeZone: 'America/New_York' }, number + 1)).toBe(utc('2026-03-08T07:00'));
  expect(periodStart('hour', { timeZone: 'America/New_York' }, number + 2)).toBe(utc('2026-03-08T07:00'));
});

test('a period that rolls reaches back 1 hour, 24 hours, 7 days or 30 days', () => {
  expect(rollingMs).toEqual({ hour, day: 24 * hour, week: 168 * hour, month: 720 * hour });
});

test('a Monday begins its week', () => {
  const monday = utc('2026-03-02T00:00');
  expect(bounds('week', 'UTC', monday)).toEqual(['2026-03-02T00:00', '2026-03-09T00:00']);
  expect(periodNumber('week', { timeZone: 'UTC' }, monday - 1)).toBe(
    periodNumber('week', { timeZone: 'UTC' }, monday) - 1,
  );
});

test('a zone that remembers looks its offset up once for all periods of an instant', () => {
  let asked = 0;
  const zones = {
    version: null,
    offsetAt: () => {
      asked++;
      return 0;
    },
  };
  const zone = rememberingZone({ timeZone: 'Nowhere/Known', zones });
  const numbers = () =>
    (['hour', 'day', 'week', 'month'] as const).map((per) => periodNumber(per, zone, 40 * 24 * hour));
  expect(numbers()).toEqual([960, 40, 6, 1970 * 12 + 1]);
  const before = asked;
  expect(numbers()).toEqual([960, 40, 6, 1970 * 12 + 1]);
  expect(asked).toBe(before);
  expect(periodNumber('day', zone, 0)).toBe(0);
  expect(asked).toBeGreaterThan(before);
});
