import { guardedMax, isCounted } from './accrual.js';
import { guardQuota } from './guard-quota.js';
import { pickByDeadline } from './pick-by-deadline.js';
import { pickLargest } from './pick-largest.js';
import { sharesOf } from './shares.js';
import type { Draw, Ledger, Pick } from './types.js';

/**
 * Who should get the next lead for everybody to get their share of the leads they were eligible for.
 *
 * The largest balance wins, unless the quota guard sees somebody falling a full lead behind (count ledgers of up to
 * 128 eligible members; above that a deadline rule). Proven: less than one lead off while roster, weights and
 * eligibility are stable from a fresh ledger; at most floor(n/2) largest leads off under any schedule; two members
 * with the same history never differ by more than one lead. Ties go to the least recently assigned, then to the
 * smaller `tieKey`.
 *
 * Changes nothing: charge the pick with `chargeLead`. O(count), and nothing but the result is allocated where
 * `draw.scratch` is given.
 *
 * @throws Error when `draw.count` is 0
 * @example
 * const ledger = createLedger(3);
 * const draw = { eligible: [0, 1, 2], count: 3, weights: [2, 1, 1], value: 1, unit: 12, tieKey: (member) => member };
 * pickFairShare(ledger, draw); //=> { member: 0, method: 'deficit', balance: 6, pool: 12 }
 */
export function pickFairShare(ledger: Ledger, draw: Draw): Pick {
  const shares = sharesOf(draw);
  const leader = pickLargest(ledger, draw, shares);
  if (draw.count === 1 || !isCounted(draw) || leader.balance >= leader.pool) return leader;
  return draw.count > guardedMax
    ? pickByDeadline(ledger, draw, shares, leader)
    : guardQuota(ledger, draw, shares, leader);
}
