import { unpackBits } from '../core/bits.js';
import { indexOfSorted } from '../core/sorted.js';
import type { CompiledQueue } from '../policy/index.js';
import { assign, canMove } from './assign.js';
import { comeBack } from './come-back.js';
import type { Cause, OfferCharge, RevokeCause } from './event.js';
import { lookAt } from './look.js';
import { offerPools } from './offer-pools.js';
import { place } from './place.js';
import { withMember } from './pool.js';
import { emit, type Run, recordOf } from './run.js';

const openOffers = (run: Run): readonly string[] => (recordOf(run).offer?.open ?? []).map(({ repId }) => repId);

const undoneIfPossible = (run: Run): OfferCharge =>
  offerPools(run.policy, run.draft.fingerprint, recordOf(run)) === null ? 'kept' : 'undone';

/** What becomes of the charge when one of those asked does not take the lead: nothing while another still may. */
function chargeAfter(run: Run): OfferCharge {
  const { queueId, offer } = recordOf(run);
  const terms = run.policy.queues.get(queueId ?? '')?.spec.offer;
  const free = (terms?.unaccepted ?? ((terms?.to ?? 1) > 1 ? 'free' : 'charge')) === 'free';
  return free && offer!.open.length === 1 ? undoneIfPossible(run) : 'kept';
}

/** Why a rep's answer to an offer is ignored; null where the rep was asked and may answer. */
function notAsked(run: Run, repId: string): string | null {
  if (openOffers(run).includes(repId)) return null;
  const passed = recordOf(run).declines.some((row) => row.repId === repId);
  return passed ? `the offer to \`${repId}\` is over` : `the lead is not on offer to \`${repId}\``;
}

/** Ends all open offers but that of `except`. */
function revoke(run: Run, cause: RevokeCause, charge: OfferCharge, except?: string): void {
  const repIds = openOffers(run).filter((repId) => repId !== except);
  if (repIds.length > 0) emit(run, 'offers_revoked', { repIds, cause, charge });
}

/** Ends all open offers of a lead that goes elsewhere, as if they had never been made. */
export function withdraw(run: Run, cause: Exclude<RevokeCause, 'accept' | 'manual'>): void {
  revoke(run, cause, undoneIfPossible(run));
}

/** Ends all open offers of a lead that somebody gives to a rep by hand; the charge moves along where it can. */
export function withdrawFor(run: Run, rep: number): void {
  const queue = run.policy.queues.get(recordOf(run).queueId ?? '');
  const moves = queue !== undefined && canMove(run, rep, queue);
  revoke(run, 'manual', moves ? 'kept' : undoneIfPossible(run));
}

/** Looks for others to ask, once nobody's offer is open. */
export function askNext(run: Run, cause: Cause): void {
  if (recordOf(run).offer) return;
  const queue = run.policy.queues.get(recordOf(run).queueId ?? '');
  return queue === undefined ? comeBack(run, cause) : place(run, queue, cause);
}

/** Who shares in an accepted lead: those who shared in its offer, or after an edit those who could take it now. */
function sharersOf(run: Run, rep: number, queue: CompiledQueue): readonly number[] {
  const { offer, takenBack } = recordOf(run);
  // the bits of an offer stand for the members that the queue had when it was made
  if (offer!.fingerprint === run.draft.fingerprint) return unpackBits(offer!.eligible, queue.members.reps.length);
  const { eligible } = lookAt(run, queue, takenBack).match;
  const member = indexOfSorted(queue.members.reps, rep);
  return member < 0 ? eligible : withMember(eligible, member);
}

/** Gives the lead to the first of those asked who accepts; returns why that is ignored, or null. */
export function acceptOffer(run: Run, repId: string): string | null {
  const { queueId } = recordOf(run);
  const because = notAsked(run, repId);
  if (because !== null) return because;
  const rep = run.policy.repIndex.get(repId);
  const queue = run.policy.queues.get(queueId ?? '');
  if (rep === undefined) return `the policy has no rep \`${repId}\``;
  if (queue === undefined) return `the policy has no queue \`${queueId}\``;
  revoke(run, 'accept', 'kept', repId);
  const eligible = sharersOf(run, rep, queue);
  run.pick = { method: 'accepted', eligible: eligible.length, owedMilli: null, within: null };
  assign(run, { rep, queue, eligible, cause: 'accept', method: 'accepted' });
  emit(run, 'lead_accepted', { repId });
  return null;
}

/** Passes over one of those asked; returns why that is ignored, or null. */
export function declineOffer(run: Run, repId: string, reason: string | undefined): string | null {
  const because = notAsked(run, repId);
  if (because !== null) return because;
  emit(run, 'offer_declined', { repId, because: reason ?? null, charge: chargeAfter(run) });
  askNext(run, 'decline');
  return null;
}

/** Passes over those whose offers have run out by the run's instant. */
export function lapseOffers(run: Run): void {
  const { offer, queueId } = recordOf(run);
  const terms = run.policy.queues.get(queueId ?? '')?.spec.offer;
  for (const { repId, expiresAt } of offer!.open) {
    if (expiresAt > run.now) continue;
    emit(run, 'offer_lapsed', { repId, charge: chargeAfter(run) });
    const rep = run.policy.repIndex.get(repId);
    if (terms?.onLapse === 'switch_off' && rep !== undefined && run.draft.reps.online[rep] === 1)
      emit(run, 'rep_switched', { repId, online: false });
  }
  askNext(run, 'lapse');
}
