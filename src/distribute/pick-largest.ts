import { assert } from '../core/assert.js';
import type { Draw, Ledger, Pick, Shares } from './types.js';

/**
 * Largest deficit first: the eligible member who is owed most once this lead is shared out. For any schedule of
 * eligibility, weights and values nobody is ever off by more than V(n − 1)/2, V the largest lead, and no online rule
 * can promise less (Coppersmith, Nowicki, Paleologo, Tresser & Wu 2011). O(count).
 *
 * @param shares - `sharesOf(draw)`
 */
export function pickLargest(ledger: Ledger, draw: Draw, { increments, total }: Shares): Pick {
  const { balance, lastSeq } = ledger;
  const { eligible, count, tieKey } = draw;
  assert(count > 0, 'a pick needs an eligible member');
  let member = -1;
  let largest = Number.NEGATIVE_INFINITY;
  // of `member`, once it was asked for: in a fresh ledger many tie, and texts are slow to hash
  let key = Number.NaN;
  for (let k = 0; k < count; k++) {
    const candidate = eligible[k]!;
    const owed = balance[candidate]! + increments[k]!;
    if (owed < largest) continue;
    const age = owed > largest ? -1 : lastSeq[candidate]! - lastSeq[member]!;
    const own = age === 0 ? tieKey(candidate) : Number.NaN;
    if (age === 0 && Number.isNaN(key)) key = tieKey(member);
    // as `precedes` has it: where the keys are equal too, the candidate has the larger index
    if (age > 0 || own >= key) continue;
    member = candidate;
    largest = owed;
    key = own;
  }
  return { member, method: count === 1 ? 'sole' : 'deficit', balance: largest, pool: total };
}
