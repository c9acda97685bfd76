import { limits } from '../core/limits.js';
import type { Criterion, Scorecard } from '../score/index.js';
import { type Candidate, type Candidates, newCardId } from './candidates.js';
import { ln2 } from './natural-log.js';
import type { CalibrateOptions } from './types.js';
import type { Weight } from './weigh.js';

/** Standard errors from 0 that an effect must be: criteria in use were chosen beforehand, new ones are the best of many tried. */
const errorsInUse = 2;
const errorsNew = 3;

const bounded = (points: number): number => Math.max(-limits.pointsMax, Math.min(limits.pointsMax, points));

/** Thousandths that a criterion counts on average where it is met at all: an activity may count several times. */
function timesMilli({ marks }: Candidates, at: number): number {
  let sum = 0;
  let leads = 0;
  for (const { times } of marks) {
    if (!(times[at]! > 0)) continue;
    sum += times[at]!;
    leads++;
  }
  return leads === 0 ? 1_000 : sum / leads;
}

/** Points per candidate: log odds on the scale that was asked for, 0 where they may be chance. */
export function proposePoints(
  candidates: Candidates,
  weights: readonly Weight[],
  { pointsPerDoubling = 10 }: CalibrateOptions,
): readonly number[] {
  return candidates.list.map(({ field }, at) => {
    const { weight, error } = weights[at]!;
    const needed = (field === null ? errorsInUse : errorsNew) * error;
    if (error === 0 || Math.abs(weight) < needed) return 0;
    const times = field === null ? timesMilli(candidates, at) / 1_000 : 1;
    return bounded(Math.round((weight * pointsPerDoubling) / ln2 / times)) + 0;
  });
}

const withPoints = (criterion: Criterion, points: number): Criterion => {
  const { group: _, ...rest } = criterion;
  return { ...rest, points };
};

/** An id that no scorecard has. */
function cardId(cards: readonly Scorecard[]): string {
  let id = newCardId;
  while (cards.some((card) => card.id === id)) id += '+';
  return id;
}

/**
 * The scorecards in use with new points, and one with the new criteria that got any. Limits, groups and source weights are left out:
 * they were made for other points.
 */
export function proposeScorecards(
  cards: readonly Scorecard[],
  list: readonly Candidate[],
  points: readonly number[],
): readonly Scorecard[] {
  const pointsOf = new Map(list.map(({ criterion }, at) => [criterion.id, points[at]!]));
  const kept = cards.map(({ id, criteria }) => ({
    id,
    criteria: criteria.map((criterion) => withPoints(criterion, pointsOf.get(criterion.id)!)),
  }));
  const added = list.flatMap(({ criterion, field }, at) =>
    field !== null && points[at] !== 0 ? [withPoints(criterion, points[at]!)] : [],
  );
  added.sort((a, b) => Math.abs(b.points) - Math.abs(a.points));
  return added.length === 0 ? kept : [...kept, { id: cardId(cards), criteria: added }];
}
