import * as z from 'zod';
import { limits } from '../core/limits.js';
import type { Policy } from '../policy/index.js';
import { condition } from './condition-schema.js';
import { exactly } from './exactly.js';
import { byKey, open } from './objects.js';
import { about, named } from './registry.js';
import { id, list, points, some, table, whole } from './scalars.js';

type Scorecard = NonNullable<Policy['scorecards']>[number];
type Grades = NonNullable<Policy['grades']>;

const criterion = open({
  id: id(),
  when: condition.exactOptional(),
  activity: about('points for each activity of this type', z.string().exactOptional()),
  points: points(),
  group: about('the group of its scorecard that limits it', id().exactOptional()),
  maxTimes: about('activities counted at most, newest first', whole(1, limits.activitiesMax).exactOptional()),
  decay: about(
    'how an activity’s points fade with its age',
    byKey({
      halfLifeDays: open({ halfLifeDays: whole(1, 3_650) }),
      linearDays: open({ linearDays: whole(1, 3_650) }),
    }).exactOptional(),
  ),
});

/** A scorecard. */
export const scorecard: z.ZodType<Scorecard, Scorecard> = named(
  'Scorecard',
  'criteria whose points are added, weighted by the lead’s source, then kept within `min` and `max`',
  exactly<Scorecard>()(
    open({
      id: id(),
      max: points().exactOptional(),
      min: points().exactOptional(),
      groups: about(
        'limits for some of the criteria together',
        list(open({ id: id(), max: points().exactOptional(), min: points().exactOptional() })).exactOptional(),
      ),
      sourceWeights: about(
        'per cent of the card’s points that leads of a source get; other sources 100',
        table(whole(0, 1_000)).exactOptional(),
      ),
      criteria: list(criterion),
    }),
  ),
);

/** Labels per scorecard. */
export const grades: z.ZodType<Grades, Grades> = named(
  'Grades',
  'for each scorecard, the least points of every label',
  exactly<Grades>()(z.object({ scorecards: some(id()) }).catchall(z.union([list(z.string()), table(points())]))),
);
