import { type CalendarProblem, readCalendar } from './read-calendar.js';
import { intlZones, type ZoneOptions } from './zone-source.js';

/**
 * Lists everything that is wrong with a calendar spec, or with whatever stands in its place: an empty list means that
 * {@link compileCalendar} takes it. Never throws on JSON data. Members it does not know are left alone.
 *
 * @example
 * checkCalendar({ timeZone: 'Mars/Olympus', weekly: {} })
 * //=> [{ path: ['timeZone'], message: 'expected an IANA time zone, found `Mars/Olympus`' }]
 */
export function checkCalendar(spec: unknown, { zones = intlZones }: ZoneOptions = {}): readonly CalendarProblem[] {
  return readCalendar(spec, zones).problems;
}
