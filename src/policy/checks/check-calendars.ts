import { checkCalendar } from '../../calendar/index.js';
import type { Report } from '../diagnostic.js';
import type { Extensions } from '../extensions.js';
import type { Policy } from '../types.js';

/** Hours are well formed and their zones known. */
export function checkCalendars({ calendars = [] }: Policy, { zones }: Extensions, report: Report): void {
  for (const [index, calendar] of calendars.entries()) {
    for (const { path, message } of checkCalendar(calendar, zones === undefined ? {} : { zones })) {
      report.error('policy.calendar', ['calendars', index, ...path], message);
    }
  }
}
