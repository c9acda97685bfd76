import fc from 'fast-check';
import { expect, test } from 'vitest';
import { zonedToInstant } from '../calendar/index.js';
import { isZone, readInstant } from './read-instant.js';

const at = (text: string, zone: string | null = null): unknown => {
  const read = readInstant(text, zone);
  return read.ok ? new Date(read.value.at).toISOString() : read.error;
};

test('reads instants with an offset', () => {
  expect(at('2026-03-02T09:00:00Z')).toBe('2026-03-02T09:00:00.000Z');
  expect(at(' 2026-03-02 09:00-05:00 ')).toBe('2026-03-02T14:00:00.000Z');
  expect(at('2026-03-02T09:00:00.25+0530', 'Europe/Berlin')).toBe('2026-03-02T03:30:00.250Z');
  expect(at('2024-02-29T23:59:59z')).toBe('2024-02-29T23:59:59.000Z');
});

test('reads local times on the clocks of the zone', () => {
  expect(at('2026-03-02T09:00', 'America/New_York')).toBe('2026-03-02T14:00:00.000Z');
  expect(at('2026-07-02 09:00:30', 'Europe/Berlin')).toBe('2026-07-02T07:00:30.000Z');
});

test('says how a local time was read that comes never or twice', () => {
  expect(readInstant('2026-03-08T02:30', 'America/New_York')).toEqual({
    ok: true,
    value: {
      at: Date.UTC(2026, 2, 8, 7, 30),
      note: '2026-03-08T02:30 in America/New_York does not exist, it is moved on by the change',
    },
  });
  expect(readInstant('2026-11-01T01:30', 'America/New_York')).toEqual({
    ok: true,
    value: {
      at: Date.UTC(2026, 10, 1, 5, 30),
      note: '2026-11-01T01:30 in America/New_York comes twice, the first is taken',
    },
  });
});

test.each([
  ['10/20/2016', null, 'expected an instant such as `2026-03-02T09:00:00Z`, found `10/20/2016`'],
  ['2026-03-02', 'UTC', 'expected an instant such as `2026-03-02T09:00:00Z`, found `2026-03-02`'],
  ['2026-03-02T09:00', null, 'expected an offset or Z behind a local time, or `--zone`, found `2026-03-02T09:00`'],
  ['2026-02-30T09:00Z', null, 'expected a date and time that exist, found `2026-02-30T09:00Z`'],
  ['2026-02-30T09:00', 'UTC', 'expected a date and time that exist, found `2026-02-30T09:00`'],
  ['2026-03-02T25:00Z', null, 'expected a date and time that exist, found `2026-03-02T25:00Z`'],
  ['2026-03-02T09:00+15:00', null, 'expected an offset up to 14:00, found `2026-03-02T09:00+15:00`'],
  ['\u001b[2J', null, 'expected an instant such as `2026-03-02T09:00:00Z`, found `\\u001b[2J`'],
])('refuses %j', (text, zone, error) => {
  expect(readInstant(text, zone)).toEqual({ ok: false, error });
});

test('gives what the calendar room gives, for any local time in any zone', () => {
  const zone = fc.constantFrom(
    'America/New_York',
    'Europe/Berlin',
    'Australia/Lord_Howe',
    'Asia/Kolkata',
    'Pacific/Apia',
    'UTC',
  );
  const near = fc.constantFrom(
    '2026-03-08T',
    '2026-11-01T',
    '2026-03-29T',
    '2026-10-25T',
    '2026-04-05T',
    '2026-10-04T',
    '2026-07-01T',
  );
  const time = fc
    .integer({ min: 0, max: 24 * 12 - 1 })
    .map((n) => `${String(Math.floor(n / 12)).padStart(2, '0')}:${String((n % 12) * 5).padStart(2, '0')}`);
  fc.assert(
    fc.property(zone, near, time, (name, day, clock) => {
      expect(readInstant(day + clock, name)).toMatchObject({
        ok: true,
        value: { at: zonedToInstant(day + clock, name) },
      });
    }),
    { numRuns: 500 },
  );
});

test('knows which zones there are', () => {
  expect([isZone('Europe/Paris'), isZone('Europe/Pariss'), isZone('')]).toEqual([true, false, false]);
});
