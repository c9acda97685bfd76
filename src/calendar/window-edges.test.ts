import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hoursAround } from '../../test/spec/calendar.js';
import { type CalendarSpec, compileCalendar, isOpen, nextOpen, openTimeBetween } from './index.js';
import { windowMs } from './time-range.js';

const [minute, hour, day] = [60_000, 3_600_000, 86_400_000];
const dateOf = (at: number): string => new Date(at).toISOString().slice(0, 10);
const edge = 322 * windowMs; // 2026-06-06, a Saturday

/** The zones furthest from UTC, and one between. */
const timeZone = fc.constantFrom('Etc/GMT+12', 'UTC', 'Pacific/Kiritimati');
const block = fc.constantFrom<[string, string][]>(
  ['00:00', '00:01'],
  ['00:00', '24:00'],
  ['09:00', '17:30'],
  ['23:59', '23:59'],
  ['23:59', '24:00'],
);
const blocks = fc.array(block, { maxLength: 2 });
const near = fc.integer({ min: -4, max: 4 });
const dated = fc.dictionary(
  near.map((n) => dateOf(edge + n * day)),
  blocks,
  { maxKeys: 3 },
);
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const weekly = fc.oneof(
  fc.constant({}),
  fc.record(Object.fromEntries(weekdays.map((name) => [name, blocks])), { requiredKeys: [] }),
);
const closures = fc.array(
  fc
    .tuple(fc.integer({ min: -72, max: 72 }), fc.integer({ min: 0, max: 40 }))
    .map(([from, length]): [number, number] => [edge + from * hour, edge + (from + length) * hour + 1]),
  { maxLength: 2 },
);
const spec = fc.record({ timeZone, weekly, overrides: dated, breaks: dated, closures }) as fc.Arbitrary<CalendarSpec>;

test('the edge of a window does not show in the hours around it', () => {
  fc.assert(
    fc.property(spec, (hours) => {
      const calendar = compileCalendar(hours);
      const [from, to] = [edge - 6 * day, edge + 6 * day];
      const truth = hoursAround(hours, from, to);
      const instants = [...truth.edges.filter((at) => at > from && at < to), edge];
      for (const at of instants.flatMap((one) => [one - 1, one]))
        if (isOpen(calendar, at) !== truth.isOpen(at))
          expect([at, isOpen(calendar, at)]).toEqual([at, truth.isOpen(at)]);
      const first = [from, ...instants].sort((a, b) => a - b).find((at) => truth.isOpen(at));
      if (first !== undefined) expect(nextOpen(calendar, from)).toBe(first);
      expect(openTimeBetween(calendar, from, to)).toBe(truth.openBetween(from, to));
    }),
    { numRuns: 60 },
  );
});

test('single dates next to the edge of a window open in the windows on both sides of it', () => {
  const firstOf = (zone: string, at: number, hours: [string, string]) =>
    nextOpen(compileCalendar({ timeZone: zone, weekly: {}, overrides: { [dateOf(at)]: [hours] } }), 0);
  expect(firstOf('Pacific/Kiritimati', edge, ['00:00', '00:01'])).toBe(edge - 14 * hour);
  expect(firstOf('Etc/GMT+12', edge - day, ['23:59', '24:00'])).toBe(edge + 12 * hour - minute);
  const late = {
    timeZone: 'Etc/GMT+12',
    weekly: {},
    overrides: { [dateOf(edge - 2 * day)]: [['23:59', '23:59']] },
  } as const;
  expect(openTimeBetween(compileCalendar(late), edge, edge + day)).toBe(12 * hour - minute);
});

test('single dates far out of the years that hours hold for are closed', () => {
  const all: [string, string][] = [['00:00', '24:00']];
  const overrides = { '1850-01-01': all, '2000-01-01': all, '2000-06-01': all, '1999-01-01': all, '2400-01-01': all };
  const calendar = compileCalendar({ timeZone: 'UTC', weekly: {}, overrides });
  expect(Object.keys(overrides).map((date) => isOpen(calendar, Date.parse(date)))).toEqual([
    false,
    true,
    true,
    true,
    false,
  ]);
  expect(openTimeBetween(calendar, -8e15, 8e15)).toBe(3 * day);
});

test('a date without a block is none to search from', () => {
  const overrides = { '1960-01-01': [], '2140-05-05': [['09:00', '10:00']] } as const;
  const calendar = compileCalendar({ timeZone: 'UTC', weekly: {}, overrides });
  expect(nextOpen(calendar, -20 * 365 * day)).toBe(Date.parse('2140-05-05T09:00Z'));
});

test('many holidays, weeks and blocks', () => {
  const all: [string, string][] = [['00:00', '24:00']];
  const weeks = [{ mon: all }, { tue: all }, { wed: all }];
  const rotation = { startsOn: '2026-06-03', weeks }; // a Wednesday: the cycle turns on that day
  const calendar = compileCalendar({ timeZone: 'UTC', rotation, holidays: ['2026-06-29', '2026-06-16'] });
  const open: string[] = [];
  for (let at = Date.parse('2026-05-18'); at < Date.parse('2026-07-20'); at += day)
    if (isOpen(calendar, at)) open.push(dateOf(at).slice(5));
  const truth = hoursAround(
    { timeZone: 'UTC', rotation, holidays: ['2026-06-29', '2026-06-16'] },
    edge - 40 * day,
    edge + 60 * day,
  );
  const expected: string[] = [];
  for (let at = Date.parse('2026-05-18'); at < Date.parse('2026-07-20'); at += day)
    if (truth.isOpen(at)) expected.push(dateOf(at).slice(5));
  expect(open).toEqual(expected);
  expect(open.length).toBeGreaterThan(4);
});
