import { assert } from '../core/assert.js';
import { limits } from '../core/limits.js';
import { compiledOf, type Queue, type Router } from '../policy/index.js';
import { chargeAssignment, countAssignment } from './apply-assignment.js';
import { applyCredit, undoCredit } from './apply-credit.js';
import { deliveredBy, endDelivery, holdDelivery, passDelivery } from './apply-delivery.js';
import { endOffers, freeOffers, makeOffer, withoutOffer } from './apply-offer.js';
import { type Before, joinedAt, loseOwner, withOwner } from './apply-ownership.js';
import { applyAttempt, meetTargets, passMilestone, pauseSla, resumeSla, startSla, wakeOf } from './apply-sla.js';
import { type Draft, ownColumn } from './draft.js';
import { aboutReps, type EventType, type MilestoneType, type RoutingEvent } from './event.js';
import { newRecord } from './new-record.js';
import type { LeadRecord } from './record.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Handler<T extends EventType> = (before: Before, event: RoutingEvent<T>) => Partial<LeadRecord>;

/** What the lead's queue says of charges; those that a record forgets stay with who paid them. */
const chargesOf = ({ policy, record }: Before): Queue['charges'] =>
  policy.queues.get(record.queueId ?? '')?.spec.charges;

/** A milestone has fired: of the owner's clocks, or of a held lead's delivery. */
const pass: Handler<MilestoneType> = ({ record }, event) =>
  (event.repId === null ? passDelivery : passMilestone)(record, event);

/** The whole record of a lead that a rep gets. */
function assigned(before: Before, event: RoutingEvent<'lead_assigned'>): LeadRecord {
  const { policy, draft, record } = before;
  const queue = policy.queues.get(event.queueId)!;
  const charges = chargeAssignment(policy, draft, record, event, queue);
  const units = queue.unitsOf(record.lead);
  if (record.offer) freeOffers(before, record.offer.open);
  countAssignment(policy, draft, record, event, units);
  const sla = startSla(policy, record, event);
  const delivery = deliveredBy(policy, record, event);
  const joined = joinedAt(record, event);
  // a copy is dear, and nobody else has a record that was begun a moment ago
  const after: Mutable<LeadRecord> = record === draft.fresh ? record : { ...record };
  // member by member: merging so many into it would take longer than the rest
  after.at = Math.max(record.at, event.at);
  after.status = 'assigned';
  after.repId = event.repId;
  after.queueId = event.queueId;
  after.joinedAt = joined;
  after.epoch = record.epoch + 1;
  after.owners = withOwner(record.owners, event.repId, event.at);
  after.takenBack = false;
  after.units = units;
  after.charges = charges;
  after.awaitedOwner = null;
  after.sla = sla;
  after.wakeAt = wakeOf(sla);
  after.acceptedAt = null;
  after.respondedAt = null;
  after.paused = false;
  after.track = null;
  after.restUntil = null;
  after.disposition = null;
  after.reason = null;
  if (delivery === null && record.offer === undefined && record.round === undefined) return after;
  return { ...after, ...(delivery !== null && { delivery }), ...withoutOffer(record) };
}

/** What changes in the record, by event; those that every lead begins with give all of it. */
const handlers: { readonly [T in Exclude<EventType, 'lead_received' | 'lead_assigned'>]: Handler<T> } = {
  lead_returned: ({ record }, { lead, ruleId, slaId }) => ({
    lead,
    ruleId,
    slaId,
    status: 'held',
    queueId: null,
    joinedAt: null,
    declines: [],
    takenBack: false,
    reassignments: 0,
    track: null,
    restUntil: null,
    wakeAt: null,
    ...(record.delivery != null && { delivery: null }),
    disposition: null,
    reason: null,
    ...withoutOffer(record),
    cycles: record.cycles + (record.status === 'nurtured' ? 1 : 0),
  }),
  lead_offered: (before, event) => ({ joinedAt: joinedAt(before.record, event), ...makeOffer(before, event) }),
  offer_declined: (before, { at, repId, charge }) => endOffers(before, [repId], { at, charge, asked: 'passed' }),
  offer_lapsed: (before, { at, repId, charge }) => endOffers(before, [repId], { at, charge, asked: 'passed' }),
  offers_revoked: (before, { at, repIds, cause, charge }) =>
    endOffers(before, repIds, { at, charge, asked: cause === 'release' ? 'passed' : 'again' }),
  offers_exhausted: ({ record }) => ({ declines: [], ...withoutOffer(record) }),
  lead_held: ({ policy, record }, event) => ({
    status: 'held',
    queueId: event.queueId,
    joinedAt: joinedAt(record, event),
    awaitedOwner: event.awaitedOwner,
    restUntil: event.restUntil,
    ...holdDelivery(policy, record, event, event.retryAt),
    ...(record.queueId === event.queueId ? {} : withoutOffer(record)),
  }),
  lead_rejected: (before, { at, reason, disposition }) => ({
    ...loseOwner(before, at),
    ...endDelivery(before.policy, before.record, at, 'stopped'),
    status: 'rejected',
    disposition,
    reason,
    wakeAt: null,
  }),
  lead_nurtured: (before, { at, reason, track, restUntil, wakeAt }) => ({
    ...loseOwner(before, at),
    ...endDelivery(before.policy, before.record, at, 'stopped'),
    status: 'nurtured',
    disposition: 'nurtured',
    reason,
    track,
    restUntil,
    wakeAt,
    charges: [],
  }),
  lead_taken_back: (before, { at, cause }) => ({
    ...loseOwner(before, at),
    status: 'held',
    takenBack: true,
    reassignments: before.record.reassignments + (cause === 'breach' ? 1 : 0),
    ...(cause === 'breach' && chargesOf(before)?.breach === 'keep' && { charges: [] }),
  }),
  lead_declined: (before, { at, repId }) => ({
    ...loseOwner(before, at),
    status: 'held',
    declines: [...before.record.declines, { repId, at }].slice(-limits.declinesMax),
    ...(chargesOf(before)?.decline !== 'move' && { charges: [] }),
  }),
  declines_forgotten: (_, { round }) => ({ declines: [], ...(round !== undefined && { round }) }),
  lead_accepted: ({ policy, record }, { at }) => ({ acceptedAt: at, ...meetTargets(policy, record, 'accept', at) }),
  lead_responded: ({ policy, record }, { at }) => ({ respondedAt: at, ...meetTargets(policy, record, 'respond', at) }),
  lead_merged: (_, { lead }) => ({ lead }),
  activity_recorded: ({ record }, { activity }) => ({
    lead: { ...record.lead, activities: [...(record.lead.activities ?? []), activity].slice(-limits.activitiesMax) },
  }),
  attempt_recorded: ({ policy, record }, event) => applyAttempt(policy, record, event),
  sla_reminded: pass,
  sla_switched_off: pass,
  sla_notified: pass,
  sla_escalated: pass,
  sla_breached: pass,
  sla_paused: ({ record }, event) => pauseSla(record, event),
  sla_resumed: ({ policy, record }, event) => resumeSla(policy, record, event),
  lead_closed: (before, { at, outcome, value }) => ({
    ...loseOwner(before, at),
    ...endDelivery(before.policy, before.record, at, 'stopped'),
    sla: before.record.sla,
    ...meetTargets(before.policy, before.record, 'close', at),
    repId: before.record.repId,
    status: 'closed',
    outcome,
    value,
    wakeAt: null,
  }),
  credit_posted: ({ policy, draft }, event) => {
    applyCredit(policy, draft, event);
    return {};
  },
  credit_expired: ({ draft }, event) => {
    undoCredit(draft, event);
    return {};
  },
  rep_switched: ({ policy, draft }, { repId, online }) => {
    const rep = policy.repIndex.get(repId)!;
    draft.reps.online = ownColumn(draft.reps.online, draft.base.reps.online);
    (draft.reps.online as (0 | 1)[])[rep] = online ? 1 : 0;
    return {};
  },
};

/** The ids of inputs with one that had an effect, which may have had several. */
const withInput = (inputs: readonly string[], inputId: string): readonly string[] =>
  inputs.at(-1) === inputId ? inputs : [...inputs, inputId].slice(-limits.inputIdsMax);

const noteInput = (record: LeadRecord, { inputId }: RoutingEvent): LeadRecord =>
  inputId === undefined ? record : { ...record, inputs: withInput(record.inputs ?? [], inputId) };

/**
 * The only place where a state or a record changes: writes one event into the draft and returns the record after it.
 *
 * @returns the record; null only for an event about a rep where there was none
 */
export function applyEvent(
  router: Router,
  draft: Draft,
  record: LeadRecord | null,
  event: RoutingEvent,
): LeadRecord | null {
  // texts of assertions are made only where they are needed: this runs for every event
  if (event.seq !== draft.seq + 1) assert(false, `expected event ${draft.seq + 1}, found ${event.seq}`);
  draft.seq = event.seq;
  if (event.type === 'lead_received') {
    draft.fresh = newRecord(event);
    return noteInput(draft.fresh, event);
  }
  const aboutRep = aboutReps.has(event.type);
  if (record === null && !aboutRep) {
    assert(false, `an event \`${event.type}\` needs the record of lead \`${event.leadId}\``);
  }
  const before = { policy: compiledOf(router), draft, record: record as LeadRecord };
  if (event.type === 'lead_assigned') return noteInput(assigned(before, event), event);
  const handle = handlers[event.type] as (before: Before, event: RoutingEvent) => Partial<LeadRecord>;
  const change = handle(before, event);
  if (record === null || aboutRep) return record;
  return noteInput({ ...record, at: Math.max(record.at, event.at), ...change }, event);
}
