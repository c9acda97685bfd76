// Purpose: what a lead is worth: points, grade, qualification, segment, priority, and why.
// In: a lead with its account facts, the scoring sections of a policy, the instant to count ages to.
// Out: a `Score`.
// Never: change the lead, drop it because a criterion threw, or use a number that is not whole.

export { compileScoring, type Scoring } from './compile-scoring.js';
export { computeScore, stampScore } from './compute-score.js';
export { decayPoints } from './decay.js';
export { explainScore, type ScorePart } from './explain-score.js';
export type {
  Criterion,
  CriterionGroup,
  Grades,
  PriorityStamp,
  Qualification,
  Scorecard,
  ScoringSpec,
  Segment,
  TotalPoints,
} from './types.js';
