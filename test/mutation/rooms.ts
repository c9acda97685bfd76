// The rooms that mutants are made of, and the tests that stand against them: quick ones that look at a room's own
// results, not all that pass through it.

export interface MutatedRoom {
  /** Test files, or folders whose test files are meant, from the root of the repository. */
  readonly killers: readonly string[];
  /** What the numbers of runs of laws are multiplied by (FAIRLEAD_RUNS). */
  readonly runs: number;
  /** At most so many cases of a law. Default: as many as it says. */
  readonly cases?: number;
  /** Beginnings of the names of tests that take too long. */
  readonly skips?: readonly string[];
}

export const mutatedRooms: { readonly [room: string]: MutatedRoom } = {
  sla: { killers: ['src/sla', 'test/vectors/sla-lifecycle.test.ts', 'test/property/sla.test.ts'], runs: 0.05 },
  calendar: {
    killers: ['src/calendar', 'test/vectors/calendar.test.ts'],
    runs: 0.05,
    skips: [
      'business hours as other libraries test them',
      'union, intersection and difference of intervals',
      'what is never open says so at once',
      'far futures: ',
    ],
  },
  distribute: {
    killers: [
      'src/distribute',
      'test/vectors/presets.test.ts',
      'test/property/fair-batch-twin.test.ts',
      'test/property/fair-share-oracle.test.ts',
      'test/property/fair-share-twin.test.ts',
      'test/property/fairness-more.test.ts',
    ],
    runs: 0.3,
    skips: [
      'two thousand members of very different weights',
      'balances stay exact over more leads than',
      'above 128 eligible members the deadline rule',
      'keys spread over the members by',
      'whoever leaves takes only its own keys',
      'three equal members tie exactly',
      'published counts of',
      'observed shares over 10,000 picks',
      'Envoy: weights 1 to 128',
      'the guard and deadlines had their turns',
    ],
  },
  match: { killers: ['src/match', 'test/property/match.test.ts'], runs: 0.3 },
  router: {
    killers: [
      'src/router',
      'test/golden',
      'test/vectors/issue-scenarios/every-scenario.test.ts',
      'test/vectors/issue-scenarios/lifecycle.test.ts',
      'test/property/histories.test.ts',
      'test/property/edits-midway.test.ts',
    ],
    runs: 0.02,
    cases: 12,
    skips: ['an input before which more is due than one call performs', 'a state holds as many values after'],
  },
};
