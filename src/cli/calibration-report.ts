import type { Advice, Calibration, CriterionFinding, LeftOut, Quality, WonOf } from '../calibrate/index.js';
import { formatTable, left, right } from './format-table.js';
import { printable } from './printable.js';

const rowsShown = 25;

/** Thousandths as a decimal; `-` where there is none. */
const thousandths = (value: number | null): string => (value === null ? '-' : (value / 1_000).toFixed(2));
const percent = (milli: number | null): string => (milli === null ? '-' : `${(milli / 10).toFixed(1)} %`);
const share = ({ leads, won }: WonOf): string => percent(leads === 0 ? null : Math.round((1_000 * won) / leads));
const auc = ({ area, error }: Quality): string =>
  `${(area / 10_000).toFixed(3)} ± ${((2 * error) / 10_000).toFixed(3)}`;

const adviceTexts: { readonly [reason in Advice['because']]: string } = {
  better: 'the proposal tells won from lost better than the points in use',
  tells_won_from_lost: 'the proposal tells won from lost, and there are no points in use',
  no_signal: 'on the leads held out, nothing here tells won from lost better than chance',
  no_better: 'the proposal is not surely better than the points in use',
};

const leftOutTexts: { readonly [reason in LeftOut['reason']]: string } = {
  tells_outcome: 'some value of it is all won or all lost, as if filled in afterwards',
  too_many_values: 'too many different values',
  too_few_leads: 'too few leads with the same value',
};

const isChange = ({ was, points }: CriterionFinding): boolean => (was ?? 0) !== points;

function changeLines({ advice, criteria, thresholds }: Calibration): readonly string[] {
  const changed = criteria.filter(isChange);
  const moved = thresholds.filter(({ was, min }) => was !== min);
  if (advice.type === 'keep') return [`what it would change: nothing; ${adviceTexts[advice.because]}`];
  const what = [`points of ${changed.length} criteria`, `${moved.length} thresholds`].join(' and ');
  return [`what it would change: ${what}; ${adviceTexts[advice.because]}`];
}

function criteriaTable({ criteria }: Calibration): readonly string[] {
  const columns = [left('criterion'), ...['now', 'points', 'leads', 'won', 'lift', 'lift held out'].map(right)];
  const strongest = [...criteria].sort(
    (a, b) => Number(isChange(b)) - Number(isChange(a)) || Math.abs(b.points) - Math.abs(a.points),
  );
  const rows = strongest
    .slice(0, rowsShown)
    .map(({ criterion, was, points, training, liftMilli, holdoutLiftMilli }) => [
      printable(criterion.id, 60),
      was === null ? '-' : String(was),
      String(points),
      String(training.leads),
      share(training),
      thousandths(liftMilli),
      thousandths(holdoutLiftMilli),
    ]);
  const more = criteria.length - rows.length;
  return [...formatTable(columns, rows), ...(more > 0 ? [`and ${more} more criteria`] : [])];
}

function thresholdTable({ thresholds }: Calibration): readonly string[] {
  const rows = thresholds.map(({ id, was, min, holdout }) => [
    id,
    was === null ? '-' : String(was),
    String(min),
    String(holdout.leads),
    share(holdout),
  ]);
  return formatTable([left('threshold'), right('now'), right('from'), right('leads held out'), right('won')], rows);
}

function bandTable({ table }: Calibration): readonly string[] {
  const rows = table.map((band) => [
    `${band.pointsMin} to ${band.pointsMax}`,
    String(band.leads),
    percent(band.expectedMilli),
    percent(band.observedMilli),
  ]);
  return formatTable([right('points'), right('leads held out'), right('expected won'), right('won')], rows);
}

function leftOutLines({ leftOut }: Calibration): readonly string[] {
  if (leftOut.length === 0) return [];
  return ['', 'left out', ...leftOut.map(({ field, reason }) => `  ${printable(field, 60)}: ${leftOutTexts[reason]}`)];
}

const models: { readonly [model in Calibration['model']]: string } = {
  naive_bayes: 'naive Bayes',
  logistic: 'logistic regression',
};

/** What `fairlead calibrate` prints. */
export function calibrationReport(
  found: Calibration,
  { openCount, lostText }: { readonly openCount: number; readonly lostText: string },
): string {
  const { training, holdout, quality, qualityBefore, qualityUnfiltered, model, criteria, unusable } = found;
  const all = { leads: training.leads + holdout.leads, won: training.won + holdout.won };
  const certain = criteria.filter(({ points }) => points !== 0).length;
  return [
    `${all.leads} leads with an outcome: ${all.won} won (${share(all)}), ${all.leads - all.won} lost (${printable(lostText)}); ${openCount} neither, ${unusable} unusable`,
    `learned from ${training.leads}, measured on ${holdout.leads} held out; ${models[model]}; ${criteria.length} criteria tried, ${certain} surely more than chance`,
    '',
    `holdout AUC of the proposal     ${auc(quality)}   (0.5: chance, 1: perfect; ± two standard errors)`,
    `holdout AUC of the points now   ${qualityBefore === null ? 'no criteria in use' : auc(qualityBefore)}`,
    `holdout AUC of all criteria     ${auc(qualityUnfiltered)}   (those that may be chance, too)`,
    '',
    ...changeLines(found),
    '',
    ...criteriaTable(found),
    '',
    ...thresholdTable(found),
    '',
    ...bandTable(found),
    ...leftOutLines(found),
    '',
  ].join('\n');
}
