import type { Score, ScoredLead } from '../lead/index.js';
import { weighted, within } from './compute-score.js';
import type { Criterion, Scorecard, ScoringSpec, TotalPoints } from './types.js';

/** One part of a lead's points. */
export interface ScorePart {
  /** What it comes from; the others say how much a limit or a weight took away or added. */
  readonly type: 'criterion' | 'group_limit' | 'source_weight' | 'scorecard_limit' | 'total_limit';
  /** Of the criterion, the group, the source, the scorecard; empty for the total. */
  readonly id: string;
  /** Null for the total. */
  readonly scorecardId: string | null;
  readonly points: number;
}

type Gained = ReadonlyMap<string, number>;

const sum = (rows: readonly ScorePart[]): number => rows.reduce((total, { points }) => total + points, 0);

/** What a limit changes; nothing where it does not bite. */
function change(part: Omit<ScorePart, 'points'>, before: number, after: number): readonly ScorePart[] {
  return after === before ? [] : [{ ...part, points: after - before }];
}

function criteriaParts(scorecardId: string, criteria: readonly Criterion[], gained: Gained): readonly ScorePart[] {
  return criteria.flatMap(({ id }) =>
    gained.has(id) ? [{ type: 'criterion' as const, id, scorecardId, points: gained.get(id)! }] : [],
  );
}

function cardParts(card: Scorecard, lead: Pick<ScoredLead, 'source'>, gained: Gained): readonly ScorePart[] {
  const { id: scorecardId, criteria, groups = [] } = card;
  const parts = [...criteriaParts(scorecardId, criteria, gained)];
  for (const group of groups) {
    const own = criteria.filter((criterion) => criterion.group === group.id);
    const before = sum(criteriaParts(scorecardId, own, gained));
    parts.push(...change({ type: 'group_limit', id: group.id, scorecardId }, before, within(before, group)));
  }
  const unweighted = sum(parts);
  const points = weighted(unweighted, card, lead);
  parts.push(...change({ type: 'source_weight', id: lead.source ?? '', scorecardId }, unweighted, points));
  return [...parts, ...change({ type: 'scorecard_limit', id: scorecardId, scorecardId }, points, within(points, card))];
}

/**
 * Where a lead's points come from, down to the last one: every criterion that gave any, and what limits and source weights
 * changed. The points of the parts add up to `lead.score.points`.
 *
 * Worked out from what `scoreLead` noted in `because`, so it needs neither the time nor the activities. O(criteria).
 *
 * @param scoring - the sections of the policy that scored the lead, or the policy itself
 * @example
 * const scoring = { scorecards: [{ id: 'fit', max: 20, criteria: [{ id: 'size', points: 30, when: true }] }] };
 * const score = { because: [{ criterionId: 'size', points: 30 }] };
 * explainScore(scoring, { source: null, score }).map(({ type, points }) => [type, points]);
 * //=> [['criterion', 30], ['scorecard_limit', -10]]
 */
export function explainScore(
  scoring: ScoringSpec,
  lead: Pick<ScoredLead, 'source'> & { readonly score: Pick<Score, 'because'> },
): readonly ScorePart[] {
  const gained: Gained = new Map(lead.score.because.map(({ criterionId, points }) => [criterionId, points]));
  const parts = (scoring.scorecards ?? []).flatMap((card) => cardParts(card, lead, gained));
  const total: TotalPoints = scoring.totalPoints ?? {};
  const points = sum(parts);
  return [...parts, ...change({ type: 'total_limit', id: '', scorecardId: null }, points, within(points, total))];
}
