import { parseDate } from '../core/civil.js';
import { dayMs, minuteMs } from '../core/time.js';
import type { Weekday } from './calendar-spec.js';
import { parseTime } from './parse-time.js';
import { quote } from './quote.js';
import { type Spans, spansFrom } from './spans.js';
import { offsetsOf, type ZoneSource } from './zone-source.js';
import type { Offset } from './zone-table.js';

/** A fault of a calendar spec and where it is. */
export interface CalendarProblem {
  readonly path: (string | number)[];
  readonly message: string;
}

/** Opening and closing time in milliseconds after the midnight of the block's date; the close may lie beyond 24 hours. */
export type Block = readonly [number, number];

/** A spec with its texts read. */
export interface HoursPlan {
  /** Null where the zone is not known. */
  readonly offset: Offset | null;
  /** Blocks by week of the cycle, then by weekday from Monday. */
  readonly weeks: readonly (readonly (readonly Block[])[])[];
  readonly cycleStartDay: number;
  readonly holidays: ReadonlySet<number>;
  readonly overrides: ReadonlyMap<number, readonly Block[]>;
  readonly breaks: ReadonlyMap<number, readonly Block[]>;
  readonly closures: Spans;
}

type Path = readonly (string | number)[];
type Read<T> = (value: unknown, path: Path) => T;
type Fail = (path: Path, expected: string, found: unknown) => null;

const weekdays: readonly string[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] satisfies Weekday[];
const blocksPerDayMax = 100;
const weeksMax = 100;

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Readers of the parts of a spec: each gives what it could use and tells `fail` about the rest. */
function readersOf(fail: Fail) {
  const list = <T>(value: unknown, path: Path, max: number, what: string, read: Read<T | null>): T[] => {
    if (Array.isArray(value) && value.length <= max) {
      return value.map((item, i) => read(item, [...path, i])).filter((item) => item !== null);
    }
    if (value !== undefined) fail(path, `a list of ${what}`, Array.isArray(value) ? value.length : value);
    return [];
  };

  const entries = (value: unknown, path: Path, what: string): [string, unknown][] => {
    if (isRecord(value)) return Object.entries(value);
    if (value !== undefined) fail(path, what, value);
    return [];
  };

  const pair = (value: unknown, path: Path, what: string, start: Read<number | null>, end: Read<number | null>) => {
    if (!Array.isArray(value) || value.length !== 2) return fail(path, `a pair of ${what}`, value);
    const [from, to] = [start(value[0], [...path, 0]), end(value[1], [...path, 1])];
    return from === null || to === null ? null : ([from, to] as const);
  };

  const date: Read<number | null> = (value, path) =>
    (typeof value === 'string' ? parseDate(value) : null) ?? fail(path, 'a date like `2026-12-25`', value);

  const timeUpTo =
    (max: string): Read<number | null> =>
    (value, path) =>
      (typeof value === 'string' && value <= max ? parseTime(value) : null) ??
      fail(path, `a time from \`00:00\` to \`${max}\``, value);

  const block: Read<Block | null> = (value, path) => {
    const times = pair(value, path, 'times', timeUpTo('23:59'), timeUpTo('24:00'));
    if (times === null) return null;
    const [open, close] = times;
    return [open * minuteMs, close * minuteMs + (close <= open ? dayMs : 0)];
  };

  const blocks: Read<Block[]> = (value, path) =>
    list(value, path, blocksPerDayMax, `at most ${blocksPerDayMax} blocks`, block);

  const instant: Read<number | null> = (value, path) =>
    Number.isSafeInteger(value) ? (value as number) : fail(path, 'an instant in whole milliseconds', value);

  const closure: Read<Block | null> = (value, path) => {
    const ends = pair(value, path, 'instants', instant, instant);
    return ends !== null && ends[1] < ends[0] ? fail(path, `an end not before ${ends[0]}`, ends[1]) : ends;
  };

  const week: Read<Block[][]> = (value, path) => {
    const days: Block[][] = weekdays.map(() => []);
    for (const [key, hours] of entries(value, path, 'blocks by weekday')) {
      const day = weekdays.indexOf(key);
      if (day < 0) fail([...path, key], 'a weekday `mon` to `sun`', key);
      else days[day] = blocks(hours, [...path, key]);
    }
    return days;
  };

  const dated: Read<Map<number, Block[]>> = (value, path) => {
    const days = new Map<number, Block[]>();
    for (const [key, hours] of entries(value, path, 'blocks by date')) {
      const day = date(key, [...path, key]);
      const found = blocks(hours, [...path, key]);
      if (day !== null) days.set(day, found);
    }
    return days;
  };

  return { list, date, closure, week, dated };
}

/** Reads a spec, or whatever stands in its place, and lists everything wrong with it. */
export function readCalendar(
  spec: unknown,
  zones: ZoneSource,
): { readonly plan: HoursPlan; readonly problems: CalendarProblem[] } {
  const problems: CalendarProblem[] = [];
  const fail: Fail = (path, expected, found) => {
    problems.push({ path: [...path], message: `expected ${expected}, found ${quote(found)}` });
    return null;
  };
  const { list, date, closure, week, dated } = readersOf(fail);
  const { timeZone, weekly, rotation, holidays, overrides, breaks, closures } = isRecord(spec) ? spec : {};
  const offset =
    (typeof timeZone === 'string' ? offsetsOf(zones, timeZone) : null) ??
    (isRecord(spec) ? fail(['timeZone'], 'an IANA time zone', timeZone) : fail([], 'a calendar', spec));
  if (isRecord(spec) && weekly === undefined && rotation === undefined) fail(['weekly'], 'blocks by weekday', weekly);
  const usual = week(weekly, ['weekly']);
  const { startsOn, weeks } = isRecord(rotation) ? rotation : {};
  const cycle = list(weeks, ['rotation', 'weeks'], weeksMax, `1 to ${weeksMax} weeks`, week);
  if (rotation !== undefined && cycle.length === 0) fail(['rotation'], 'a cycle of weeks', rotation);
  return {
    problems,
    plan: {
      offset,
      weeks: rotation === undefined ? [usual] : cycle,
      cycleStartDay: (rotation === undefined ? null : date(startsOn, ['rotation', 'startsOn'])) ?? 0,
      holidays: new Set(list(holidays, ['holidays'], Infinity, 'dates', date)),
      overrides: dated(overrides, ['overrides']),
      breaks: dated(breaks, ['breaks']),
      closures: spansFrom(list(closures, ['closures'], Infinity, 'closures', closure)),
    },
  };
}
