// Open work and caps counted anew from the events alone: what a caller could count who keeps nothing but the events.
import type { RoutingEvent } from '../../src/index.js';
import type { ScoredLead } from '../../src/lead/index.js';
import type { Policy } from '../../src/policy/index.js';
import { holds } from '../spec/reference-lead.js';
import { capPeriod, type RepState, unitsOf } from '../spec/reference-match.js';

export interface Recount {
  readonly reps: ReadonlyMap<string, RepState>;
  /** Who has each lead, and at what cost. */
  readonly owners: ReadonlyMap<string, { readonly repId: string; readonly units: number }>;
  readonly declined: ReadonlyMap<string, readonly string[]>;
  readonly add: (event: RoutingEvent, lead: ScoredLead) => void;
}

export function createRecount(policy: Policy): Recount {
  const reps = new Map(
    policy.reps.map(({ id, caps }): [string, RepState] => [
      id,
      { open: 0, online: true, counted: (caps ?? []).map((): number[] => []), offered: (caps ?? []).map(() => 0) },
    ]),
  );
  const owners = new Map<string, { readonly repId: string; readonly units: number }>();
  const declined = new Map<string, readonly string[]>();
  const free = (leadId: string): void => {
    const owner = owners.get(leadId);
    if (owner !== undefined) reps.get(owner.repId)!.open -= owner.units;
    owners.delete(leadId);
  };
  const take = (leadId: string, repId: string, units: number): void => {
    free(leadId);
    owners.set(leadId, { repId, units });
    reps.get(repId)!.open += units;
  };
  const offers = new Map<string, { readonly units: number; readonly repIds: readonly string[] }>();
  const reserve = (repId: string, units: number, leads: number, lead: ScoredLead): void => {
    const state = reps.get(repId)!;
    state.open += units * leads;
    for (const [k, { when }] of (policy.reps.find(({ id }) => id === repId)!.caps ?? []).entries())
      if (holds(when, lead)) state.offered[k]! += leads;
  };
  const endOffers = (leadId: string, ended: readonly string[], lead: ScoredLead): void => {
    const { units, repIds } = offers.get(leadId) ?? { units: 0, repIds: [] };
    for (const repId of ended) reserve(repId, units, -1, lead);
    offers.set(leadId, { units, repIds: repIds.filter((repId) => !ended.includes(repId)) });
  };
  function addOffer(event: RoutingEvent, lead: ScoredLead): void {
    const { leadId } = event;
    if (event.type === 'lead_offered') {
      const units = unitsOf(policy.queues.find(({ id }) => id === event.queueId)!, lead);
      offers.set(leadId, { units, repIds: event.repIds });
      for (const repId of event.repIds) reserve(repId, units, 1, lead);
    }
    if (event.type === 'offer_declined' || event.type === 'offer_lapsed') endOffers(leadId, [event.repId], lead);
    if (event.type === 'offers_revoked') endOffers(leadId, event.repIds, lead);
    if (event.type === 'lead_assigned') endOffers(leadId, offers.get(leadId)?.repIds ?? [], lead);
  }
  const passedBy = (event: RoutingEvent): readonly string[] => {
    if (event.type === 'lead_declined' || event.type === 'offer_declined' || event.type === 'offer_lapsed')
      return [event.repId];
    return event.type === 'offers_revoked' && event.cause === 'release' ? event.repIds : [];
  };
  function add(event: RoutingEvent, lead: ScoredLead): void {
    const { leadId, at } = event;
    addOffer(event, lead);
    if (event.type === 'rep_switched') reps.get(event.repId)!.online = event.online;
    const passed = passedBy(event);
    if (passed.length > 0) declined.set(leadId, [...(declined.get(leadId) ?? []), ...passed]);
    if (['declines_forgotten', 'offers_exhausted', 'lead_returned'].includes(event.type)) declined.delete(leadId);
    if (['lead_taken_back', 'lead_declined', 'lead_nurtured', 'lead_rejected', 'lead_closed'].includes(event.type)) {
      free(leadId);
    }
    if (event.type !== 'lead_assigned') return;
    take(leadId, event.repId, unitsOf(policy.queues.find(({ id }) => id === event.queueId)!, lead));
    const rep = policy.reps.find(({ id }) => id === event.repId)!;
    const state = reps.get(rep.id)!;
    for (const [k, { window, when }] of (rep.caps ?? []).entries()) {
      if (holds(when, lead))
        state.counted[k]!.push(window === 'rolling' ? at : capPeriod(policy, rep, k, state, at)[0]);
    }
  }
  return { reps, owners, declined, add };
}
