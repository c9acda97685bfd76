import type { Pool, Shares } from './types.js';

/** What one lead is worth to the pool before rounding, in ledger units. */
export const worthOf = (pool: Pool): number => pool.value * pool.unit;

/**
 * What a member of weight `weight` accrues of a lead of that `worth`, in ledger units, rounded down. The quotient of
 * two safe integers, rounded down, is exact in doubles: the rounding error is smaller than 1/sum.
 */
export const share = (worth: number, weight: number, sum: number): number => Math.floor((worth * weight) / sum);

/** Sum of the weights of the eligible members. */
export function weightSum({ eligible, count, weights }: Pool): number {
  let sum = 0;
  for (let k = 0; k < count; k++) sum += weights[eligible[k]!]!;
  return sum;
}

/** Room for the shares of a pool. */
export const createShares = (): Shares => ({
  eligible: [],
  weights: [],
  count: 0,
  worth: 0,
  sum: 0,
  total: 0,
  increments: new Float64Array(0),
});

function fill(shares: Shares, pool: Pool, worth: number): void {
  const { eligible, count, weights } = pool;
  if (shares.increments.length < count) shares.increments = new Float64Array(count);
  const { increments } = shares;
  const sum = weightSum(pool);
  let total = 0;
  let weight = 0;
  let increment = 0;
  for (let k = 0; k < count; k++) {
    const own = weights[eligible[k]!]!;
    if (own !== weight) {
      weight = own;
      increment = share(worth, weight, sum);
    }
    increments[k] = increment;
    total += increment;
  }
  shares.eligible = eligible;
  shares.weights = weights;
  shares.count = count;
  shares.worth = worth;
  shares.sum = sum;
  shares.total = total;
}

/**
 * What the members of a pool accrue of one lead. With `pool.scratch` it is worked out once for as long as the same
 * lists come with it, so that a pick and its charge share the work, and so do leads with the same pool: O(1) then, else
 * O(count). Read it before the next call with the same scratch.
 */
export function sharesOf(pool: Pool): Shares {
  const shares = pool.scratch?.shares ?? createShares();
  const worth = worthOf(pool);
  const same =
    shares.eligible === pool.eligible &&
    shares.weights === pool.weights &&
    shares.count === pool.count &&
    shares.worth === worth;
  if (!same) fill(shares, pool, worth);
  return shares;
}
