import { sharesOf } from './shares.js';
import type { Ledger, Pool } from './types.js';

/**
 * Takes an assignment out of the draft ledger as if it had never been: every member of the pool gives back what it
 * accrued, and the receiver gets back what it paid. Ages stay. O(count).
 *
 * @param pool - as it was charged: `accrualOf` it is still what was paid
 * @example
 * const ledger = createLedger(2);
 * const pool = { eligible: [0, 1], count: 2, weights: [2, 1], value: 1, unit: 12 };
 * chargeLead(ledger, pool, 0, 1);
 * undoCharge(ledger, pool, 0);
 * ledger.balance; //=> [0, 0]
 */
export function undoCharge(ledger: Ledger, pool: Pool, member: number): void {
  const { increments, total } = sharesOf(pool);
  for (let k = 0; k < pool.count; k++) ledger.balance[pool.eligible[k]!]! -= increments[k]!;
  ledger.balance[member]! += total;
  ledger.received[member]! -= pool.value;
}
