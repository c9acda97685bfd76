import type { Condition } from '../condition/index.js';

export interface Scorecard {
  readonly id: string;
  readonly max?: number;
  readonly min?: number;
  readonly criteria: readonly Criterion[];
}

/** Points for a condition that holds, or for each activity of a type. Points may be negative. */
export interface Criterion {
  readonly id: string;
  readonly when?: Condition;
  readonly activity?: string;
  readonly points: number;
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

export interface Qualification {
  readonly sql?: { readonly min: number };
  readonly mql?: { readonly min: number };
}

export interface Segment {
  readonly id: string;
  readonly when: Condition;
}

export interface PriorityStamp {
  readonly id: string;
  readonly when: Condition;
  readonly priority: number;
}

/** The sections of a policy that score a lead. */
export interface ScoringSpec {
  readonly scorecards?: readonly Scorecard[];
  readonly grades?: Grades;
  readonly qualification?: Qualification;
  readonly segments?: readonly Segment[];
  readonly priorities?: readonly PriorityStamp[];
}
