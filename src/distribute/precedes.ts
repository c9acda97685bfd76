import type { Draw, Ledger } from './types.js';

/**
 * Whether `a` goes before `b` where their balances are equal: least recently assigned, then the smaller keyed hash.
 * Only where the hashes collide, too, does the member index decide, so that the order is total; the order of the
 * caller's list never does.
 */
export function precedes(ledger: Ledger, draw: Draw, a: number, b: number): boolean {
  const age = ledger.lastSeq[a]! - ledger.lastSeq[b]!;
  if (age !== 0) return age < 0;
  const key = draw.tieKey(a) - draw.tieKey(b);
  return key === 0 ? a < b : key < 0;
}
