import { assert } from '../core/assert.js';
import { precedes } from './precedes.js';
import type { Draw, Ledger, Pick, Shares } from './types.js';

/**
 * Largest deficit first: the eligible member who is owed most once this lead is shared out. For any schedule of
 * eligibility, weights and values nobody is ever off by more than V(n − 1)/2, V the largest lead, and no online rule
 * can promise less (Coppersmith, Nowicki, Paleologo, Tresser & Wu 2011). O(count).
 *
 * @param shares - `sharesOf(draw)`
 */
export function pickLargest(ledger: Ledger, draw: Draw, { increments, total }: Shares): Pick {
  const { balance } = ledger;
  const { eligible, count } = draw;
  assert(count > 0, 'a pick needs an eligible member');
  let member = -1;
  let largest = Number.NEGATIVE_INFINITY;
  for (let k = 0; k < count; k++) {
    const candidate = eligible[k]!;
    const owed = balance[candidate]! + increments[k]!;
    if (owed >= largest && (owed > largest || precedes(ledger, draw, candidate, member))) {
      member = candidate;
      largest = owed;
    }
  }
  return { member, method: count === 1 ? 'sole' : 'deficit', balance: largest, pool: total };
}
