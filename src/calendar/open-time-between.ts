import type { DurationMs, EpochMs } from '../core/time.js';
import { type Calendar, indexOf, partsOf, windowAt } from './calendar.js';
import { openBefore, totalOpen } from './open-window.js';

/**
 * Open time in `[from, to)` in milliseconds of elapsed time; negative where `to` comes before `from`.
 *
 * @throws Error where `from` or `to` is not a whole number
 * @example
 * openTimeBetween(nineToFive, fridayAt16, mondayAt10); //=> 7_200_000
 * openTimeBetween(nineToFive, mondayAt10, fridayAt16); //=> -7_200_000
 */
export function openTimeBetween(calendar: Calendar, from: EpochMs, to: EpochMs): DurationMs {
  if (to < from) return 0 - openTimeBetween(calendar, to, from); // never -0
  const parts = partsOf(calendar);
  const first = indexOf(from);
  const last = indexOf(to);
  let open = openBefore(windowAt(parts, last), to) - openBefore(windowAt(parts, first), from);
  const end = Math.min(last, parts.lastWindow + 1);
  for (let index = Math.max(first, parts.firstWindow); index < end; index++) open += totalOpen(windowAt(parts, index));
  return open;
}
