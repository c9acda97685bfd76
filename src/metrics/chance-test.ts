import { createDraw } from './random.js';
import { type Ratio, ratioOf } from './ratio.js';

/** Leads that were shared out among the same pool: whether each went to the rep in question, and how good it was. */
export interface Stratum {
  /** Whole numbers. */
  readonly qualities: readonly number[];
  /** Positions of those that the rep got. */
  readonly got: readonly number[];
}

/** How the test of chance draws where there are too many ways to count. */
export interface ChanceOptions {
  /** Draws where there are too many possibilities to count them all. Default 999. */
  readonly draws?: number;
  /** Of the draws: a whole number from 0 to 2⁵³ − 1. Default 1. */
  readonly seed?: number;
}

/**
 * Whether the leads that a rep got were better or worse than luck explains: had the same number of leads been dealt to
 * the rep at random from those of the same pools, how often would their sum have been so good, or so bad?
 */
export interface ChanceResult {
  /** `exact`: all ways to deal were counted. `drawn`: a seeded sample of them. */
  readonly method: 'exact' | 'drawn';
  /** Leads that could have gone either way: of pools in which the rep got some and others some. */
  readonly leads: number;
  readonly got: number;
  /** Sum of the qualities of those that the rep got. */
  readonly sum: number;
  /** What it would be on average, in thousandths, rounded down per pool. */
  readonly expectedMilli: number;
  /** How likely a sum as large or larger is: small where the rep got better leads than luck explains. */
  readonly asGood: Ratio;
  /** How likely a sum as small or smaller is. */
  readonly asBad: Ratio;
}

/** Ways to deal up to which all are counted. */
const exactMax = 100_000;

/** Number of ways to choose `k` of `n`, or `exactMax + 1` where it is more. */
function waysOf(n: number, k: number): number {
  let ways = 1;
  for (let i = 1; i <= Math.min(k, n - k); i++) {
    ways = (ways * (n - i + 1)) / i;
    if (ways > exactMax) return exactMax + 1;
  }
  return ways;
}

type Sums = Map<number, number>;

const addTo = (sums: Sums, sum: number, ways: number): void => {
  sums.set(sum, (sums.get(sum) ?? 0) + ways);
};

/** In how many ways `k` of the qualities come to each sum: one quality after the other. */
function sumsOf(qualities: readonly number[], k: number): Sums {
  const total = qualities.reduce((sum, quality) => sum + quality, 0);
  // choosing those that are left out is the same, and never more work
  const few = Math.min(k, qualities.length - k);
  const byCount: Sums[] = Array.from({ length: few + 1 }, () => new Map());
  addTo(byCount[0]!, 0, 1);
  for (const quality of qualities) {
    for (let count = few; count > 0; count--) {
      for (const [sum, ways] of byCount[count - 1]!) addTo(byCount[count]!, sum + quality, ways);
    }
  }
  const sums = byCount[few]!;
  return few === k ? sums : new Map([...sums].map(([sum, ways]) => [total - sum, ways]));
}

function countAll(strata: readonly Stratum[]): Sums {
  let all: Sums = new Map([[0, 1]]);
  for (const { qualities, got } of strata) {
    const next: Sums = new Map();
    for (const [sum, ways] of sumsOf(qualities, got.length)) {
      for (const [other, more] of all) addTo(next, sum + other, ways * more);
    }
    all = next;
  }
  return all;
}

/** Deals at random so often, and counts the dealing that happened as one of them (Phipson & Smyth 2010). */
function drawSome(strata: readonly Stratum[], sum: number, { draws = 999, seed = 1 }: ChanceOptions): Sums {
  const draw = createDraw(seed);
  const cards = strata.map(({ qualities }) => [...qualities]);
  const sums: Sums = new Map([[sum, 1]]);
  for (let n = 0; n < draws; n++) {
    let dealt = 0;
    for (const [index, { got }] of strata.entries()) {
      const pile = cards[index]!;
      for (let k = 0; k < got.length; k++) {
        const other = k + draw(pile.length - k);
        [pile[k], pile[other]] = [pile[other]!, pile[k]!];
        dealt += pile[k]!;
      }
    }
    addTo(sums, dealt, 1);
  }
  return sums;
}

const share = (sums: Sums, counts: (sum: number) => boolean): Ratio => {
  let [part, all] = [0, 0];
  for (const [sum, ways] of sums) {
    all += ways;
    if (counts(sum)) part += ways;
  }
  return ratioOf(part, all)!;
};

const sumOf = (qualities: readonly number[]): number => qualities.reduce((total, quality) => total + quality, 0);

/**
 * A permutation test, stratified by pool, in whole numbers: exact up to 100,000 ways to deal, else by seeded draws.
 * O(draws · leads).
 *
 * @param strata - one per pool, with the leads that its members shared
 * @returns null where no lead could have gone either way
 * @example
 * chanceTest([{ qualities: [1, 2, 3, 9], got: [3] }])?.asGood; //=> { of: 1, outOf: 4 }
 */
export function chanceTest(strata: readonly Stratum[], options: ChanceOptions = {}): ChanceResult | null {
  const open = strata.filter(({ qualities, got }) => got.length > 0 && got.length < qualities.length);
  if (open.length === 0) return null;
  const sum = sumOf(open.flatMap(({ qualities, got }) => got.map((place) => qualities[place]!)));
  const ways = open.reduce((product, { qualities, got }) => product * waysOf(qualities.length, got.length), 1);
  const sums = ways <= exactMax ? countAll(open) : drawSome(open, sum, options);
  const expected = open.map(({ qualities, got }) =>
    Math.floor((1_000 * got.length * sumOf(qualities)) / qualities.length),
  );
  return {
    method: ways <= exactMax ? 'exact' : 'drawn',
    leads: open.reduce((total, { qualities }) => total + qualities.length, 0),
    got: open.reduce((total, { got }) => total + got.length, 0),
    sum,
    expectedMilli: sumOf(expected),
    asGood: share(sums, (other) => other >= sum),
    asBad: share(sums, (other) => other <= sum),
  };
}
