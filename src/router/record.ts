import type { Reason } from '../core/reason.js';
import type { EpochMs } from '../core/time.js';
import type { ScoredLead } from '../lead/index.js';
import type { TargetClock } from '../sla/index.js';

/** Where a lead is in its life: `statusGraph` of `fairlead/events` has every way from one to another. */
export type Status = 'assigned' | 'offered' | 'held' | 'nurtured' | 'rejected' | 'closed';

/** One stretch of ownership. */
export interface Ownership {
  readonly repId: string;
  readonly from: EpochMs;
  /** Null while it lasts. */
  readonly until: EpochMs | null;
}

/** What a rep paid for this lead in one ledger. */
export interface Charge {
  readonly ledgerId: string;
  readonly repId: string;
  /** Ledger units. */
  readonly paid: number;
  /** What the lead counted there, where that was not 1. */
  readonly counts?: number;
  /** In a ledger of teams: the one that paid. */
  readonly teamId?: string;
}

/** The rep that a held lead waits for, until when at most, and the queue it joins then. */
export interface AwaitedOwner {
  readonly repId: string;
  readonly until: EpochMs;
  readonly queueId: string;
}

/** A lead on offer: who may still accept it, and what taking the offer back needs. */
export interface OpenOffer {
  readonly at: EpochMs;
  /** Capacity units that each of those asked has reserved. */
  readonly units: number;
  /** Of the policy under which it was made. */
  readonly fingerprint: string;
  /** Who shared in the charge, as the event said. */
  readonly eligible: string;
  readonly accruing?: string;
  readonly teams?: string;
  /** Whether the offer was charged; otherwise an earlier owner carries the lead's charge. */
  readonly charged: boolean;
  readonly tier: number | null;
  /**
   * Who has not answered yet, until when, and the caps in which room is reserved, by their keys in the state. Records
   * of earlier versions do not name those: then they are the rep's caps that count the lead.
   */
  readonly open: readonly {
    readonly repId: string;
    readonly expiresAt: EpochMs;
    readonly caps?: readonly string[];
  }[];
}

/** Running SLA clocks: the SLA, which of its tiers (−1: none), and one clock per target. */
export interface SlaRecord {
  readonly slaId: string;
  readonly tier: number;
  readonly clocks: readonly TargetClock[];
}

/** Clocks of targets until `assign`: they run from when the lead came, or came back, until somebody has it. */
export interface Delivery extends SlaRecord {
  /** The queue that the lead was held in first, whose hours count. */
  readonly queueId: string | null;
  /** While held: when it is worth matching again. */
  readonly retryAt: EpochMs | null;
}

/** What routing remembers about one lead: plain JSON for the caller to keep beside the lead's row. */
export interface LeadRecord {
  readonly version: 1;
  readonly leadId: string;
  /** The lead as it was scored last: all that reassigning it needs. */
  readonly lead: ScoredLead;
  readonly status: Status;
  readonly repId: string | null;
  readonly queueId: string | null;
  readonly ruleId: string | null;
  /** When a tick is next worth sending; null: nothing is due by itself. Worth an index. */
  readonly wakeAt: EpochMs | null;
  /** Latest instant that the record has seen; a clock that goes back is read as this. */
  readonly at: EpochMs;
  readonly receivedAt: EpochMs;
  /** When the lead joined its queue: waits and requirement steps are counted from here. */
  readonly joinedAt: EpochMs | null;
  /** Ownerships so far; grows by one with each. */
  readonly epoch: number;
  readonly owners: readonly Ownership[];
  readonly declines: readonly { readonly repId: string; readonly at: EpochMs }[];
  /** Taken back from its owner, so that earlier owners are passed over until somebody has it. */
  readonly takenBack: boolean;
  /** Times that a breach moved it. */
  readonly reassignments: number;
  /** Capacity units that its owner spends on it; 0 while nobody has it. */
  readonly units: number;
  readonly charges: readonly Charge[];
  readonly awaitedOwner: AwaitedOwner | null;
  /** Who has the earlier lead of the same person. */
  readonly leadOwner: string | null;
  readonly slaId: string | null;
  readonly sla: SlaRecord | null;
  /** Not there, or null, where nothing says how soon the lead is to be delivered. */
  readonly delivery?: Delivery | null;
  readonly acceptedAt: EpochMs | null;
  readonly respondedAt: EpochMs | null;
  readonly paused: boolean;
  /** Nurture track, and how long the lead rests. */
  readonly track: string | null;
  readonly restUntil: EpochMs | null;
  /** Times it has come back. */
  readonly cycles: number;
  readonly disposition: 'rejected' | 'nurtured' | 'duplicate' | null;
  readonly reason: Reason | null;
  readonly outcome: 'converted' | 'lost' | null;
  readonly value: number | null;
  /** While the status is `offered`; absent or null otherwise. */
  readonly offer?: OpenOffer | null;
  /** How often everybody in its queue has been asked, this time included; absent: once. */
  readonly round?: number;
  /** Ids of the latest inputs that had an effect; absent where none came with an id. */
  readonly inputs?: readonly string[];
  readonly [more: string]: unknown;
}
