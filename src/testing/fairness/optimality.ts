import { audit } from './audit.js';
import { anyScheduleBound } from './bounds.js';
import { between, createRandom } from './random.js';
import { pairsAdversary } from './scenarios.js';
import type { CreateSubject, FairnessTheorem } from './types.js';

/** How far off the pairs adversary drives a router, in leads. */
export function forcedDeviation(create: CreateSubject, members: number, leads: number): number {
  let worst = 0;
  audit(create, {
    theorem: 'T2',
    seed: 0,
    members,
    leads,
    scenario: pairsAdversary(createRandom(0), members),
    judge: ({ owed }) => {
      worst = Math.max(worst, ...owed.map(Math.abs));
      return null;
    },
  });
  return worst;
}

/**
 * T2. Nobody can promise less than (n − 1)/2: the pairs adversary drives every rule there. It says of the router only
 * that it is one; what it tests is the adversary that the other bounds are held against.
 */
export const optimality: FairnessTheorem = {
  id: 'T2',
  claim: 'the pairs adversary drives any rule at all to within a tenth of a lead of (n − 1)/2',
  check: (create, seed) => {
    const members = between(createRandom(seed), 2, 8);
    const measured = forcedDeviation(create, members, 300 * members);
    const bound = anyScheduleBound(members, 1) - 0.1;
    return measured >= bound ? null : { theorem: 'T2', seed, members, member: -1, measured, bound, leads: [] };
  },
};
