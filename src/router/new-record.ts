import type { EpochMs } from '../core/time.js';
import type { ScoredLead } from '../lead/index.js';
import type { RoutingEvent } from './event.js';
import type { LeadRecord } from './record.js';

type Arrival = Pick<RoutingEvent<'lead_received'>, 'leadId' | 'lead' | 'ruleId' | 'at' | 'slaId' | 'leadOwner'>;

/** The record of a lead that has come in and is not anywhere yet. */
export const newRecord = (event: Arrival): LeadRecord => ({
  version: 1,
  leadId: event.leadId,
  lead: event.lead,
  status: 'held',
  repId: null,
  queueId: null,
  ruleId: event.ruleId,
  wakeAt: null,
  at: event.at,
  receivedAt: event.at,
  joinedAt: null,
  epoch: 0,
  owners: [],
  declines: [],
  takenBack: false,
  reassignments: 0,
  units: 0,
  charges: [],
  awaitedOwner: null,
  leadOwner: event.leadOwner,
  slaId: event.slaId,
  sla: null,
  acceptedAt: null,
  respondedAt: null,
  paused: false,
  track: null,
  restUntil: null,
  cycles: 0,
  disposition: null,
  reason: null,
  outcome: null,
  value: null,
});

/** The record of a lead that is only looked at: nothing of it is kept. */
export const passingRecord = (lead: ScoredLead, ruleId: string | null, now: EpochMs): LeadRecord =>
  newRecord({ leadId: lead.id, lead, ruleId, at: now, slaId: null, leadOwner: null });
