import { dayMs, minuteMs } from '../core/time.js';
import type { Weekday } from './calendar-spec.js';
import { parseDate, parseTime } from './civil-date.js';
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
type Report = (path: Path, expected: string, found: unknown) => void;
type Read<T> = (value: unknown, path: Path) => T;

const weekdays: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const blocksPerDayMax = 100;
const weeksMax = 100;

const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The functions that read each part of a spec and tell `report` about what they cannot use. */
function readers(report: Report) {
  const list = <T>(value: unknown, path: Path, what: string, max: number, read: Read<T | null>): T[] => {
    if (value === undefined) return [];
    if (!Array.isArray(value) || value.length > max) {
      report(path, `a list of ${what}`, Array.isArray(value) ? `${value.length} items` : value);
      return [];
    }
    return value.map((item, i) => read(item, [...path, i])).filter((item) => item !== null);
  };

  const entries = (value: unknown, path: Path, what: string): [string, unknown][] => {
    if (value === undefined) return [];
    if (isRecord(value)) return Object.entries(value);
    report(path, what, value);
    return [];
  };

  const date: Read<number | null> = (value, path) => {
    const day = typeof value === 'string' ? parseDate(value) : null;
    if (day === null) report(path, 'a date like `2026-12-25`', value);
    return day;
  };

  const time = (value: unknown, path: Path, max: string): number | null => {
    const minutes = typeof value === 'string' && value <= max ? parseTime(value) : null;
    if (minutes === null) report(path, `a time from \`00:00\` to \`${max}\``, value);
    return minutes === null ? null : minutes * minuteMs;
  };

  const pair = (value: unknown, path: Path, what: string): readonly unknown[] | null => {
    if (Array.isArray(value) && value.length === 2) return value;
    report(path, what, value);
    return null;
  };

  const block: Read<Block | null> = (value, path) => {
    const times = pair(value, path, 'a pair of times like `["09:00", "17:00"]`');
    if (times === null) return null;
    const open = time(times[0], [...path, 0], '23:59');
    const close = time(times[1], [...path, 1], '24:00');
    if (open === null || close === null) return null;
    return [open, close <= open ? close + dayMs : close];
  };

  const blocks: Read<Block[]> = (value, path) => {
    return list(value, path, `at most ${blocksPerDayMax} blocks`, blocksPerDayMax, block);
  };

  const closure: Read<Block | null> = (value, path) => {
    const ends = pair(value, path, 'a pair of instants in whole milliseconds');
    if (ends === null) return null;
    const [from, to] = ends;
    if (Number.isSafeInteger(from) && Number.isSafeInteger(to) && Number(from) <= Number(to)) {
      return [Number(from), Number(to)];
    }
    const wrong = [from, to].findIndex((end) => !Number.isSafeInteger(end));
    if (wrong < 0) report([...path, 1], `an end at or after ${from}`, to);
    else report([...path, wrong], 'an instant in whole milliseconds', ends[wrong]);
    return null;
  };

  const week: Read<Block[][]> = (value, path) => {
    const days: Block[][] = weekdays.map(() => []);
    for (const [key, hours] of entries(value, path, 'blocks by weekday')) {
      const day = weekdays.indexOf(key as Weekday);
      if (day < 0) report([...path, key], `a weekday of ${weekdays.join(', ')}`, key);
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

/** The cycle of weeks: the rotation, or the one week of `weekly`. */
function readCycle(
  read: ReturnType<typeof readers>,
  report: Report,
  weekly: unknown,
  rotation: unknown,
): Pick<HoursPlan, 'weeks' | 'cycleStartDay'> {
  const week = read.week(weekly, ['weekly']);
  if (rotation === undefined) {
    if (weekly === undefined) report(['weekly'], 'blocks by weekday', weekly);
    return { weeks: [week], cycleStartDay: 0 };
  }
  if (!isRecord(rotation)) report(['rotation'], 'a cycle of weeks', rotation);
  const { startsOn, weeks } = isRecord(rotation) ? rotation : {};
  const path = ['rotation', 'weeks'];
  const cycle = read.list(weeks, path, `1 to ${weeksMax} weeks`, weeksMax, read.week);
  if (weeks === undefined || (Array.isArray(weeks) && weeks.length === 0)) report(path, 'at least one week', weeks);
  return { weeks: cycle, cycleStartDay: read.date(startsOn, ['rotation', 'startsOn']) ?? 0 };
}

/** Reads a spec, or whatever stands in its place, and lists everything wrong with it. */
export function readCalendar(
  spec: unknown,
  zones: ZoneSource,
): { readonly plan: HoursPlan; readonly problems: CalendarProblem[] } {
  const problems: CalendarProblem[] = [];
  const report: Report = (path, expected, found) =>
    problems.push({ path: [...path], message: `expected ${expected}, found ${quote(found)}` });
  const read = readers(report);
  if (!isRecord(spec)) report([], 'a calendar', spec);
  const { timeZone, weekly, rotation, holidays, overrides, breaks, closures } = isRecord(spec) ? spec : {};
  const offset = typeof timeZone === 'string' ? offsetsOf(zones, timeZone) : null;
  if (offset === null && problems.length === 0) report(['timeZone'], 'an IANA time zone', timeZone);
  const cycle = readCycle(read, report, weekly, rotation);
  return {
    problems,
    plan: {
      ...cycle,
      offset,
      holidays: new Set(read.list(holidays, ['holidays'], 'dates', Infinity, read.date)),
      overrides: read.dated(overrides, ['overrides']),
      breaks: read.dated(breaks, ['breaks']),
      closures: spansFrom(read.list(closures, ['closures'], 'closures', Infinity, read.closure)),
    },
  };
}
