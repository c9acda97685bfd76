import { assert } from '../core/assert.js';
import type { Ledger } from './types.js';

/** `amount · weight / sum`, rounded down, without a product that could leave the safe integers. */
const portion = (amount: number, weight: number, sum: number): number =>
  Math.floor(amount / sum) * weight + Math.floor(((amount % sum) * weight) / sum);

/**
 * Corrects the draft ledger: `member` is owed `amount` more, and everybody else less in proportion to their weights,
 * rounded down; the member gets exactly what the others give, so that the balances go on summing to 0. A negative
 * amount is a debit; posted with the same weights it takes a credit back to the unit. Members without a weight above 0
 * take no part. O(members).
 *
 * @param amount - ledger units, any safe integer
 * @returns what was posted: `amount`, or less than one unit per member nearer to 0; 0 where nobody else has a weight
 * @throws Error when `amount` is not a safe integer
 * @example
 * const ledger = createLedger(3);
 * postCredit(ledger, 0, 12, [1, 2, 1]); //=> 12
 * ledger.balance; //=> [12, -8, -4]
 */
export function postCredit(ledger: Ledger, member: number, amount: number, weights: ArrayLike<number>): number {
  assert(Number.isSafeInteger(amount), 'a credit is a whole number of ledger units');
  const { balance } = ledger;
  const weightOf = (other: number): number => (other === member ? 0 : Math.max(0, weights[other]!));
  let sum = 0;
  for (let other = 0; other < balance.length; other++) sum += weightOf(other);
  if (sum === 0) return 0;
  let posted = 0;
  for (let other = 0; other < balance.length; other++) {
    const part = portion(Math.abs(amount), weightOf(other), sum) * Math.sign(amount);
    balance[other]! -= part;
    posted += part;
  }
  balance[member]! += posted;
  return posted;
}
