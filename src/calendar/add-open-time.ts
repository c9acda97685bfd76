import type { DurationMs, EpochMs } from '../core/time.js';
import { assertWhole, type Calendar, idleWindowsMax, indexOf, partsOf, windowAt } from './calendar.js';
import { nextOpen } from './next-open.js';
import { instantAfter, openBefore, totalOpen } from './open-window.js';

function forward(calendar: Calendar, at: EpochMs, duration: DurationMs): EpochMs | null {
  const parts = partsOf(calendar);
  let left = duration;
  let idle = 0;
  for (let index = Math.max(indexOf(at), parts.firstWindow); index <= parts.lastWindow; index++) {
    const window = windowAt(parts, index);
    const passed = openBefore(window, at);
    const open = passed + left;
    const total = totalOpen(window);
    if (open <= total) return instantAfter(window, open);
    left = open - total;
    idle = total > passed ? 0 : idle + 1;
    if (idle > idleWindowsMax) return null;
  }
  return null;
}

function backward(calendar: Calendar, at: EpochMs, duration: DurationMs): EpochMs | null {
  const parts = partsOf(calendar);
  let left = duration;
  let idle = 0;
  for (let index = Math.min(indexOf(at), parts.lastWindow); index >= parts.firstWindow; index--) {
    const window = windowAt(parts, index);
    const passed = openBefore(window, at);
    if (left <= passed) {
      // the latest such instant lies in the span where one millisecond more is reached
      return instantAfter(window, passed - left + 1) - 1;
    }
    left -= passed;
    idle = passed > 0 ? 0 : idle + 1;
    if (idle > idleWindowsMax) return null;
  }
  return null;
}

/**
 * The earliest instant `u` ≥ `at` such that `[at, u)` holds exactly `duration` of open time; with 0, the next open
 * instant. A negative duration mirrors this: the latest `u` ≤ `at` such that `[u, at)` holds that much.
 * Elapsed time counts, not the reading of the clocks. O(distance / 64 days), remembered windows being passed over in
 * nanoseconds each.
 *
 * @returns null where there is not that much open time before 2300 (after 1900), or none at all for 25 years on end
 * @throws Error where `at` or `duration` is not a whole number
 * @example
 * addOpenTime(nineToFive, fridayAt16, 2 * hourMs) //=> mondayAt10
 */
export function addOpenTime(calendar: Calendar, at: EpochMs, duration: DurationMs): EpochMs | null {
  assertWhole(duration);
  if (duration === 0) return nextOpen(calendar, at);
  return duration > 0 ? forward(calendar, at, duration) : backward(calendar, at, -duration);
}
