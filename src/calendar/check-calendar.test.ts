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
