import { assert } from '../core/assert.js';
import { type FixedPool, settle, siftDown } from './fixed-pool.js';

/** What is not settled yet must stay in the safe integers together with the balances. */
const unsettledMax = 2_251_799_813_685_248;

/**
 * Charges the next lead of a fixed pool to one of its members, as `chargeLead` does. O(log members) for the one picked,
 * O(members of the same weight) for another.
 *
 * @param seq - sequence number of the assignment, above those before
 * @returns what the member paid, in ledger units
 * @throws Error when the member is not one of the pool
 */
export function chargeFixed(fixed: FixedPool, member: number, seq: number): number {
  const { ledger, draw, members, starts, classes, pool, served } = fixed;
  const group = classes[member] ?? 0;
  let place = starts[group]!;
  while (place < starts[group + 1]! && members[place] !== member) place++;
  assert(members[place] === member, 'expected a member of the pool');
  if ((served.leads + 1) * pool > unsettledMax) settle(fixed);
  served.leads += 1;
  ledger.balance[member]! -= pool;
  ledger.received[member]! += draw.value;
  ledger.lastSeq[member] = seq;
  siftDown(fixed, group, place - starts[group]!);
  return pool;
}
