import { accrue } from './accrual.js';
import type { Ledger, Pool } from './types.js';

/**
 * Writes one assignment into the draft ledger: every eligible member accrues its share of the lead, rounded down, and
 * the receiver pays exactly what was accrued, so that the balances go on summing to 0. Where the receiver is the only
 * eligible member no balance changes; what it received is recorded all the same. O(count).
 *
 * @param member - the receiver, usually but not necessarily one of the eligible
 * @param seq - sequence number of the assignment, above 0
 * @returns what the receiver paid, in ledger units: keep it to be able to move or undo the charge
 * @example
 * const ledger = createLedger(2);
 * chargeLead(ledger, { eligible: [0, 1], count: 2, weights: [2, 1], value: 1, unit: 12 }, 0, 1); //=> 12
 * ledger.balance; //=> [-4, 4]
 */
export function chargeLead(ledger: Ledger, pool: Pool, member: number, seq: number): number {
  const paid = accrue(ledger, pool);
  ledger.balance[member]! -= paid;
  ledger.received[member]! += pool.value;
  ledger.lastSeq[member] = seq;
  return paid;
}
