import { assert } from '../core/assert.js';
import { guardedMax } from './accrual.js';
import { createScratch, withRoom } from './create-scratch.js';
import { dueIn, fullSlot, guardQuota, surelyRoomy } from './guard-quota.js';
import { pickByDeadline } from './pick-by-deadline.js';
import { precedes } from './precedes.js';
import { share, sharesOf, weightSum, worthOf } from './shares.js';
import type { Draw, Ledger, Pick, Scratch } from './types.js';

/**
 * A pool that stays as it is, ready for picks in O(weights + log members). Members of one weight accrue alike, so that
 * who of them is next never changes while others are served: they form a heap, the one who is owed most on top.
 */
export interface FixedPool {
  readonly ledger: Ledger;
  readonly draw: Draw;
  readonly scratch: Scratch;
  /** Whether the quota guard applies: leads are counted. */
  readonly guarded: boolean;
  readonly sum: number;
  /** What a lead costs. */
  readonly pool: number;
  /** The heaps, one after another, the largest weight first; class `c` lies from `starts[c]` to `starts[c + 1]`. */
  readonly members: Int32Array;
  readonly starts: Int32Array;
  /** By class: what its members accrue of a lead, and the balance of its top as the ledger has it. */
  readonly increments: Float64Array;
  readonly tops: Float64Array;
  /** Leads handed out, which nobody in the heaps has accrued of yet. */
  readonly served: { leads: number };
}

/** What is not settled yet must stay in the safe integers together with the balances. */
const unsettledMax = 2_251_799_813_685_248;

/** Whether `a` is before `b`: both are in the same class, so that what they have yet to accrue cancels out. */
const before = (ledger: Ledger, draw: Draw, a: number, b: number): boolean => {
  const owed = ledger.balance[a]! - ledger.balance[b]!;
  return owed === 0 ? precedes(ledger, draw, a, b) : owed > 0;
};

/** Moves the member at place `at` of a heap down to where it belongs. */
function siftDown({ ledger, draw, members }: FixedPool, start: number, size: number, from: number): void {
  const member = members[start + from]!;
  let at = from;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= size) break;
    if (child + 1 < size && before(ledger, draw, members[start + child + 1]!, members[start + child]!)) child++;
    if (!before(ledger, draw, members[start + child]!, member)) break;
    members[start + at] = members[start + child]!;
    at = child;
  }
  members[start + at] = member;
}

const refreshTop = ({ ledger, members, starts, tops }: FixedPool, group: number): void => {
  tops[group] = ledger.balance[members[starts[group]!]!]!;
};

/**
 * Makes a fixed pool ready for many picks, for as long as `draw` applies: the same ones as those of `pickFairShare`.
 * O(members · log members).
 *
 * @param ledger - a draft, which the pool writes to from now on; it is up to date after `settle`
 * @param draw - all leads are alike, and so is `tieKey`: it may depend on the member only
 * @throws Error when nobody is eligible
 * @example
 * const ledger = createLedger(2);
 * const draw = { eligible: [0, 1], count: 2, weights: [1, 2], value: 1, unit: 12, tieKey: (member: number) => member };
 * const fixed = createFixedPool(ledger, draw);
 * [1, 2, 3].map((seq) => serveNext(fixed, seq)); //=> [1, 0, 1]
 */
export function createFixedPool(ledger: Ledger, draw: Draw): FixedPool {
  assert(draw.count > 0, 'a pick needs an eligible member');
  const { weights, eligible, count, measure } = draw;
  const sum = weightSum(draw);
  const members = Int32Array.from({ length: count }, (_, k) => eligible[k]!);
  members.sort((a, b) => weights[b]! - weights[a]! || a - b);
  const starts = Array.from(members.keys()).filter((k) => weights[members[k]!] !== weights[members[k - 1] ?? -1]);
  const increments = Float64Array.from(starts, (start) => share(worthOf(draw), weights[members[start]!]!, sum));
  const fixed: FixedPool = {
    ledger,
    draw,
    scratch: withRoom(draw.scratch ?? createScratch(), count),
    guarded: (measure ?? (draw.value === 1 ? 'count' : 'value')) === 'count' && count > 1,
    sum,
    pool: members.reduce((total, member) => total + share(worthOf(draw), weights[member]!, sum), 0),
    members,
    starts: Int32Array.from([...starts, count]),
    increments,
    tops: new Float64Array(starts.length),
    served: { leads: 0 },
  };
  for (const [group, start] of starts.entries()) {
    const size = fixed.starts[group + 1]! - start;
    for (let at = (size >> 1) - 1; at >= 0; at--) siftDown(fixed, start, size, at);
    refreshTop(fixed, group);
  }
  return fixed;
}

/** The class whose top is owed most once `leads` more are shared out. */
function leadingClass({ ledger, draw, members, starts, increments, tops }: FixedPool, leads: number): number {
  let best = 0;
  let largest = tops[0]! + leads * increments[0]!;
  for (let group = 1; group < tops.length; group++) {
    const owed = tops[group]! + leads * increments[group]!;
    if (owed < largest) continue;
    if (owed === largest && !precedes(ledger, draw, members[starts[group]!]!, members[starts[best]!]!)) continue;
    best = group;
    largest = owed;
  }
  return best;
}

/** Notes the members of a heap who fall due within `horizon` leads; below one who does not nobody does. */
function collectHeap(fixed: FixedPool, group: number, horizon: number, found: number): number {
  const { ledger, members, starts, increments, pool, served, scratch } = fixed;
  const start = starts[group]!;
  const size = starts[group + 1]! - start;
  const increment = increments[group]!;
  const accrued = served.leads * increment;
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
function isSafe(fixed: FixedPool, best: number, owed: number): boolean {
  const { increments, tops, pool, served, scratch } = fixed;
  const horizon = dueIn(owed, increments[best]!, pool) - 1;
  let due = 0;
  // only the heavier can be due sooner
  for (let group = 0; group < best; group++) {
    const increment = increments[group]!;
    if (tops[group]! + (served.leads + horizon) * increment < pool) continue;
    due = collectHeap(fixed, group, horizon, due);
  }
  return due === 0 || surelyRoomy(scratch, due, pool) || fullSlot(scratch, due, pool, horizon) < 0;
}

/** Takes the slow way for a lead that its leader must not have, or that deadlines decide: who is to have it. */
function pickInstead(fixed: FixedPool, leader: Pick): number {
  const { ledger, draw, served } = fixed;
  served.leads -= 1;
  settle(fixed);
  const { member } = (draw.count > guardedMax ? pickByDeadline : guardQuota)(ledger, draw, sharesOf(draw), leader);
  served.leads = 1;
  return member;
}

/** Charges the lead to the member at a place, and puts it where it now belongs in its heap. */
function charge(fixed: FixedPool, place: number, group: number, seq: number): void {
  const { ledger, draw, members, starts, pool } = fixed;
  const member = members[place]!;
  ledger.balance[member]! -= pool;
  ledger.received[member]! += draw.value;
  ledger.lastSeq[member] = seq;
  const start = starts[group]!;
  siftDown(fixed, start, starts[group + 1]! - start, place - start);
  refreshTop(fixed, group);
}

/**
 * Gives the next lead of a fixed pool to whom `pickFairShare` would give it, and charges it. O(weights + log members)
 * in nearly every case, with the quota guard too; O(members) where the guard steps in or deadlines decide.
 *
 * @param seq - sequence number of the assignment
 * @returns the member
 */
export function serveNext(fixed: FixedPool, seq: number): number {
  const { members, starts, increments, tops, pool, served, guarded, draw } = fixed;
  if (served.leads * pool > unsettledMax) settle(fixed);
  served.leads += 1;
  const best = leadingClass(fixed, served.leads);
  const place = starts[best]!;
  const member = members[place]!;
  const balance = tops[best]! + served.leads * increments[best]!;
  const safe =
    !guarded || balance >= pool || (draw.count <= guardedMax && (balance <= 0 || isSafe(fixed, best, balance)));
  if (safe) {
    charge(fixed, place, best, seq);
    return member;
  }
  const other = pickInstead(fixed, { member, method: 'deficit', balance, pool });
  const at = members.indexOf(other);
  charge(fixed, at, starts.findIndex((start) => start > at) - 1, seq);
  return other;
}

/** Writes what everybody has accrued since the last time into the ledger. O(members). */
export function settle(fixed: FixedPool): void {
  const { ledger, members, starts, increments, served } = fixed;
  for (let group = 0; group < increments.length; group++) {
    const accrued = served.leads * increments[group]!;
    for (let place = starts[group]!; place < starts[group + 1]!; place++) ledger.balance[members[place]!]! += accrued;
    refreshTop(fixed, group);
  }
  served.leads = 0;
}
