import type { EpochMs } from '../core/time.js';
import type { Amount } from './amount.js';
import type { ChanceOptions, ChanceResult } from './chance-test.js';
import type { Ratio } from './ratio.js';
import type { ReplayOptions } from './replay.js';

/** What a fairness report reads and counts. */
export interface FairnessOptions extends ReplayOptions, ChanceOptions {
  /** What happened from then on is counted; what happened before is read all the same. Default: from the first event. */
  readonly from?: EpochMs;
  /** What happened before then is counted. Default: to the last event. */
  readonly to?: EpochMs;
  /** What makes a lead a good one, for the test of chance. Default `points`: its score. */
  readonly quality?: 'points' | 'value';
}

/** What one ledger says of one rep: leads, or points where the ledger counts value or effort. */
export interface LedgerShare {
  readonly ledgerId: string;
  /** In a ledger of teams: the team. */
  readonly repId: string;
  /** Shares of all leads for which the rep was eligible. */
  readonly owed: Amount;
  /** What the rep paid for the leads it got, less what it gave back for those that moved on. */
  readonly received: Amount;
  /** Corrections posted, less those that ran out. */
  readonly credited: Amount;
  /** `owed + credited − received`: by how much the balance grew. */
  readonly difference: Amount;
  /** Leads got, less leads that moved on with their charge. */
  readonly leads: number;
}

/** One ledger: what each of its reps was owed and received. */
export interface LedgerFairness {
  readonly ledgerId: string;
  /** Ordered by rep. */
  readonly reps: readonly LedgerShare[];
  /** Of received ÷ owed, in thousandths and rounded down, over the reps that were owed something. */
  readonly jain: Ratio | null;
  /** Largest difference, in either direction. */
  readonly largest: LedgerShare;
}

/** How often a reason occurred. */
export interface ReasonCount {
  readonly reason: string;
  readonly count: number;
}

/** Leads of one class that a rep shared in, was owed and had. */
export interface ClassShare {
  readonly id: string | null;
  readonly eligible: number;
  readonly owed: Amount;
  readonly received: number;
}

export const classes = ['segment', 'grade', 'priority', 'tier'] as const;
/** What leads are told apart by, to see whether the good ones are shared as well. */
export type LeadClass = (typeof classes)[number];

/** A correction of the ledgers in somebody's favour, or at somebody's cost. */
export interface CreditEntry {
  readonly at: EpochMs;
  readonly queueId: string;
  readonly leadsMilli: number;
  readonly reason: string;
  readonly by: string;
  readonly expiresAt: EpochMs | null;
}

/** Everything about one rep that a dispute may turn on. */
export interface RepFairness {
  readonly repId: string;
  /** Assignments in the rep's queues, whoever got the lead. */
  readonly considered: number;
  /** Those for which the rep was eligible, among those who shared the lead. */
  readonly eligible: number;
  /** Assignments to the rep. */
  readonly assigned: number;
  /** Assignments to the rep without being eligible in the queue: by hand, or as the owner. */
  readonly outside: number;
  /** Eligible, and somebody else got it: by how that one was picked; most frequent first. */
  readonly skipped: readonly ReasonCount[];
  /**
   * Not among those who shared the lead: by why, in the codes of verdicts; `passed_over` where the queue asked an earlier
   * tier or only others first; `unknown` where events are missing. Most frequent first.
   */
  readonly ineligible: readonly ReasonCount[];
  readonly declined: number;
  /** Charged leads that moved on to somebody else, and such leads taken over. */
  readonly givenBack: number;
  readonly takenOver: number;
  /** Assignments that no ledger counts. */
  readonly free: number;
  readonly credits: readonly CreditEntry[];
  readonly ledgers: readonly LedgerShare[];
  /** Leads counted in the first ledger of their queue; `tier` is that of the SLA, from 0, `base` for none of them. */
  readonly classes: { readonly [name in LeadClass]: readonly ClassShare[] };
  /** Values of those leads, in minor units: of all that the rep shared in; owed, rounded down; received. */
  readonly value: { readonly eligible: number; readonly owed: number; readonly received: number };
  /** Of the leads that a strategy gave to one of several; null where none could have gone either way. */
  readonly chance: ChanceResult | null;
}

/** Who was owed and received what, and why: made by `fairnessReport`, shown by `formatFairnessReport`. Plain JSON. */
export interface FairnessReport {
  readonly from: EpochMs | null;
  readonly to: EpochMs | null;
  readonly quality: 'points' | 'value';
  /** Assignments counted. */
  readonly assignments: number;
  /** Assignments that could not be read, for want of their policy or of their lead's beginning. */
  readonly unread: number;
  readonly ledgers: readonly LedgerFairness[];
  /** Ordered by id; only the one asked for, if one was. */
  readonly reps: readonly RepFairness[];
}
