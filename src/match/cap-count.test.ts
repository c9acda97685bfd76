import { expect, test } from 'vitest';
import { capHasRoom, capUse } from './cap-count.js';
import { periodNumber } from './cap-period.js';
import type { CompiledCap } from './roster.js';
import type { Period } from './types.js';

const inUtc = { timeZone: 'UTC' };
const utc = (text: string): number => Date.parse(`${text}Z`);
const cap = (per: Period, max: number, rolling = false): CompiledCap => ({
  key: rolling ? `${per}:rolling` : per,
  per,
  rolling,
  max,
  applies: () => true,
});
const now = utc('2026-03-02T09:00');
const today = periodNumber('day', inUtc, now);

test('a calendar cap counts its own period, and resets with the next', () => {
  const column = { period: [today], count: [2] };
  expect(capUse(cap('day', 2), column, 0, inUtc, now)).toEqual({ count: 2, resetsAt: utc('2026-03-03T00:00') });
  expect(capHasRoom(cap('day', 2), column, 0, inUtc, now)).toBe(false);
  expect(capHasRoom(cap('day', 3), column, 0, inUtc, now)).toBe(true);
  const tomorrow = utc('2026-03-03T00:00');
  expect(capHasRoom(cap('day', 2), column, 0, inUtc, tomorrow)).toBe(true);
  expect(capHasRoom(cap('day', 2), column, 0, inUtc, tomorrow - 1)).toBe(false);
  expect(capUse(cap('day', 2), column, 0, inUtc, tomorrow)).toMatchObject({ count: 0 });
});

test('on the day on which clocks change it resets at the rep’s midnight', () => {
  const at = utc('2026-03-08T12:00');
  const column = { period: [periodNumber('day', { timeZone: 'America/New_York' }, at)], count: [1] };
  expect(capUse(cap('day', 1), column, 0, { timeZone: 'America/New_York' }, at)).toEqual({
    count: 1,
    resetsAt: utc('2026-03-09T04:00'),
  });
});

test('an assignment of a later period counts there: a clock that goes back frees nobody', () => {
  const column = { period: [today + 1], count: [1] };
  expect(capHasRoom(cap('day', 1), column, 0, inUtc, now)).toBe(false);
  expect(capUse(cap('day', 1), column, 0, inUtc, now)).toEqual({ count: 1, resetsAt: utc('2026-03-04T00:00') });
});

test('a rolling cap counts the time since: an assignment is out exactly one period later', () => {
  const hour = 3_600_000;
  const column = { instants: [[now - 2 * hour, now - hour + 1, now - 10]] };
  expect(capUse(cap('hour', 2, true), column, 0, inUtc, now)).toEqual({ count: 2, resetsAt: now + 1 });
  expect(capHasRoom(cap('hour', 2, true), column, 0, inUtc, now)).toBe(false);
  expect(capHasRoom(cap('hour', 2, true), column, 0, inUtc, now + 1)).toBe(true);
  expect(capHasRoom(cap('hour', 3, true), column, 0, inUtc, now)).toBe(true);
  expect(capHasRoom(cap('month', 3, true), column, 0, inUtc, now)).toBe(false);
  expect(capHasRoom(cap('month', 3, true), column, 0, inUtc, now + 30 * 24 * hour - 2 * hour)).toBe(true);
});

test('a cap of 0 never has room and never resets; nothing counted yet leaves room', () => {
  expect(capHasRoom(cap('day', 0), { period: [0], count: [0] }, 0, inUtc, now)).toBe(false);
  expect(capUse(cap('day', 0), { period: [0], count: [0] }, 0, inUtc, now)).toEqual({ count: 0, resetsAt: null });
  expect(capUse(cap('hour', 0, true), { instants: [[]] }, 0, inUtc, now)).toEqual({ count: 0, resetsAt: null });
  expect(capHasRoom(cap('day', 1), undefined, 0, inUtc, now)).toBe(true);
  expect(capHasRoom(cap('day', 0), undefined, 0, inUtc, now)).toBe(false);
  expect(capUse(cap('day', 1), undefined, 0, inUtc, now)).toMatchObject({ count: 0 });
});

test('open offers take room that they would count in', () => {
  const column = { period: [today], count: [1], offered: [2] };
  expect(capUse(cap('day', 3), column, 0, inUtc, now)).toEqual({ count: 3, resetsAt: utc('2026-03-03T00:00') });
  expect(capHasRoom(cap('day', 3), column, 0, inUtc, now)).toBe(false);
  expect(capHasRoom(cap('day', 4), column, 0, inUtc, now)).toBe(true);
  // the offers alone are as many as the cap allows: no period to come has room as long as they are open
  expect(capUse(cap('day', 2), column, 0, inUtc, now)).toEqual({ count: 3, resetsAt: null });
  const latest = { instants: [[now - 5]], offered: [1] };
  expect(capUse(cap('hour', 2, true), latest, 0, inUtc, now)).toEqual({ count: 2, resetsAt: now - 5 + 3_600_000 });
  expect(capHasRoom(cap('hour', 2, true), latest, 0, inUtc, now)).toBe(false);
  expect(capUse(cap('hour', 1, true), latest, 0, inUtc, now)).toEqual({ count: 2, resetsAt: null });
});

test('a rep whom the column does not know has nothing counted', () => {
  const latest = { instants: [[now]] };
  expect(capUse(cap('hour', 1, true), latest, 1, inUtc, now)).toEqual({ count: 0, resetsAt: null });
  expect(capHasRoom(cap('hour', 1, true), latest, 1, inUtc, now)).toBe(true);
});
