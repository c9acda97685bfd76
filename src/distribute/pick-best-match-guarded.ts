import { dueIn, fullSlotWithin, guardQuota } from './guard-quota.js';
import { pickLargest } from './pick-largest.js';
import { precedes } from './precedes.js';
import { share, sharesOf } from './shares.js';
import { thousandths } from './thousandths.js';
import type { Draw, Ledger, Pick, Shares } from './types.js';

/**
 * The best match within the budget that lets nobody fall a full lead behind: `pickBestMatch` under the quota guard. While
 * the pool is stable everybody stays less than one lead off whatever the budget; under any schedule nobody is off by
 * more than (V + θ)·floor(n/2). For count ledgers of up to 128 eligible members.
 *
 * @param scores - match scores indexed by member; higher is better
 * @param budget - θ in thousandths of a lead, 0 or more
 * @throws Error when `draw.count` is 0
 * @example
 * const draw = { eligible: [0, 1], count: 2, weights: [3, 2], value: 1, unit: 60, tieKey: (member) => member };
 * pickBestMatchGuarded(createLedger(2), draw, [10, 20], 500).member; //=> 1
 */
export function pickBestMatchGuarded(ledger: Ledger, draw: Draw, scores: ArrayLike<number>, budget: number): Pick {
  const shares = sharesOf(draw);
  const { sum, worth } = shares;
  const leader = pickLargest(ledger, draw, shares);
  const { pool } = leader;
  if (draw.count === 1 || leader.balance >= pool) return leader;
  const least = Math.max(1, leader.balance - thousandths(pool, budget));
  let horizon = Number.POSITIVE_INFINITY;
  for (;;) {
    const member = bestWithin(ledger, draw, { shares, scores, least, horizon });
    if (member < 0) return guardQuota(ledger, draw, shares, leader);
    const increment = share(worth, draw.weights[member]!, sum);
    const balance = ledger.balance[member]! + increment;
    horizon = fullSlotWithin(ledger, draw, shares, dueIn(balance, increment, pool) - 1, 0);
    if (horizon < 0) return { member, method: 'best_match', balance, pool };
  }
}

interface Limits {
  readonly shares: Shares;
  readonly scores: ArrayLike<number>;
  /** Smallest balance allowed. */
  readonly least: number;
  /** How many leads from now a member must be owed a full lead at the latest. */
  readonly horizon: number;
}

/** The best match among those within the limits; ties by balance, age and key; −1 when there is none. */
function bestWithin(ledger: Ledger, draw: Draw, { shares, scores, least, horizon }: Limits): number {
  const { increments, total } = shares;
  let winner = -1;
  let best = 0;
  let largest = 0;
  for (let k = 0; k < draw.count; k++) {
    const member = draw.eligible[k]!;
    const increment = increments[k]!;
    const balance = ledger.balance[member]! + increment;
    if (balance < least || balance + horizon * increment < total) continue;
    const order = winner < 0 ? 1 : scores[member]! - best || balance - largest;
    if (order < 0 || (order === 0 && !precedes(ledger, draw, member, winner))) continue;
    winner = member;
    best = scores[member]!;
    largest = balance;
  }
  return winner;
}
