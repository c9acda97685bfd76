import { createShares } from './shares.js';
import type { Scratch } from './types.js';

const nothing = new Float64Array(0);

/**
 * Memory for `Pool.scratch`, for one ledger or several; it grows with the pools that it meets, to 24 bytes per member of
 * the largest. It serves best where it meets the same pool again.
 */
export const createScratch = (): Scratch => ({ shares: createShares(), balance: nothing, increment: nothing });

/** Room for those who fall due. */
export function withRoom(scratch: Scratch, count: number): Scratch {
  if (scratch.balance.length < count) {
    scratch.balance = new Float64Array(count);
    scratch.increment = new Float64Array(count);
  }
  return scratch;
}
