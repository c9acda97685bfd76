import {
  agesDiffer,
  chargeFixed,
  chargeLead,
  createFixedPool,
  type Draw,
  type Pick,
  type Pool,
  pickFairShare,
  pickFixed,
} from '../distribute/index.js';
import type { LedgerUse } from '../policy/index.js';
import { type Draft, ownLedger, readLedger } from './draft.js';

/** After so many leads with one pool a fixed one is made for further ones: that takes as long as it saves with so many. */
const leadsMin = 32;

const isSame = (a: Pool, b: Pool): boolean =>
  a.eligible === b.eligible && a.weights === b.weights && a.value === b.value && a.unit === b.unit;

/** The fair pick of one ledger, from the fixed pool that a batch serves from where it is that of this draw. */
export function pickServed(draft: Draft, { ledger: { id } }: LedgerUse, draw: Draw): Pick {
  const fixed = draft.serving?.get(id)?.fixed;
  const fits = fixed != null && isSame(fixed.draw, draw) && fixed.draw.measure === draw.measure;
  return fits ? pickFixed(fixed, draw) : pickFairShare(readLedger(draft, id), draw);
}

/** Age settles the ties within a fixed pool, so that this is never asked for. */
const tieKey = (): number => 0;

/** Ages are compared now and then only: that takes as long as a few picks. */
const isWorthATry = (leads: number): boolean => leads >= leadsMin && (leads & (leads - 1)) === 0;

/**
 * Charges a lead to the member at a position of its ledger and returns what it paid. In a batch, leads with one pool
 * after another are soon served from a fixed pool, in time that does not grow with the members.
 */
export function chargeServed(draft: Draft, use: LedgerUse, pool: Pool, position: number, seq: number): number {
  const { serving } = draft;
  const { id } = use.ledger;
  const known = serving?.get(id);
  const goesOn = known !== undefined && isSame(known.pool, pool);
  if (goesOn && known.fixed !== null) return chargeFixed(known.fixed, position, seq);
  const ledger = ownLedger(draft, id);
  const paid = chargeLead(ledger, pool, position, seq);
  if (serving === null) return paid;
  const leads = goesOn ? known.leads + 1 : 1;
  const ready = isWorthATry(leads) && agesDiffer(ledger, pool);
  const measure = use.measure === 'count' ? 'count' : 'value';
  serving.set(id, { pool, leads, fixed: ready ? createFixedPool(ledger, { ...pool, measure, tieKey }) : null });
  return paid;
}
