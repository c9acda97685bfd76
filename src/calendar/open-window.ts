import { dayMs, type EpochMs } from '../core/time.js';
import type { Spans } from './spans.js';
import { daysPerWindow, windowMs } from './time-range.js';

/** The open hours of one window, with what makes a look-up short. Clipped to the window. */
export interface OpenWindow {
  readonly start: EpochMs;
  readonly spans: Spans;
  /** Open time of the window before span i; one entry more than there are spans: the last is the window's total. */
  readonly before: readonly number[];
  /** For each day of the window and the end of the last: the first span that ends after its start. */
  readonly firstOfDay: readonly number[];
}

export const emptyWindow: OpenWindow = { start: 0, spans: [], before: [0], firstOfDay: [0] };

export function openWindow(start: EpochMs, spans: Spans): OpenWindow {
  if (spans.length === 0) return emptyWindow;
  const before = [0];
  for (let i = 0; i < spans.length; i += 2) before.push(before.at(-1)! + spans[i + 1]! - spans[i]!);
  const firstOfDay: number[] = [];
  let i = 0;
  for (let day = 0; day <= daysPerWindow; day++) {
    while (2 * i < spans.length && spans[2 * i + 1]! <= start + day * dayMs) i++;
    firstOfDay.push(i);
  }
  return { start, spans, before, firstOfDay };
}

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
export function openBefore(window: OpenWindow, at: EpochMs): number {
  const span = spanEndingAfter(window, at);
  const before = window.before[span]!;
  const start = window.spans[2 * span];
  return start === undefined || at <= start ? before : before + at - start;
}

/** The first span at whose end at least `open` of the window's open time has passed. Needs `open` ≤ the window's total. */
export function spanReaching(window: OpenWindow, open: number): number {
  const { before } = window;
  let low = 0;
  let high = before.length - 2;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (before[middle + 1]! >= open) high = middle;
    else low = middle + 1;
  }
  return low;
}

export const totalOpen = (window: OpenWindow): number => window.before[window.before.length - 1]!;
