import { assert } from '../core/assert.js';
import { isCounted } from './accrual.js';
import { createScratch, withRoom } from './create-scratch.js';
import { precedes } from './precedes.js';
import { share, sharesOf } from './shares.js';
import type { Draw, Ledger, Pool, Scratch } from './types.js';

/**
 * A pool that stays as it is, ready for picks in O(weights) and charges in O(log members). Members of one weight accrue
 * alike, so that who of them is next never changes while others are served: they form a heap, the one who is owed most
 * on top. What everybody accrues is only counted, and written into the ledger by `settle`.
 */
export interface FixedPool {
  readonly ledger: Ledger;
  readonly draw: Draw;
  readonly scratch: Scratch;
  /** Whether the quota guard applies: leads are counted. */
  readonly guarded: boolean;
  /** What a lead costs. */
  readonly pool: number;
  /** The heaps, one after another, the largest weight first; class `c` lies from `starts[c]` to `starts[c + 1]`. */
  readonly members: Int32Array;
  readonly starts: Int32Array;
  /** The class of each member, by member. */
  readonly classes: Int32Array;
  /** By class: what its members accrue of a lead, and the balance of its top as the ledger has it. */
  readonly increments: Float64Array;
  readonly tops: Float64Array;
  /** Leads handed out, which nobody in the heaps has accrued of yet. */
  readonly served: { leads: number };
}

/** Whether `a` is before `b`: both are in the same class, so that what they have yet to accrue cancels out. */
const before = (ledger: Ledger, draw: Draw, a: number, b: number): boolean => {
  const owed = ledger.balance[a]! - ledger.balance[b]!;
  return owed === 0 ? precedes(ledger, draw, a, b) : owed > 0;
};

/**
 * Moves the member at place `from` of the heap of class `group` down to where it belongs. Who has just been served
 * belongs near the bottom, so that the way is taken to its end, and then back up (Wegener 1993).
 */
export function siftDown({ ledger, draw, members, starts, tops }: FixedPool, group: number, from: number): void {
  const start = starts[group]!;
  const size = starts[group + 1]! - start;
  const member = members[start + from]!;
  let at = from;
  for (let child = 2 * at + 1; child < size; child = 2 * at + 1) {
    if (child + 1 < size && before(ledger, draw, members[start + child + 1]!, members[start + child]!)) child++;
    members[start + at] = members[start + child]!;
    at = child;
  }
  for (let parent = (at - 1) >> 1; at > from; parent = (at - 1) >> 1) {
    if (!before(ledger, draw, member, members[start + parent]!)) break;
    members[start + at] = members[start + parent]!;
    at = parent;
  }
  members[start + at] = member;
  tops[group] = ledger.balance[members[start]!]!;
}

/**
 * Whether no two of the same weight were last served at the same time. Then age settles the ties within a heap, and goes
 * on doing so: they ask for the `tieKey` of no lead.
 */
export function agesDiffer({ lastSeq }: Ledger, { eligible, count, weights }: Pool): boolean {
  const ages = new Set<string>();
  for (let k = 0; k < count; k++) ages.add(`${weights[eligible[k]!]} ${lastSeq[eligible[k]!]}`);
  return ages.size === count;
}

/**
 * Makes a fixed pool ready for many picks, for as long as `draw` applies. O(members · log members).
 *
 * @param ledger - a draft, which the pool writes to from now on; it is up to date after `settle`
 * @param draw - of one of the leads, which are all alike; unless `agesDiffer`, the `tieKey` must be the same for all
 * @throws Error when nobody is eligible
 * @example
 * const ledger = createLedger(2);
 * const draw = { eligible: [0, 1], count: 2, weights: [1, 2], value: 1, unit: 12, tieKey: (member: number) => member };
 * const fixed = createFixedPool(ledger, draw);
 * const next = (seq: number): number => {
 *   const { member } = pickFixed(fixed, draw);
 *   chargeFixed(fixed, member, seq);
 *   return member;
 * };
 * [1, 2, 3].map(next); //=> [1, 0, 1]
 */
export function createFixedPool(ledger: Ledger, draw: Draw): FixedPool {
  assert(draw.count > 0, 'a pick needs an eligible member');
  const { weights, eligible, count } = draw;
  const { sum, worth, total } = sharesOf(draw);
  const members = Int32Array.from({ length: count }, (_, k) => eligible[k]!);
  const classes = new Int32Array(members[count - 1]! + 1);
  members.sort((a, b) => weights[b]! - weights[a]!);
  const starts: number[] = [];
  let weight = 0;
  for (const [place, member] of members.entries()) {
    if (weights[member] !== weight) starts.push(place);
    weight = weights[member]!;
    classes[member] = starts.length - 1;
  }
  const fixed: FixedPool = {
    ledger,
    draw,
    scratch: withRoom(draw.scratch ?? createScratch(), count),
    guarded: isCounted(draw),
    pool: total,
    members,
    starts: Int32Array.from([...starts, count]),
    classes,
    increments: Float64Array.from(starts, (start) => share(worth, weights[members[start]!]!, sum)),
    tops: new Float64Array(starts.length),
    served: { leads: 0 },
  };
  for (const [group, start] of starts.entries()) {
    for (let at = (fixed.starts[group + 1]! - start) >> 1; at >= 0; at--) siftDown(fixed, group, at);
  }
  return fixed;
}

/** Writes what everybody has accrued since the last time into the ledger. O(members). */
export function settle({ ledger: { balance }, members, starts, increments, tops, served }: FixedPool): void {
  if (served.leads === 0) return;
  for (let group = 0; group < increments.length; group++) {
    const accrued = served.leads * increments[group]!;
    for (let place = starts[group]!; place < starts[group + 1]!; place++) balance[members[place]!]! += accrued;
    tops[group]! += accrued;
  }
  served.leads = 0;
}
