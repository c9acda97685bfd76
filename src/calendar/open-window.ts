import { dayMs, type EpochMs } from '../core/time.js';
import type { Spans } from './spans.js';
import { daysPerWindow, windowMs } from './time-range.js';

/** The open hours of one window, with what makes a look-up short. Clipped to the window. */
export interface OpenWindow {
  readonly start: EpochMs;
  readonly spans: Float64Array;
  /** Open time of the window before span i; one entry more than there are spans: the last is the window's total. */
  readonly before: Float64Array;
  /** For each day of the window and the end of the last: the first span that ends after its start. */
  readonly firstOfDay: Uint32Array;
}

export function openWindow(start: EpochMs, spans: Spans): OpenWindow {
  const count = spans.length / 2;
  const before = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) before[i + 1] = before[i]! + spans[2 * i + 1]! - spans[2 * i]!;
  const firstOfDay = new Uint32Array(daysPerWindow + 1);
  for (let day = 0, i = 0; day <= daysPerWindow; day++) {
    while (i < count && spans[2 * i + 1]! <= start + day * dayMs) i++;
    firstOfDay[day] = i;
  }
  return { start, spans: Float64Array.from(spans), before, firstOfDay };
}

/** Stands for every window without open time. */
export const emptyWindow: OpenWindow = openWindow(0, []);

/** The first span that ends after `at`, which may lie outside the window; the number of spans where none does. */
export function spanEndingAfter(window: OpenWindow, at: EpochMs): number {
  const { start, spans, firstOfDay } = window;
  const count = spans.length / 2;
  if (at < start || count === 0) return 0;
  if (at >= start + windowMs) return count;
  const day = Math.floor((at - start) / dayMs);
  let low = firstOfDay[day]!;
  let high = firstOfDay[day + 1]!;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[2 * middle + 1]! > at) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Open time of the window before `at`. */
export function openBefore(window: OpenWindow, at: EpochMs, span: number = spanEndingAfter(window, at)): number {
  const before = window.before[span]!;
  const start = window.spans[2 * span];
  return start === undefined || at <= start ? before : before + at - start;
}

/**
 * The first span, not before `from`, at whose end at least `open` of the window's open time has passed: near ones are found
 * first. Needs `open` ≤ the window's total.
 */
export function spanReaching(window: OpenWindow, open: number, from: number): number {
  const { before } = window;
  const last = before.length - 2;
  let low = from;
  let high = from;
  for (let step = 1; high < last && before[high + 1]! < open; step *= 2) {
    low = high + 1;
    high = Math.min(last, high + step);
  }
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before[middle + 1]! >= open) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const totalOpen = (window: OpenWindow): number => window.before[window.before.length - 1]!;
