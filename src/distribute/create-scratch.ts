import { guardedMax } from './accrual.js';
import type { Scratch } from './types.js';

/** Memory for `Draw.scratch`, enough for any pool: 2 KiB. One is enough for all ledgers of a router's draft. */
export const createScratch = (): Scratch => ({
  balance: new Float64Array(guardedMax),
  increment: new Float64Array(guardedMax),
});
