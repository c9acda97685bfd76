import type { Reason, ReasonCode } from '../core/reason.js';
import type { EpochMs } from '../core/time.js';
import type { Verdict } from '../core/verdict.js';
import type { EventBodies, RoutingEvent } from './event.js';
import type { LeadRecord } from './record.js';
import type { RoutingState } from './state.js';

/** What was looked at to decide: counts per reason always, every rep on request. */
export interface Trace {
  readonly ruleId: string | null;
  /** Members of the queue that were looked at. */
  readonly considered: number;
  /** Members per reason. Often frozen: many decisions may share it. */
  readonly counts: { readonly [code in ReasonCode]?: number };
  readonly candidates: readonly Candidate[] | null;
  /** How the winner was found; null where nobody was picked. Always there in what this version decides. */
  readonly pick?: PickTrace | null;
  /** The owner who did not get the lead, and why. */
  readonly passedOver?: { readonly repId: string; readonly reason: Reason };
  /** Queues that it came through because nobody there could take it. */
  readonly queuesPassed?: readonly string[];
  /** What the input, or the rule of the game that decided, gave as its reason. */
  readonly because?: string;
}

/** Why this rep, in numbers. */
export interface PickTrace {
  readonly method: EventBodies['lead_assigned']['method'];
  readonly eligible: number;
  /** Leads the winner was owed, in thousandths, this one's share included; null where no ledger was asked. */
  readonly owedMilli: number | null;
  /** With `quota_guard`: within how many leads somebody else would have fallen a full lead behind. */
  readonly within: number | null;
  /** Where the ledger does not count leads: what `owedMilli` is in thousandths of, and how much of it the lead counts. */
  readonly measure?: 'value' | 'effort';
  readonly counts?: number;
  /** With tiers: which one, from 1; `eligible` are those of it, or of the team. */
  readonly tier?: number;
  /** How many absent members share in the lead, to make up for it later. */
  readonly accruing?: number;
  /** With `best_match`: the winner's points, and the budget in thousandths of a lead. */
  readonly match?: number;
  readonly budgetMilli?: number;
  /** With `least_load`: the winner's units with this lead, and how many it may hold; null: any number. */
  readonly load?: { readonly units: number; readonly capacity: number | null };
  /** With `sticky`: how far ahead the winner may be for its key, in thousandths of a lead. */
  readonly overdraftMilli?: number;
  /** With teams: the one that was picked first, what it was owed as in `owedMilli`, and of how many. */
  readonly team?: { readonly id: string; readonly owedMilli: number; readonly of: number };
}

/** One member of the queue as the decision saw it: could it take the lead, and where did it stand. */
export interface Candidate {
  readonly repId: string;
  readonly verdict: Verdict;
  /** 1 for the winner, then in the order of the numbers in `parts`; null where not eligible. */
  readonly rank: number | null;
  /** The numbers that rank, before the decision: `owedMilli` (thousandths of a lead), `open` units, `weight`, `match` points. */
  readonly parts: { readonly [part: string]: number };
}

interface DecisionBase {
  readonly leadId: string;
  readonly at: EpochMs;
  readonly trace: Trace;
  /** What threw and was skipped. */
  readonly faults: readonly Reason<'rule.faulted'>[];
}

/**
 * What was decided about a lead, told apart by `type`: `assigned` to a rep, `offered` to some, `held` in a queue, or
 * `disposed` of. Plain JSON; `explain` makes a sentence of it.
 */
export type Decision =
  | (DecisionBase & {
      readonly type: 'assigned';
      readonly repId: string;
      readonly queueId: string;
      readonly ruleId: string;
      /** End of the first SLA target that ends; null: none does. */
      readonly dueAt: EpochMs | null;
    })
  | (DecisionBase & {
      readonly type: 'offered';
      readonly repIds: readonly string[];
      readonly queueId: string;
      readonly ruleId: string;
      readonly expiresAt: EpochMs;
    })
  | (DecisionBase & {
      readonly type: 'held';
      readonly queueId: string;
      readonly ruleId: string;
      /** Earliest instant at which time alone may free a rep; null: it will not. */
      readonly retryAt: EpochMs | null;
      /** What else may. */
      readonly wakeOn: readonly string[];
    })
  | (DecisionBase & {
      readonly type: 'disposed';
      readonly disposition: 'rejected' | 'nurtured' | 'duplicate';
      readonly reason: Reason | null;
    });

/** What a call gives back: nothing has been stored, sent or changed anywhere. */
export interface Outcome {
  /** Null where the input did not move the lead. */
  readonly decision: Decision | null;
  readonly record: LeadRecord;
  readonly events: readonly RoutingEvent[];
  readonly state: RoutingState;
  /** Why the input changed nothing; null where it did, or where there was nothing to do. */
  readonly ignored: Reason<'input.ignored'> | null;
  /** Only where `now` lay before the record's latest instant: what it was read as. */
  readonly clock?: Reason<'clock.went_back'>;
}

/** A lead that came before, and whose it is. */
export interface EarlierLead {
  readonly leadId: string;
  readonly repId: string | null;
  /** When it came, for `duplicates.windowDays`; not known: within. */
  readonly at?: EpochMs | null;
}

/**
 * What the caller looked up about a lead: whose account its domain is, and which earlier leads have its dedupe keys.
 * `requirements` says what to look up.
 */
export interface Facts {
  readonly accountByDomain?: {
    readonly [domain: string]: { readonly accountId: string; readonly ownerRepId: string | null };
  };
  readonly leadByDedupeKey?: { readonly [key: string]: EarlierLead };
}

/** What `route` and `advance` take beside what they decide on. */
export interface RouteOptions {
  /** What the caller looked up: see `requirements`. */
  readonly facts?: Facts;
  /** How much the trace says. `none`: the rule only; `counts` (default): a count per reason; `full`: every candidate. */
  readonly trace?: 'none' | 'counts' | 'full';
}

/** What `routeMany` takes beside what it decides on. */
export interface RouteManyOptions extends RouteOptions {
  /** `sequential` (default): one after another. `batch`: leads that count one each are handed out together. */
  readonly fairness?: 'sequential' | 'batch';
}
