import { assert } from '../core/assert.js';
import { precedes } from './precedes.js';
import { sharesOf } from './shares.js';
import type { Draw, Ledger, Load, Pick } from './types.js';

/** Below 0: `a` would be the less loaded of the two with the new lead. Compared as fractions, without dividing. */
function compareLoad(load: Load, a: number, b: number): number {
  const loadA = load.open[a]! + load.units;
  const loadB = load.open[b]! + load.units;
  const capacityA = load.capacity[a]!;
  const capacityB = load.capacity[b]!;
  if (capacityA === capacityB) return loadA - loadB;
  if (capacityA === Number.POSITIVE_INFINITY || capacityB === 0) return -1;
  if (capacityB === Number.POSITIVE_INFINITY || capacityA === 0) return 1;
  return loadA * capacityB - loadB * capacityA;
}

/**
 * The eligible member with the smallest (open + units) / capacity. Ties: the larger fair-share balance, then the least
 * recently assigned, then the smaller `tieKey`.
 *
 * Members with unlimited capacity (`Infinity`) come before all others, the one with the least open work first; members
 * without any (0) come last. Balances workloads; it does not keep shares fair, and should not be called that. O(count).
 *
 * @throws Error when `draw.count` is 0
 * @example
 * const draw = { eligible: [0, 1], count: 2, weights: [1, 1], value: 1, unit: 2, tieKey: (member) => member };
 * pickLeastLoaded(createLedger(2), draw, { open: [3, 2], capacity: [10, 5], units: 1 }).member; //=> 0
 */
export function pickLeastLoaded(ledger: Ledger, draw: Draw, load: Load): Pick {
  assert(draw.count > 0, 'a pick needs an eligible member');
  const { increments, total } = sharesOf(draw);
  let winner = -1;
  let largest = 0;
  for (let k = 0; k < draw.count; k++) {
    const member = draw.eligible[k]!;
    const balance = ledger.balance[member]! + increments[k]!;
    const order = winner < 0 ? -1 : compareLoad(load, member, winner);
    if (order > 0 || (order === 0 && balance < largest)) continue;
    if (order === 0 && balance === largest && !precedes(ledger, draw, member, winner)) continue;
    winner = member;
    largest = balance;
  }
  return { member: winner, method: draw.count === 1 ? 'sole' : 'least_load', balance: largest, pool: total };
}
