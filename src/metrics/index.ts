// Purpose: what happened, in figures: speed, results, waits, load, and whether the shares were fair.
// In: routing events, in parts or as a whole; for fairness also the routers they were made under.
// Out: plain JSON that adds up, reports with exact fractions, text tables.
// Never: decide anything, read a clock, or work out a share in another way than the router does.

export type { Amount } from './amount.js';
export { type ChanceOptions, type ChanceResult, chanceTest, type Stratum } from './chance-test.js';
export { type Counters, type CountName, countTexts, type TimeName, timeTexts } from './counters.js';
export { type Durations, percentile } from './durations.js';
export { fairnessReport } from './fairness-report.js';
export type {
  ClassShare,
  CreditEntry,
  FairnessOptions,
  FairnessReport,
  LeadClass,
  LedgerFairness,
  LedgerShare,
  ReasonCount,
  RepFairness,
} from './fairness-types.js';
export { foldMetrics, type MetricsOptions } from './fold-metrics.js';
export { formatFairnessReport } from './format-fairness-report.js';
export { formatMetrics } from './format-metrics.js';
export { mergeMetrics } from './merge-metrics.js';
export type { CounterRow, Dimension, Metrics } from './metrics.js';
export {
  type Figures,
  type MetricsReport,
  type MetricsReportOptions,
  metricsReport,
  type TimeFigures,
} from './metrics-report.js';
export { type PerformanceWeightOptions, performanceWeights, type RepOutcome } from './performance-weights.js';
export type { QueueBalance } from './queue-balance.js';
export { giniIndex, jainIndex, type Ratio, ratioOf } from './ratio.js';
export type { RepLoad } from './rep-loads.js';
export type { ReplayOptions } from './replay.js';
export type { Bottleneck, Flow } from './rule-flow.js';
export type { LeadStep, LeadTrail, Place, StepType } from './trail.js';
export type { UnitWork } from './unit-work.js';
