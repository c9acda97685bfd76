import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  addOpenTime,
  type Calendar,
  compileCalendar,
  intersectCalendars,
  isOpen,
  nextClose,
  nextOpen,
  openTimeBetween,
  unionCalendars,
  withClosures,
  zonedToInstant,
} from '../../src/calendar/index.js';

const read = (name: string) => JSON.parse(readFileSync(new URL(`./${name}.json`, import.meta.url), 'utf8'));
const instant = (text: string): number => Date.parse(text);

type Schedule = {
  tz: string;
  week: object;
  holidays?: string[];
  overrides?: { [date: string]: [string, string][] };
  breaks?: { [date: string]: [string, string][] };
  closures?: [string, string][];
};

const compileAll = (schedules: { [name: string]: Schedule }): Map<string, Calendar> =>
  new Map(
    Object.entries(schedules).map(([name, { tz, week, closures = [], ...rest }]) => [
      name,
      compileCalendar({
        timeZone: tz,
        weekly: week,
        ...rest,
        closures: closures.map(([from, to]) => [instant(from), instant(to)]),
      }),
    ]),
  );

/** The latest instant at or before `at` up to which there was open time. */
const previousClose = (calendar: Calendar, at: number): number => addOpenTime(calendar, at, -1)! + 1;

/** The first or last periods from `from` on, as the public functions tell them. */
function periods(calendar: Calendar, from: number, direction: string, count: number): [number, number][] {
  const found: [number, number][] = [];
  let at = from;
  while (found.length < count) {
    if (direction === 'forward') {
      const open = nextOpen(calendar, at)!;
      at = nextClose(calendar, open)!;
      found.push([open, at]);
    } else {
      const close = previousClose(calendar, at);
      // the opening is the latest instant up to which the calendar was closed
      let open = close;
      for (let step = 2 ** 40; step >= 1; step /= 2) {
        while (openTimeBetween(calendar, open - step, close) === close - open + step) open -= step;
      }
      found.push([open, close]);
      at = open;
    }
  }
  return found;
}

const fromTests = read('business-hours.from-tests');

test('business hours as other libraries test them', () => {
  const calendars = compileAll(fromTests.schedules);
  const conventions: string[] = [];
  const zeroBackwards: string[] = [];
  for (const row of fromTests.vectors) {
    const calendar = calendars.get(row.schedule)!;
    const { at, seconds, start, end, from, direction } = row.args;
    const label = `${row.id} ${row.op} ${JSON.stringify(row.args)}`;
    if (row.oracle === 'CONVENTION') {
      conventions.push(row.id);
      if (row.op === 'between') {
        expect(openTimeBetween(calendar, instant(start), instant(end)), label).toBe(
          -openTimeBetween(calendar, instant(end), instant(start)),
        );
      } else expect(isOpen(calendar, instant(at)), label).toBe(!row.expected);
      continue;
    }
    if (row.op === 'isOpen') expect(isOpen(calendar, instant(at)), label).toBe(row.expected);
    else if (row.op === 'between') {
      const expected = typeof row.expected === 'number' ? row.expected : row.expected.seconds;
      expect(openTimeBetween(calendar, instant(start), instant(end)) / 1000, label).toBe(expected);
    } else if (row.op === 'nextOpen') expect(nextOpen(calendar, instant(at)), label).toBe(instant(row.expected));
    else if (row.op === 'prevClose') expect(previousClose(calendar, instant(at)), label).toBe(instant(row.expected));
    else if (row.op === 'periods') {
      const expected = row.expected.map((period: [string, string]) => period.map(instant));
      expect(periods(calendar, instant(from), direction, expected.length), label).toEqual(expected);
    } else if (row.op === 'subtract' && seconds === 0) {
      // 0 is the next open instant here, whatever the direction
      zeroBackwards.push(row.id);
      expect(previousClose(calendar, instant(at)), label).toBe(instant(row.expected));
      expect(addOpenTime(calendar, instant(at), 0), label).toBe(nextOpen(calendar, instant(at)));
    } else {
      const answer = addOpenTime(calendar, instant(at), (row.op === 'add' ? 1 : -1) * seconds * 1000);
      expect(new Date(answer!).toISOString(), label).toBe(new Date(row.expected).toISOString());
    }
  }
  expect(conventions).toEqual(['bht-0009', 'bht-0144', 'bht-0337', 'bht-0365']);
  expect(zeroBackwards).toEqual(['bht-0003', 'bht-0266']);
  expect(fromTests.vectors.length).toBe(215);
});

const executed = read('business-hours.executed');

test('business hours drawn around changes of the clocks', () => {
  const calendars = compileAll(executed.schedules);
  const zero: string[] = [];
  for (const row of executed.vectors) {
    const calendar = calendars.get(row.schedule)!;
    const { id, op, at, start, end, seconds, expected } = row;
    const label = `${id} ${op} ${at ?? start} ${seconds ?? end ?? ''}`;
    if (op === 'isOpen') expect(isOpen(calendar, instant(at)), label).toBe(expected);
    else if (op === 'nextOpen') expect(nextOpen(calendar, instant(at)), label).toBe(instant(expected));
    else if (op === 'prevClose') expect(previousClose(calendar, instant(at)), label).toBe(instant(expected));
    else if (op === 'between') {
      expect(openTimeBetween(calendar, instant(start), instant(end)) / 1000, label).toBe(expected.seconds);
    } else if (seconds === 0) {
      // 0 is the next open instant, whatever the direction
      zero.push(op);
      expect(addOpenTime(calendar, instant(at), 0), label).toBe(nextOpen(calendar, instant(at)));
      if (op === 'add') expect(addOpenTime(calendar, instant(at), 0), label).toBe(instant(expected.latest));
      else expect(previousClose(calendar, instant(at)), label).toBe(instant(expected.earliest));
    } else {
      const [sign, end] = op === 'add' ? [1, expected.earliest] : [-1, expected.latest];
      expect(addOpenTime(calendar, instant(at), sign * seconds * 1000), label).toBe(instant(end));
    }
  }
  expect(zero.sort()).toEqual(['add', 'subtract', 'subtract']);
  expect(executed.vectors.length).toBe(167);
});

test('local times around every change of the clocks in 26 zones', () => {
  const { rows } = read('zone-resolution');
  for (const [zone, local, kind, first, second] of rows) {
    const label = `${zone} ${local} ${kind}`;
    expect(zonedToInstant(local, zone), label).toBe(instant(first));
    expect(zonedToInstant(local, zone, 'later'), label).toBe(instant(second));
  }
  expect(rows.length).toBe(947);
});

test('local times of other test suites', () => {
  const { fromTests: given, derived } = read('dst-resolution');
  for (const { tz, date, wall, expected } of [...given, ...derived]) {
    expect(zonedToInstant(`${date}T${wall}`, tz), `${tz} ${date} ${wall}`).toBe(instant(expected));
  }
});

test('union, intersection and difference of intervals', () => {
  const week: [string, string][] = [['00:00', '24:00']];
  const all = compileCalendar({
    timeZone: 'UTC',
    weekly: { mon: week, tue: week, wed: week, thu: week, fri: week, sat: week, sun: week },
  });
  type Intervals = [number, number][];
  const openIn = (intervals: Intervals): Calendar =>
    unionCalendars(
      ...intervals.map(([from, to]) =>
        withClosures(all, [
          [-1e15, from],
          [to, 1e15],
        ]),
      ),
    );
  const intervalsOf = (calendar: Calendar): Intervals => {
    const found: Intervals = [];
    for (let at = nextOpen(calendar, -1e9); at !== null; at = nextOpen(calendar, found.at(-1)![1])) {
      found.push([at, nextClose(calendar, at)!]);
    }
    return found;
  };
  const rows = read('intervals');
  for (const { a, expected } of rows.union) expect(intervalsOf(openIn(a))).toEqual(expected);
  for (const { a, b, expected } of rows.intersection) {
    expect(intervalsOf(intersectCalendars(openIn(a), openIn(b)))).toEqual(expected);
  }
  for (const { a, b, expected } of rows.difference) {
    expect(intervalsOf(withClosures(openIn(a), b))).toEqual(expected);
  }
});
