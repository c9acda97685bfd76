import { assert } from '../core/assert.js';
import { accrue } from './accrual.js';
import { precedes } from './precedes.js';
import type { Draw, Ledger } from './types.js';

interface Batch {
  readonly draws: readonly Draw[];
  /** What each lead costs its receiver. */
  readonly prices: readonly number[];
  /** Who has each lead. */
  readonly receivers: number[];
  readonly balance: number[];
}

/** A way to pass leads on: `member` can take `lead` from `from`. */
interface Hop {
  readonly member: number;
  readonly lead: number;
  readonly from: Hop | null;
}

/** Leads by who has them. */
function byReceiver(receivers: readonly number[]): Map<number, number[]> {
  const leads = new Map<number, number[]>();
  for (const [lead, member] of receivers.entries()) {
    const list = leads.get(member);
    if (list === undefined) leads.set(member, [lead]);
    else list.push(lead);
  }
  return leads;
}

/**
 * Everybody to whom `start` can pass a lead: directly, by each of its leads, since values may differ; and through
 * others who then pass one on, by one shortest way.
 */
function reachable(draws: readonly Draw[], held: ReadonlyMap<number, readonly number[]>, start: number): Hop[] {
  const hops: Hop[] = [{ member: start, lead: -1, from: null }];
  const seen = new Set([start]);
  for (const hop of hops) {
    for (const lead of held.get(hop.member) ?? []) {
      const { eligible, count } = draws[lead]!;
      for (let k = 0; k < count; k++) {
        const member = eligible[k]!;
        if (member === start || (seen.has(member) && hop.member !== start)) continue;
        seen.add(member);
        hops.push({ member, lead, from: hop });
      }
    }
  }
  return hops.slice(1);
}

const square = (value: number): bigint => BigInt(value) * BigInt(value);

/** The leads on the way to `hop`, each with who has it and who would take it. */
function* passes(hop: Hop): Generator<{ readonly lead: number; readonly giver: number; readonly taker: number }> {
  for (let at = hop; at.from !== null; at = at.from) yield { lead: at.lead, giver: at.from.member, taker: at.member };
}

/** Passes the leads on the way to `hop` on, where that leaves the balances more even; whether it did. */
function passOn({ prices, receivers, balance }: Batch, hop: Hop): boolean {
  const changed = new Map<number, number>();
  const add = (member: number, amount: number): void => {
    changed.set(member, (changed.get(member) ?? balance[member]!) + amount);
  };
  for (const { lead, giver, taker } of passes(hop)) {
    add(giver, prices[lead]!);
    add(taker, -prices[lead]!);
  }
  let growth = 0n;
  for (const [member, after] of changed) growth += square(after) - square(balance[member]!);
  if (growth >= 0n) return false;
  for (const [member, after] of changed) balance[member] = after;
  for (const { lead, taker } of passes(hop)) receivers[lead] = taker;
  return true;
}

/** One improvement, from the member who is owed least to the one who is owed most that it can reach. */
function improve(batch: Batch): boolean {
  const { balance, draws } = batch;
  const held = byReceiver(batch.receivers);
  const givers = [...held.keys()].sort((a, b) => balance[a]! - balance[b]! || a - b);
  return givers.some((giver) => {
    const hops = reachable(draws, held, giver).filter(({ member }) => balance[member]! > balance[giver]!);
    return hops
      .sort((a, b) => balance[b.member]! - balance[a.member]! || a.member - b.member)
      .some((hop) => passOn(batch, hop));
  });
}

/** The eligible member with the largest balance as it stands. */
function mostOwed(ledger: Ledger, draw: Draw): number {
  const { balance } = ledger;
  let winner = -1;
  for (let k = 0; k < draw.count; k++) {
    const member = draw.eligible[k]!;
    const lead = winner < 0 ? 1 : balance[member]! - balance[winner]!;
    if (lead > 0 || (lead === 0 && precedes(ledger, draw, member, winner))) winner = member;
  }
  return winner;
}

/**
 * Hands out several leads at once, more evenly than one after the other can be: first each to who is owed most, the
 * dearest lead first; then leads are passed on along chains of eligible members as long as that lowers the sum of
 * squared balances. Leads of equal value from a fresh ledger leave everybody less than one lead off (flow rounding).
 *
 * Changes nothing: charge each lead with `chargeLead`. O(leads · count) per improvement.
 *
 * @param draws - one per lead, in the order they are to be charged
 * @returns who gets each lead, in the order of `draws`
 * @throws Error when a draw has nobody eligible
 * @example
 * const draw = { count: 2, weights: [1, 1, 1], value: 1, unit: 12, tieKey: (member: number) => member };
 * assignBatch(createLedger(3), [{ ...draw, eligible: [0, 1] }, { ...draw, eligible: [0, 2] }]); //=> [0, 2]
 */
export function assignBatch(ledger: Ledger, draws: readonly Draw[]): number[] {
  const scratch: Ledger = { ...ledger, balance: [...ledger.balance], lastSeq: [...ledger.lastSeq] };
  const prices = draws.map((draw) => accrue(scratch, draw));
  const receivers = draws.map(() => -1);
  const { balance } = scratch;
  const order = draws.map((_, lead) => lead).sort((a, b) => prices[b]! - prices[a]! || a - b);
  const newest = Math.max(0, ...ledger.lastSeq);
  for (const [rank, lead] of order.entries()) {
    const member = mostOwed(scratch, draws[lead]!);
    assert(member >= 0, 'a pick needs an eligible member');
    receivers[lead] = member;
    balance[member]! -= prices[lead]!;
    scratch.lastSeq[member] = newest + 1 + rank;
  }
  const batch = { draws, prices, receivers, balance };
  while (improve(batch));
  return receivers;
}
