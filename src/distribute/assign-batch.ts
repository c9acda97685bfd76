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
  /** How many members are eligible for any of the leads. */
  readonly size: number;
  readonly kinds: readonly number[];
  /** Leads by who has them, in order. */
  readonly owned: Map<number, number[]>;
  /** What `firstsOf` has found, until it changes. */
  readonly firsts: Map<number, readonly number[]>;
}

/** A way to pass leads on: `member` can take `lead` from `from`. */
interface Hop {
  readonly member: number;
  readonly lead: number;
  readonly from: Hop | null;
}

/** A number per lead, the same for leads that are alike: they share one list of the eligible, and cost the same. */
function kindsOf(draws: readonly Draw[], prices: readonly number[]): readonly number[] {
  const kinds = new Map<Draw['eligible'], Map<string, number>>();
  let count = 0;
  return draws.map(({ eligible, count: size }, lead) => {
    const alike = kinds.get(eligible) ?? new Map<string, number>();
    kinds.set(eligible, alike);
    const key = `${size} ${prices[lead]}`;
    const kind = alike.get(key) ?? count++;
    alike.set(key, kind);
    return kind;
  });
}

/** Leads by who has them, in order. */
function byReceiver(receivers: readonly number[]): Map<number, number[]> {
  const leads = new Map<number, number[]>();
  for (const [lead, member] of receivers.entries()) {
    const list = leads.get(member);
    if (list === undefined) leads.set(member, [lead]);
    else list.push(lead);
  }
  return leads;
}

/** Of the leads that a member has, the first of each kind. */
function firstsOf({ owned, firsts, kinds }: Batch, member: number): readonly number[] {
  const known = firsts.get(member);
  if (known !== undefined) return known;
  const seen = new Set<number>();
  const leads = (owned.get(member) ?? []).filter((lead) => !seen.has(kinds[lead]!) && seen.add(kinds[lead]!));
  firsts.set(member, leads);
  return leads;
}

function move({ receivers, owned, firsts }: Batch, lead: number, giver: number, taker: number): void {
  receivers[lead] = taker;
  owned.set(
    giver,
    owned.get(giver)!.filter((other) => other !== lead),
  );
  owned.set(
    taker,
    [...(owned.get(taker) ?? []), lead].sort((a, b) => a - b),
  );
  firsts.delete(giver);
  firsts.delete(taker);
}

/**
 * `start`, and everybody to whom it can pass a lead: directly, by each of its leads, since values may differ; and through
 * others who then pass one on, by one shortest way.
 */
function reachable(batch: Batch, start: number): Hop[] {
  const hops: Hop[] = [{ member: start, lead: -1, from: null }];
  const seen = new Set([start]);
  for (const hop of hops) {
    // nobody new can be found any more
    if (seen.size === batch.size) break;
    for (const lead of firstsOf(batch, hop.member)) {
      const { eligible, count } = batch.draws[lead]!;
      for (let k = 0; k < count; k++) {
        const member = eligible[k]!;
        // `start` alone looks at every lead it has
        if (member === start || (seen.has(member) && hop.member !== start)) continue;
        seen.add(member);
        hops.push({ member, lead, from: hop });
      }
    }
  }
  return hops;
}

const square = (value: number): bigint => BigInt(value) * BigInt(value);

/** The leads on the way to `hop`, each with who has it and who would take it. */
function* passes(hop: Hop): Generator<{ readonly lead: number; readonly giver: number; readonly taker: number }> {
  for (let at = hop; at.from !== null; at = at.from) yield { lead: at.lead, giver: at.from.member, taker: at.member };
}

/** Passes the leads on the way to `hop` on, where that leaves the balances more even; whether it did. */
function passOn(batch: Batch, hop: Hop): boolean {
  const { prices, balance } = batch;
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
  for (const { lead, giver, taker } of passes(hop)) move(batch, lead, giver, taker);
  return true;
}

/** One improvement, from the member who is owed least to the one who is owed most that it can reach. */
function improve(batch: Batch): boolean {
  const { balance, owned } = batch;
  const givers = [...owned.keys()].sort((a, b) => balance[a]! - balance[b]! || a - b);
  return givers.some((giver) => {
    const hops = reachable(batch, giver).filter(({ member }) => balance[member]! > balance[giver]!);
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
 * dearest lead first; then leads are passed on along chains of eligible members, from who is owed less to who is owed
 * more, while that lowers the sum of squared balances. Equal leads from a fresh ledger leave all less than one off (flow
 * rounding).
 *
 * Changes nothing: charge each lead with `chargeLead`. O(leads + kinds · members · count) per improvement, kinds being
 * the leads that differ: those are alike that share one list of the eligible.
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
  const order = draws.map((_, lead) => lead).sort((a, b) => prices[b]! - prices[a]!);
  const newest = Math.max(0, ...ledger.lastSeq);
  for (const [rank, lead] of order.entries()) {
    const member = mostOwed(scratch, draws[lead]!);
    assert(member >= 0, 'a pick needs an eligible member');
    receivers[lead] = member;
    balance[member]! -= prices[lead]!;
    scratch.lastSeq[member] = newest + 1 + rank;
  }
  const kinds = kindsOf(draws, prices);
  const known = new Uint8Array(balance.length);
  for (const { eligible, count } of draws) for (let k = 0; k < count; k++) known[eligible[k]!] = 1;
  const size = known.reduce((sum, one) => sum + one, 0);
  const batch = { draws, prices, receivers, balance, size, kinds, owned: byReceiver(receivers), firsts: new Map() };
  while (improve(batch));
  return receivers;
}
