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
  'criteria whose points are added, then kept within `min` and `max`',
  exactly<Scorecard>()(
    open({
      id: id(),
      max: points().exactOptional(),
      min: points().exactOptional(),
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
