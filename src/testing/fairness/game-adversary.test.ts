import { expect, test } from 'vitest';
import { audit } from './audit.js';
import { comparisonSubjects } from './comparison.js';
import { gameAdversary, gameValue } from './game-adversary.js';
import { createRandom } from './random.js';
import { fairShareSubject, largestDeficitSubject } from './subjects.js';
import type { CreateSubject } from './types.js';

/** How far the solved game drives a router, in leads. */
function driven(create: CreateSubject, members: number, leads = 400): number {
  let worst = 0;
  const scenario = gameAdversary(createRandom(1), members);
  const judge = ({ owed }: { readonly owed: readonly number[] }): null => {
    worst = Math.max(worst, ...owed.map(Math.abs));
    return null;
  };
  audit(create, { theorem: 'T2', seed: 1, members, leads, scenario, judge });
  return worst;
}

test.each([
  [2, 1 / 2],
  [3, 5 / 6],
  [4, 7 / 6],
])('%i equals: the solved game drives the largest deficit to %f leads, and no further', (members, leads) => {
  expect(gameValue(members)).toBeCloseTo(leads, 12);
  expect(driven(largestDeficitSubject, members)).toBeCloseTo(leads, 6);
  expect(driven(fairShareSubject, members)).toBeLessThanOrEqual(Math.floor(members / 2));
});

test('rules of other products are driven further', () => {
  expect(driven(comparisonSubjects['cal.com shortfall']!, 4)).toBeGreaterThan(7 / 6 + 0.1);
});
