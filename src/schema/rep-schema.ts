import * as z from 'zod';
import { limits } from '../core/limits.js';
import type { Policy } from '../policy/index.js';
import { condition } from './condition-schema.js';
import { exactly } from './exactly.js';
import { open } from './objects.js';
import { about, named } from './registry.js';
import { date, days, id, list, table, whole } from './scalars.js';

type Rep = Policy['reps'][number];

const cap = open({
  id: about('names the count in the state; needed beside `when`', id().exactOptional()),
  per: z.enum(['hour', 'day', 'week', 'month']),
  max: whole(0, limits.capMax),
  window: about(
    '`calendar` (default): the rep’s own periods; `rolling`: the last 1 h, 24 h, 7 or 30 days',
    z.enum(['calendar', 'rolling']).exactOptional(),
  ),
  when: condition.exactOptional(),
});

const territory = open({
  country: z.string().exactOptional(),
  region: z.string().exactOptional(),
  postalPrefix: z.string().exactOptional(),
});

const leave = open({
  from: about('YYYY-MM-DD, or local YYYY-MM-DDTHH:MM', z.string()),
  to: about('the last day, or the local time at which it ends', z.string()),
  stopDaysBefore: days().exactOptional(),
});

/** A rep; members that we do not know are kept. */
export const rep: z.ZodType<Rep, Rep> = named(
  'Rep',
  'somebody who takes leads',
  exactly<Rep>()(
    open({
      id: id(),
      name: z.string().exactOptional(),
      calendarId: about('working hours and zone; none: always open, UTC', id().exactOptional()),
      weight: about(
        'share of a queue’s leads, relative to its other members; default 1',
        whole(1, limits.weightMax).exactOptional(),
      ),
      capacity: about('units of open work at most; none: unlimited', whole(0, limits.unitsMax).exactOptional()),
      caps: about('leads at most per period', list(cap).exactOptional()),
      skills: about('level per skill', table(whole(0, 1_000)).exactOptional()),
      languages: about('BCP 47 tags', list(z.string()).exactOptional()),
      territories: list(territory).exactOptional(),
      products: list(z.string()).exactOptional(),
      industries: list(z.string()).exactOptional(),
      seniority: whole(0, 1_000).exactOptional(),
      tags: list(z.string()).exactOptional(),
      teamId: about('the team whose share of a queue with `teams` the rep shares', id().exactOptional()),
      managerId: about('who is told when an SLA of this rep’s leads escalates', id().exactOptional()),
      leave: list(leave).exactOptional(),
      startsAt: about('first day; on leave before it', date().exactOptional()),
      ramp: about(
        'a new hire’s weight grows from `from` of it to all of it over `days`',
        open({ from: z.number().min(0.01).max(1), days: whole(1, 3_650) }).exactOptional(),
      ),
    }),
  ),
);
