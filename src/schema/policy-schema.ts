import * as z from 'zod';
import type { Policy } from '../policy/index.js';
import { calendar } from './calendar-schema.js';
import { condition } from './condition-schema.js';
import { exactly } from './exactly.js';
import { open } from './objects.js';
import { queue } from './queue-schema.js';
import { about, named } from './registry.js';
import { rep } from './rep-schema.js';
import { rule } from './rule-schema.js';
import { days, id, type json, list, minutes, points, some, table, whole } from './scalars.js';
import { grades, scorecard } from './score-schemas.js';
import { sla } from './sla-schema.js';

const threshold = () => open({ min: points() }).exactOptional();

// the type says no more than JSON, so that options of later versions can be written; what is known is checked
const normalize = open({
  defaultCountry: z.string().exactOptional(),
  competitorDomains: list(z.string()).exactOptional(),
  aliases: about('per field, what a text stands for', table(table(z.string())).exactOptional()),
  mapping: about('the caller’s names for fields', table(z.union([z.string(), list(z.string())])).exactOptional()),
}) as unknown as z.ZodRecord<z.ZodString, typeof json>;

const track = open({
  id: id(),
  coolDownDays: days(),
  coolDownOpen: about(
    'open time that has to pass as well',
    open({ minutes: minutes(), calendarId: id() }).exactOptional(),
  ),
  backOn: about('activity types that bring the lead back', list(z.string()).exactOptional()),
  backWhen: condition.exactOptional(),
});

const recycling = open({
  maxCycles: about('times a lead may come back; default 2', whole(0, 100).exactOptional()),
  minDaysBetweenContacts: days().exactOptional(),
  reasons: about('the track for each reason; default: the track with that id', table(id()).exactOptional()),
  tracks: list(track).exactOptional(),
});

/**
 * The shape of a policy: names, types and ranges of its members. What they mean together (ids that exist, a last rule
 * that is always true) is for `compile` to say, which also warns of unknown members; here they are kept.
 *
 * @example
 * policySchema.safeParse({ behavior: 2, reps: [], queues: [], rules: [] }).success; //=> false
 */
export const policySchema: z.ZodType<Policy, Policy> = named(
  'Policy',
  'a lead-routing policy',
  exactly<Policy>()(
    open({
      behavior: about('the meaning of decisions that this policy was written for', z.literal(1)),
      name: z.string().exactOptional(),
      normalize: about('options for normalizeLead', normalize.exactOptional()),
      calendars: list(calendar).exactOptional(),
      reps: some(rep),
      queues: some(queue),
      rules: about('the first whose `when` is true decides; the last must be `"when": true`', some(rule)),
      scorecards: list(scorecard).exactOptional(),
      totalPoints: about(
        'what a lead’s points over all scorecards are kept within',
        open({ max: points().exactOptional(), min: points().exactOptional() }).exactOptional(),
      ),
      grades: grades.exactOptional(),
      qualification: open({ sql: threshold(), mql: threshold() }).exactOptional(),
      segments: about(
        'the first that is true names the lead’s segment',
        list(open({ id: id(), when: condition })).exactOptional(),
      ),
      priorities: about(
        'the first that is true stamps the lead’s priority',
        list(open({ id: id(), when: condition, priority: whole(-1_000, 1_000) })).exactOptional(),
      ),
      slas: list(sla).exactOptional(),
      recycling: recycling.exactOptional(),
      backlog: about(
        'how held leads take turns; default by priority, then age',
        open({
          ageMinutes: about('waiting that weighs as much as one step of priority', minutes().exactOptional()),
        }).exactOptional(),
      ),
      duplicates: about(
        'what happens to a lead whose dedupe key is known',
        open({
          action: z.enum(['dispose', 'owner', 'merge', 'ignore']),
          keys: about(
            'the strongest first; default email, phone',
            some(z.enum(['email', 'person', 'phone'])).exactOptional(),
          ),
          windowDays: about('earlier leads that are older do not count', whole(1, 36_500).exactOptional()),
        }).exactOptional(),
      ),
    }),
  ),
);
