import { type EpochMs, hourMs } from '../core/time.js';
import type { Spans } from './spans.js';
import { windowMs } from './time-range.js';

/** A span per hour, in bytes where they suffice, so that the tables of a calendar stay near the processor. */
type HourTable = Uint8Array | Int32Array;

/** The open hours of one window, with what makes a look-up short. Clipped to the window. */
export interface OpenWindow {
  readonly start: EpochMs;
  readonly end: EpochMs;
  readonly spans: Float64Array;
  /** Open time of the window before span i; one entry more than there are spans: the last is the window's total. */
  readonly before: Float64Array;
  /** What makes an instant of the open time before it, by span: its start less `before`; infinite after the last span. */
  readonly shift: Float64Array;
  /** For each hour of the window and the end of the last: the first span that ends after its start. */
  readonly firstOfHour: HourTable;
  /** For each hour of open time: the first span that ends after it has begun. */
  readonly spanOfOpenHour: HourTable;
}

const hoursPerWindow = windowMs / hourMs;

/** For each of `count` hours, the first span whose `endOf` lies after the hour's start; the number of spans where none does. */
function spanByHour(count: number, spanCount: number, start: number, endOf: (span: number) => number): HourTable {
  const table = spanCount <= 255 ? new Uint8Array(count) : new Int32Array(count);
  for (let hour = 0, span = 0; hour < count; hour++) {
    while (span < spanCount && endOf(span) <= start + hour * hourMs) span++;
    table[hour] = span;
  }
  return table;
}

export function openWindow(start: EpochMs, spans: Spans): OpenWindow {
  const count = spans.length / 2;
  const before = new Float64Array(count + 1);
  const shift = new Float64Array(count + 1).fill(Infinity);
  for (let i = 0; i < count; i++) {
    before[i + 1] = before[i]! + spans[2 * i + 1]! - spans[2 * i]!;
    shift[i] = spans[2 * i]! - before[i]!;
  }
  const openHours = Math.ceil(before[count]! / hourMs);
  return {
    start,
    end: start + windowMs,
    spans: Float64Array.from(spans),
    before,
    shift,
    firstOfHour: spanByHour(count === 0 ? 0 : hoursPerWindow + 1, count, start, (span) => spans[2 * span + 1]!),
    spanOfOpenHour: spanByHour(openHours, count, 0, (span) => before[span + 1]!),
  };
}

/** Stands for every window without open time. */
export const emptyWindow: OpenWindow = /* @__PURE__ */ openWindow(0, []);

/** The first span that ends after `at`, which may lie outside the window; the number of spans where none does. */
export function spanEndingAfter(window: OpenWindow, at: EpochMs): number {
  const { start, spans, firstOfHour } = window;
  if (at < start || firstOfHour.length === 0) return 0;
  if (at >= window.end) return spans.length >> 1;
  // Quicker than a division, by a number that is no constant of the module: those are read, and asked for their type, at
  // each call. Where rounding gives the hour before, `at` is the first instant of the right one, and the span that is
  // looked for is the first that the search would leave out.
  const hour = ((at - start) * (1 / 3_600_000)) | 0;
  let low = firstOfHour[hour]!;
  let high = firstOfHour[hour + 1]!;
  // few hours have an edge in them
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
  return Math.max(window.before[span]!, at - window.shift[span]!);
}

/**
 * The instant when `open`, at least 1 and at most the window's total, of the window's open time has passed. Found by tables,
 * without a branch that depends on the hours: a mispredicted one would cost as much as all the rest.
 */
export function instantAfter(window: OpenWindow, open: number): EpochMs {
  const { before, shift, spanOfOpenHour } = window;
  let span = spanOfOpenHour[((open - 1) * (1 / 3_600_000)) | 0]!;
  while (before[span + 1]! < open) span++;
  return open + shift[span]!;
}

export const totalOpen = (window: OpenWindow): number => window.before[window.before.length - 1]!;
