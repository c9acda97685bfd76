import { compileCondition, type Truth } from '../condition/index.js';
import { compareText } from '../core/compare.js';
import { leadReader, type ScoredLead } from '../lead/index.js';
import type {
  Criterion,
  CriterionGroup,
  PriorityStamp,
  Qualification,
  Scorecard,
  ScoringSpec,
  Segment,
  TotalPoints,
} from './types.js';

/** A lead on its way through scoring: every part of it may be missing still. */
export type LeadInProgress = Partial<ScoredLead>;

export type Test = (lead: LeadInProgress) => Truth;

export interface CompiledCriterion {
  readonly spec: Criterion;
  readonly test: Test | null;
  /** Position of its group; −1: none. */
  readonly group: number;
}

export interface CompiledScorecard {
  readonly spec: Scorecard;
  /** The card's groups; null where its criteria stand alone. */
  readonly groups: readonly CriterionGroup[] | null;
  readonly criteria: readonly CompiledCriterion[];
}

/** A label with the least points for it. */
export interface GradeLabel {
  readonly label: string;
  readonly min: number;
}

/** Everything that scores a lead, checked and compiled. */
export interface Scoring {
  readonly scorecards: readonly CompiledScorecard[];
  readonly total: TotalPoints;
  /** Per graded scorecard, its labels from the most points down. */
  readonly grades: readonly { readonly scorecardId: string; readonly labels: readonly GradeLabel[] }[];
  readonly qualification: Qualification;
  readonly segments: readonly { readonly spec: Segment; readonly test: Test }[];
  readonly priorities: readonly { readonly spec: PriorityStamp; readonly test: Test }[];
}

const labelsOf = (thresholds: { readonly [label: string]: number }): readonly GradeLabel[] =>
  Object.entries(thresholds)
    .map(([label, min]) => ({ label, min }))
    .sort((a, b) => b.min - a.min || compareText(a.label, b.label));

const compileCard = (card: Scorecard): CompiledScorecard => ({
  spec: card,
  groups: card.groups ?? null,
  criteria: card.criteria.map((criterion) => ({
    spec: criterion,
    test: criterion.when === undefined ? null : compileCondition(criterion.when, leadReader),
    group: (card.groups ?? []).findIndex(({ id }) => id === criterion.group),
  })),
});

/** Compiles the scoring sections of a policy. They must have been checked: unknown fields throw. */
export const compileScoring = (spec: ScoringSpec): Scoring => ({
  scorecards: (spec.scorecards ?? []).map(compileCard),
  total: spec.totalPoints ?? {},
  grades: (spec.grades?.scorecards ?? []).map((scorecardId) => ({
    scorecardId,
    labels: labelsOf((spec.grades?.[scorecardId] ?? {}) as { readonly [label: string]: number }),
  })),
  qualification: spec.qualification ?? {},
  segments: (spec.segments ?? []).map((segment) => ({
    spec: segment,
    test: compileCondition(segment.when, leadReader),
  })),
  priorities: (spec.priorities ?? []).map((stamp) => ({ spec: stamp, test: compileCondition(stamp.when, leadReader) })),
});
