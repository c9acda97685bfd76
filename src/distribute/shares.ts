import type { Pool, Scratch, Shares } from './types.js';

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

/** Pools that a scratch remembers. */
const rememberedMax = 16;

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

function fill(shares: Shares, pool: Pool, worth: number): Shares {
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
  return shares;
}

const isOf = (shares: Shares, pool: Pool, worth: number): boolean =>
  shares.eligible === pool.eligible &&
  shares.weights === pool.weights &&
  shares.count === pool.count &&
  shares.worth === worth;

/** Room for another pool: that of the one which came first where there are as many as are remembered. */
function roomIn({ known }: Scratch, at: number): Shares {
  if (known.length < rememberedMax) known.push(createShares());
  return known[at]!;
}

/**
 * What the members of a pool accrue of one lead. `pool.scratch` remembers it for some pools, known by their lists, so
 * that a pick and its charge share the work, and so do leads with the same pool: O(1) then, else O(count).
 *
 * @returns to be read before the next call with the same scratch
 */
export function sharesOf(pool: Pool): Shares {
  const worth = worthOf(pool);
  const { scratch } = pool;
  if (scratch === undefined) return fill(createShares(), pool, worth);
  const { known } = scratch;
  const latest = known[scratch.latest];
  if (latest !== undefined && isOf(latest, pool, worth)) return latest;
  for (let at = 0; at < known.length; at++) {
    if (!isOf(known[at]!, pool, worth)) continue;
    scratch.latest = at;
    return known[at]!;
  }
  scratch.newest = scratch.newest + 1 === rememberedMax ? 0 : scratch.newest + 1;
  scratch.latest = scratch.newest;
  return fill(roomIn(scratch, scratch.newest), pool, worth);
}
