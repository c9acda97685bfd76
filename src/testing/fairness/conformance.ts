import { invariance } from './invariance.js';
import { optimality } from './optimality.js';
import {
  anyScheduleByCount,
  anyScheduleByValue,
  fullAvailability,
  fullAvailabilityByValue,
  majorised,
  noFlood,
  noStarvation,
  onlyEligible,
  potential,
  stableBelowOne,
  twins,
} from './theorems.js';
import type { CreateSubject, FairnessTheorem, Violation } from './types.js';

/** The theorems that the default strategy keeps, in order. */
export const fairnessTheorems: readonly FairnessTheorem[] = [
  onlyEligible,
  anyScheduleByValue(),
  optimality,
  fullAvailabilityByValue,
  fullAvailability,
  stableBelowOne,
  anyScheduleByCount(),
  twins,
  majorised,
  potential,
  noStarvation,
  noFlood,
  invariance,
];

/** What became of one theorem. */
export interface FairnessResult {
  readonly theorem: string;
  readonly claim: string;
  readonly runs: number;
  /** The violation with the fewest members and leads among those found, or null. */
  readonly violation: Violation | null;
}

const size = ({ members, leads }: Violation): number => members * 10_000 + leads.length;

/**
 * Holds a router to the promises of fair share, and says for each which lead broke it and how.
 *
 * @param create - makes a fresh router; called several times
 * @param options.runs - scenarios per theorem, 30 unless told
 * @param options.seed - the first scenario's seed, 1 unless told; the same seeds play the same scenarios
 * @param options.theorems - which to check; all of `fairnessTheorems` unless told
 * @example
 * const alwaysFirst = () => ({ pick: (eligible: readonly number[]) => eligible[0]! });
 * fairnessConformance(alwaysFirst).filter(({ violation }) => violation !== null).map(({ theorem }) => theorem);
 * //=> ['T1', 'T3', 'T3-guarded', 'T4', 'T5', 'T9', 'T10', 'T11', 'T12', 'T13', 'T14']
 */
export function fairnessConformance(
  create: CreateSubject,
  options: { readonly runs?: number; readonly seed?: number; readonly theorems?: readonly FairnessTheorem[] } = {},
): readonly FairnessResult[] {
  const { runs = 30, seed = 1, theorems = fairnessTheorems } = options;
  return theorems.map(({ id, claim, check }) => {
    let smallest: Violation | null = null;
    for (let run = 0; run < runs; run++) {
      const found = check(create, seed + run);
      if (found !== null && (smallest === null || size(found) < size(smallest))) smallest = found;
    }
    return { theorem: id, claim, runs, violation: smallest };
  });
}
