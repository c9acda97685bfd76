import { assert } from '../core/assert.js';
import { isWholeNumber } from '../core/integer.js';
import { err, ok, type Result } from '../core/result.js';
import { compileScoring, computeScore, type ScoringSpec } from '../score/index.js';
import { calibrationTable } from './calibration-table.js';
import { collectCandidates } from './candidates.js';
import { countWon, findingsOf } from './findings.js';
import { proposePoints, proposeScorecards } from './propose-scoring.js';
import { proposeThreshold } from './propose-threshold.js';
import { readOutcomes, type Sample } from './read-outcomes.js';
import { type Ranked, rocArea } from './roc-area.js';
import type {
  Advice,
  CalibrateOptions,
  Calibration,
  CalibrationRefusal,
  LeadOutcome,
  ProposedThreshold,
  Quality,
  WonOf,
} from './types.js';
import { weighByBayes, weighByLogistic } from './weigh.js';

/** Won leads, and lost leads, of each part: fewer measure nothing. */
const partLeast = 10;
const milli = 1_000;

interface Options extends CalibrateOptions {
  readonly model: 'naive_bayes' | 'logistic';
  readonly leastPerClass: number;
  readonly leastPerCriterion: number;
  readonly holdoutPercent: number;
}

function readOptions(options: CalibrateOptions): Options {
  const {
    model = 'naive_bayes',
    leastPerClass = 50,
    leastPerCriterion = 20,
    holdoutPercent = 30,
    pointsPerDoubling = 10,
    mqlWinsPercent = 80,
    sqlWinsPercent = 40,
  } = options;
  const check = (name: string, value: number, min: number, max: number): void =>
    assert(
      isWholeNumber(value, min, max),
      `expected \`${name}\` to be a whole number from ${min} to ${max}, found \`${value}\``,
    );
  check('leastPerClass', leastPerClass, 20, 1_000_000);
  check('leastPerCriterion', leastPerCriterion, 1, 1_000_000);
  check('holdoutPercent', holdoutPercent, 10, 90);
  check('pointsPerDoubling', pointsPerDoubling, 1, 1_000);
  check('mqlWinsPercent', mqlWinsPercent, 1, 100);
  check('sqlWinsPercent', sqlWinsPercent, 1, 100);
  // the more won leads a threshold lets through, the lower it is
  assert(
    mqlWinsPercent >= sqlWinsPercent,
    `expected \`mqlWinsPercent\` to be at least \`sqlWinsPercent\`, \`${sqlWinsPercent}\`, found \`${mqlWinsPercent}\``,
  );
  assert(model === 'naive_bayes' || model === 'logistic', `expected a model, found \`${model}\``);
  return {
    ...options,
    model,
    leastPerClass,
    leastPerCriterion,
    holdoutPercent,
    pointsPerDoubling,
    mqlWinsPercent,
    sqlWinsPercent,
  };
}

const lostOf = ({ leads, won }: WonOf): number => leads - won;

const refusal = (code: CalibrationRefusal['code'], all: WonOf, message: string): CalibrationRefusal => ({
  code,
  message,
  won: all.won,
  lost: lostOf(all),
});

/** Whether there are enough outcomes to learn from and to measure with. */
function refuse(samples: readonly Sample[], { leastPerClass }: Options): CalibrationRefusal | null {
  const all = countWon(samples);
  const found = `found ${all.won} won and ${lostOf(all)} lost`;
  if (Math.min(all.won, lostOf(all)) < leastPerClass) {
    const message = `expected at least ${leastPerClass} won and ${leastPerClass} lost leads, ${found}`;
    return refusal('calibrate.too_few_outcomes', all, message);
  }
  for (const part of ['training', 'holdout'] as const) {
    const { leads, won } = countWon(samples.filter((sample) => sample.part === part));
    if (Math.min(won, leads - won) >= partLeast) continue;
    const message = `expected at least ${partLeast} won and ${partLeast} lost leads in the ${part} part, found ${won} and ${leads - won}`;
    return refusal('calibrate.too_few_outcomes', all, message);
  }
  return null;
}

const quiet = (): void => {};

/** Points of each sample under some scoring, as the router would give them. */
function rank(scoring: ScoringSpec, samples: readonly Sample[]): readonly (Ranked & Pick<Sample, 'part'>)[] {
  const compiled = compileScoring(scoring);
  return samples.map(({ lead, won, at, part }) => ({
    points: computeScore(compiled, lead, at, quiet).points,
    won,
    part,
  }));
}

/** Whether the proposal is surely better than chance, and than the scoring in use. */
function adviceOf(after: Quality, before: Quality | null): Advice {
  if (after.area - 2 * after.error <= 5_000) return { type: 'keep', because: 'no_signal' };
  if (before === null) return { type: 'adopt', because: 'tells_won_from_lost' };
  const better = after.area - before.area;
  return better * better > after.error * after.error + before.error * before.error && better > 0
    ? { type: 'adopt', because: 'better' }
    : { type: 'keep', because: 'no_better' };
}

function thresholdsOf(
  training: readonly Ranked[],
  holdout: readonly Ranked[],
  { scoring = {}, mqlWinsPercent, sqlWinsPercent }: Options,
): readonly ProposedThreshold[] {
  const wanted = [
    ['mql', mqlWinsPercent!],
    ['sql', sqlWinsPercent!],
  ] as const;
  return wanted.map(([id, percent]): ProposedThreshold => {
    const min = proposeThreshold(training, percent)!;
    const was = scoring.qualification?.[id]?.min ?? null;
    return { id, was, min, holdout: countWon(holdout.filter(({ points }) => points >= min)) };
  });
}

/**
 * Learns from leads that ended what points and thresholds should be, and says how good that is on leads it has not seen.
 *
 * The leads are split by a hash of their ids. On the training part every criterion in use, and every value of the other
 * fields, gets the log odds by which it goes with winning; those that may be chance get 0 points. The proposal is then
 * scored on the part held out. Deterministic: whole-number counts, and for the rest +, −, ×, ÷ and square roots in one order;
 * the order of the outcomes makes no difference.
 *
 * O(leads · fields), for `logistic` also O(criteria³).
 *
 * @returns a proposal; or why there is none, where the outcomes are too few or say nothing
 * @throws Error for options out of range, and where `mqlWinsPercent` is less than `sqlWinsPercent`
 * @example
 * const outcomes = Array.from({ length: 400 }, (_, i) => ({
 *   lead: { ...lead, id: `l${i}`, source: i % 2 === 0 ? 'demo' : 'list' },
 *   won: i % 2 === 0 ? i % 8 !== 0 : i % 8 === 1,
 * }));
 * const result = calibrate(outcomes);
 * result.ok && result.value.scorecards.flatMap(({ criteria }) => criteria.map(({ id }) => id)).sort();
 * //=> ['source eq demo', 'source eq list']
 */
export function calibrate(
  outcomes: readonly LeadOutcome[],
  options: CalibrateOptions = {},
): Result<Calibration, CalibrationRefusal> {
  const read = readOptions(options);
  const { samples, unusable } = readOutcomes(outcomes, read.holdoutPercent, read.seed ?? '');
  const refused = refuse(samples, read);
  if (refused !== null) return err(refused);
  const all = collectCandidates(read, samples, read.leastPerCriterion);
  if (all.list.length === 0) {
    const message = `expected fields with a value that at least ${read.leastPerCriterion} leads share, found none`;
    return err(refusal('calibrate.no_criteria', countWon(samples), message));
  }
  const training = { ...all, marks: all.marks.filter(({ sample }) => sample.part === 'training') };
  const weights = read.model === 'logistic' ? weighByLogistic(training) : weighByBayes(training);
  const points = proposePoints(training, weights, read);
  const cards = read.scoring?.scorecards ?? [];
  const scorecards = proposeScorecards(cards, all.list, points);
  const ranked = rank({ scorecards }, samples);
  const [learned, heldOut] = (['training', 'holdout'] as const).map((part) =>
    ranked.filter((one) => one.part === part),
  );
  // both parts have won and lost leads
  const quality = rocArea(heldOut!)!;
  const inUse = rank(read.scoring ?? {}, samples).filter(({ part }) => part === 'holdout');
  const qualityBefore = cards.some(({ criteria }) => criteria.length > 0) ? rocArea(inUse) : null;
  const unfiltered = all.marks.flatMap(({ met, sample: { won, part } }) =>
    part === 'holdout'
      ? [{ won, points: met.reduce((sum, at) => sum + Math.round(milli * weights[at]!.weight), 0) }]
      : [],
  );
  const thresholds = thresholdsOf(learned!, heldOut!, read);
  return ok({
    model: read.model,
    training: countWon(learned!),
    holdout: countWon(heldOut!),
    unusable,
    criteria: findingsOf(all, weights, points),
    leftOut: all.leftOut,
    scorecards,
    qualification: Object.fromEntries(thresholds.map(({ id, min }) => [id, { min }])),
    thresholds,
    quality,
    qualityBefore,
    qualityUnfiltered: rocArea(unfiltered)!,
    table: calibrationTable(learned!, heldOut!),
    advice: adviceOf(quality, qualityBefore),
  });
}
