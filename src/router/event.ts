import type { Reason } from '../core/reason.js';
import type { DurationMs, EpochMs } from '../core/time.js';
import type { PickMethod } from '../distribute/index.js';
import type { Activity, ScoredLead } from '../lead/index.js';
import type { AwaitedOwner } from './record.js';

/** Why a lead changed hands. */
export type Cause = 'route' | 'retry' | 'breach' | 'decline' | 'release' | 'manual' | 'back' | 'accept' | 'lapse';

/** Whether the charge of an offer stays with whoever carries it, or is taken back from all as if never made. */
export type OfferCharge = 'kept' | 'undone';

/** What ends offers that nobody declined or let lapse. */
export type RevokeCause = 'accept' | 'manual' | 'release' | 'reject' | 'nurture' | 'recycle' | 'close';

/** Which milestone of which target, and whose; `repId` is null while nobody has the lead. */
type MilestoneOf = {
  readonly repId: string | null;
  readonly targetId: string;
  readonly milestone: number;
};

/**
 * What happened, by type, in the past tense. Each is enough by itself to replay: instants are resolved, and the
 * eligible members stand as one bit each. Only `lead_received`, `lead_returned` and `lead_merged` carry the lead.
 */
export interface EventBodies {
  lead_received: {
    readonly lead: ScoredLead;
    readonly ruleId: string | null;
    readonly slaId: string | null;
    readonly leadOwner: string | null;
    readonly fingerprint: string;
    readonly behavior: 1;
  };
  /** A nurtured lead came back, was scored again, and matched this rule. */
  lead_returned: {
    readonly lead: ScoredLead;
    readonly ruleId: string | null;
    readonly slaId: string | null;
    readonly fingerprint: string;
    readonly behavior: 1;
  };
  lead_assigned: {
    readonly repId: string;
    readonly queueId: string;
    readonly cause: Cause;
    readonly method: PickMethod | 'batch' | 'custom' | 'owner' | 'manual' | 'earliest_owner' | 'accepted';
    /** Eligible members of the queue, one bit each in base64, least significant first; `*`: all of them. */
    readonly eligible: string;
    /** Absent members who share in the lead, to make up for it later; not there where nobody does. */
    readonly accruing?: string;
    /** Teams with somebody eligible, as bits by position in their ledger; not there where the queue has no teams. */
    readonly teams?: string;
    /** What happens in the ledgers: a new charge, an earlier owner's charge moved, or nothing. */
    readonly charge: 'new' | 'moved' | 'none';
    /** Which tier of the SLA; −1: none. Null: no SLA. */
    readonly tier: number | null;
    /** When each milestone of each target falls due. */
    readonly due: readonly (readonly (EpochMs | null)[])[];
    readonly by: string | null;
  };
  /** Reps are asked whether they take the lead; the first of them carries its charge for the time being. */
  lead_offered: {
    readonly queueId: string;
    readonly cause: Cause;
    readonly method: PickMethod | 'custom';
    /** In the order in which the strategy picked them. */
    readonly repIds: readonly string[];
    /** Until when each of them may accept. */
    readonly expiresAt: readonly EpochMs[];
    /** As in `lead_assigned`. */
    readonly eligible: string;
    readonly accruing?: string;
    readonly teams?: string;
    /** `none`: an earlier owner carries the charge until somebody accepts. */
    readonly charge: 'new' | 'none';
    /** Which tier of the SLA applies, as in `lead_assigned`. */
    readonly tier: number | null;
    /** As in `lead_held`. */
    readonly delivery?: { readonly tier: number; readonly due: readonly (readonly (EpochMs | null)[])[] };
    /** How often everybody has been asked, this time included. */
    readonly round: number;
  };
  offer_declined: { readonly repId: string; readonly because: string | null; readonly charge: OfferCharge };
  offer_lapsed: { readonly repId: string; readonly charge: OfferCharge };
  /** Offers ended by something else: another rep accepted, or the lead went elsewhere. */
  offers_revoked: {
    readonly repIds: readonly string[];
    readonly cause: RevokeCause;
    readonly charge: OfferCharge;
  };
  /** Everybody was asked as often as the queue says, and nobody took the lead. */
  offers_exhausted: { readonly queueId: string; readonly rounds: number };
  lead_held: {
    readonly queueId: string;
    readonly cause: Cause;
    readonly retryAt: EpochMs | null;
    readonly awaitedOwner: AwaitedOwner | null;
    /** Not to be tried again before; null: any time. */
    readonly restUntil: EpochMs | null;
    /** The queue is closed: a good moment for an automatic reply. */
    readonly afterHours: boolean;
    /** Starts the clocks of targets until `assign`: the SLA's tier, and when each milestone falls due. */
    readonly delivery?: { readonly tier: number; readonly due: readonly (readonly (EpochMs | null)[])[] };
  };
  lead_rejected: {
    readonly reason: Reason | null;
    readonly disposition: 'rejected' | 'duplicate';
    readonly because: string | null;
  };
  lead_nurtured: {
    readonly reason: Reason | null;
    readonly track: string | null;
    readonly restUntil: EpochMs | null;
    /** When it comes back by itself; null: only something that happens brings it back. */
    readonly wakeAt: EpochMs | null;
    readonly because: string | null;
  };
  /** The owner lost the lead; `breach` counts as a reassignment. */
  lead_taken_back: {
    readonly repId: string;
    readonly cause: 'breach' | 'release' | 'manual';
    readonly because: string | null;
  };
  lead_declined: { readonly repId: string; readonly because: string | null };
  /** Everybody is asked anew; `round` says for which time, where the queue makes offers. */
  declines_forgotten: { readonly round?: number };
  lead_accepted: { readonly repId: string };
  lead_responded: { readonly repId: string };
  /** What a duplicate added to the lead; it was scored again. */
  lead_merged: { readonly lead: ScoredLead };
  activity_recorded: { readonly activity: Activity };
  /** An activity or a response that a target counts; `left`: attempts still owed. */
  attempt_recorded: {
    readonly repId: string;
    readonly targetId: string;
    readonly attempts: number;
    readonly left: number;
    /** When the milestones fall due for the next attempt; empty while paused, and after the last. */
    readonly due: readonly (EpochMs | null)[];
  };
  sla_reminded: { readonly repId: string; readonly targetId: string; readonly milestone: number };
  /** The owner is to be offline; where it was online, `rep_switched` follows. */
  sla_switched_off: { readonly repId: string; readonly targetId: string; readonly milestone: number };
  sla_notified: MilestoneOf & { readonly to: readonly string[] };
  /** `to`: the manager, where the policy names one. */
  sla_escalated: MilestoneOf & { readonly to?: string };
  sla_breached: MilestoneOf;
  sla_paused: { readonly elapsed: readonly DurationMs[] };
  sla_resumed: { readonly due: readonly (readonly (EpochMs | null)[])[] };
  lead_closed: { readonly outcome: 'converted' | 'lost'; readonly value: number | null };
  /** A rep is owed so many thousandths of a lead more, which the others give. */
  credit_posted: {
    readonly queueId: string;
    readonly repId: string;
    readonly leadsMilli: number;
    /** The ledgers that are corrected; not there where it is the queue's first alone. */
    readonly ledgerIds?: readonly string[];
    readonly reason: string;
    readonly by: string;
    readonly expiresAt: EpochMs | null;
  };
  /** What the event with this number posted was taken back. */
  credit_expired: { readonly repId: string; readonly ledgerId: string; readonly credit: number };
  rep_switched: { readonly repId: string; readonly online: boolean };
}

/** Events that concern a rep and no lead. */
export const aboutReps: ReadonlySet<string> = new Set<EventType>(['rep_switched', 'credit_posted', 'credit_expired']);

/** The type of an event; `EventBodies` has what each carries. */
export type EventType = keyof EventBodies;

/** A milestone of an SLA has come. */
export type MilestoneType = 'sla_reminded' | 'sla_notified' | 'sla_escalated' | 'sla_switched_off' | 'sla_breached';

// a type and no interface: so that an event fits `{ [more: string]: unknown }`
type EventHead = {
  /** Consecutive within a state, from 1. */
  readonly seq: number;
  readonly at: EpochMs;
  /** Empty for what concerns a rep alone. */
  readonly leadId: string;
  /** The id of the input that brought it about; absent where that had none, and for what was due anyway. */
  readonly inputId?: string;
};

/** One fact. */
export type RoutingEvent<T extends EventType = EventType> = {
  readonly [K in T]: EventHead & { readonly type: K } & EventBodies[K];
}[T];
