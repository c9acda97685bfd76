import { createScratch, withRoom } from './create-scratch.js';
import { precedes } from './precedes.js';
import { share } from './shares.js';
import type { Draw, Ledger, Pick, Scratch, Shares } from './types.js';

/** How many further leads until a member who is owed `balance` and accrues `increment` of each is owed a full lead. */
export const dueIn = (balance: number, increment: number, pool: number): number =>
  Math.ceil((pool - balance) / increment);

/**
 * Copies the balances and increments of those who accrue more than `above` and fall due within `horizon` leads into `scratch`;
 * how many they are.
 */
function collectDue(
  ledger: Ledger,
  draw: Draw,
  { increments, total }: Shares,
  horizon: number,
  above: number,
  scratch: Scratch,
): number {
  const { balance: balances } = ledger;
  const { eligible, count } = draw;
  let due = 0;
  for (let k = 0; k < count; k++) {
    const increment = increments[k]!;
    if (increment <= above) continue;
    const balance = balances[eligible[k]!]! + increment;
    if (balance + horizon * increment >= total) {
      scratch.balance[due] = balance;
      scratch.increment[due] = increment;
      due++;
    }
  }
  return due;
}

/**
 * Whether those who fall due can be told in one pass to leave room for one more: `h` leads from now they are owed at
 * most Σ(x⁺ + h·inc), which must reach h + 1 leads to fill every slot, and h is not below the first of their due dates.
 * Settles nearly every decision.
 */
export function surelyRoomy(scratch: Scratch, due: number, pool: number): boolean {
  let owed = 0;
  let gained = 0;
  let first = Number.POSITIVE_INFINITY;
  for (let k = 0; k < due; k++) {
    const balance = scratch.balance[k]!;
    const increment = scratch.increment[k]!;
    owed += Math.max(0, balance);
    gained += increment;
    first = Math.min(first, dueIn(balance, increment, pool));
  }
  return owed - pool < first * (pool - gained);
}

/**
 * The last `h <= horizon` at which h + 1 full leads fall due, so that this lead and the next h are all spoken for;
 * −1 when there is none.
 *
 * Walks down as in Zhang & Burns' quick processor-demand analysis: with n leads due by `h`, and n <= h, no slot from
 * n to h can be full.
 */
export function fullSlot(scratch: Scratch, due: number, pool: number, horizon: number): number {
  let slot = horizon;
  while (slot > 0) {
    let owed = 0;
    for (let k = 0; k < due; k++) {
      owed += Math.max(0, Math.floor((scratch.balance[k]! + slot * scratch.increment[k]!) / pool));
    }
    if (owed > slot) return slot;
    slot = owed - 1;
  }
  return -1;
}

/**
 * The last slot within `horizon` that is full, so that whoever gets this lead must fall due by then; −1 when there is
 * none. A slot h is full when h + 1 leads fall due within the next h.
 *
 * @param above - only members who accrue more than this can fall due within the horizon; 0 where any can
 */
export function fullSlotWithin(ledger: Ledger, draw: Draw, shares: Shares, horizon: number, above: number): number {
  const { total } = shares;
  const scratch = withRoom(draw.scratch ?? createScratch(), draw.count);
  const due = collectDue(ledger, draw, shares, horizon, above, scratch);
  return due === 0 || surelyRoomy(scratch, due, total) ? -1 : fullSlot(scratch, due, total, horizon);
}

/**
 * The largest balance above 0 among those who fall due within `slot` leads, `slot` being full: there is one, since those
 * who are owed nothing gain no more than `slot` leads by then, and do not fill it.
 */
function pickDue(ledger: Ledger, draw: Draw, { increments, total }: Shares, slot: number): number {
  let winner = -1;
  let largest = 0;
  for (let k = 0; k < draw.count; k++) {
    const member = draw.eligible[k]!;
    const increment = increments[k]!;
    const balance = ledger.balance[member]! + increment;
    if (balance <= 0 || balance < largest || balance + slot * increment < total) continue;
    if (balance === largest && !precedes(ledger, draw, member, winner)) continue;
    winner = member;
    largest = balance;
  }
  return winner;
}

/**
 * The quota guard: `leader` unless giving it the lead would let somebody fall a full lead behind. While roster,
 * weights and eligibility are stable from a fresh ledger, everybody then stays less than one lead from the fair share,
 * for any weights, for ever; and it never costs more than half a lead over the optimum whatever else happens.
 *
 * Whoever gets this lead must fall due by the first full slot (the quotatone condition of Balinski & Young and of
 * Still). A candidate is safe when no slot before its own due date is full. O(count) in nearly every case; else O(count) per slot looked at.
 *
 * @param leader - the pick of `pickLargest`, with a balance below `pool`
 */
export function guardQuota(ledger: Ledger, draw: Draw, shares: Shares, leader: Pick): Pick {
  const { sum, worth, total } = shares;
  let { member, balance } = leader;
  let full = -1;
  while (balance > 0) {
    // Nobody who could be due sooner is owed more, so that only the heavier, who accrue more, can be.
    const increment = share(worth, draw.weights[member]!, sum);
    const slot = fullSlotWithin(ledger, draw, shares, dueIn(balance, increment, total) - 1, increment);
    if (slot < 0) break;
    full = slot;
    member = pickDue(ledger, draw, shares, slot);
    balance = ledger.balance[member]! + share(worth, draw.weights[member]!, sum);
  }
  return full < 0 ? leader : { member, method: 'quota_guard', balance, pool: total, within: full + 1 };
}
