import type { EpochMs } from '../core/time.js';
import type { Lead } from '../lead/index.js';
import type { Criterion, Qualification, Scorecard, ScoringSpec } from '../score/index.js';

/** How one lead ended. */
export interface LeadOutcome {
  /** Clean, as `normalizeLead` gives it. */
  readonly lead: Lead;
  readonly won: boolean;
  /** The instant to score it at. Default: when it was created, else its newest activity. */
  readonly at?: EpochMs;
}

export interface CalibrateOptions {
  /** The scoring in use, such as a policy: its criteria get new points, and its quality is measured for comparison. */
  readonly scoring?: ScoringSpec;
  /** Fields to look for new criteria in. Default: all that fit and that no criterion reads yet. `[]`: none. */
  readonly fields?: readonly string[];
  /** Fields to leave alone, for example what was known only afterwards. */
  readonly ignore?: readonly string[];
  /** Default `naive_bayes`: each criterion by itself. `logistic`: all together, so that criteria that overlap share. */
  readonly model?: 'naive_bayes' | 'logistic';
  /** Points that double the odds of winning, 1 to 1,000. Default 10. */
  readonly pointsPerDoubling?: number;
  /** Won leads, and lost leads, that are needed. Default 50, at least 20. */
  readonly leastPerClass?: number;
  /** Leads of the training part that a criterion is true of, at least. Default 20. */
  readonly leastPerCriterion?: number;
  /** Per cent of the leads held out, 10 to 90. Default 30. */
  readonly holdoutPercent?: number;
  /** Key of the split: another one holds out other leads. Default `''`. */
  readonly seed?: string;
  /** Per cent of the won leads that the proposed thresholds let through. Default 80 and 40; that of the MQL at least that of the SQL, which takes more points. */
  readonly mqlWinsPercent?: number;
  readonly sqlWinsPercent?: number;
}

export interface WonOf {
  readonly leads: number;
  readonly won: number;
}

/** What the outcomes say of one criterion. */
export interface CriterionFinding {
  readonly criterion: Criterion;
  readonly scorecardId: string;
  /** The field that a new criterion was found in; null for one of the scoring in use. */
  readonly field: string | null;
  /** Points now; null for a new criterion. */
  readonly was: number | null;
  /** Points proposed; 0 where the effect may be chance. */
  readonly points: number;
  /** Thousandths of log odds that the model gives it, and their standard error. */
  readonly weightMilli: number;
  readonly errorMilli: number;
  /** Won rate of its leads over that of all leads, thousandths: 1,000 says nothing. Null where it has no leads. */
  readonly liftMilli: number | null;
  readonly holdoutLiftMilli: number | null;
  readonly training: WonOf;
  readonly holdout: WonOf;
}

/** Leads of the holdout in one band of points. */
export interface CalibrationBand extends WonOf {
  readonly pointsMin: number;
  readonly pointsMax: number;
  /** Thousandths won among the training leads of the band, and among those held out; null without any. */
  readonly expectedMilli: number | null;
  readonly observedMilli: number | null;
}

export interface ProposedThreshold {
  readonly id: 'mql' | 'sql';
  readonly was: number | null;
  readonly min: number;
  /** Leads of the holdout that reach it. */
  readonly holdout: WonOf;
}

/** Why a field gave no criterion. */
export interface LeftOut {
  readonly field: string;
  /** `tells_outcome`: some value of it is all won or all lost, as if it was filled in afterwards. */
  readonly reason: 'tells_outcome' | 'too_many_values' | 'too_few_leads';
}

/** Whether the proposal is worth having. */
export interface Advice {
  readonly type: 'adopt' | 'keep';
  /** `no_signal`: on the holdout no better than chance. `no_better`: not surely better than the scoring in use. */
  readonly because: 'better' | 'tells_won_from_lost' | 'no_signal' | 'no_better';
}

export interface Quality {
  /** Ten-thousandths; see `rocArea`. */
  readonly area: number;
  readonly error: number;
}

export interface Calibration {
  readonly model: 'naive_bayes' | 'logistic';
  readonly training: WonOf;
  readonly holdout: WonOf;
  /** Outcomes without a usable lead or a plain true or false. */
  readonly unusable: number;
  /** Those of the scoring in use in its order, then new ones by their effect, the largest first. */
  readonly criteria: readonly CriterionFinding[];
  readonly leftOut: readonly LeftOut[];
  /** The proposal: to be put in place of the policy's `scorecards` and `qualification`. */
  readonly scorecards: readonly Scorecard[];
  readonly qualification: Qualification;
  readonly thresholds: readonly ProposedThreshold[];
  /** On the holdout: of the proposal, and of the scoring in use (null where it has no criteria). */
  readonly quality: Quality;
  readonly qualityBefore: Quality | null;
  /** On the holdout, were every criterion to get points, those that may be chance too: what there is to learn at most. */
  readonly qualityUnfiltered: Quality;
  readonly table: readonly CalibrationBand[];
  readonly advice: Advice;
}

/** Why there is no calibration. */
export interface CalibrationRefusal {
  readonly code: 'calibrate.too_few_outcomes' | 'calibrate.no_criteria';
  readonly message: string;
  readonly won: number;
  readonly lost: number;
}
