import { indexOfSorted } from '../core/sorted.js';
import { accruingPool, type Draw } from '../distribute/index.js';
import { type MemberMatch, obstacleOf } from '../match/index.js';
import type { CompiledQueue } from '../policy/index.js';
import { type Draft, readLedger } from './draft.js';

const nobody: readonly number[] = [];

/** Members whose absence is to be made up for: away for one of the queue's reasons, and not among those who share. */
export function absentMembers(
  { makeUp, accrueOn }: CompiledQueue,
  { judgements }: MemberMatch,
  sharing: readonly number[],
): readonly number[] {
  if (makeUp.type === 'none') return nobody;
  const sharers = new Set(sharing);
  return Array.from(judgements.keys()).filter(
    (member) => accrueOn.has(obstacleOf(judgements[member]!)) && !sharers.has(member),
  );
}

/** Of the absent, those who accrue of this lead: their balances leave room for it. */
export function accruingMembers(
  queue: CompiledQueue,
  draft: Draft,
  draw: Draw,
  absent: readonly number[],
): readonly number[] {
  if (absent.length === 0) return nobody;
  const ledger = readLedger(draft, queue.ledgers[0]!.ledger.id);
  const positions = absent.map((member) => queue.positions[member]!);
  const { eligible, count } = accruingPool(ledger, draw, positions, queue.makeUp);
  if (count === draw.count) return nobody;
  const pool = Array.from(eligible);
  return absent.filter((_, index) => indexOfSorted(pool, positions[index]!) >= 0);
}
