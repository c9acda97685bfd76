import { accrualOf } from './accrual.js';
import { thousandths } from './thousandths.js';
import type { Ledger, Pool } from './types.js';

/**
 * Whether a member may take this lead out of turn, as its owner or because it knows the lead: after paying for it the
 * member's balance must not be below minus `overdraft`. O(count).
 *
 * @param member - member index; need not be eligible
 * @param overdraft - how far ahead of its share the member may get, in thousandths of this lead, 0 or more
 * @example
 * const pool = { eligible: [0, 1], count: 2, weights: [1, 1], value: 1, unit: 12 };
 * const ledger = { balance: [-6, 6], received: [1, 0], lastSeq: [1, 0] };
 * withinOverdraft(ledger, pool, 0, 1000); //=> true
 * withinOverdraft(ledger, pool, 0, 999); //=> false
 */
export function withinOverdraft(ledger: Ledger, pool: Pool, member: number, overdraft: number): boolean {
  const { total, own } = accrualOf(pool, member);
  return ledger.balance[member]! + own - total >= -thousandths(total, overdraft);
}
