import { share, weightSum, worthOf } from './accrual.js';
import { precedes } from './precedes.js';
import type { Draw, Ledger } from './types.js';

/** Members of one weight: all accrue alike, so that who of them is next never changes while others are served. */
interface WeightClass {
  readonly increment: number;
  /** Heap of members, the one who is owed most on top. */
  readonly heap: number[];
}

/** A pool that stays as it is, ready for picks in O(weights + log members). */
export interface FixedPool {
  readonly ledger: Ledger;
  readonly draw: Draw;
  readonly classes: readonly WeightClass[];
  readonly pool: number;
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

function siftDown(ledger: Ledger, draw: Draw, heap: number[], start: number): void {
  const member = heap[start]!;
  let at = start;
  for (;;) {
    let child = 2 * at + 1;
    if (child >= heap.length) break;
    if (child + 1 < heap.length && before(ledger, draw, heap[child + 1]!, heap[child]!)) child++;
    if (!before(ledger, draw, heap[child]!, member)) break;
    heap[at] = heap[child]!;
    at = child;
  }
  heap[at] = member;
}

/**
 * Makes a fixed pool ready for many picks of the largest balance: one heap per distinct weight. The same picks as
 * `pickFairShare` with `measure: 'value'`, for as long as `draw` applies. O(members).
 *
 * @param ledger - a draft, which the pool writes to from now on; it is up to date after `settle`
 * @param draw - all leads are alike, and so is `tieKey`: it may depend on the member only
 */
export function createFixedPool(ledger: Ledger, draw: Draw): FixedPool {
  const sum = weightSum(draw);
  const worth = worthOf(draw);
  const heaps = new Map<number, number[]>();
  let pool = 0;
  for (let k = 0; k < draw.count; k++) {
    const member = draw.eligible[k]!;
    const weight = draw.weights[member]!;
    pool += share(worth, weight, sum);
    const heap = heaps.get(weight);
    if (heap === undefined) heaps.set(weight, [member]);
    else heap.push(member);
  }
  const classes = [...heaps].map(([weight, heap]) => {
    for (let at = (heap.length >> 1) - 1; at >= 0; at--) siftDown(ledger, draw, heap, at);
    return { increment: share(worth, weight, sum), heap };
  });
  return { ledger, draw, classes, pool, served: { leads: 0 } };
}

/**
 * Gives the next lead of a fixed pool to the member who is owed most, and charges it. O(weights + log members).
 *
 * @param seq - sequence number of the assignment
 */
export function serveNext(fixed: FixedPool, seq: number): number {
  const { ledger, draw, classes, pool, served } = fixed;
  if (served.leads * pool > unsettledMax) settle(fixed);
  served.leads += 1;
  let best = classes[0]!;
  let largest = Number.NEGATIVE_INFINITY;
  for (const each of classes) {
    const top = each.heap[0]!;
    const owed = ledger.balance[top]! + served.leads * each.increment;
    if (owed > largest || (owed === largest && precedes(ledger, draw, top, best.heap[0]!))) {
      best = each;
      largest = owed;
    }
  }
  const member = best.heap[0]!;
  ledger.balance[member]! -= pool;
  ledger.received[member]! += draw.value;
  ledger.lastSeq[member] = seq;
  siftDown(ledger, draw, best.heap, 0);
  return member;
}

/** Writes what everybody has accrued since the last time into the ledger. O(members). */
export function settle({ ledger, classes, served }: FixedPool): void {
  for (const { increment, heap } of classes) {
    for (const member of heap) ledger.balance[member]! += served.leads * increment;
  }
  served.leads = 0;
}
