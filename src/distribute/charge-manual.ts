import { chargeLead } from './charge-lead.js';
import type { Ledger, Pool } from './types.js';

/** Everybody of the ledger who has a weight. */
function everybody(ledger: Ledger, pool: Pool): Pool {
  const eligible: number[] = [];
  for (let member = 0; member < ledger.balance.length; member++) {
    if (pool.weights[member]! > 0) eligible.push(member);
  }
  return { ...pool, eligible, count: eligible.length };
}

/**
 * Writes an assignment that nobody picked, by hand or to an owner, into the draft ledger: those who were eligible
 * accrue their shares and the receiver pays them, whether or not it was one of them. Where nobody was eligible the
 * shares go to all members with a weight above 0. O(count), or O(members) where nobody was.
 *
 * @returns what the receiver paid, in ledger units
 * @example
 * const ledger = createLedger(3);
 * chargeManual(ledger, { eligible: [0, 1], count: 2, weights: [1, 1, 1], value: 1, unit: 12 }, 2, 1); //=> 12
 * ledger.balance; //=> [6, 6, -12]
 */
export const chargeManual = (ledger: Ledger, pool: Pool, member: number, seq: number): number =>
  chargeLead(ledger, pool.count === 0 ? everybody(ledger, pool) : pool, member, seq);
