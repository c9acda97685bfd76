import type { Ledger, Pool } from './types.js';

/** Largest pool that the quota guard looks at; above it the deadline rule gives the same promise in one pass. */
export const guardedMax = 128;

/** Sum of the weights of the eligible members. */
export function weightSum(pool: Pool): number {
  let sum = 0;
  for (let k = 0; k < pool.count; k++) sum += pool.weights[pool.eligible[k]!]!;
  return sum;
}

/**
 * What a member of weight `weight` accrues, in ledger units, rounded down.
 * The quotient of two safe integers, rounded down, is exact in doubles: the rounding error is smaller than 1/sum.
 */
export const share = (pool: Pool, weight: number, sum: number): number =>
  Math.floor((pool.value * pool.unit * weight) / sum);

/**
 * Shares one lead out among the eligible members (Fagin & Williams 1983, with weights and values) and returns what
 * was shared out, which is what its receiver owes.
 */
export function accrue(ledger: Ledger, pool: Pool): number {
  const { balance } = ledger;
  const { eligible, count, weights } = pool;
  const sum = weightSum(pool);
  let accrued = 0;
  let weight = 0;
  let increment = 0;
  for (let k = 0; k < count; k++) {
    const member = eligible[k]!;
    if (weights[member] !== weight) {
      weight = weights[member]!;
      increment = share(pool, weight, sum);
    }
    balance[member]! += increment;
    accrued += increment;
  }
  return accrued;
}
