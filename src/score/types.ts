import type { Condition } from '../condition/index.js';

/** Criteria whose points are added: first within their groups, then all together, each time within `max` and `min`. */
export interface Scorecard {
  readonly id: string;
  readonly max?: number;
  readonly min?: number;
  /** Limits for some of the criteria together. */
  readonly groups?: readonly CriterionGroup[];
  /** Per cent of the card's points that leads of a source get, 0 to 1,000; other sources 100. */
  readonly sourceWeights?: { readonly [source: string]: number };
  readonly criteria: readonly Criterion[];
}

/** Criteria that name the group give at most `max` points together, and at least `min`. */
export interface CriterionGroup {
  readonly id: string;
  readonly max?: number;
  readonly min?: number;
}

/** Points for a condition that holds, or for each activity of a type. Points may be negative. */
export interface Criterion {
  readonly id: string;
  readonly when?: Condition;
  readonly activity?: string;
  readonly points: number;
  /** The group of its scorecard that limits it. */
  readonly group?: string;
  /** Activities counted at most, newest first. Default: all. */
  readonly maxTimes?: number;
  /** How an activity's points fade with its age: halved every `halfLifeDays`, or in a straight line to 0 at `linearDays`. */
  readonly decay?: { readonly halfLifeDays: number } | { readonly linearDays: number };
}

/** Labels per scorecard with the least points for each; the lead's grade is its labels in order, such as `A2`. */
export interface Grades {
  readonly scorecards: readonly string[];
  readonly [scorecardId: string]: readonly string[] | { readonly [label: string]: number };
}

/** The least points of a sales-qualified (`sql`) and of a marketing-qualified lead (`mql`); `sql` is tried first. */
export interface Qualification {
  readonly sql?: { readonly min: number };
  readonly mql?: { readonly min: number };
}

/** Points of a lead over all scorecards at most and at least. */
export interface TotalPoints {
  readonly max?: number;
  readonly min?: number;
}

/** A class of leads, such as `enterprise`: the first whose `when` is true is the lead's. */
export interface Segment {
  readonly id: string;
  readonly when: Condition;
}

/** How urgent leads are for which `when` is true: the first that is true counts. Higher goes first where leads wait. */
export interface PriorityStamp {
  readonly id: string;
  readonly when: Condition;
  readonly priority: number;
}

/** The sections of a policy that score a lead. */
export interface ScoringSpec {
  readonly scorecards?: readonly Scorecard[];
  readonly totalPoints?: TotalPoints;
  readonly grades?: Grades;
  readonly qualification?: Qualification;
  readonly segments?: readonly Segment[];
  readonly priorities?: readonly PriorityStamp[];
}
