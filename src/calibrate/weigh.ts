import type { Candidate, Candidates, Marks } from './candidates.js';
import { fitLogistic, type Pattern } from './fit-logistic.js';
import { type BayesCase, type BayesCounts, fitNaiveBayes } from './naive-bayes.js';
import { naturalLog } from './natural-log.js';

/** Log odds that a criterion adds, and the standard error of that. */
export interface Weight {
  readonly weight: number;
  readonly error: number;
}

/** Half a case: what every count starts at (Haldane and Anscombe). */
const startTenths = 5;

const met = 'met';
const unmet = 'unmet';
const valueText = (candidate: number | 'other'): string => String(candidate);

const isTrue = ({ met: list }: Marks, candidate: number): boolean => list.includes(candidate);

/** Reads what is known of a sample as a case of naive Bayes: a variable per criterion in use, and one per field. */
function caseReader(list: readonly Candidate[]): (marks: Marks) => BayesCase {
  const inUse = list.flatMap(({ variable }, at) => (variable === null ? [at] : []));
  const several = new Set(list.filter((one) => one.several).map(({ variable }) => variable));
  return (marks) => {
    const values: { [variable: string]: string | readonly string[] } = {};
    for (const at of inUse) values[`use ${at}`] = isTrue(marks, at) ? met : unmet;
    for (const variable of marks.known) {
      const held = marks.met.filter((at) => list[at]!.variable === variable);
      values[`field ${variable}`] = several.has(variable) ? held.map(valueText) : valueText(held[0] ?? 'other');
    }
    return { won: marks.sample.won, values };
  };
}

const logRatio = (a: BayesCounts, b: BayesCounts): number => naturalLog((a.won * b.lost) / (a.lost * b.won));

/** Counts are tenths: ten of them are a case. */
const spread = ({ won, lost }: BayesCounts): number => 10 / won + 10 / lost;

/** Each candidate by itself: the logarithm of how much more often it goes with a won than with a lost lead. */
export function weighByBayes({ list, marks }: Candidates): readonly Weight[] {
  const { variables } = fitNaiveBayes(marks.map(caseReader(list)), { startTenths });
  return list.map(({ variable }, at): Weight => {
    if (variable === null) {
      const { values } = variables[`use ${at}`]!;
      const [yes, no] = [values[met], values[unmet]];
      if (yes === undefined || no === undefined) return { weight: 0, error: 0 };
      return { weight: logRatio(yes, no), error: Math.sqrt(spread(yes) + spread(no)) };
    }
    const known = variables[`field ${variable}`];
    const counts = known?.values[valueText(at)];
    if (known === undefined || counts === undefined) return { weight: 0, error: 0 };
    const variance = Math.max(0, spread(counts) - spread(known.total));
    return { weight: logRatio(counts, known.total), error: Math.sqrt(variance) };
  });
}

/**
 * Candidates that the others are compared with: of each field of which a lead has one value, the most frequent one, unless
 * more leads have none. Without it the values of a field would add up to a constant, and nothing could be said of any.
 */
function references({ list, marks }: Candidates): ReadonlySet<number> {
  const counts = new Array<number>(list.length).fill(0);
  for (const { met: held } of marks) for (const at of held) counts[at]!++;
  const rows = new Map<string, number[]>();
  for (const [at, { variable, several }] of list.entries())
    if (variable !== null && !several) rows.set(variable, [...(rows.get(variable) ?? []), at]);
  const chosen = new Set<number>();
  for (const row of rows.values()) {
    const most = row.reduce((best, at) => (counts[at]! > counts[best]! ? at : best));
    const without = marks.length - row.reduce((sum, at) => sum + counts[at]!, 0);
    if (counts[most]! >= without) chosen.add(most);
  }
  return chosen;
}

/** Samples that are alike as one pattern, in an order of their own. */
function patternsOf(marks: readonly Marks[], places: readonly number[]): readonly Pattern[] {
  const patterns = new Map<string, { features: readonly number[]; won: number; lost: number }>();
  for (const { met: held, sample } of marks) {
    const features = held.map((at) => places[at]!).filter((place) => place >= 0);
    const key = features.join(' ');
    const pattern = patterns.get(key) ?? { features, won: 0, lost: 0 };
    patterns.set(key, pattern);
    if (sample.won) pattern.won++;
    else pattern.lost++;
  }
  return [...patterns.keys()].sort().map((key) => patterns.get(key)!);
}

/** All candidates together; the references weigh nothing. */
export function weighByLogistic(candidates: Candidates): readonly Weight[] {
  const { list, marks } = candidates;
  const reference = references(candidates);
  let count = 0;
  const places = list.map((_, at) => (reference.has(at) ? -1 : count++));
  const { weights, errors } = fitLogistic(patternsOf(marks, places), count);
  return places.map((place) =>
    place < 0 ? { weight: 0, error: 0 } : { weight: weights[place]!, error: errors[place]! },
  );
}
