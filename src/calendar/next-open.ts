import type { EpochMs } from '../core/time.js';
import { type Calendar, idleWindowsMax, indexOf, partsOf, windowAt } from './calendar.js';
import { spanEndingAfter } from './open-window.js';

/**
 * The first open instant from `at` on: `at` itself where the calendar is open.
 *
 * @returns null where it never opens again, or not within 25 years
 * @throws Error where `at` is not a whole number
 * @example
 * nextOpen(nineToFive, fridayAt16 + 3_600_000) === mondayAt10 - 3_600_000; //=> true
 */
export function nextOpen(calendar: Calendar, at: EpochMs): EpochMs | null {
  const parts = partsOf(calendar);
  let index = Math.max(indexOf(at), parts.firstWindow);
  const end = Math.min(parts.lastWindow, index + idleWindowsMax);
  for (; index <= end; index++) {
    const window = windowAt(parts, index);
    const start = window.spans[2 * spanEndingAfter(window, at)];
    if (start !== undefined) return Math.max(at, start);
  }
  return null;
}
