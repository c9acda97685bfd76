import type { EpochMs } from '../core/time.js';
import { type Calendar, indexOf, partsOf, windowAt } from './calendar.js';
import { spanEndingAfter } from './open-window.js';

/**
 * Whether the calendar is open at an instant. Hours are half-open: open at the opening instant, closed at the closing one.
 *
 * @throws Error where `at` is not a whole number
 * @example
 * isOpen(nineToFive, mondayAt10); //=> true
 * isOpen(nineToFive, mondayAt10 + 7 * 3_600_000); //=> false
 */
export function isOpen(calendar: Calendar, at: EpochMs): boolean {
  const window = windowAt(partsOf(calendar), indexOf(at));
  const start = window.spans[2 * spanEndingAfter(window, at)];
  return start !== undefined && start <= at;
}
