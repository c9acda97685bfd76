// Purpose: what points and thresholds should be, learned from how leads ended.
// In: leads with their outcomes; the scoring in use.
// Out: a proposal with its quality on leads held out; or why the outcomes are too few to say.
// Never: change a policy, decide anything, or compute what differs between runtimes.

export type { Criterion, Qualification, Scorecard, ScoringSpec } from '../score/index.js';
export { explainScore, type ScorePart } from '../score/index.js';
export { calibrate } from './calibrate.js';
export { exponential, logistic } from './exponential.js';
export { fitLogistic, type LogisticFit, type LogisticOptions, type Pattern } from './fit-logistic.js';
export {
  addNaiveBayes,
  type BayesCase,
  type BayesCounts,
  type BayesVariable,
  bayesProbability,
  fitNaiveBayes,
  type NaiveBayes,
  type NaiveBayesOptions,
} from './naive-bayes.js';
export { naturalLog } from './natural-log.js';
export { proposeThreshold } from './propose-threshold.js';
export { type Ranked, type RocArea, rocArea } from './roc-area.js';
export type {
  Advice,
  CalibrateOptions,
  Calibration,
  CalibrationBand,
  CalibrationRefusal,
  CriterionFinding,
  LeadOutcome,
  LeftOut,
  ProposedThreshold,
  Quality,
  WonOf,
} from './types.js';
