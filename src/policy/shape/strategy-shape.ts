import { limits } from '../../core/limits.js';
import {
  anything,
  byKey,
  byType,
  condition,
  fieldName,
  hundredths,
  id,
  isObject,
  list,
  object,
  oneOf,
  type Shape,
  text,
  whole,
} from './shape.js';

const weight = (): Shape => whole(1, limits.weightMax);
const points = (): Shape => whole(-limits.pointsMax, limits.pointsMax);
const measure = (): Shape => oneOf('count', 'value', 'effort');
const when = (): Shape => condition('priority');

const requirementWith = (more: { readonly [key: string]: Shape }): Shape => {
  const one = (keys: { readonly [key: string]: Shape }): Shape =>
    object({ ...keys, when: when(), ...more }, { required: Object.keys(more) });
  return byKey({
    skill: one({ skill: id, min: whole(0, 1_000) }),
    language: one({ language: text }),
    territory: one({ territory: oneOf('lead') }),
    product: one({ product: text }),
    industry: one({ industry: text }),
    seniority: one({ seniority: whole(0, 1_000) }),
    tag: one({ tag: text }),
  });
};
/** What a rep must have. */
export const requirement = (): Shape => requirementWith({});

/** Leads that somebody may be ahead of its share. */
export const overdraft = (): Shape => hundredths(limits.overdraftMax);
const plainStrategies = (): { readonly [type: string]: Shape } => ({
  load_balance: object({ type: anything }),
  best_match: object(
    { type: anything, budget: hundredths(4), prefer: list(requirementWith({ points: points() }), 1, 100) },
    { required: ['budget', 'prefer'] },
  ),
});
const sticky = (): Shape =>
  object(
    {
      type: anything,
      field: fieldName,
      overdraft: overdraft(),
      otherwise: byType({ fair_share: object({ type: anything }), ...plainStrategies() }),
    },
    { required: ['field'] },
  );
const capped = (): Shape => object({ capped: whole(1, 1_000) }, { required: ['capped'] });
const makeUp: Shape = (value, path, report) =>
  (isObject(value) ? capped() : oneOf('none', 'full'))(value, path, report);
const tier = (): Shape =>
  object(
    {
      repIds: list(id, 1, limits.repsMax),
      strategy: byType({ fair_share: object({ type: anything }), ...plainStrategies(), sticky: sticky() }),
    },
    { required: ['repIds'] },
  );

/** How a queue finds a rep for a lead. */
export const strategy = (): Shape =>
  byType({
    fair_share: object({
      type: anything,
      by: measure(),
      valueUnit: whole(1, limits.valueUnitMax),
      valueMax: whole(1, limits.valueMax),
      ledgers: list(object({ id, by: measure(), when: when(), weight: whole(1, 1_000) }, { required: ['id'] }), 1, 10),
      makeUp,
      accrueOn: list(oneOf('on_leave', 'off_shift', 'offline', 'at_cap', 'at_capacity'), 1, 5),
      teams: list(object({ id, weight: weight() }, { required: ['id'] }), 1, limits.teamsMax),
    }),
    ...plainStrategies(),
    sticky: sticky(),
    priority_tiers: object({ type: anything, tiers: list(tier(), 1, 100) }, { required: ['tiers'] }),
    custom: object({ type: anything, strategyId: id }, { required: ['strategyId'], more: anything }),
  });
