import type { EpochMs } from '../core/time.js';

/** Opening and closing time `HH:MM`; the close may be `24:00`, and one at or before the opening falls on the next day. */
export type HoursBlock = readonly [string, string];

/** A day of the week, in the zone of the calendar. */
export type Weekday = 'mon' | 'tue' | 'wed' | 'thu' | 'fri' | 'sat' | 'sun';

/** Hours per day of the week; a day that is not there is closed all day. */
export type WeeklyHours = { readonly [day in Weekday]?: readonly HoursBlock[] };

/**
 * Working hours on the wall clocks of a zone. Times that a change of the clocks skips shift forward by the gap, times that
 * occur twice mean the first occurrence. A block belongs to the date on which it starts; blocks may overlap.
 */
export interface CalendarSpec {
  /** IANA name. */
  readonly timeZone: string;
  /** Needed where there is no `rotation`. */
  readonly weekly?: WeeklyHours;
  /** A cycle of weeks in place of `weekly`; the first starts on the date `startsOn`, and the cycle runs both ways from it. */
  readonly rotation?: { readonly startsOn: string; readonly weeks: readonly WeeklyHours[] };
  /** Dates `YYYY-MM-DD` on which no block starts. */
  readonly holidays?: readonly string[];
  /** Blocks of single dates, in place of the weekly ones; they also win over a holiday. */
  readonly overrides?: { readonly [date: string]: readonly HoursBlock[] };
  /** Closed parts of single dates, cut out of whatever is open then. */
  readonly breaks?: { readonly [date: string]: readonly HoursBlock[] };
  /** Closed `[from, to)` in UTC, for leave. */
  readonly closures?: readonly (readonly [EpochMs, EpochMs])[];
}
