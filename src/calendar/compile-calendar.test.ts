import { expect, test } from 'vitest';
import {
  addOpenTime,
  alwaysOpen,
  type CalendarSpec,
  compileCalendar,
  type HoursBlock,
  intersectCalendars,
  isOpen,
  nextClose,
  nextOpen,
  openTimeBetween,
  unionCalendars,
  withClosures,
  type ZoneSource,
  zonedToInstant,
} from './index.js';

const hour = 3_600_000;
const at = (text: string): number => Date.parse(`${text}Z`);
const text = (instant: number | null): string | null =>
  instant === null ? null : new Date(instant).toISOString().slice(0, 16);
const nineToFive: readonly HoursBlock[] = [['09:00', '17:00']];
const weekly = { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive };
const utc = (spec: Omit<CalendarSpec, 'timeZone'>) => compileCalendar({ timeZone: 'UTC', weekly: {}, ...spec });

test('a block that closes at or before it opens runs into the next day and belongs to the day on which it starts', () => {
  const nights = utc({
    weekly: { mon: [['22:00', '06:00']], wed: [['08:00', '08:00']] },
    holidays: ['2026-01-06', '2026-01-07'],
  });
  expect(text(nextOpen(nights, at('2026-01-05T00:00')))).toBe('2026-01-05T22:00');
  expect(text(nextClose(nights, at('2026-01-05T23:00')))).toBe('2026-01-06T06:00'); // the holiday starts no block
  expect(openTimeBetween(nights, at('2026-01-06T07:00'), at('2026-01-12T22:00'))).toBe(0);
  expect(text(nextClose(nights, at('2026-01-14T08:00')))).toBe('2026-01-15T08:00'); // 24 hours
});

test('blocks that overlap or touch are one', () => {
  const calendar = utc({
    weekly: {
      mon: [
        ['09:00', '12:00'],
        ['13:00', '14:00'],
        ['11:00', '13:00'],
        ['09:30', '10:00'],
      ],
    },
  });
  expect(text(nextClose(calendar, at('2026-01-05T09:00')))).toBe('2026-01-05T14:00');
  expect(openTimeBetween(calendar, at('2026-01-05T00:00'), at('2026-01-06T00:00'))).toBe(5 * hour);
});

test('an override replaces the week and wins over a holiday; a break is cut out of whatever is open', () => {
  const calendar = utc({
    weekly: { ...weekly, sun: [['22:00', '06:00']] },
    holidays: ['2026-12-24', '2026-12-25'],
    overrides: { '2026-12-24': [['09:00', '12:00']], '2026-12-26': [['10:00', '11:00']], '2026-12-28': [] },
    breaks: {
      '2026-12-22': [
        ['12:00', '12:30'],
        ['16:30', '18:00'],
      ],
      '2026-12-24': [['00:00', '10:00']],
      '2026-12-28': [['01:00', '02:00']],
    },
  });
  const hoursOf = (date: string): number => openTimeBetween(calendar, at(`${date}T00:00`), at(`${date}T24:00`)) / hour;
  const dates = ['2026-12-22', '2026-12-23', '2026-12-24', '2026-12-25', '2026-12-26', '2026-12-27', '2026-12-28'];
  expect(dates.map(hoursOf)).toEqual([7, 8, 2, 0, 1, 2, 5]);
});

test('a rotation of weeks runs both ways from its start and wins over weekly', () => {
  const early: readonly HoursBlock[] = [['06:00', '14:00']];
  const late: readonly HoursBlock[] = [['14:00', '22:00']];
  const shifts = utc({ weekly, rotation: { startsOn: '2026-01-05', weeks: [{ mon: early }, { mon: late }, {}] } });
  const opens = ['2025-12-15', '2025-12-22', '2025-12-29', '2026-01-05', '2026-01-12', '2026-01-19', '2026-01-26'].map(
    (date) => text(nextOpen(shifts, at(`${date}T00:00`))),
  );
  expect(opens).toEqual([
    '2025-12-15T06:00',
    '2025-12-22T14:00',
    '2026-01-05T06:00',
    '2026-01-05T06:00',
    '2026-01-12T14:00',
    '2026-01-26T06:00',
    '2026-01-26T06:00',
  ]);
});

test('a shift that starts in a skipped hour starts after it, and a repeated hour counts twice', () => {
  const night = compileCalendar({
    timeZone: 'America/New_York',
    weekly: {
      sun: [
        ['02:30', '06:00'],
        ['00:00', '02:00'],
      ],
    },
  });
  expect(text(nextOpen(night, at('2026-03-08T07:00')))).toBe('2026-03-08T07:30'); // 02:30 is read as 03:30
  expect(openTimeBetween(night, at('2026-03-08T00:00'), at('2026-03-09T00:00'))).toBe(4.5 * hour);
  expect(openTimeBetween(night, at('2026-11-01T00:00'), at('2026-11-02T00:00'))).toBe(6.5 * hour);
});

test('what is never open says so at once, and what is always open never closes', () => {
  const now = at('2026-01-01T00:00');
  const mondays = utc({ weekly: { mon: nineToFive } });
  const never = [
    utc({}),
    utc({ weekly: { mon: [] }, overrides: { '2020-01-01': nineToFive, '2030-01-01': [] } }),
    unionCalendars(),
    intersectCalendars(mondays, utc({ weekly: { tue: nineToFive } })),
    withClosures(alwaysOpen(), [[at('1999-01-01T00:00'), at('2052-01-01T00:00')]]),
  ];
  for (const calendar of never) {
    expect(nextOpen(calendar, now)).toBeNull();
    expect(nextClose(calendar, now)).toBeNull();
    expect(addOpenTime(calendar, now, 0)).toBeNull();
    expect(addOpenTime(calendar, now, 1)).toBeNull();
    expect(openTimeBetween(calendar, now, now + 3650 * 24 * hour)).toBe(0);
  }
  expect(addOpenTime(never.at(-1)!, now, -1)).toBeNull(); // nothing for 25 years on end
  expect(nextClose(alwaysOpen(), now)).toBeNull();
  expect(addOpenTime(alwaysOpen(), now, 5 * hour)).toBe(now + 5 * hour);
  expect(addOpenTime(alwaysOpen(), now, -5 * hour)).toBe(now - 5 * hour);
});

test('hours that only overrides give are found from anywhere, both ways', () => {
  const once = utc({ overrides: { '2140-05-05': nineToFive } });
  expect(text(nextOpen(once, at('1950-01-01T00:00')))).toBe('2140-05-05T09:00');
  expect(text(addOpenTime(once, at('1950-01-01T00:00'), 8 * hour))).toBe('2140-05-05T17:00');
  expect(text(addOpenTime(once, at('2290-01-01T00:00'), -hour))).toBe('2140-05-05T16:00');
  expect(text(addOpenTime(once, at('2290-01-01T00:00'), -8 * hour))).toBe('2140-05-05T09:00');
  expect(addOpenTime(once, at('2140-05-05T09:00'), 8 * hour + 1)).toBeNull();
  expect(openTimeBetween(once, -8e15, 8e15)).toBe(8 * hour);
});

test('far futures: ten and a hundred years of weeks', () => {
  const calendar = utc({ weekly });
  const monday = at('2026-01-05T09:00');
  expect(text(addOpenTime(calendar, monday, 522 * 40 * hour))).toBe('2036-01-04T17:00');
  expect(text(addOpenTime(calendar, monday, 5218 * 40 * hour + 1))).toBe('2126-01-07T09:00');
});

test('open before 1900 and after 2299 is nothing', () => {
  expect(isOpen(alwaysOpen(), at('1900-01-01T00:00'))).toBe(true);
  expect(isOpen(alwaysOpen(), at('2299-12-31T23:59'))).toBe(true);
  expect(isOpen(alwaysOpen(), at('1899-01-01T00:00'))).toBe(false);
  expect(isOpen(alwaysOpen(), at('2301-01-01T00:00'))).toBe(false);
});

test('a table of zones from the caller decides in place of Intl', () => {
  const change = at('2026-06-01T00:00') + 1000;
  const zones: ZoneSource = {
    version: 'mine',
    offsetAt: (zone, instant) => (zone === 'Local/Ours' ? (instant < change ? 0 : -2 * hour) : null),
  };
  const calendar = compileCalendar({ timeZone: 'Local/Ours', weekly }, { zones });
  expect(text(nextOpen(calendar, at('2026-05-29T00:00')))).toBe('2026-05-29T09:00');
  expect(text(nextOpen(calendar, at('2026-06-01T00:00')))).toBe('2026-06-01T11:00');
  expect(zonedToInstant('2026-06-01T09:00', 'Local/Ours', 'earlier', { zones })).toBe(at('2026-06-01T11:00'));
  expect(() => compileCalendar({ timeZone: 'UTC', weekly }, { zones })).toThrow('`UTC`');
});

test('programmer errors throw one clear line', () => {
  const calendar = utc({ weekly });
  expect(() => compileCalendar({ timeZone: 'Mars/Olympus', weekly })).toThrow(
    /^calendar `timeZone`: expected an IANA time zone, found `Mars\/Olympus`$/,
  );
  expect(() => utc({ weekly: { mon: [['9', '17:00']] } })).toThrow(/^calendar `weekly.mon.0.0`: expected a time /);
  for (const wrong of [Number.NaN, Infinity, 0.5]) {
    expect(() => isOpen(calendar, wrong)).toThrow('expected whole milliseconds');
    expect(() => openTimeBetween(calendar, 0, wrong)).toThrow('expected whole milliseconds');
    expect(() => addOpenTime(calendar, 0, wrong)).toThrow('expected whole milliseconds');
    expect(() => withClosures(calendar, [[0, wrong]])).toThrow('expected whole milliseconds');
  }
});
