import { assert } from '../core/assert.js';

/** What came of a rep's leads: whole numbers, such as leads won of leads assigned, or revenue in minor units of leads. */
export interface RepOutcome {
  readonly repId: string;
  readonly won: number;
  readonly of: number;
}

/** How far weights may be from the average, what the average is, and from when on somebody is known. */
export interface PerformanceWeightOptions {
  /** Weight of an average performer, a whole number; 100 unless told. */
  readonly averageWeight?: number;
  /** Largest weight in thousandths of the average; 2,000 unless told: twice. */
  readonly capMilli?: number;
  /** Smallest weight in thousandths of the average; 500 unless told: half. */
  readonly floorMilli?: number;
  /** Whoever had fewer leads than so many is average; 20 unless told. */
  readonly leadsMin?: number;
}

const isWhole = (value: number, least: number): boolean => Number.isSafeInteger(value) && value >= least;

/** Rounded to the nearest whole number, halves up. */
const rounded = (over: bigint, under: bigint): bigint => (2n * over + under) / (2n * under);

/**
 * Weights for `weights` of a queue from how reps perform: in proportion to what each wins of a lead, over what all of
 * those known win of a lead, held between a floor and a cap. Newcomers, of whom too few leads are known, are average.
 * Exact integers: the same outcomes give the same weights everywhere. Put them into the policy and `rebase`: what
 * anybody is owed stays as it is.
 *
 * @returns weights by rep id, whole numbers from 1; all average where nobody is known or nobody has won anything. The
 *   rules are those of the static stride scheduler of gRPC
 * @throws Error for numbers that are not whole or below 0, or a cap below the floor
 * @example
 * const outcomes = [{ repId: 'ana', won: 30, of: 100 }, { repId: 'ben', won: 10, of: 100 }, { repId: 'cy', won: 1, of: 2 }];
 * performanceWeights(outcomes); //=> { ana: 150, ben: 50, cy: 100 }
 */
export function performanceWeights(
  outcomes: readonly RepOutcome[],
  { averageWeight = 100, capMilli = 2_000, floorMilli = 500, leadsMin = 20 }: PerformanceWeightOptions = {},
): { readonly [repId: string]: number } {
  const sound = [averageWeight, capMilli].every((value) => isWhole(value, 1)) && isWhole(floorMilli, 0);
  assert(sound && capMilli >= floorMilli, 'expected whole numbers above 0, and a cap that is not below the floor');
  for (const { repId, won, of } of outcomes) {
    const found = isWhole(won, 0) && isWhole(of, 0);
    assert(found, `expected whole numbers of rep \`${repId}\`, found \`${won}\` of \`${of}\``);
  }
  const known = outcomes.filter(({ of }) => of > 0 && of >= leadsMin);
  const won = known.reduce((sum, row) => sum + BigInt(row.won), 0n);
  const of = known.reduce((sum, row) => sum + BigInt(row.of), 0n);
  const within = (weight: bigint): number => {
    const limit = (milli: number): bigint => rounded(BigInt(averageWeight) * BigInt(milli), 1_000n);
    const [least, most] = [limit(floorMilli), limit(capMilli)];
    return Math.max(1, Number(weight < least ? least : weight > most ? most : weight));
  };
  const weightOf = (row: RepOutcome): number =>
    won === 0n || !known.includes(row)
      ? averageWeight
      : within(rounded(BigInt(averageWeight) * BigInt(row.won) * of, BigInt(row.of) * won));
  return Object.fromEntries(outcomes.map((row) => [row.repId, weightOf(row)]));
}
