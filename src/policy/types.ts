import type { CalendarSpec } from '../calendar/index.js';
import type { Condition } from '../condition/index.js';
import type { Json } from '../core/json.js';
import type { DedupeKind } from '../lead/index.js';
import type { Rep, Requirement, RequirementStep } from '../match/index.js';
import type { Grades, PriorityStamp, Qualification, Scorecard, Segment, TotalPoints } from '../score/index.js';
import type { SlaTarget } from '../sla/index.js';
import type { Backlog, OfferTerms } from './offer-terms.js';
import type { Rule } from './rule-types.js';

/** Everything people configure: one JSON document. Ids are unique within their section. */
export interface Policy extends PolicySections {
  readonly queues: readonly Queue[];
}

/** A policy whose strategies came from outside as data: `compile` says whether they are any that it knows. */
export interface PolicyDocument extends PolicySections {
  readonly queues: readonly OpenQueue[];
}

/** The sections of a policy beside its queues. */
export interface PolicySections {
  /** The meaning of decisions that this policy was written for. */
  readonly behavior: 1;
  readonly name?: string;
  /** Options for `normalizeLead`, carried as data; routing itself does not read them. */
  readonly normalize?: { readonly [option: string]: Json };
  readonly calendars?: readonly NamedCalendar[];
  readonly reps: readonly Rep[];
  /** Tried in order; the first whose `when` is true decides. The last must be `"when": true`. */
  readonly rules: readonly Rule[];
  readonly scorecards?: readonly Scorecard[];
  readonly totalPoints?: TotalPoints;
  readonly grades?: Grades;
  readonly qualification?: Qualification;
  /** The first that is true names the lead's segment. */
  readonly segments?: readonly Segment[];
  /** The first that is true stamps the lead's priority; none: 0. */
  readonly priorities?: readonly PriorityStamp[];
  readonly slas?: readonly Sla[];
  readonly recycling?: Recycling;
  /** How held leads take turns. Default: by priority, then age. */
  readonly backlog?: Backlog;
  readonly duplicates?: Duplicates;
  readonly [section: string]: unknown;
}

/** Working or opening hours that reps and queues name by `id`. */
export type NamedCalendar = CalendarSpec & { readonly id: string };

// ── queues ────────────────────────────────────────────────────────────────────────────────────────────────────────

/** A destination: its members, what they must meet, and how leads are shared out among them. */
export interface Queue extends QueueParts {
  readonly strategy: QueueStrategy;
}

/** A queue whose strategy may be any object with a type. */
export interface OpenQueue extends QueueParts {
  readonly strategy: QueueStrategy | { readonly type: string; readonly [option: string]: unknown };
}

/** A queue but for its strategy. */
export interface QueueParts {
  readonly id: string;
  readonly repIds: readonly string[];
  /** Weights in this queue, in place of the reps' own. */
  readonly weights?: { readonly [repId: string]: number };
  /** Steps from strict to lenient; the last has no `forMinutes`. None: every member qualifies. */
  readonly requirements?: readonly RequirementStep[];
  /** Queues that name the same ledger share their balances. Default: the queue's own id. */
  readonly ledger?: string;
  /** Capacity units that a lead of this queue takes. Default 1. */
  readonly units?: number;
  /** The first that is true says the units instead. */
  readonly unitsWhen?: readonly { readonly when: Condition; readonly units: number }[];
  /** Opening hours of the queue, for SLA clocks on `queue` and for `afterHours`. */
  readonly calendarId?: string;
  /** What to do when no member can take the lead now. Default `{ "type": "hold" }`. */
  readonly nobodyEligible?: NobodyEligible;
  /** What to do instead when that is because the queue is closed. */
  readonly afterHours?: AfterHours;
  /** Who is told when an SLA escalates and the owner has no manager, or the lead no owner. */
  readonly managerId?: string;
  /** Whether leads given to their account's owner or by hand count as received here. Default `charge`. */
  readonly ownerHits?: 'charge' | 'free';
  /** Reps are asked before they get a lead of this queue; owners and assignments by hand are not. */
  readonly offer?: OfferTerms;
  /** Whether a rep goes on paying for a lead that it declines, or loses for a breach. Default: for a decline. */
  readonly charges?: { readonly decline?: 'keep' | 'move'; readonly breach?: 'keep' | 'move' };
  readonly [more: string]: unknown;
}

/** Why a member cannot take a lead now. */
export type Absence = 'on_leave' | 'off_shift' | 'offline' | 'at_cap' | 'at_capacity';

/** What a ledger counts of a lead: one, points of its value, or the capacity units that it takes. */
export type Measure = 'count' | 'value' | 'effort';

/**
 * How the eligible members of a queue share its leads: `fair_share`, unless something else is wanted more.
 * `docs/semantics.md`, section 4, says how each picks.
 */
export type QueueStrategy =
  | {
      readonly type: 'fair_share';
      /** What is shared out fairly. Default `count`. */
      readonly by?: Measure;
      /** Minor units of a lead's value per point, and points of one lead at most. Default 100 and 1,000,000. */
      readonly valueUnit?: number;
      readonly valueMax?: number;
      /** Several at once: fair in each. `when` says which leads a ledger counts; the first counts all. */
      readonly ledgers?: readonly {
        readonly id: string;
        /** Default: the strategy's. */
        readonly by?: Measure;
        readonly when?: Condition;
        readonly weight?: number;
      }[];
      /** Whether absent members gain, to make up for it on return: until they are owed `capped` leads, or without end. */
      readonly makeUp?: 'none' | 'full' | { readonly capped: number };
      /** The absences that count. Default `on_leave`. */
      readonly accrueOn?: readonly Absence[];
      /** First fair between teams, by their weights, then within the team. Every member's `teamId` is one of them. */
      readonly teams?: readonly TeamShare[];
    }
  | { readonly type: 'load_balance' }
  | BestMatch
  | Sticky
  | { readonly type: 'priority_tiers'; readonly tiers: readonly Tier[] }
  | { readonly type: 'custom'; readonly strategyId: string; readonly [option: string]: unknown };

/** Whoever fits the lead best, of those owed at most `budget` leads (0–4, two decimals) less than who is owed most. */
export interface BestMatch {
  readonly type: 'best_match';
  readonly budget: number;
  /** A rep's match is the sum of the points of the requirements it meets. */
  readonly prefer: readonly Preference[];
}

/** A team that shares a queue's leads with others; its weight is 1 unless told. */
export interface TeamShare {
  readonly id: string;
  readonly weight?: number;
}

/** Leads with the same key go to the same rep, as long as that rep does not get too far ahead. */
export interface Sticky {
  readonly type: 'sticky';
  /** The field of the lead that is the key, such as `companyKey`. A lead without it goes the other way. */
  readonly field: string;
  /** Leads (two decimals) that the rep may be ahead of the fair share for it, and others behind. Default 1. */
  readonly overdraft?: number;
  /** Who gets the lead instead. Default `fair_share`. */
  readonly otherwise?: { readonly type: 'fair_share' } | { readonly type: 'load_balance' } | BestMatch;
}

/** A requirement that is no condition but worth so many points to a rep who meets it; points may be negative. */
export type Preference = Requirement & { readonly points: number };

/** The first tier with somebody eligible gets the lead, by its own strategy; default `fair_share`. */
export interface Tier {
  readonly repIds: readonly string[];
  readonly strategy?: { readonly type: 'fair_share' } | { readonly type: 'load_balance' } | BestMatch | Sticky;
}

/**
 * What becomes of a lead that no member can take now: wait (after `afterMinutes` in the queue `then`), go to another
 * queue at once, go to a member who is off shift, or rest.
 */
export type NobodyEligible =
  | { readonly type: 'hold'; readonly afterMinutes?: number; readonly then?: { readonly queueId: string } }
  | { readonly type: 'overflow'; readonly queueId: string }
  | { readonly type: 'route_anyway' }
  | { readonly type: 'nurture'; readonly track?: string };

/**
 * The same, where nobody can take it because the queue is closed: wait, go to the queue on call, or go to a member
 * who is off shift.
 */
export type AfterHours =
  | { readonly type: 'wait' }
  | { readonly type: 'on_call'; readonly queueId: string }
  | { readonly type: 'route_anyway' };

// ── SLA, recycling, duplicates ────────────────────────────────────────────────────────────────────────────────────

/**
 * What is to be done with a lead by when, and what happens on the way there and after. One lead has one SLA, with as
 * many targets as needed.
 */
export interface Sla {
  readonly id: string;
  readonly targets: readonly SlaTarget[];
  /** The first that is true replaces the minutes of the targets it names; milestones keep their place in proportion. */
  readonly tiers?: readonly SlaTier[];
  /** Activity types that count as a response. */
  readonly meaningful?: readonly string[];
  /** Activity types that pause the clocks, until one of `resumeOn` or a `resume`. */
  readonly pauseOn?: readonly string[];
  /** Activity types that start paused clocks again. Default: all but those of `pauseOn`. */
  readonly resumeOn?: readonly string[];
  /** Reassignments for breach at most. Default 3. */
  readonly maxReassignments?: number;
  /** After the last one. Default `manager`: the lead stays and its manager is told. */
  readonly thenDo?: 'manager' | 'hold' | 'recycle';
  /** When every rep who could take the lead had it before. Default `reuse_earliest`. */
  readonly exhausted?: 'reuse_earliest' | 'hold' | 'manager';
}

/** Other minutes for leads for which `when` is true: `{ "when": …, "first_response": { "minutes": 15 } }`. */
export interface SlaTier {
  readonly when: Condition;
  readonly [targetId: string]: Condition | { readonly minutes: number };
}

/** How often a lead may come back from rest, how far apart its assignments must lie, and the tracks it can rest on. */
export interface Recycling {
  /** Times a lead may come back. Default 2. */
  readonly maxCycles?: number;
  /** Days from one assignment to the next coming back. Default 0. */
  readonly minDaysBetweenContacts?: number;
  /** The track for each reason that `nurture` and `recycle` may give. Default: the track with that id. */
  readonly reasons?: { readonly [reason: string]: string };
  readonly tracks?: readonly Track[];
}

/** How long a nurtured lead rests, and what brings it back; nothing named: it comes back by itself. */
export interface Track {
  readonly id: string;
  readonly coolDownDays: number;
  /** Open time that has to pass as well. */
  readonly coolDownOpen?: { readonly minutes: number; readonly calendarId: string };
  readonly backOn?: readonly string[];
  readonly backWhen?: Condition;
}

/** What happens to a lead whose dedupe key the caller's facts know, or an earlier lead of the same batch has. */
export interface Duplicates {
  /**
   * `dispose` (default): not routed again. `owner`: to the earlier lead's owner. `merge`: as `dispose`, and the caller gives
   * the earlier lead the input `merge` with its data. `ignore`: routed as if new.
   */
  readonly action: 'dispose' | 'owner' | 'merge' | 'ignore';
  /** What tells that two leads are one person, the strongest first. Default `email`, `phone`. */
  readonly keys?: readonly DedupeKind[];
  /** Earlier leads that are older do not count. Default: all do. */
  readonly windowDays?: number;
}
