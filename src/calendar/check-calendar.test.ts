import { expect, test } from 'vitest';
import { checkCalendar } from './index.js';

const faults = (spec: unknown): string[] =>
  checkCalendar(spec).map(({ path, message }) => `${path.join('.')}: ${message.replace('expected ', '')}`);

test('nothing is wrong with hours of every kind', () => {
  const spec = {
    id: 'other members are left alone',
    timeZone: 'Europe/Berlin',
    weekly: {
      mon: [
        ['09:00', '12:00'],
        ['10:00', '24:00'],
        ['22:00', '06:00'],
      ],
      sun: [],
    },
    rotation: { startsOn: '2024-02-29', weeks: [{}] },
    holidays: ['2026-12-25', '2026-12-25'],
    overrides: { '2026-12-24': [] },
    breaks: { '2026-12-23': [['12:00', '12:30']] },
    closures: [
      [5, 5],
      [-1, 8],
    ],
  };
  expect(checkCalendar(spec)).toEqual([]);
  expect(checkCalendar({ timeZone: 'UTC', rotation: { startsOn: '2026-01-05', weeks: [{}] } })).toEqual([]);
});

test('everything that is wrong is listed', () => {
  const spec = {
    timeZone: 'Mars/Olympus\nMons',
    weekly: { mon: [['24:00', '25:00'], ['9:00', '17:60'], ['09:00'], 5], tue: '09:00', holiday: [] },
    rotation: { startsOn: '2026-02-30', weeks: [] },
    holidays: ['2026-02-29', 4],
    overrides: { '2026-13-01': [['00:00', null]] },
    breaks: [],
    closures: [[5, 3], [1.5, '2'], 'x'],
  };
  expect(faults(spec)).toEqual([
    'timeZone: an IANA time zone, found `Mars/Olympus Mons`',
    'weekly.mon.0.0: a time from `00:00` to `23:59`, found `24:00`',
    'weekly.mon.0.1: a time from `00:00` to `24:00`, found `25:00`',
    'weekly.mon.1.0: a time from `00:00` to `23:59`, found `9:00`',
    'weekly.mon.1.1: a time from `00:00` to `24:00`, found `17:60`',
    'weekly.mon.2: a pair of times, found a list',
    'weekly.mon.3: a pair of times, found `5`',
    'weekly.tue: a list of at most 100 blocks, found `09:00`',
    'weekly.holiday: a weekday `mon` to `sun`, found `holiday`',
    'rotation: a cycle of weeks, found a value of type object',
    'rotation.startsOn: a date like `2026-12-25`, found `2026-02-30`',
    'holidays.0: a date like `2026-12-25`, found `2026-02-29`',
    'holidays.1: a date like `2026-12-25`, found `4`',
    'overrides.2026-13-01: a date like `2026-12-25`, found `2026-13-01`',
    'overrides.2026-13-01.0.1: a time from `00:00` to `24:00`, found `null`',
    'breaks: blocks by date, found a list',
    'closures.0: an end not before 5, found `3`',
    'closures.1.0: an instant in whole milliseconds, found `1.5`',
    'closures.1.1: an instant in whole milliseconds, found `2`',
    'closures.2: a pair of instants, found `x`',
  ]);
});

test('what is no calendar at all', () => {
  expect(faults(null)).toEqual([': a calendar, found `null`']);
  expect(faults([])).toEqual([': a calendar, found a list']);
  expect(faults({})).toEqual([
    'timeZone: an IANA time zone, found nothing',
    'weekly: blocks by weekday, found nothing',
  ]);
  expect(faults(JSON.parse('{"timeZone":"UTC","weekly":{"__proto__":[]},"overrides":{"__proto__":[]}}'))).toEqual([
    'weekly.__proto__: a weekday `mon` to `sun`, found `__proto__`',
    'overrides.__proto__: a date like `2026-12-25`, found `__proto__`',
  ]);
  const many = Array.from({ length: 101 }, () => ['09:00', '10:00']);
  expect(faults({ timeZone: 'UTC', weekly: { mon: many } })).toEqual([
    'weekly.mon: a list of at most 100 blocks, found `101`',
  ]);
  expect(faults({ timeZone: 'x'.repeat(1e6), weekly: {} })[0]).toBe(
    `timeZone: an IANA time zone, found \`${'x'.repeat(40)}\``,
  );
});

test('lists may be as long as they say, and no longer', () => {
  const blocks = (count: number) => Array.from({ length: count }, () => ['09:00', '10:00']);
  const weeks = (count: number) => ({ startsOn: '2026-01-05', weeks: Array.from({ length: count }, () => ({})) });
  expect(faults({ timeZone: 'UTC', weekly: { mon: blocks(100) } })).toEqual([]);
  expect(faults({ timeZone: 'UTC', weekly: {}, overrides: { '2026-01-05': blocks(101) } })).toEqual([
    'overrides.2026-01-05: a list of at most 100 blocks, found `101`',
  ]);
  expect(faults({ timeZone: 'UTC', rotation: weeks(100) })).toEqual([]);
  expect(faults({ timeZone: 'UTC', rotation: weeks(101) })).toEqual([
    'rotation.weeks: a list of 1 to 100 weeks, found `101`',
    'rotation: a cycle of weeks, found a value of type object',
  ]);
  expect(faults({ timeZone: 'UTC', weekly: {}, holidays: Array.from({ length: 500 }, () => '2026-01-05') })).toEqual(
    [],
  );
});

test('values of the wrong kind, one by one', () => {
  const wrong = (more: object): string[] => faults({ timeZone: 'UTC', weekly: {}, ...more });
  expect(wrong({ timeZone: 5 })).toEqual(['timeZone: an IANA time zone, found `5`']);
  expect(wrong({ weekly: null })).toEqual(['weekly: blocks by weekday, found `null`']);
  expect(wrong({ weekly: 'mon' })).toEqual(['weekly: blocks by weekday, found `mon`']);
  expect(wrong({ rotation: 5 })).toEqual([
    'rotation: a cycle of weeks, found `5`',
    'rotation.startsOn: a date like `2026-12-25`, found nothing',
  ]);
  expect(wrong({ rotation: null })).toEqual([
    'rotation: a cycle of weeks, found `null`',
    'rotation.startsOn: a date like `2026-12-25`, found nothing',
  ]);
  expect(wrong({ rotation: { startsOn: '2026-01-05', weeks: [5] } })).toEqual([
    'rotation.weeks.0: blocks by weekday, found `5`',
  ]);
  expect(wrong({ holidays: '2026-01-05' })).toEqual(['holidays: a list of dates, found `2026-01-05`']);
  expect(wrong({ holidays: { length: 0 } })).toEqual(['holidays: a list of dates, found a value of type object']);
  expect(wrong({ closures: 7 })).toEqual(['closures: a list of closures, found `7`']);
  expect(wrong({ closures: [[1, 2, 3], [1], { length: 2 }] })).toEqual([
    'closures.0: a pair of instants, found a list',
    'closures.1: a pair of instants, found a list',
    'closures.2: a pair of instants, found a value of type object',
  ]);
  expect(wrong({ closures: [['x', 0]] })).toEqual(['closures.0.0: an instant in whole milliseconds, found `x`']);
  expect(
    wrong({
      closures: [
        ['x', -5],
        [5, 'x'],
      ],
    }),
  ).toEqual([
    'closures.0.0: an instant in whole milliseconds, found `x`',
    'closures.1.1: an instant in whole milliseconds, found `x`',
  ]);
  expect(wrong({ holidays: [['2026-01-05']] })).toEqual(['holidays.0: a date like `2026-12-25`, found a list']);
  expect(wrong({ breaks: 5, overrides: 5 })).toEqual([
    'overrides: blocks by date, found `5`',
    'breaks: blocks by date, found `5`',
  ]);
  expect(wrong({ overrides: { soon: [['09:00', '10:00']] }, breaks: { '2026-01-05': [[5, '09:00']] } })).toEqual([
    'overrides.soon: a date like `2026-12-25`, found `soon`',
    'breaks.2026-01-05.0.0: a time from `00:00` to `23:59`, found `5`',
  ]);
  expect(
    wrong({
      weekly: {
        sun: [
          ['23:59', '24:00'],
          ['00:00', '24:01'],
          ['00:00', 9],
        ],
      },
    }),
  ).toEqual([
    'weekly.sun.1.1: a time from `00:00` to `24:00`, found `24:01`',
    'weekly.sun.2.1: a time from `00:00` to `24:00`, found `9`',
  ]);
  expect(checkCalendar(5)).toEqual([{ path: [], message: 'expected a calendar, found `5`' }]);
});
