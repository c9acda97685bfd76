/** Zones, open hours, leave and periods the slow way: local days listed one by one, offsets asked of Intl. */
import type { CalendarSpec } from '../../src/calendar/index.js';
import type { Rep } from '../../src/policy/index.js';

export type Span = readonly [from: number, to: number];
export const minute = 60_000;
export const day = 86_400_000;
const weekdays = ['thu', 'fri', 'sat', 'sun', 'mon', 'tue', 'wed'] as const; // 1970-01-01 was a Thursday

const offsets = new Map<string, number>();
/** Wall clock minus UTC; Intl is slow, so it is asked once per quarter of an hour, where every transition lies. */
function offset(zone: string, at: number): number {
  const quarter = Math.floor(at / (15 * minute)) * 15 * minute;
  const key = `${zone} ${quarter}`;
  if (!offsets.has(key)) {
    const format = { timeZone: zone, hourCycle: 'h23', dateStyle: 'short', timeStyle: 'medium' } as const;
    const [month, date, year, hour, min] = new Intl.DateTimeFormat('en-US', format).format(quarter).match(/\d+/g)!;
    offsets.set(key, Date.UTC(2000 + +year!, +month! - 1, +date!, +hour!, +min!) - quarter);
  }
  return offsets.get(key)!;
}
/** The wall clock as if it were UTC. */
const toWall = (zone: string, at: number): number => at + offset(zone, at);
/** In an overlap the first occurrence; in a gap shifted forward by the gap. */
export function toInstant(zone: string, wall: number): number {
  const before = offset(zone, wall - day);
  const after = offset(zone, wall + day);
  if (offset(zone, wall - before) === before) return wall - before;
  return offset(zone, wall - after) === after ? wall - after : wall - before;
}

export function merge(spans: readonly Span[]): Span[] {
  const merged: Span[] = [];
  for (const [from, to] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last !== undefined && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else if (from < to) merged.push([from, to]);
  }
  return merged;
}
const intersect = (a: readonly Span[], b: readonly Span[]): Span[] =>
  a.flatMap(([f, t]) => b.map(([g, u]): Span => [Math.max(f, g), Math.min(t, u)]).filter(([from, to]) => from < to));

const minutesOf = (text: string): number => +text.slice(0, 2) * 60 + +text.slice(3);
/** Open spans within `[from, to)`; without a calendar all of it. */
function openSpans(calendar: CalendarSpec | undefined, from: number, to: number): Span[] {
  if (calendar === undefined) return [[from, to]];
  const open: Span[] = [];
  const cut: Span[] = [];
  for (let d = Math.floor(from / day) - 3; d <= Math.floor(to / day) + 2; d++) {
    const date = new Date(d * day).toISOString().slice(0, 10);
    const edge = (m: number): number => toInstant(calendar.timeZone, d * day + m * minute);
    const toSpan = ([opens, closes]: readonly [string, string]): Span => {
      const [start, end] = [minutesOf(opens), minutesOf(closes)];
      return [edge(start), edge(end <= start ? end + 1440 : end)];
    };
    const usual = calendar.holidays?.includes(date) ? [] : calendar.weekly?.[weekdays[((d % 7) + 7) % 7]!];
    open.push(...(calendar.overrides?.[date] ?? usual ?? []).map(toSpan));
    cut.push(...(calendar.breaks?.[date] ?? []).map(toSpan));
  }
  const bounds = [from, ...merge(cut).flat(), to];
  const uncut = bounds.flatMap((at, k): Span[] => (k % 2 === 0 ? [[at, bounds[k + 1]!]] : []));
  return intersect(intersect(merge(open), [[from, to]]), uncut);
}
const windowsInDays = [3, 40, 800];
export const isOpen = (calendar: CalendarSpec | undefined, at: number): boolean =>
  openSpans(calendar, at, at + 1).length > 0;
/** Shift edges after `at`, for drawing instants. */
export const edgesAfter = (calendar: CalendarSpec, at: number): number[] =>
  openSpans(calendar, at + 1, at + 3 * day).flat();
export function nextOpen(calendar: CalendarSpec | undefined, at: number): number | null {
  for (const days of windowsInDays) {
    const [first] = openSpans(calendar, at, at + days * day);
    if (first !== undefined) return first[0];
  }
  return null;
}
/** Earliest instant by which `duration` has passed that was open in every calendar and within `running`. */
export function addOpenTime(
  calendars: readonly (CalendarSpec | undefined)[],
  running: readonly Span[],
  at: number,
  duration: number,
): number | null {
  for (const days of windowsInDays) {
    let left = duration;
    const parts = calendars.map((calendar) => openSpans(calendar, at, at + days * day));
    for (const [from, to] of parts.reduce((a, b) => intersect(a, b), [...running])) {
      if (to - from >= left) return from + left;
      left -= to - from;
    }
  }
  return null;
}

/** How much of `[from, to)` was open in every calendar and within `running`. */
export const openTime = (
  calendars: readonly (CalendarSpec | undefined)[],
  running: readonly Span[],
  from: number,
  to: number,
): number =>
  calendars
    .map((calendar) => openSpans(calendar, from, to))
    .reduce((a, b) => intersect(a, b), [...running])
    .reduce((sum, [start, end]) => sum + end - start, 0);

const wallOf = (text: string): number => Date.parse(text.length === 10 ? `${text}T00:00Z` : `${text}Z`);
export const startOf = (rep: Rep, zone: string): number =>
  rep.startsAt === undefined ? Number.NEGATIVE_INFINITY : toInstant(zone, wallOf(rep.startsAt));
/** Leave, the time before the first day included. */
export const leaveOf = (rep: Rep, zone: string): Span[] =>
  merge([
    [Number.NEGATIVE_INFINITY, startOf(rep, zone)],
    ...(rep.leave ?? []).map(
      ({ from, to, stopDaysBefore = 0 }): Span => [
        toInstant(zone, wallOf(from) - stopDaysBefore * day),
        toInstant(zone, wallOf(to) + (to.length === 10 ? day : 0)),
      ],
    ),
  ]);
/** The calendar period around `at` on the wall clock of `zone`. */
export function periodOf(per: 'hour' | 'day' | 'week' | 'month', zone: string, at: number): Span {
  const wall = toWall(zone, at);
  const floor = (unit: number, origin: number): number => origin + Math.floor((wall - origin) / unit) * unit;
  const span = (from: number, to: number): Span => [toInstant(zone, from), toInstant(zone, to)];
  if (per === 'month') {
    const date = new Date(wall);
    const first = (months: number): number => Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
    return span(first(0), first(1));
  }
  const unit = { hour: 60 * minute, day, week: 7 * day }[per];
  const from = floor(unit, per === 'week' ? 4 * day : 0); // 1970-01-05 was a Monday
  return span(from, from + unit);
}
