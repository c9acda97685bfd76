import type { EpochMs } from '../core/time.js';
import type { EventBodies, EventType, RoutingEvent, unitsByQueue } from '../router/index.js';

/** Where a lead is. `unknown`: its beginning has not been seen; `between`: it has lost its owner just now. */
export type Place = 'unknown' | 'arrived' | 'between' | 'assigned' | 'held' | 'offered' | 'nurtured';

/** What must be remembered of a lead so that what happens next can be counted. */
export interface LeadTrail {
  readonly leadId: string;
  readonly ruleId: string | null;
  readonly source: string | null;
  readonly segment: string | null;
  readonly receivedAt: EpochMs | null;
  readonly place: Place;
  /** In this place since; null where that has not been seen. */
  readonly since: EpochMs | null;
  readonly repId: string | null;
  readonly queueId: string | null;
  /** Without a rep since; null where it has one, or never had to wait. */
  readonly waitsSince: EpochMs | null;
  readonly afterHours: boolean;
  readonly awaitsOwner: boolean;
  /** What it takes in queues where that depends on the lead; absent where nobody gave the router. */
  readonly units?: { readonly [queueId: string]: number };
  /** What its assignment takes, where that depends on the lead. */
  readonly taken?: number;
  /** Somebody has responded. */
  readonly answered: boolean;
  /** What this assignment has had. */
  readonly reminded: boolean;
  readonly escalated: boolean;
  readonly breached: boolean;
}

interface Steps {
  received: {
    readonly ruleId: string | null;
    readonly source: string | null;
    readonly segment: string | null;
    readonly units?: { readonly [queueId: string]: number };
  };
  returned: Steps['received'];
  assigned: { readonly repId: string; readonly queueId: string; readonly accepted: boolean };
  offered: { readonly repIds: readonly string[]; readonly queueId: string };
  passed: { readonly repId: string; readonly as: 'offersDeclined' | 'offersLapsed' };
  /** The lead was changed in place. */
  merged: Required<Pick<Steps['received'], 'units'>>;
  held: { readonly queueId: string; readonly afterHours: boolean; readonly awaitsOwner: boolean };
  rejected: { readonly duplicate: boolean };
  nurtured: Record<never, never>;
  taken: {
    readonly repId: string;
    readonly as: 'declined' | 'reassigned' | 'released' | 'moved';
    readonly misrouted: boolean;
  };
  noted: {
    readonly repId: string | null;
    readonly as: 'accepted' | 'responded' | 'reminded' | 'escalated' | 'breached';
  };
  closed: { readonly as: 'converted' | 'lost'; readonly value: number };
}

/** The type of a step in a lead's life, as far as figures care. */
export type StepType = keyof Steps;

/** What an event means for the figures, and nothing else of it. */
export type LeadStep<T extends StepType = StepType> = {
  readonly [K in T]: { readonly type: K; readonly at: EpochMs } & Steps[K];
}[T];

type Event<T extends EventType> = RoutingEvent<T>;

/** What reading an event needs to know beside it. */
interface Reading {
  /** Reasons that say that a lead was misrouted. */
  readonly misroute: ReadonlySet<string>;
  readonly unitsOf: ReturnType<typeof unitsByQueue>;
}

const arrival = (
  { ruleId, lead }: Pick<EventBodies['lead_received'], 'ruleId' | 'lead'>,
  { unitsOf }: Reading,
): Steps['received'] => ({
  ruleId,
  source: lead.source,
  segment: lead.score.segment,
  ...(unitsOf === null ? {} : { units: unitsOf(lead) }),
});

const takenAs = { breach: 'reassigned', release: 'released', manual: 'moved' } as const;
const notedAs = {
  lead_accepted: 'accepted',
  lead_responded: 'responded',
  sla_reminded: 'reminded',
  sla_escalated: 'escalated',
  sla_breached: 'breached',
} as const;

const noted = ({ at, type, repId }: Event<keyof typeof notedAs>): LeadStep => ({
  type: 'noted',
  at,
  repId,
  as: notedAs[type],
});

/** What an event means for the figures; null: nothing. */
export function stepOf(event: RoutingEvent, reading: Reading): LeadStep | null {
  const { at } = event;
  const isMisroute = (because: string | null): boolean => because !== null && reading.misroute.has(because);
  switch (event.type) {
    case 'lead_received':
      return { type: 'received', at, ...arrival(event, reading) };
    case 'lead_returned':
      return { type: 'returned', at, ...arrival(event, reading) };
    case 'lead_merged':
      return reading.unitsOf === null ? null : { type: 'merged', at, units: reading.unitsOf(event.lead) };
    case 'lead_assigned':
      return { type: 'assigned', at, repId: event.repId, queueId: event.queueId, accepted: event.cause === 'accept' };
    case 'lead_offered':
      return { type: 'offered', at, repIds: event.repIds, queueId: event.queueId };
    case 'offer_declined':
      return { type: 'passed', at, repId: event.repId, as: 'offersDeclined' };
    case 'offer_lapsed':
      return { type: 'passed', at, repId: event.repId, as: 'offersLapsed' };
    case 'lead_held': {
      const { queueId, afterHours, awaitedOwner } = event;
      return { type: 'held', at, queueId, afterHours, awaitsOwner: awaitedOwner !== null };
    }
    case 'lead_rejected':
      return { type: 'rejected', at, duplicate: event.disposition === 'duplicate' };
    case 'lead_nurtured':
      return { type: 'nurtured', at };
    case 'lead_taken_back': {
      const { repId, cause, because } = event;
      return { type: 'taken', at, repId, as: takenAs[cause], misrouted: isMisroute(because) };
    }
    case 'lead_declined':
      return { type: 'taken', at, repId: event.repId, as: 'declined', misrouted: isMisroute(event.because) };
    case 'lead_closed':
      return { type: 'closed', at, as: event.outcome, value: Math.round(event.value ?? 0) };
    case 'lead_accepted':
    case 'lead_responded':
    case 'sla_reminded':
    case 'sla_escalated':
    case 'sla_breached':
      return noted(event);
    default:
      return null;
  }
}

/** Whether a step says what the step before it said already: a lead that goes on waiting where it is. */
export const repeats = (step: LeadStep, before: LeadStep | undefined): boolean =>
  step.type === 'held' &&
  before?.type === 'held' &&
  step.queueId === before.queueId &&
  step.afterHours === before.afterHours &&
  step.awaitsOwner === before.awaitsOwner;
