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
interface CalendarParts {
  /** Windows outside these are closed for certain; a calendar that never opens has its last before its first. */
  readonly firstWindow: number;
  readonly lastWindow: number;
  /** The open hours of one window, clipped to it. */
  readonly spansOf: (index: number, start: EpochMs) => Spans;
  /** The windows from `base` on; null where one has not been needed yet. */
  readonly windows: (OpenWindow | null)[];
  base: number;
}

/** Look-ups give up after this many windows, 25 years, without a change. */
export const idleWindowsMax: number = /* @__PURE__ */ Math.ceil((25 * 366 * dayMs) / windowMs);

export const makeCalendar = (parts: Omit<CalendarParts, 'windows' | 'base'>): Calendar =>
  ({ ...parts, windows: [], base: 0 }) as unknown as Calendar;

export const partsOf = (calendar: Calendar): CalendarParts => calendar as unknown as CalendarParts;

/** @throws Error where an instant or a duration is not a whole number */
export function indexOf(at: EpochMs): number {
  assertWhole(at);
  return windowIndex(at);
}

export function assertWhole(time: number): void {
  if (!Number.isSafeInteger(time)) refuse(time);
}

function refuse(time: number): never {
  throw new Error(`expected whole milliseconds, found ${quote(time)}`);
}

function addWindow(parts: CalendarParts, index: number): OpenWindow {
  if (index < parts.firstWindow || index > parts.lastWindow) return emptyWindow;
  const { windows } = parts;
  if (windows.length === 0) parts.base = index;
  for (; parts.base > index; parts.base--) windows.unshift(null);
  while (windows.length <= index - parts.base) windows.push(null);
  const start = index * windowMs;
  const window = openWindow(start, parts.spansOf(index, start));
  windows[index - parts.base] = window;
  return window;
}

export function windowAt(parts: CalendarParts, index: number): OpenWindow {
  const slot = index - parts.base;
  const known = slot >= 0 && slot < parts.windows.length ? parts.windows[slot] : null;
  return known ?? addWindow(parts, index);
}
