import type { Ledger } from './types.js';

/**
 * Moves the charge for one lead from one member of the draft ledger to another, as when a lead is reassigned after a
 * breach. Ages (`lastSeq`) stay as they are.
 *
 * @param amount - what `chargeLead` said `from` paid, in ledger units
 * @param value - the lead's value, as it was charged
 * @example
 * const ledger = { balance: [-6, 6], received: [1, 0], lastSeq: [1, 0] };
 * transferCharge(ledger, 0, 1, 12, 1);
 * ledger.balance; //=> [6, -6]
 */
export function transferCharge(ledger: Ledger, from: number, to: number, amount: number, value: number): void {
  ledger.balance[from]! += amount;
  ledger.balance[to]! -= amount;
  ledger.received[from]! -= value;
  ledger.received[to]! += value;
}
