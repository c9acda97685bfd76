// Purpose: working hours of a zone and exact arithmetic on the time they are open.
// In: a calendar spec as plain data, instants and durations in milliseconds.
// Out: a compiled calendar; whether, when and for how long it is open; local time to instant.
// Never: read a clock, depend on the host's zone, or search without an end.

export { addOpenTime } from './add-open-time.js';
export type { Calendar } from './calendar.js';
export type { CalendarSpec, HoursBlock, Weekday, WeeklyHours } from './calendar-spec.js';
export { checkCalendar } from './check-calendar.js';
export { alwaysOpen, intersectCalendars, unionCalendars, withClosures } from './combine-calendars.js';
export { compileCalendar } from './compile-calendar.js';
export { isOpen } from './is-open.js';
export { nextClose } from './next-close.js';
export { nextOpen } from './next-open.js';
export { offsetAt } from './offset-at.js';
export { openTimeBetween } from './open-time-between.js';
export type { CalendarProblem } from './read-calendar.js';
export { intlZones, type ZoneOptions, type ZoneSource } from './zone-source.js';
export { zonedToInstant } from './zoned-to-instant.js';
