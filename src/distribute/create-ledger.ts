import type { Ledger } from './types.js';

/**
 * A fresh ledger: nobody is owed anything, nobody has received anything.
 *
 * @example
 * createLedger(2); //=> { balance: [0, 0], received: [0, 0], lastSeq: [0, 0] }
 */
export const createLedger = (members: number): Ledger => ({
  // balances soon leave the small integers: an array that has held a fraction need not be converted in every first draft
  balance: new Array<number>(members).fill(0.5).fill(0),
  received: new Array<number>(members).fill(0),
  lastSeq: new Array<number>(members).fill(0),
});
