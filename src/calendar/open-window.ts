import { type EpochMs, hourMs } from '../core/time.js';
import type { Spans } from './spans.js';
import { windowMs } from './time-range.js';

/** The open hours of one window, with what makes a look-up short. Clipped to the window. */
export interface OpenWindow {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly spans: Float64Array;
  /** Open time of the window before span i; one entry more than there are spans: the last is the window's total. */
  readonly before: Float64Array;
  /** For each hour of the window and the end of the last: the first span that ends after its start. */
  readonly firstOfHour: Uint32Array;
  /** For each hour of open time: the first span that ends after it has begun. */
  readonly spanOfOpenHour: Uint32Array;
}

const hoursPerWindow = windowMs / hourMs;
const hoursPerMs = 1 / hourMs;

/** For each of `count` hours, the first span whose `endOf` lies after the hour's start; the number of spans where none does. */
function spanByHour(count: number, spanCount: number, start: number, endOf: (span: number) => number): Uint32Array {
  const table = new Uint32Array(count);
  for (let hour = 0, span = 0; hour < count; hour++) {
    while (span < spanCount && endOf(span) <= start + hour * hourMs) span++;
    table[hour] = span;
  }
  return table;
}

export function openWindow(start: EpochMs, spans: Spans): OpenWindow {
  const count = spans.length / 2;
  const before = new Float64Array(count + 1);
  for (let i = 0; i < count; i++) before[i + 1] = before[i]! + spans[2 * i + 1]! - spans[2 * i]!;
  const openHours = Math.ceil(before[count]! / hourMs);
  return {
    start,
    end: start + windowMs,
    spans: Float64Array.from(spans),
    before,
    firstOfHour: spanByHour(count === 0 ? 0 : hoursPerWindow + 1, count, start, (span) => spans[2 * span + 1]!),
    spanOfOpenHour: spanByHour(openHours, count, 0, (span) => before[span + 1]!),
  };
}

/** Stands for every window without open time. */
export const emptyWindow: OpenWindow = openWindow(0, []);

/** The first span that ends after `at`, which may lie outside the window; the number of spans where none does. */
export function spanEndingAfter(window: OpenWindow, at: EpochMs): number {
  const { start, spans, firstOfHour } = window;
  const count = spans.length >> 1;
  if (at < start || count === 0) return 0;
  if (at >= window.end) return count;
  // Quicker than a division. Where rounding gives the hour before, `at` is the first instant of the right one, and the
  // span that is looked for is the first that the search would leave out.
  const hour = ((at - start) * hoursPerMs) | 0;
  const low = firstOfHour[hour]!;
  const high = firstOfHour[hour + 1]!;
  // few hours have an edge in them
  return low === high ? low : searchEnds(spans, at, low, high);
}

/** The first span from `from` that ends after `at`; `to` where none does. */
function searchEnds(spans: Float64Array, at: number, from: number, to: number): number {
  let low = from;
  let high = to;
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
  return 2 * span < window.spans.length ? before + Math.max(0, at - window.spans[2 * span]!) : before;
}

/**
 * The instant when `open`, at least 1 and at most the window's total, of the window's open time has passed. Found by tables,
 * without a branch that depends on the hours: a mispredicted one would cost as much as all the rest.
 */
export function instantAfter(window: OpenWindow, open: number): EpochMs {
  const { spans, before, spanOfOpenHour } = window;
  let span = spanOfOpenHour[((open - 1) * hoursPerMs) | 0]!;
  while (before[span + 1]! < open) span++;
  return spans[2 * span]! + open - before[span]!;
}

export const totalOpen = (window: OpenWindow): number => window.before[window.before.length - 1]!;
