import { expect, test } from 'vitest';
import { compileCalendar } from '../calendar/index.js';
import { absencesOf, availabilityAt } from './availability.js';
import type { Leave } from './types.js';

const day = 86_400_000;
const utc = (text: string): number => Date.parse(`${text}Z`);
const away = (timeZone: string, ...leave: readonly Leave[]) => absencesOf({ id: 'ana', leave }, { timeZone });

test('days of leave are both included, and begin and end in the rep’s zone', () => {
  expect(away('UTC', { from: '2026-03-02', to: '2026-03-03' })).toEqual([
    [utc('2026-03-02T00:00'), utc('2026-03-04T00:00')],
  ]);
  expect(away('America/New_York', { from: '2026-03-07', to: '2026-03-08' })).toEqual([
    // the second day is the one on which clocks go forward: 23 hours
    [utc('2026-03-07T05:00'), utc('2026-03-09T04:00')],
  ]);
});

test('local times of leave are to the minute, the end not included', () => {
  expect(away('Europe/Berlin', { from: '2026-07-01T12:30', to: '2026-07-01T14:00' })).toEqual([
    [utc('2026-07-01T10:30'), utc('2026-07-01T12:00')],
  ]);
});

test('`stopDaysBefore` begins so many days earlier, on the wall clock', () => {
  expect(away('UTC', { from: '2026-03-01', to: '2026-03-01', stopDaysBefore: 2 })).toEqual([
    [utc('2026-02-27T00:00'), utc('2026-03-02T00:00')],
  ]);
  expect(away('America/New_York', { from: '2026-03-08T12:00', to: '2026-03-08T13:00', stopDaysBefore: 1 })).toEqual([
    [utc('2026-03-07T17:00'), utc('2026-03-08T17:00')],
  ]);
});

test('touching and overlapping leaves are one; others stay apart; order does not matter', () => {
  const [first, second, third, far] = [
    { from: '2026-03-02', to: '2026-03-03' },
    { from: '2026-03-04', to: '2026-03-06' },
    { from: '2026-03-05', to: '2026-03-05' },
    { from: '2026-03-08', to: '2026-03-08' },
  ] as const;
  const joined = [
    [utc('2026-03-02T00:00'), utc('2026-03-07T00:00')],
    [utc('2026-03-08T00:00'), utc('2026-03-09T00:00')],
  ];
  expect(away('UTC', first, second, third, far)).toEqual(joined);
  expect(away('UTC', far, third, second, first)).toEqual(joined);
});

test('before `startsAt` a rep is away, also together with leave that touches it', () => {
  const start = utc('2026-03-02T00:00');
  expect(absencesOf({ id: 'ana', startsAt: '2026-03-02' }, { timeZone: 'UTC' })).toEqual([
    [Number.NEGATIVE_INFINITY, start],
  ]);
  const leave = [{ from: '2026-03-02', to: '2026-03-02' }];
  expect(absencesOf({ id: 'ana', startsAt: '2026-03-02', leave }, { timeZone: 'UTC' })).toEqual([
    [Number.NEGATIVE_INFINITY, start + day],
  ]);
});

test('a leave that ends where it begins, or before, is none', () => {
  // the clocks skip from 02:00 to 03:00: half past two is half past three
  const skipped = { from: '2026-03-08T02:30', to: '2026-03-08T03:30' };
  const backwards = { from: '2026-03-06', to: '2026-03-04' };
  const day = { from: '2026-03-05', to: '2026-03-05' };
  expect(away('America/New_York', skipped)).toEqual([]);
  expect(away('UTC', backwards)).toEqual([]);
  expect(away('UTC', backwards, day)).toEqual([[utc('2026-03-05T00:00'), utc('2026-03-06T00:00')]]);
});

test('a local time that the clocks repeat is its first occurrence', () => {
  expect(away('America/New_York', { from: '2026-11-01T01:30', to: '2026-11-01T03:00' })).toEqual([
    [utc('2026-11-01T05:30'), utc('2026-11-01T08:00')],
  ]);
});

const hours = compileCalendar({ timeZone: 'UTC', weekly: { mon: [['09:00', '17:00']] } });
const monday = utc('2026-03-02T00:00');
const hour = 3_600_000;

/** Presence, and until when it is so said and holds, in hours of the Monday; null: for ever. */
const seen = (shifts: typeof hours | null, leave: readonly (readonly [number, number])[], hourOfDay: number) => {
  const absences = leave.map(([from, to]) => [monday + from * hour, monday + to * hour] as const);
  const { presence, until, holdsUntil } = availabilityAt(shifts, absences, monday + hourOfDay * hour);
  const inHours = (at: number | null) => (at === null || at === Number.POSITIVE_INFINITY ? null : (at - monday) / hour);
  return [presence, inHours(until), inHours(holdsUntil)];
};

test('present until the shift closes or the leave begins, whichever is first', () => {
  expect(seen(null, [], 10)).toEqual(['present', null, null]);
  expect(seen(hours, [], 10)).toEqual(['present', null, 17]);
  expect(seen(hours, [[12, 13]], 10)).toEqual(['present', null, 12]);
  expect(seen(null, [[12, 13]], 14)).toEqual(['present', null, null]);
});

test('off shift until the next opening, although a leave may begin before that', () => {
  expect(seen(hours, [], 0)).toEqual(['off_shift', 9, 9]);
  expect(seen(hours, [[2, 3]], 0)).toEqual(['off_shift', 9, 2]);
  expect(seen(hours, [], 9)).toEqual(['present', null, 17]);
  expect(seen(hours, [], 17)).toEqual(['off_shift', 7 * 24 + 9, 7 * 24 + 9]);
});

test('on leave comes before off shift; both are half-open', () => {
  expect(seen(hours, [[0, 12]], 0)).toEqual(['on_leave', 12, 12]);
  expect(seen(hours, [[0, 12]], 12)).toEqual(['present', null, 17]);
});

test('a rep whose hours never open again is off shift for ever', () => {
  expect(seen(compileCalendar({ timeZone: 'UTC', weekly: {} }), [], 0)).toEqual(['off_shift', null, null]);
});
