import type { EpochMs } from '../core/time.js';
import { type Calendar, idleWindowsMax, indexOf, partsOf, windowAt } from './calendar.js';
import { spanEndingAfter } from './open-window.js';
import { windowMs } from './time-range.js';

/**
 * The first instant after `at` at which the calendar closes.
 *
 * @returns null where it never closes again, or not within 25 years
 * @throws Error where `at` is not a whole number
 * @example
 * nextClose(nineToFive, fridayAt16) === fridayAt16 + 3_600_000; //=> true
 */
export function nextClose(calendar: Calendar, at: EpochMs): EpochMs | null {
  const parts = partsOf(calendar);
  let index = Math.max(indexOf(at), parts.firstWindow);
  const end = Math.min(parts.lastWindow, index + idleWindowsMax);
  let reached: EpochMs | null = null; // open up to here, the edge of a window
  for (; index <= end; index++) {
    const window = windowAt(parts, index);
    const span = spanEndingAfter(window, at);
    if (reached !== null && window.spans[0] !== reached) return reached;
    const close = window.spans[2 * span + 1];
    if (close === undefined) continue;
    if (close < (index + 1) * windowMs) return close;
    reached = close;
  }
  return null;
}
