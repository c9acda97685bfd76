import { assert } from '../core/assert.js';
import { precedes } from './precedes.js';
import { share, weightSum, worthOf } from './shares.js';
import type { Draw, Ledger, Pick } from './types.js';

/** One ledger's part of a decision. */
export interface LedgerPart {
  readonly ledger: Ledger;
  /** The lead in the measure of this ledger. All parts have the same eligible members. */
  readonly draw: Draw;
  /** λ: how much this ledger matters, a positive integer. */
  readonly importance: number;
}

/** The exact value of Σ λ·v·x for one member: a number where that is exact, else a BigInt. Both order alike. */
type Key = number | bigint;

function keyOf(parts: readonly LedgerPart[], factors: readonly number[], sums: readonly number[], member: number): Key {
  let key = 0;
  let size = 0;
  for (let g = 0; g < parts.length; g++) {
    const { ledger, draw } = parts[g]!;
    const term = factors[g]! * (ledger.balance[member]! + share(worthOf(draw), draw.weights[member]!, sums[g]!));
    key += term;
    size += Math.abs(term);
  }
  return size <= Number.MAX_SAFE_INTEGER ? key : exactKey(parts, factors, sums, member);
}

const exactKey = (
  parts: readonly LedgerPart[],
  factors: readonly number[],
  sums: readonly number[],
  member: number,
): bigint =>
  parts.reduce((key, { ledger, draw }, g) => {
    const owed = ledger.balance[member]! + share(worthOf(draw), draw.weights[member]!, sums[g]!);
    return key + BigInt(factors[g]!) * BigInt(owed);
  }, 0n);

/**
 * Fair by several measures at once: overall and within a tier, by count and by value. The member with the largest
 * Σ λ·v·x wins, x being its balance in each ledger with this lead's share, v the lead's value there: the steepest
 * descent of Σ λ·balance², so that with every lead the weighted sum of squares grows by at most Σ λ·v²(1 − Σp²).
 * Ties: the larger balance in the first ledger, then the least recently assigned there, then the smaller `tieKey`.
 *
 * Charge every ledger with its own draw afterwards. Keys are exact integers of any size. O(count · parts).
 *
 * @param parts - at least one; the units must divide each other, as those of `ledgerUnit` do
 * @returns the pick, with balance and price in the first ledger
 * @throws Error when there are no parts, nobody is eligible, or λ·v is not a safe integer
 * @example
 * // Ann is owed more overall, but Bob is owed more of these enterprise leads.
 * const draw = { eligible: [0, 1], count: 2, weights: [1, 1], value: 1, unit: 12, tieKey: (member) => member };
 * const overall = { balance: [2, -2], received: [3, 4], lastSeq: [6, 7] };
 * const enterprise = { balance: [-6, 6], received: [2, 1], lastSeq: [6, 3] };
 * const parts = [overall, enterprise].map((ledger) => ({ ledger, draw, importance: 1 }));
 * pickByLedgers(parts).member; //=> 1
 */
export function pickByLedgers(parts: readonly LedgerPart[]): Pick {
  assert(parts.length > 0 && parts[0]!.draw.count > 0, 'a pick needs a ledger and an eligible member');
  const { ledger, draw } = parts[0]!;
  const finest = Math.max(...parts.map((part) => part.draw.unit));
  const factors = parts.map((part) => part.importance * part.draw.value * (finest / part.draw.unit));
  assert(factors.every(Number.isSafeInteger), 'importance times value must be a safe integer, and units divide');
  const sums = parts.map((part) => weightSum(part.draw));
  let member = -1;
  let largest: Key = 0;
  let balance = 0;
  let pool = 0;
  for (let k = 0; k < draw.count; k++) {
    const candidate = draw.eligible[k]!;
    const increment = share(worthOf(draw), draw.weights[candidate]!, sums[0]!);
    const owed = ledger.balance[candidate]! + increment;
    const key = keyOf(parts, factors, sums, candidate);
    pool += increment;
    const order = member < 0 || key > largest ? 1 : key < largest ? -1 : owed - balance;
    if (order < 0 || (order === 0 && !precedes(ledger, draw, candidate, member))) continue;
    member = candidate;
    largest = key;
    balance = owed;
  }
  return { member, method: draw.count === 1 ? 'sole' : 'ledgers', balance, pool };
}
