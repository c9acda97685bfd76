import { precedes } from './precedes.js';
import type { Draw, Ledger, Pick, Shares } from './types.js';

/**
 * Tijdeman's rule (1980) for large pools: among those who are owed at least 1/(2m − 2) of a lead, the one who must
 * be served soonest to stay within 1 − 1/(2m − 2) of the fair share. Deadlines are whole leads; where they are equal
 * the larger balance wins. The same promise as the quota guard while the pool is stable, in one pass.
 *
 * @param leader - the pick of `pickLargest`, with a balance below `pool`; it wins where nobody is owed enough
 */
export function pickByDeadline(ledger: Ledger, draw: Draw, { increments }: Shares, leader: Pick): Pick {
  const { pool } = leader;
  const scale = 2 * draw.count - 2;
  let winner = -1;
  let largest = 0;
  let soonest = Number.POSITIVE_INFINITY;
  for (let k = 0; k < draw.count; k++) {
    const member = draw.eligible[k]!;
    const increment = increments[k]!;
    const balance = ledger.balance[member]! + increment;
    if (balance * scale < pool) continue;
    const deadline = Math.ceil(((scale - 1) * pool - scale * balance) / (scale * increment));
    if (deadline > soonest || (deadline === soonest && balance < largest)) continue;
    if (deadline === soonest && balance === largest && !precedes(ledger, draw, member, winner)) continue;
    winner = member;
    largest = balance;
    soonest = deadline;
  }
  return winner < 0 ? leader : { member: winner, method: 'deadline', balance: largest, pool };
}
