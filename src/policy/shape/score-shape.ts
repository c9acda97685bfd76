import { limits } from '../../core/limits.js';
import { byKey, condition, id, list, object, record, type Shape, text, whole } from './shape.js';

/** Points of a criterion, a label or a threshold. */
export const points = (): Shape => whole(-limits.pointsMax, limits.pointsMax);

const criterion = (): Shape =>
  object(
    {
      id,
      when: condition('account'),
      activity: text,
      points: points(),
      group: id,
      maxTimes: whole(1, limits.activitiesMax),
      decay: byKey({
        halfLifeDays: object({ halfLifeDays: whole(1, 3_650) }),
        linearDays: object({ linearDays: whole(1, 3_650) }),
      }),
    },
    { required: ['id', 'points'] },
  );

/** What points are kept within. */
export const pointLimits = (): { readonly max: Shape; readonly min: Shape } => ({ max: points(), min: points() });
/** A scorecard with its criteria. */
export const scorecard = (): Shape =>
  object(
    {
      id,
      ...pointLimits(),
      groups: list(object({ id, ...pointLimits() }, { required: ['id'] }), 0, 1_000),
      sourceWeights: record(whole(0, 1_000)),
      criteria: list(criterion()),
    },
    { required: ['id', 'criteria'] },
  );
