import { pickLargest } from './pick-largest.js';
import { precedes } from './precedes.js';
import { share, sharesOf } from './shares.js';
import { surprise } from './sticky-rank.js';
import { thousandths } from './thousandths.js';
import type { Draw, Ledger, Pick } from './types.js';

/** The member that a key belongs to: weighted rendezvous, the least −log(hash) / weight, compared without dividing. */
function homeOf(ledger: Ledger, draw: Draw, hashOf: (member: number) => number): number {
  let home = -1;
  let least = 0;
  let weight = 1;
  for (let k = 0; k < draw.count; k++) {
    const member = draw.eligible[k]!;
    const own = surprise(hashOf(member));
    const order = home < 0 ? -1 : own * weight - least * draw.weights[member]!;
    if (order > 0 || (order === 0 && !precedes(ledger, draw, member, home))) continue;
    home = member;
    least = own;
    weight = draw.weights[member]!;
  }
  return home;
}

/**
 * The member that the lead's key belongs to, as long as fairness can afford it: after paying the member is at most
 * `overdraft` ahead of its share, and nobody is owed as much as that, or a full lead where that is more. Needs no memory of keys: every key has its member among
 * those eligible, in proportion to weights; where somebody leaves only that member's keys move, where somebody joins or
 * gains weight only keys that move to it (weighted rendezvous hashing, Thaler & Ravishankar 1998).
 *
 * Proven, with the fair share for the leads that are not kept: under any schedule nobody is ever off by more than
 * max(1, overdraft) · floor(n/2) largest leads.
 *
 * @param hashOf - 32-bit hash of (key, member)
 * @param overdraft - in thousandths of this lead, 0 or more
 * @returns null where another strategy is to pick. O(count).
 * @throws Error when `draw.count` is 0
 * @example
 * const draw = { eligible: [0, 1], count: 2, weights: [1, 1], value: 1, unit: 12, tieKey: (member) => member };
 * pickSticky(createLedger(2), draw, (member) => member, 1000)?.member; //=> 1
 * pickSticky({ ...createLedger(2), balance: [7, -7] }, draw, (member) => member, 1000); //=> null
 */
export function pickSticky(
  ledger: Ledger,
  draw: Draw,
  hashOf: (member: number) => number,
  overdraft: number,
): Pick | null {
  const shares = sharesOf(draw);
  const leader = pickLargest(ledger, draw, shares);
  if (draw.count === 1) return leader;
  const { pool } = leader;
  const ahead = thousandths(pool, overdraft);
  if (leader.balance >= Math.max(pool, ahead)) return null;
  const member = homeOf(ledger, draw, hashOf);
  const balance = ledger.balance[member]! + share(shares.worth, draw.weights[member]!, shares.sum);
  return balance - pool >= -ahead ? { member, method: 'sticky', balance, pool } : null;
}
