import { compareText } from '../core/compare.js';

/** Won and lost cases in tenths, the start included. */
export interface BayesCounts {
  readonly won: number;
  readonly lost: number;
}

/** What one variable of the cases says. */
export interface BayesVariable {
  /** What the counts of a value are divided by: all values together; for a variable of several values at once, all cases. */
  readonly total: BayesCounts;
  readonly values: { readonly [value: string]: BayesCounts };
}

/** A fitted model as plain JSON of whole numbers: every probability it gives can be worked out by hand. */
export interface NaiveBayes {
  readonly prior: BayesCounts;
  readonly variables: { readonly [variable: string]: BayesVariable };
}

/** What is known of a case: a value per variable, or several at once (`stage: ['new', 'met']`). */
export interface BayesCase {
  readonly won: boolean;
  readonly values: { readonly [variable: string]: string | readonly string[] };
}

export interface NaiveBayesOptions {
  /** What each count starts at, in tenths of a case, so that no value is impossible. Default 1. */
  readonly startTenths?: number;
}

interface Tally {
  won: number;
  lost: number;
}

const count = (tally: Tally, won: boolean, tenths: number): void => {
  if (won) tally.won += tenths;
  else tally.lost += tenths;
};

const newTally = (startTenths: number): Tally => ({ won: startTenths, lost: startTenths });

function variableOf(values: ReadonlyMap<string, Tally>, several: boolean, prior: BayesCounts): BayesVariable {
  const total = { won: 0, lost: 0 };
  for (const { won, lost } of values.values()) {
    total.won += won;
    total.lost += lost;
  }
  const sorted = [...values].sort(([a], [b]) => compareText(a, b));
  return { total: several ? prior : total, values: Object.fromEntries(sorted) };
}

/**
 * Counts how often each value of each variable went with a won and with a lost case. O(values of all cases).
 *
 * @returns whole tenths; the same in any order of the cases
 * @example
 * fitNaiveBayes([{ won: true, values: { source: 'demo' } }, { won: false, values: { source: 'list' } }]).prior;
 * //=> { won: 11, lost: 11 }
 */
export function fitNaiveBayes(cases: readonly BayesCase[], options: NaiveBayesOptions = {}): NaiveBayes {
  const { startTenths = 1 } = options;
  const prior = newTally(startTenths);
  const tallies = new Map<string, Map<string, Tally>>();
  const several = new Set<string>();
  for (const { won, values } of cases) {
    count(prior, won, 10);
    for (const [variable, given] of Object.entries(values)) {
      if (typeof given !== 'string') several.add(variable);
      const known = tallies.get(variable) ?? new Map<string, Tally>();
      tallies.set(variable, known);
      for (const value of typeof given === 'string' ? [given] : new Set(given)) {
        const tally = known.get(value) ?? newTally(startTenths);
        known.set(value, tally);
        count(tally, won, 10);
      }
    }
  }
  const variables = [...tallies].sort(([a], [b]) => compareText(a, b));
  return {
    prior,
    variables: Object.fromEntries(
      variables.map(([name, values]) => [name, variableOf(values, several.has(name), prior)]),
    ),
  };
}

const plus = (a: BayesCounts | undefined, b: BayesCounts): BayesCounts => ({
  won: (a?.won ?? 0) + b.won,
  lost: (a?.lost ?? 0) + b.lost,
});

/**
 * Several models as one, such as those of all teams for a team that has no history: every count is the sum.
 *
 * @example
 * addNaiveBayes([]).prior; //=> { won: 0, lost: 0 }
 */
export function addNaiveBayes(models: readonly NaiveBayes[]): NaiveBayes {
  let prior: BayesCounts = { won: 0, lost: 0 };
  const variables = new Map<string, { total: BayesCounts; values: Map<string, BayesCounts> }>();
  for (const model of models) {
    prior = plus(prior, model.prior);
    for (const [name, { total, values }] of Object.entries(model.variables)) {
      const known = variables.get(name) ?? { total: { won: 0, lost: 0 }, values: new Map<string, BayesCounts>() };
      variables.set(name, known);
      known.total = plus(known.total, total);
      for (const [value, counts] of Object.entries(values))
        known.values.set(value, plus(known.values.get(value), counts));
    }
  }
  const rows = [...variables].map(([name, { total, values }]) => [name, { total, values: Object.fromEntries(values) }]);
  return { prior, variables: Object.fromEntries(rows) };
}

/**
 * How likely a case is won: the prior times, for each value that is known and was seen before, its share among the won
 * and among the lost. Exact: fractions of whole numbers, rounded once at the end, half up.
 *
 * @param values - one value per variable; of several at once each counts
 * @returns hundredths of a per cent, from 1 to 9,999: nothing is certain. 5,000 for a model without cases
 * @example
 * const model = fitNaiveBayes([{ won: true, values: { source: 'demo' } }, { won: false, values: { source: 'list' } }]);
 * bayesProbability(model, { source: 'demo' }); //=> 9167
 */
export function bayesProbability(model: NaiveBayes, values: BayesCase['values']): number {
  let won = BigInt(model.prior.won);
  let lost = BigInt(model.prior.lost);
  for (const name of Object.keys(values)) {
    const variable = Object.hasOwn(model.variables, name) ? model.variables[name]! : null;
    for (const value of variable === null ? [] : [values[name]!].flat()) {
      if (!Object.hasOwn(variable!.values, value)) continue;
      const counts = variable!.values[value]!;
      won *= BigInt(counts.won) * BigInt(variable!.total.lost);
      lost *= BigInt(counts.lost) * BigInt(variable!.total.won);
    }
  }
  const all = won + lost;
  if (all === 0n) return 5_000;
  const hundredths = Number((won * 20_000n + all) / (2n * all));
  return Math.max(1, Math.min(9_999, hundredths));
}
