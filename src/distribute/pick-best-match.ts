import { pickLargest } from './pick-largest.js';
import { precedes } from './precedes.js';
import { sharesOf } from './shares.js';
import { thousandths } from './thousandths.js';
import type { Draw, Ledger, Pick } from './types.js';

/**
 * The best match that fairness can afford: the highest score among those whose balance is within `budget` of the
 * largest. Proven for any schedule: nobody is ever off by more than (V + θ)(n − 1)/2, θ the budget in leads, V the
 * largest lead. Ties: the larger balance, then the least recently assigned, then the smaller `tieKey`. O(count).
 *
 * @param scores - match scores indexed by member; higher is better; any finite numbers
 * @param budget - θ in thousandths of this lead, 0 or more; 0 leaves only equal balances to choose from
 * @throws Error when `draw.count` is 0
 * @example
 * const draw = { eligible: [0, 1], count: 2, weights: [3, 2], value: 1, unit: 60, tieKey: (member) => member };
 * pickBestMatch(createLedger(2), draw, [10, 20], 0).member; //=> 0
 * pickBestMatch(createLedger(2), draw, [10, 20], 500).member; //=> 1
 */
export function pickBestMatch(ledger: Ledger, draw: Draw, scores: ArrayLike<number>, budget: number): Pick {
  const shares = sharesOf(draw);
  const leader = pickLargest(ledger, draw, shares);
  if (draw.count === 1) return leader;
  const least = leader.balance - thousandths(leader.pool, budget);
  let { member, balance } = leader;
  for (let k = 0; k < draw.count; k++) {
    const candidate = draw.eligible[k]!;
    const owed = ledger.balance[candidate]! + shares.increments[k]!;
    if (owed < least || candidate === member) continue;
    const gain = scores[candidate]! - scores[member]!;
    if (gain < 0 || (gain === 0 && owed < balance)) continue;
    if (gain === 0 && owed === balance && !precedes(ledger, draw, candidate, member)) continue;
    member = candidate;
    balance = owed;
  }
  return { member, method: 'best_match', balance, pool: leader.pool };
}
