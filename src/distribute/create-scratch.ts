import type { Scratch } from './types.js';

const nothing = /* @__PURE__ */ new Float64Array(0);

/**
 * Memory for `Pool.scratch`, for one ledger or several. It remembers the shares of sixteen pools, in 8 bytes per member,
 * and serves best where it meets them again.
 */
export const createScratch = (): Scratch => ({
  known: [],
  latest: 0,
  newest: -1,
  balance: nothing,
  increment: nothing,
});

/** Room for those who fall due. */
export function withRoom(scratch: Scratch, count: number): Scratch {
  if (scratch.balance.length < count) {
    scratch.balance = new Float64Array(count);
    scratch.increment = new Float64Array(count);
  }
  return scratch;
}
