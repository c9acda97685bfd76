import type { EpochMs } from '../core/time.js';
import { assertWhole, type Calendar, makeCalendar, partsOf, windowAt } from './calendar.js';
import { clipSpans, difference, intersection, type Spans, spansFrom, union } from './spans.js';
import { firstWindowMin, lastWindowMax, windowMs } from './time-range.js';

/**
 * Open wherever every one of the calendars is open; of no calendars, always.
 * Costs nothing until asked: each window is combined when it is first needed.
 *
 * @example
 * const both = intersectCalendars(nineToFive, withClosures(nineToFive, [[mondayAt10, mondayAt10 + 3_600_000]]));
 * isOpen(both, mondayAt10); //=> false
 */
export function intersectCalendars(...calendars: readonly Calendar[]): Calendar {
  const all = calendars.map(partsOf);
  return makeCalendar({
    firstWindow: Math.max(firstWindowMin, ...all.map((parts) => parts.firstWindow)),
    lastWindow: Math.min(lastWindowMax, ...all.map((parts) => parts.lastWindow)),
    spansOf: (index, start) =>
      all.reduce<Spans>((open, parts) => intersection(open, windowAt(parts, index).spans), [start, start + windowMs]),
  });
}

/**
 * Open wherever at least one of the calendars is open; of no calendars, never. Costs nothing until asked.
 *
 * @example
 * nextOpen(unionCalendars(), mondayAt10); //=> null
 * isOpen(unionCalendars(nineToFive, alwaysOpen()), 0); //=> true
 */
export function unionCalendars(...calendars: readonly Calendar[]): Calendar {
  const all = calendars.map(partsOf);
  return makeCalendar({
    firstWindow: Math.min(Infinity, ...all.map((parts) => parts.firstWindow)),
    lastWindow: Math.max(-Infinity, ...all.map((parts) => parts.lastWindow)),
    spansOf: (index) => all.reduce<Spans>((open, parts) => union(open, windowAt(parts, index).spans), []),
  });
}

/**
 * The calendar without `[from, to)` of each closure, in UTC and in any order. Reps who share hours and differ in leave
 * share the compiled hours.
 *
 * @throws Error where a bound is not a whole number
 * @example
 * const closed = withClosures(nineToFive, [[mondayAt10, mondayAt10 + 3_600_000]]);
 * nextOpen(closed, mondayAt10) === mondayAt10 + 3_600_000; //=> true
 */
export function withClosures(calendar: Calendar, closures: readonly (readonly [EpochMs, EpochMs])[]): Calendar {
  closures.flat().forEach(assertWhole);
  const closed = spansFrom(closures);
  const parts = partsOf(calendar);
  return makeCalendar({
    firstWindow: parts.firstWindow,
    lastWindow: parts.lastWindow,
    spansOf: (index, start) => difference(windowAt(parts, index).spans, clipSpans(closed, start, start + windowMs)),
  });
}

/**
 * A calendar that is always open, for clocks that run on wall time.
 *
 * @example
 * openTimeBetween(alwaysOpen(), fridayAt16, fridayAt16 + 86_400_000); //=> 86_400_000
 */
export const alwaysOpen = (): Calendar => intersectCalendars();
