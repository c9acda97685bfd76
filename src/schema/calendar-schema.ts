import * as z from 'zod';
import type { Policy } from '../policy/index.js';
import { exactly } from './exactly.js';
import { open } from './objects.js';
import { about, named } from './registry.js';
import { date, id, instant, list } from './scalars.js';

type NamedCalendar = NonNullable<Policy['calendars']>[number];

const time = () => z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$|^24:00$/, 'a time HH:MM up to 24:00');
const blocks = () => list(z.tuple([time(), time()]).readonly());
const weekly = open({
  mon: blocks().exactOptional(),
  tue: blocks().exactOptional(),
  wed: blocks().exactOptional(),
  thu: blocks().exactOptional(),
  fri: blocks().exactOptional(),
  sat: blocks().exactOptional(),
  sun: blocks().exactOptional(),
});
const blocksByDate = () => z.record(date(), blocks());

/** Working hours with an id; whether the zone exists and the hours make sense is for `compile` to say. */
export const calendar: z.ZodType<NamedCalendar, NamedCalendar> = named(
  'Calendar',
  'working hours on the wall clocks of a zone',
  exactly<NamedCalendar>()(
    open({
      id: id(),
      timeZone: about('IANA zone, for example `Europe/Berlin`', z.string().min(1)),
      weekly: about('blocks [open, close] per weekday', weekly.exactOptional()),
      rotation: about(
        'a cycle of weeks in place of `weekly`; the first one starts on the date `startsOn`',
        open({ startsOn: date(), weeks: list(weekly) }).exactOptional(),
      ),
      holidays: about('dates YYYY-MM-DD on which it stays closed', list(date()).exactOptional()),
      overrides: about('blocks of single dates, in place of the weekly ones', blocksByDate().exactOptional()),
      breaks: about('closed parts of single dates', blocksByDate().exactOptional()),
      closures: about(
        'closed [from, to) in UTC epoch milliseconds',
        list(z.tuple([instant(), instant()]).readonly()).exactOptional(),
      ),
    }),
  ),
);
