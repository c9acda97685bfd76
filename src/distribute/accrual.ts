import type { Ledger, Pool } from './types.js';

/** Largest pool that the quota guard looks at; above it the deadline rule gives the same promise in one pass. */
export const guardedMax = 128;

/** Sum of the weights of the eligible members. */
export function weightSum(pool: Pool): number {
  let sum = 0;
  for (let k = 0; k < pool.count; k++) sum += pool.weights[pool.eligible[k]!]!;
  return sum;
}

/** What one lead is worth to the pool before rounding, in ledger units. */
export const worthOf = (pool: Pool): number => pool.value * pool.unit;

/**
 * What a member of weight `weight` accrues of a lead of that `worth`, in ledger units, rounded down. The quotient of
 * two safe integers, rounded down, is exact in doubles: the rounding error is smaller than 1/sum.
 */
export const share = (worth: number, weight: number, sum: number): number => Math.floor((worth * weight) / sum);

/**
 * Shares one lead out among the eligible members (Fagin & Williams 1983, with weights and values) and returns what
 * was shared out, which is what its receiver owes.
 */
export function accrue(ledger: Ledger, pool: Pool): number {
  const { balance } = ledger;
  const { eligible, count, weights } = pool;
  const sum = weightSum(pool);
  const worth = worthOf(pool);
  let accrued = 0;
  let weight = 0;
  let increment = 0;
  for (let k = 0; k < count; k++) {
    const member = eligible[k]!;
    if (weights[member] !== weight) {
      weight = weights[member]!;
      increment = share(worth, weight, sum);
    }
    balance[member]! += increment;
    accrued += increment;
  }
  return accrued;
}

/** What one lead would make the pool accrue in total, and `member` of that (0 where it is not eligible). */
export function accrualOf(pool: Pool, member: number): { readonly total: number; readonly own: number } {
  const sum = weightSum(pool);
  const worth = worthOf(pool);
  let total = 0;
  let own = 0;
  for (let k = 0; k < pool.count; k++) {
    const increment = share(worth, pool.weights[pool.eligible[k]!]!, sum);
    total += increment;
    if (pool.eligible[k] === member) own = increment;
  }
  return { total, own };
}
