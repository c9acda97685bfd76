import { firstBy } from './first-by.js';
import type { Preset } from './types.js';

/**
 * Smooth weighted round robin: everybody eligible gains its weight, the largest wins and loses the sum of the eligible
 * weights. The same as largest deficit first while the pool is fixed; where eligibility differs from lead to lead, each
 * lead counts by the sum of its pool's weights, and shares drift without end. Source: nginx, commit 52327e062 (2012).
 */
export const smoothWrr: Preset<{ readonly current: number[] }> = {
  id: 'nginx smooth WRR',
  start: (members) => ({ current: new Array<number>(members).fill(0) }),
  pick: ({ current }, { eligible, weights }) => firstBy(eligible, (member) => -(current[member]! + weights[member]!)),
  charge: ({ current }, { eligible, weights }, member) => {
    for (const each of eligible) {
      current[each]! += weights[each]!;
      current[member]! -= weights[each]!;
    }
  },
};
