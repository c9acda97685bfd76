import * as z from 'zod';
import type { Policy } from '../policy/index.js';
import { condition } from './condition-schema.js';
import { exactly } from './exactly.js';
import { byKey, open } from './objects.js';
import { about, named } from './registry.js';
import { id, list, minutes, some, whole } from './scalars.js';

type Sla = NonNullable<Policy['slas']>[number];

const milestone = {
  do: some(z.enum(['remind', 'notify', 'escalate', 'set_offline', 'reassign', 'take_back', 'recycle'])),
  to: about('whom `notify` tells', some(id()).exactOptional()),
};

const target = open({
  id: id(),
  minutes: about('open time allowed, for each attempt where there are several', minutes()),
  clock: about(
    'whose hours count; default rep, or queue until `assign`',
    z.enum(['rep', 'queue', 'rep_and_queue', 'wall']).exactOptional(),
  ),
  until: about(
    'what meets it; default attempts where `attempts` is given, close for `resolution`, assign for `deliver`, else respond',
    z.enum(['assign', 'accept', 'respond', 'attempts', 'close']).exactOptional(),
  ),
  start: about(
    'when a wall clock starts: at once (default), or when the rep is next open',
    z.enum(['assignment', 'opening']).exactOptional(),
  ),
  attempts: about('attempts owed, the next `minutes` after the one before; default 1', whole(1, 100).exactOptional()),
  activities: about('activity types that count as an attempt; default `meaningful`', list(z.string()).exactOptional()),
  milestones: list(
    byKey({
      atMinutes: open({ atMinutes: minutes(), ...milestone }),
      atFraction: open({ atFraction: z.number().min(0.001).max(10), ...milestone }),
    }),
  ).exactOptional(),
});

const tier = z.object({ when: condition }).catchall(z.union([condition, open({ minutes: minutes() })]));

/** A service level. */
export const sla: z.ZodType<Sla, Sla> = named(
  'Sla',
  'targets in open time, with milestones on the way',
  exactly<Sla>()(
    open({
      id: id(),
      targets: some(target),
      tiers: about('the first that is true replaces the minutes of the targets it names', list(tier).exactOptional()),
      meaningful: about('activity types that count as a response', list(z.string()).exactOptional()),
      pauseOn: about('activity types that pause the clocks', list(z.string()).exactOptional()),
      resumeOn: about('activity types that start them again; default all others', list(z.string()).exactOptional()),
      maxReassignments: about('reassignments for breach at most; default 3', whole(0, 100).exactOptional()),
      thenDo: about('after the last one; default manager', z.enum(['manager', 'hold', 'recycle']).exactOptional()),
      exhausted: about(
        'when everybody had the lead before; default reuse_earliest',
        z.enum(['reuse_earliest', 'hold', 'manager']).exactOptional(),
      ),
    }),
  ),
);
