import type { EpochMs } from '../core/time.js';
import { compiledOf, type Router } from '../policy/index.js';
import type { RouteOptions } from './decision.js';
import { inTurn, type Turns } from './in-turn.js';
import type { Input } from './input.js';
import type { LeadRecord } from './record.js';
import { setAvailability } from './set-availability.js';
import type { RoutingState } from './state.js';

/** Whether a rep has the lead, or has been asked to take it. */
const isWith = ({ status, repId, offer }: LeadRecord, leaver: string): boolean =>
  (status === 'assigned' && repId === leaver) ||
  (status === 'offered' && offer?.open.some((open) => open.repId === leaver) === true);

/**
 * Gives everything that a rep has to others, as when the rep leaves: the rep is switched off, then each lead is taken back
 * and matched again like a release, one by one in the order in which held leads are served, so that they are shared out
 * as fairly as if they came in one after the other. Charges move with their leads, and balances go on summing to 0. Offers
 * to the rep count as declined. Where nobody else can take a lead, it is held.
 *
 * @param records - of one scope; those that the rep neither has nor was asked to take are left out
 * @param repId - of the policy, or of an earlier one that the state still knows
 * @returns an outcome per lead in the order of their turns; all events, the one that switches the rep off first; the state
 * @throws Error where the state belongs to another policy or `now` is no whole number
 * @example
 * record.repId; //=> 'ana'
 * reassignOwner(router, state, [record], 'ana', now).outcomes[0]!.record.repId; //=> 'bo'
 */
export function reassignOwner(
  router: Router,
  state: RoutingState,
  records: readonly LeadRecord[],
  repId: string,
  now: EpochMs,
  options: RouteOptions = {},
): Turns {
  const known = compiledOf(router)?.repIndex.has(repId) === true;
  const off = known ? setAvailability(router, state, repId, false, now) : { state, events: [] };
  const inputFor = ({ status }: LeadRecord): Input =>
    status === 'offered' ? { type: 'decline', repId, reason: 'owner left' } : { type: 'release', reason: 'owner left' };
  const mine = records.filter((record) => isWith(record, repId));
  const turns = inTurn(router, off.state, mine, inputFor, now, options);
  return { ...turns, events: [...off.events, ...turns.events] };
}
