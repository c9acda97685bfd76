import type { LeadRecord, RoutingEvent, RoutingState } from '../../router/index.js';
import type { Commit } from '../../runtime/index.js';

type ScoredLead = LeadRecord['lead'];

/** A small state; `marker` tells one from another. */
export const sampleState = (seq: number, marker: unknown = seq): RoutingState => ({
  version: 1,
  seq,
  fingerprint: 'f00d',
  reps: { ids: ['ann', 'bob'], open: [1, 0], online: [1, 1], assigned: [3, 2] },
  ledgers: { pool: { ids: ['ann', 'bob'], unit: 12, balance: [-6, 6], received: [3, 2], lastSeq: [9, 8] } },
  caps: { day: { period: [20_514, 20_514], count: [1, 0] } },
  marker,
});

/** A lead with nothing known of it but what is given. */
export const sampleLead = (leadId: string, known: Partial<ScoredLead> = {}): ScoredLead => ({
  id: leadId,
  createdAt: null,
  source: null,
  email: null,
  emailDomain: null,
  emailClass: null,
  roleAccount: false,
  phone: null,
  company: null,
  companyKey: null,
  employees: null,
  jobTitle: null,
  seniority: null,
  jobFunction: null,
  industry: null,
  products: [],
  country: null,
  region: null,
  postalCode: null,
  timeZone: null,
  language: null,
  value: null,
  tags: [],
  activities: [],
  fields: {},
  provenance: {},
  accountId: null,
  accountOwner: null,
  score: { points: 0, byCard: {}, grade: '', segment: null, priority: 0, qualification: 'none', because: [] },
  ...known,
});

/** What a check says about a record; the rest is nothing in particular. */
type RecordParts = Partial<LeadRecord> & { readonly priority?: number; readonly lead?: ScoredLead };

/** A record, assigned to nobody and due never unless `parts` say otherwise. */
export function sampleRecord(leadId: string, { priority = 0, ...parts }: RecordParts = {}): LeadRecord {
  const lead = sampleLead(leadId);
  return {
    version: 1,
    leadId,
    lead: { ...lead, score: { ...lead.score, priority } },
    status: 'assigned',
    repId: null,
    queueId: null,
    ruleId: 'all',
    wakeAt: null,
    at: 1_000,
    receivedAt: 1_000,
    joinedAt: null,
    epoch: 0,
    owners: [],
    declines: [],
    takenBack: false,
    reassignments: 0,
    units: 0,
    charges: [],
    awaitedOwner: null,
    leadOwner: null,
    slaId: null,
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
    ...parts,
  };
}

/** A record of a lead that is held in `queueId` since `joinedAt`. */
export const heldRecord = (leadId: string, queueId: string, priority: number, joinedAt: number): LeadRecord =>
  sampleRecord(leadId, { status: 'held', queueId, priority, joinedAt });

/** An event that says little; `because` may carry anything that is text. */
export const sampleEvent = (seq: number, leadId = 'l1', because: string | null = null): RoutingEvent => ({
  seq,
  at: 1_000 + seq,
  leadId,
  type: 'lead_declined',
  repId: 'ann',
  because,
});

/** Events from `fromSeq` to `toSeq`. */
export const sampleEvents = (fromSeq: number, toSeq: number): readonly RoutingEvent[] =>
  Array.from({ length: toSeq - fromSeq + 1 }, (_, i) => sampleEvent(fromSeq + i));

/** A commit whose state has the number of its last event. */
export const sampleCommit = (
  seq: number,
  { records = [], events = [] }: Partial<Pick<Commit, 'records' | 'events'>> = {},
): Commit => ({ state: sampleState(seq), records, events });
