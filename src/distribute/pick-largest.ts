import { assert } from '../core/assert.js';
import { share, worthOf } from './accrual.js';
import { precedes } from './precedes.js';
import type { Draw, Ledger, Pick } from './types.js';

/**
 * Largest deficit first: the eligible member who is owed most once this lead is shared out. For any schedule of
 * eligibility, weights and values nobody is ever off by more than V(n − 1)/2, V the largest lead, and no online rule
 * can promise less (Coppersmith, Nowicki, Paleologo, Tresser & Wu 2011). O(count).
 *
 * @param sum - `weightSum(draw)`
 */
export function pickLargest(ledger: Ledger, draw: Draw, sum: number): Pick {
  const { balance } = ledger;
  const { eligible, count, weights } = draw;
  assert(count > 0, 'a pick needs an eligible member');
  const worth = worthOf(draw);
  let member = -1;
  let largest = Number.NEGATIVE_INFINITY;
  let pool = 0;
  let weight = 0;
  let increment = 0;
  for (let k = 0; k < count; k++) {
    const candidate = eligible[k]!;
    if (weights[candidate] !== weight) {
      weight = weights[candidate]!;
      increment = share(worth, weight, sum);
    }
    pool += increment;
    const owed = balance[candidate]! + increment;
    if (owed >= largest && (owed > largest || precedes(ledger, draw, candidate, member))) {
      member = candidate;
      largest = owed;
    }
  }
  return { member, method: count === 1 ? 'sole' : 'deficit', balance: largest, pool };
}
