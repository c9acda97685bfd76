import { sharesOf } from './shares.js';
import type { Draw, Ledger, Pool } from './types.js';

/** Largest pool that the quota guard looks at; above it the deadline rule gives the same promise in one pass. */
export const guardedMax = 128;

/** Whether a draw's ledger counts leads, so that the quota guard, or the deadline rule, has a say. */
export const isCounted = ({ measure, value }: Draw): boolean =>
  measure === undefined ? value === 1 : measure === 'count';

/**
 * Shares one lead out among the eligible members (Fagin & Williams 1983, with weights and values) and returns what
 * was shared out, which is what its receiver owes.
 */
export function accrue({ balance }: Ledger, pool: Pool): number {
  const { increments, total } = sharesOf(pool);
  const { eligible, count } = pool;
  for (let k = 0; k < count; k++) balance[eligible[k]!]! += increments[k]!;
  return total;
}

/** What one lead would make the pool accrue in total, and `member` of that (0 where it is not eligible). */
export function accrualOf(pool: Pool, member: number): { readonly total: number; readonly own: number } {
  const { increments, total } = sharesOf(pool);
  let own = 0;
  for (let k = 0; k < pool.count; k++) if (pool.eligible[k] === member) own = increments[k]!;
  return { total, own };
}
