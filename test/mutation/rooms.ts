// The rooms that mutants are made of, and the tests that stand against them: quick ones that look at a room's own
// results, not all that pass through it.

export interface MutatedRoom {
  /** Test files, or folders whose test files are meant, from the root of the repository. */
  readonly killers: readonly string[];
  /** What the numbers of runs of laws are multiplied by (FAIRLEAD_RUNS). */
  readonly runs: number;
}

export const mutatedRooms: { readonly [room: string]: MutatedRoom } = {
  sla: { killers: ['src/sla', 'test/vectors/sla-lifecycle.test.ts', 'test/property/sla.test.ts'], runs: 0.05 },
  calendar: {
    killers: ['src/calendar', 'test/vectors/calendar.test.ts', 'test/property/calendar.test.ts'],
    runs: 0.05,
  },
  distribute: {
    killers: ['src/distribute', 'test/property/fair-share-oracle.test.ts', 'test/property/teams-and-keys.test.ts'],
    runs: 0.1,
  },
  match: { killers: ['src/match', 'test/property/match.test.ts'], runs: 0.3 },
  router: { killers: ['src/router', 'test/vectors/sla-lifecycle.test.ts'], runs: 0.02 },
};
