import { assert } from '../core/assert.js';
import { precedes } from './precedes.js';
import { share, sharesOf, weightSum, worthOf } from './shares.js';
import type { Draw, Ledger, Pick, Pool } from './types.js';

/**
 * What happens to the share of who is away: nothing accrues (`none`), as much as `leadsMax` leads (`capped`), or all
 * of it (`full`), to be made up for on return.
 */
export type MakeUp =
  | { readonly type: 'none' }
  | { readonly type: 'capped'; readonly leadsMax: number }
  | { readonly type: 'full' };

/** Whether the member's balance stays within the cap if it accrues of this lead. */
function hasRoom(ledger: Ledger, pool: Pool, sum: number, member: number, makeUp: MakeUp): boolean {
  if (makeUp.type !== 'capped') return makeUp.type === 'full';
  const weight = pool.weights[member]!;
  return ledger.balance[member]! + share(worthOf(pool), weight, sum + weight) <= makeUp.leadsMax * pool.unit;
}

/**
 * Who accrues of this lead: the eligible, and those of the absent whose absence is to be made up for. Absent means
 * unavailable for now (leave, shift); who is ineligible for the lead has no claim to it and does not belong here.
 *
 * @param absent - member indexes, none of them eligible
 * @returns `draw` itself where nobody is added; charge the lead to this pool
 * @example
 * const ledger = createLedger(3);
 * const draw = { eligible: [0, 1], count: 2, weights: [1, 1, 1], value: 1, unit: 12, tieKey: (member) => member };
 * accruingPool(ledger, draw, [2], { type: 'none' }).count; //=> 2
 * accruingPool(ledger, draw, [2], { type: 'capped', leadsMax: 1 }).count; //=> 3
 */
export function accruingPool(ledger: Ledger, draw: Draw, absent: readonly number[], makeUp: MakeUp): Pool {
  const sum = weightSum(draw);
  const added = absent.filter((member) => hasRoom(ledger, draw, sum, member, makeUp));
  if (added.length === 0) return draw;
  const eligible = [...Array.from(draw.eligible).slice(0, draw.count), ...added].sort((a, b) => a - b);
  return { eligible, count: eligible.length, weights: draw.weights, value: draw.value, unit: draw.unit };
}

/**
 * The eligible member who is owed most, where more members than the eligible accrue. How far anybody can get ahead is
 * bounded only by what the make-up allows. O(count).
 *
 * @param accruing - from `accruingPool`
 * @throws Error when `draw.count` is 0
 */
export function pickWithMakeUp(ledger: Ledger, draw: Draw, accruing: Pool): Pick {
  assert(draw.count > 0, 'a pick needs an eligible member');
  const { sum, worth, total } = sharesOf(accruing);
  let member = -1;
  let balance = 0;
  for (let k = 0; k < draw.count; k++) {
    const candidate = draw.eligible[k]!;
    const owed = ledger.balance[candidate]! + share(worth, draw.weights[candidate]!, sum);
    if (member >= 0 && (owed < balance || (owed === balance && !precedes(ledger, draw, candidate, member)))) continue;
    member = candidate;
    balance = owed;
  }
  return { member, method: draw.count === 1 ? 'sole' : 'deficit', balance, pool: total };
}
