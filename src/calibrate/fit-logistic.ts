import { cholesky, inverseDiagonal, solveCholesky } from './cholesky.js';
import { logistic } from './exponential.js';

/** Cases that are alike: which of the features they have, how many of them were won and lost. */
export interface Pattern {
  /** Ascending. */
  readonly features: readonly number[];
  readonly won: number;
  readonly lost: number;
}

export interface LogisticFit {
  readonly intercept: number;
  /** Log odds that each feature adds. */
  readonly weights: Float64Array;
  /** Standard errors of the weights. */
  readonly errors: Float64Array;
  readonly iterations: number;
}

export interface LogisticOptions {
  /** Pulls weights toward 0: the penalty is half of it times the sum of their squares. Default 1. */
  readonly ridge?: number;
}

const iterationsMax = 40;
/** No weight moves by more than this once the fit has settled. */
const settled = 1e-9;
/** No step is longer, so that the first ones cannot overshoot. */
const stepMax = 2;

/** Slope of the likelihood, and its curvature in the lower triangle. The intercept goes last. */
function derivatives(
  patterns: readonly Pattern[],
  beta: Float64Array,
  ridge: number,
): { slope: Float64Array; curvature: Float64Array } {
  const size = beta.length;
  const last = size - 1;
  const slope = new Float64Array(size);
  const curvature = new Float64Array(size * size);
  for (const { features, won, lost } of patterns) {
    let odds = beta[last]!;
    for (const feature of features) odds += beta[feature]!;
    const chance = logistic(odds);
    const pull = won - (won + lost) * chance;
    const bend = (won + lost) * chance * (1 - chance);
    for (const [at, feature] of features.entries()) {
      slope[feature]! += pull;
      for (let k = 0; k <= at; k++) curvature[feature * size + features[k]!]! += bend;
      curvature[last * size + feature]! += bend;
    }
    slope[last]! += pull;
    curvature[last * size + last]! += bend;
  }
  for (let feature = 0; feature < last; feature++) {
    slope[feature]! -= ridge * beta[feature]!;
    curvature[feature * size + feature]! += ridge;
  }
  return { slope, curvature };
}

const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);

/**
 * Logistic regression with a ridge, by Newton's method (iteratively reweighted least squares): +, −, ×, ÷ and square roots
 * in one order, so that the same patterns give the same bits on every runtime.
 *
 * O(iterations · (patterns · features of a pattern² + features³)).
 *
 * @param patterns - in a fixed order; cases that are alike should be one pattern
 * @param featureCount - features are numbered from 0
 * @example
 * const fit = fitLogistic([{ features: [], won: 10, lost: 30 }, { features: [0], won: 30, lost: 10 }], 1, { ridge: 0.000001 });
 * fit.weights.map((weight) => Math.round(weight * 1_000))[0]; //=> 2197
 */
export function fitLogistic(
  patterns: readonly Pattern[],
  featureCount: number,
  { ridge = 1 }: LogisticOptions = {},
): LogisticFit {
  const size = featureCount + 1;
  const beta = new Float64Array(size);
  let iterations = 0;
  for (let step = 1; step > settled && iterations < iterationsMax; iterations++) {
    const { slope, curvature } = derivatives(patterns, beta, ridge);
    cholesky(curvature, size);
    const move = solveCholesky(curvature, size, slope);
    step = largest(move);
    const part = step > stepMax ? stepMax / step : 1;
    for (let at = 0; at < size; at++) beta[at]! += part * move[at]!;
  }
  const { curvature } = derivatives(patterns, beta, ridge);
  cholesky(curvature, size);
  return {
    intercept: beta[featureCount]!,
    weights: beta.slice(0, featureCount),
    errors: inverseDiagonal(curvature, size).map(Math.sqrt).slice(0, featureCount),
    iterations,
  };
}
