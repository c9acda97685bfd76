import { isWholeNumber } from '../core/integer.js';
import { limits } from '../core/limits.js';
import type { EpochMs } from '../core/time.js';
import type { Activity, Lead, Score, ScoredLead } from '../lead/index.js';
import type { CompiledCriterion, CompiledScorecard, LeadInProgress, Scoring, Test } from './compile-scoring.js';
import { decayPoints } from './decay.js';
import type { Criterion, Scorecard, TotalPoints } from './types.js';

/** Told of each criterion, segment or stamp that threw and was skipped. */
export type OnScoreFault = (id: string, error: unknown) => void;

type Contribution = Score['because'][number];

const holds = (test: Test, lead: LeadInProgress, id: string, onFault: OnScoreFault): boolean => {
  try {
    return test(lead) === true;
  } catch (error) {
    onFault(id, error);
    return false;
  }
};

const none: readonly Activity[] = [];

const isUsable = (activity: Activity | null | undefined): boolean =>
  typeof activity === 'object' &&
  activity !== null &&
  Number.isSafeInteger(activity.at) &&
  (activity.count === undefined || isWholeNumber(activity.count, 1, limits.pointsMax));

/** Points of an activity criterion: the newest `maxTimes` activities of its type, each faded by its age. */
function activityPoints(spec: Criterion, activities: readonly Activity[], now: EpochMs): number {
  const own: Activity[] = [];
  for (const activity of activities) if (activity.type === spec.activity) own.push(activity);
  if (own.length > 1) own.sort((a, b) => b.at - a.at);
  let left = spec.maxTimes ?? Number.POSITIVE_INFINITY;
  let points = 0;
  for (const { at, count = 1 } of own) {
    const times = Math.min(left, count);
    points += times * decayPoints(spec.points, spec.decay, now - at);
    left -= times;
    if (left <= 0) break;
  }
  return points;
}

/** The activities that can be counted; the others are told of as a fault of the criterion. */
function usableActivities(lead: LeadInProgress, criterionId: string, onFault: OnScoreFault): readonly Activity[] {
  const given: readonly Activity[] = Array.isArray(lead.activities) ? lead.activities : none;
  if (given.length === 0 || given.every(isUsable)) return given;
  onFault(
    criterionId,
    new Error('expected activities with a whole `at`, and a whole `count` from 1 where there is one'),
  );
  return given.filter(isUsable);
}

function criterionPoints(row: CompiledCriterion, lead: LeadInProgress, now: EpochMs, onFault: OnScoreFault): number {
  if (row.test !== null && !holds(row.test, lead, row.spec.id, onFault)) return 0;
  const { spec } = row;
  if (spec.activity === undefined) return spec.points;
  return activityPoints(spec, usableActivities(lead, spec.id, onFault), now);
}

/** At most `max`, then at least `min`. */
export function within(
  points: number,
  { min = Number.NEGATIVE_INFINITY, max = Number.POSITIVE_INFINITY }: TotalPoints,
): number {
  return Math.max(min, Math.min(max, points));
}

/** The per cent that the lead's source gets of a card's points, rounded toward zero. */
export function weighted(points: number, { sourceWeights }: Scorecard, { source }: LeadInProgress): number {
  if (sourceWeights === undefined || typeof source !== 'string' || !Object.hasOwn(sourceWeights, source)) return points;
  const percent = sourceWeights[source]!;
  // hundreds apart, so that the product stays exact
  const rest = points % 100;
  return ((points - rest) / 100) * percent + Math.trunc((rest * percent) / 100) + 0;
}

function cardPoints(
  card: CompiledScorecard,
  lead: LeadInProgress,
  now: EpochMs,
  because: Contribution[],
  onFault: OnScoreFault,
): number {
  const grouped = card.groups === null ? null : new Array<number>(card.groups.length).fill(0);
  let points = 0;
  for (const row of card.criteria) {
    const gained = criterionPoints(row, lead, now, onFault);
    if (gained !== 0) because.push({ criterionId: row.spec.id, points: gained });
    if (grouped === null || row.group < 0) points += gained;
    else grouped[row.group]! += gained;
  }
  if (grouped !== null) for (const [at, sum] of grouped.entries()) points += within(sum, card.groups![at]!);
  return within(weighted(points, card.spec, lead), card.spec);
}

/** The label for so many points: the first that asks for no more, else the last. */
function labelFor(labels: Scoring['grades'][number]['labels'], points: number): string {
  for (const { label, min } of labels) if (points >= min) return label;
  return labels[labels.length - 1]?.label ?? '';
}

function gradeOf(scoring: Scoring, byCard: { readonly [scorecardId: string]: number }): string {
  let grade = '';
  for (const { scorecardId, labels } of scoring.grades) grade += labelFor(labels, byCard[scorecardId] ?? 0);
  return grade;
}

function qualificationOf({ qualification: { sql, mql } }: Scoring, points: number): Score['qualification'] {
  if (sql !== undefined && points >= sql.min) return 'sql';
  return mql !== undefined && points >= mql.min ? 'mql' : 'none';
}

/** The first of some rows whose condition the lead fulfils. */
function firstHolding<T extends { readonly spec: { readonly id: string }; readonly test: Test }>(
  rows: readonly T[],
  lead: LeadInProgress,
  onFault: OnScoreFault,
): T | null {
  for (const row of rows) if (holds(row.test, lead, row.spec.id, onFault)) return row;
  return null;
}

type Unfinished = { -readonly [K in keyof Score]: Score[K] };

/** What the scorecards and grades say. */
function tally(scoring: Scoring, lead: LeadInProgress, now: EpochMs, onFault: OnScoreFault): Unfinished {
  const because: Contribution[] = [];
  const byCard: { [scorecardId: string]: number } = {};
  let sum = 0;
  for (const card of scoring.scorecards) {
    const gained = cardPoints(card, lead, now, because, onFault);
    byCard[card.spec.id] = gained;
    sum += gained;
  }
  const points = within(sum, scoring.total);
  const grade = gradeOf(scoring, byCard);
  const qualification = qualificationOf(scoring, points);
  // a copy has no room to spare, and the record keeps it for ever
  return { points, byCard, grade, segment: null, priority: 0, qualification, because: because.slice() };
}

/** Segments see the points and the grade, priorities the segment too. */
function classify(scoring: Scoring, lead: LeadInProgress, score: Unfinished, onFault: OnScoreFault): Score {
  score.segment = firstHolding(scoring.segments, lead, onFault)?.spec.id ?? null;
  score.priority = firstHolding(scoring.priorities, lead, onFault)?.spec.priority ?? 0;
  return score;
}

/**
 * {@link computeScore} written into a lead that nobody else has yet, so that no condition needs a copy of it.
 *
 * @param lead - its `score`, whatever it was, is replaced
 */
export function stampScore(scoring: Scoring, lead: Lead & { score: Score }, now: EpochMs, onFault: OnScoreFault): void {
  const score = tally(scoring, lead, now, onFault);
  lead.score = score;
  classify(scoring, lead, score, onFault);
}

/**
 * Points, grade, segment and priority of a lead, with the criteria that gave them. Scorecards read what normalisation
 * and the account facts filled; segments may also read points and grade; priority stamps also the segment.
 *
 * @param now - ages of activities are counted to here; an activity in the future has age 0
 * @param onFault - told of each criterion, segment or stamp that threw; it counts as not met
 */
export function computeScore(
  scoring: Scoring,
  lead: Lead & Partial<ScoredLead>,
  now: EpochMs,
  onFault: OnScoreFault,
): Score {
  const score = tally(scoring, lead, now, onFault);
  return classify(scoring, { ...lead, score }, score, onFault);
}
