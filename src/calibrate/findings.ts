import { compareText } from '../core/compare.js';
import type { Candidates } from './candidates.js';
import type { CriterionFinding, WonOf } from './types.js';
import type { Weight } from './weigh.js';

const milli = 1_000;

export const countWon = (leads: readonly { readonly won: boolean }[]): WonOf => ({
  leads: leads.length,
  won: leads.filter(({ won }) => won).length,
});

/** Won rate of some leads over that of all, in thousandths. */
const liftOf = (part: WonOf, all: WonOf): number | null =>
  part.leads === 0 || all.won === 0 ? null : Math.round((milli * part.won * all.leads) / (part.leads * all.won));

/** What the outcomes say of each candidate: those in use first, then new ones, the largest effect first. */
export function findingsOf(
  { list, marks }: Candidates,
  weights: readonly Weight[],
  points: readonly number[],
): readonly CriterionFinding[] {
  const parts = { training: marks.filter(({ sample }) => sample.part === 'training'), holdout: [] as typeof marks };
  parts.holdout = marks.filter(({ sample }) => sample.part === 'holdout');
  const all = {
    training: countWon(parts.training.map(({ sample }) => sample)),
    holdout: countWon(parts.holdout.map(({ sample }) => sample)),
  };
  const tally = (rows: typeof marks): { leads: number; won: number }[] => {
    const tallies = list.map(() => ({ leads: 0, won: 0 }));
    for (const { met, sample } of rows) {
      for (const at of met) {
        tallies[at]!.leads++;
        if (sample.won) tallies[at]!.won++;
      }
    }
    return tallies;
  };
  const [training, holdout] = [tally(parts.training), tally(parts.holdout)];
  const findings = list.map(
    ({ criterion, scorecardId, field }, at): CriterionFinding => ({
      criterion,
      scorecardId,
      field,
      was: field === null ? criterion.points : null,
      points: points[at]!,
      weightMilli: Math.round(milli * weights[at]!.weight) + 0,
      errorMilli: Math.round(milli * weights[at]!.error),
      liftMilli: liftOf(training[at]!, all.training),
      holdoutLiftMilli: liftOf(holdout[at]!, all.holdout),
      training: training[at]!,
      holdout: holdout[at]!,
    }),
  );
  const added = findings.filter(({ field }) => field !== null);
  added.sort(
    (a, b) =>
      Math.abs(b.points) - Math.abs(a.points) ||
      Math.abs(b.weightMilli) - Math.abs(a.weightMilli) ||
      compareText(a.criterion.id, b.criterion.id),
  );
  return [...findings.filter(({ field }) => field === null), ...added];
}
