import { assert } from '../core/assert.js';
import { dayMs, type EpochMs } from '../core/time.js';
import { emptyWindow, type OpenWindow, openWindow } from './open-window.js';
import { quote } from './quote.js';
import type { Spans } from './spans.js';
import { windowIndex, windowMs } from './time-range.js';

declare const compiledCalendar: unique symbol;

/** Compiled working hours; {@link compileCalendar} makes one. Hours hold from 1900 to 2299; outside, a calendar is closed. */
export interface Calendar {
  readonly [compiledCalendar]: true;
}

/** What a calendar is inside: where its spans come from and the windows worked out so far. */
export interface CalendarParts {
  /** Windows outside these are closed for certain; a calendar that never opens has its last before its first. */
  readonly firstWindow: number;
  readonly lastWindow: number;
  /** The open hours of one window, clipped to it. */
  readonly spansOf: (index: number, start: EpochMs) => Spans;
  readonly windows: Map<number, OpenWindow>;
}

/** Look-ups give up after this many windows, 25 years, without a change. */
export const idleWindowsMax: number = Math.ceil((25 * 366 * dayMs) / windowMs);

export const makeCalendar = (parts: Omit<CalendarParts, 'windows'>): Calendar =>
  ({ ...parts, windows: new Map() }) as unknown as Calendar;

export const partsOf = (calendar: Calendar): CalendarParts => calendar as unknown as CalendarParts;

/** @throws Error where an instant or a duration is not a whole number */
export function indexOf(at: EpochMs): number {
  assertWhole(at);
  return windowIndex(at);
}

export const assertWhole = (time: number): void =>
  assert(Number.isSafeInteger(time), `expected whole milliseconds, found ${quote(time)}`);

export function windowAt(parts: CalendarParts, index: number): OpenWindow {
  const known = parts.windows.get(index);
  if (known !== undefined) return known;
  if (index < parts.firstWindow || index > parts.lastWindow) return emptyWindow;
  const start = index * windowMs;
  const window = openWindow(start, parts.spansOf(index, start));
  parts.windows.set(index, window);
  return window;
}
