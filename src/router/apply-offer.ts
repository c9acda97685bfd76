import { limits } from '../core/limits.js';
import type { EpochMs } from '../core/time.js';
import { undoCharge } from '../distribute/index.js';
import { chargeNew } from './apply-assignment.js';
import { holdDelivery, waitOn } from './apply-delivery.js';
import type { Before } from './apply-ownership.js';
import { ownColumn, ownLedger, ownOpen } from './draft.js';
import type { OfferCharge, RoutingEvent } from './event.js';
import { offerPools } from './offer-pools.js';
import type { LeadRecord, OpenOffer } from './record.js';

type OneOpen = OpenOffer['open'][number];

/** The caps of a rep of the policy that count the record's lead, by key. */
const capsCounting = ({ policy, record }: Before, repId: string): readonly string[] =>
  (policy.roster.reps[policy.repIndex.get(repId) ?? -1]?.counters ?? [])
    .filter((cap) => cap.applies(record.lead))
    .map(({ key }) => key);

/** Adds to what a rep has reserved, in open work and in these caps; below 0: frees it, of leavers as well. */
function reserve(
  { policy, draft }: Before,
  repId: string,
  caps: readonly string[],
  units: number,
  leads: 1 | -1,
): void {
  const rep = policy.repIndex.get(repId) ?? draft.reps.ids.indexOf(repId);
  if (rep < 0) return;
  ownOpen(draft)[rep]! += leads * units;
  for (const key of caps) {
    const counts = draft.caps[key];
    if (counts === undefined) continue;
    const offered = ownColumn(counts.offered ?? draft.reps.ids.map(() => 0), draft.base.caps[key]?.offered);
    // of records that do not say what they reserved, the policy may name caps that came later
    offered[rep] = Math.max(0, offered[rep]! + leads);
    draft.caps[key] = { ...counts, offered };
  }
}

/** Frees the room of offers that are open: what each reserved, whatever the policy says by now. */
export function freeOffers(before: Before, ended: readonly OneOpen[]): void {
  const { units = 0 } = before.record.offer ?? {};
  for (const { repId, caps } of ended) reserve(before, repId, caps ?? capsCounting(before, repId), units, -1);
}

/** When the first of the open offers runs out; null where none is open. */
const firstExpiry = (open: OpenOffer['open']): EpochMs | null =>
  open.length === 0 ? null : open.reduce((first, { expiresAt }) => Math.min(first, expiresAt), Number.MAX_SAFE_INTEGER);

/** Charges the lead to the first of those asked and reserves room with all of them. */
export function makeOffer(before: Before, event: RoutingEvent<'lead_offered'>): Partial<LeadRecord> {
  const { policy, draft, record } = before;
  const queue = policy.queues.get(event.queueId)!;
  const { at, repIds, expiresAt, eligible, accruing, teams, tier, round } = event;
  const shared = { ...(accruing !== undefined && { accruing }), ...(teams !== undefined && { teams }) };
  const units = queue.unitsOf(record.lead);
  const charged = event.charge === 'new';
  const charges = charged ? chargeNew(policy, draft, record, { ...event, repId: repIds[0]! }, queue) : record.charges;
  const open = repIds.map((repId, index): OneOpen => {
    const caps = capsCounting(before, repId);
    reserve(before, repId, caps, units, 1);
    return { repId, expiresAt: expiresAt[index]!, caps };
  });
  return {
    status: 'offered',
    queueId: event.queueId,
    awaitedOwner: null,
    charges,
    offer: { at, units, fingerprint: draft.fingerprint, eligible, ...shared, charged, tier, open },
    ...(round > 1 || record.round !== undefined ? { round } : {}),
    ...holdDelivery(policy, record, event, firstExpiry(open)),
    track: null,
    restUntil: null,
    disposition: null,
    reason: null,
  };
}

function undo({ policy, draft, record }: Before): void {
  for (const { ledgerId, pool, position } of offerPools(policy, draft.fingerprint, record) ?? [])
    undoCharge(ownLedger(draft, ledgerId), pool, position);
}

/** Reps who are passed over from now on. */
const withDeclines = (record: LeadRecord, repIds: readonly string[], at: EpochMs): Partial<LeadRecord> => ({
  declines: [...record.declines, ...repIds.map((repId) => ({ repId, at }))].slice(-limits.declinesMax),
});

/** What an offer leaves behind in a record that moves on without it. */
export const withoutOffer = ({ offer, round }: LeadRecord): Partial<LeadRecord> => ({
  ...(offer && { offer: null }),
  ...(round !== undefined && { round: 1 }),
});

/** Ends the offers of some of those asked; with the last of them the lead is on nobody's desk. */
export function endOffers(
  before: Before,
  repIds: readonly string[],
  { at, charge, asked }: { readonly at: EpochMs; readonly charge: OfferCharge; readonly asked: 'passed' | 'again' },
): Partial<LeadRecord> {
  const { record } = before;
  const offer = record.offer!;
  const open = offer.open.filter(({ repId }) => !repIds.includes(repId));
  freeOffers(
    before,
    offer.open.filter((one) => !open.includes(one)),
  );
  const passed = asked === 'passed' ? withDeclines(record, repIds, at) : {};
  if (open.length > 0) return { ...passed, offer: { ...offer, open }, ...waitOn(record, firstExpiry(open)) };
  if (charge === 'undone') undo(before);
  const spent = charge === 'undone' || (asked === 'passed' && offer.charged);
  return { ...passed, ...(spent && { charges: [] }), offer: null, status: 'held', ...waitOn(record, null) };
}
