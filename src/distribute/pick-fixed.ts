import { guardedMax } from './accrual.js';
import { type FixedPool, settle } from './fixed-pool.js';
import { dueIn, fullSlot, guardQuota, surelyRoomy } from './guard-quota.js';
import { pickByDeadline } from './pick-by-deadline.js';
import { precedes } from './precedes.js';
import { sharesOf } from './shares.js';
import type { Draw, Pick } from './types.js';

/** Whether the tops of four classes from `group` on are all owed less than `bound` once `leads` are shared out. */
const areBelow = ({ tops, increments }: FixedPool, group: number, leads: number, bound: number): boolean =>
  tops[group]! + leads * increments[group]! < bound &&
  tops[group + 1]! + leads * increments[group + 1]! < bound &&
  tops[group + 2]! + leads * increments[group + 2]! < bound &&
  tops[group + 3]! + leads * increments[group + 3]! < bound;

/** The class whose top is owed most once `leads` are shared out. */
function leadingClass(fixed: FixedPool, draw: Draw, leads: number): number {
  const { ledger, members, starts, increments, tops } = fixed;
  let best = 0;
  let largest = tops[0]! + leads * increments[0]!;
  for (let group = 1; ; group++) {
    while (group + 4 <= tops.length && areBelow(fixed, group, leads, largest)) group += 4;
    if (group === tops.length) return best;
    const owed = tops[group]! + leads * increments[group]!;
    if (owed < largest) continue;
    if (owed === largest && !precedes(ledger, draw, members[starts[group]!]!, members[starts[best]!]!)) continue;
    best = group;
    largest = owed;
  }
}

/** Notes the members of a heap who fall due within `horizon` leads; below one who does not nobody does. */
function collectHeap(fixed: FixedPool, group: number, leads: number, horizon: number, found: number): number {
  const { ledger, members, starts, increments, pool, scratch } = fixed;
  const start = starts[group]!;
  const size = starts[group + 1]! - start;
  const increment = increments[group]!;
  const accrued = leads * increment;
  let due = found;
  for (let at = 0; ; ) {
    const owed = ledger.balance[members[start + at]!]! + accrued;
    if (owed + horizon * increment >= pool) {
      scratch.balance[due] = owed;
      scratch.increment[due] = increment;
      due++;
      if (2 * at + 1 < size) {
        at = 2 * at + 1;
        continue;
      }
    }
    // on to the next subtree: up while there is no sibling to the right
    while (at > 0 && (at % 2 === 0 || at + 1 === size)) at = (at - 1) >> 1;
    if (at === 0) return due;
    at += 1;
  }
}

/** Whether the quota guard has nothing against the leader: no slot is full before the leader is due. */
function isSafe(fixed: FixedPool, best: number, leads: number, owed: number): boolean {
  const { increments, tops, pool, scratch } = fixed;
  const horizon = dueIn(owed, increments[best]!, pool) - 1;
  let due = 0;
  // only the heavier can be due sooner
  for (let group = 0; group < best; group++) {
    if (tops[group]! + (leads + horizon) * increments[group]! < pool) continue;
    due = collectHeap(fixed, group, leads, horizon, due);
  }
  return due === 0 || surelyRoomy(scratch, due, pool) || fullSlot(scratch, due, pool, horizon) < 0;
}

/**
 * Who should get the next lead of a fixed pool: what `pickFairShare` says of the settled ledger. O(weights) in nearly
 * every case, with the quota guard too; O(members) where the guard steps in or deadlines decide, and the ledger is
 * settled then.
 *
 * @param draw - of this lead
 */
export function pickFixed(fixed: FixedPool, draw: Draw): Pick {
  const { ledger, members, starts, increments, tops, pool, served, guarded } = fixed;
  const leads = served.leads + 1;
  const best = leadingClass(fixed, draw, leads);
  const balance = tops[best]! + leads * increments[best]!;
  const leader: Pick = {
    member: members[starts[best]!]!,
    method: draw.count === 1 ? 'sole' : 'deficit',
    balance,
    pool,
  };
  if (!guarded || balance >= pool) return leader;
  if (draw.count <= guardedMax && isSafe(fixed, best, leads, balance)) return leader;
  settle(fixed);
  return (draw.count > guardedMax ? pickByDeadline : guardQuota)(ledger, draw, sharesOf(draw), leader);
}
