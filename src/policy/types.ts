import type { CalendarSpec } from '../calendar/index.js';
import type { Condition } from '../condition/index.js';
import type { Json } from '../core/json.js';

/** Everything people configure: one JSON document. Ids are unique within their section. */
export interface Policy {
  /** The meaning of decisions that this policy was written for. */
  readonly behavior: 1;
  /** Options for `normalizeLead`, carried as data; the engine itself does not read them. */
  readonly normalize?: { readonly [option: string]: Json };
  readonly calendars?: readonly NamedCalendar[];
  readonly reps: readonly Rep[];
  readonly queues: readonly Queue[];
  /** Tried in order; the first whose `when` is true decides. The last must be `"when": true`. */
  readonly rules: readonly Rule[];
  readonly scorecards?: readonly Scorecard[];
  readonly grades?: Grades;
  readonly qualification?: Qualification;
  /** The first that is true names the lead's segment. */
  readonly segments?: readonly Segment[];
  /** The first that is true stamps the lead's priority; none: 0. */
  readonly priorities?: readonly PriorityStamp[];
  readonly slas?: readonly Sla[];
  readonly recycling?: Recycling;
  readonly duplicates?: Duplicates;
  readonly [section: string]: unknown;
}

export type NamedCalendar = CalendarSpec & { readonly id: string };

// ── reps ──────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Rep {
  readonly id: string;
  readonly name?: string;
  /** Working hours and zone; none: always open, zone UTC. */
  readonly calendarId?: string;
  /** Share of a queue's leads, relative to its other members: a whole number from 1. Default 1. */
  readonly weight?: number;
  /** Units of open work at most; none: unlimited. */
  readonly capacity?: number;
  /** Leads at most per period, several at once. */
  readonly caps?: readonly Cap[];
  readonly skills?: { readonly [skill: string]: number };
  /** BCP 47 tags. */
  readonly languages?: readonly string[];
  /** Places the rep covers; a rep that lists none covers none. */
  readonly territories?: readonly Territory[];
  readonly products?: readonly string[];
  readonly industries?: readonly string[];
  readonly seniority?: number;
  readonly tags?: readonly string[];
  readonly leave?: readonly Leave[];
  /** First day, `YYYY-MM-DD` in the rep's zone: on leave before it. */
  readonly startsAt?: string;
  /** A new hire's weight grows from `from` (0.01–1) of it to all of it over `days` from `startsAt`. */
  readonly ramp?: { readonly from: number; readonly days: number };
  readonly [more: string]: unknown;
}

export type Period = 'hour' | 'day' | 'week' | 'month';

/** At most `max` leads per period; every assignment counts, manual ones too. */
export interface Cap {
  /** Needed where `when` is given: names the count in the state. */
  readonly id?: string;
  readonly per: Period;
  readonly max: number;
  /** `calendar` (default): the rep's own hour, day, week from Monday, or month. `rolling`: the last 1 h, 24 h, 7 days or 30 days. */
  readonly window?: 'calendar' | 'rolling';
  /** Counts, and limits, only leads for which this is true. */
  readonly when?: Condition;
}

/** Every given part must match the lead's place. */
export interface Territory {
  readonly country?: string;
  readonly region?: string;
  readonly postalPrefix?: string;
}

/** Days (`YYYY-MM-DD`, both included) or local times (`YYYY-MM-DDTHH:MM`, the end not included) in the rep's zone. */
export interface Leave {
  readonly from: string;
  readonly to: string;
  /** No new leads on this many days before it either. */
  readonly stopDaysBefore?: number;
}

// ── queues ────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Queue {
  readonly id: string;
  readonly repIds: readonly string[];
  /** Weights in this queue, in place of the reps' own. */
  readonly weights?: { readonly [repId: string]: number };
  /** Steps from strict to lenient; the last has no `forMinutes`. None: every member qualifies. */
  readonly requirements?: readonly RequirementStep[];
  readonly strategy: Strategy;
  /** Queues that name the same ledger share their balances. Default: the queue's own id. */
  readonly ledger?: string;
  /** Capacity units that a lead of this queue takes. Default 1. */
  readonly units?: number;
  /** Opening hours of the queue, for SLA clocks on `queue` and for `afterHours`. */
  readonly calendarId?: string;
  /** What to do when no member can take the lead now. Default `{ "type": "hold" }`. */
  readonly nobodyEligible?: NobodyEligible;
  /** What to do instead when that is because the queue is closed. */
  readonly afterHours?: AfterHours;
  /** Whether leads given to their account's owner or by hand count as received here. Default `charge`. */
  readonly ownerHits?: 'charge' | 'free';
  readonly [more: string]: unknown;
}

/** Requirements that hold for `forMinutes` after the lead joined the queue; then the next step does. */
export interface RequirementStep {
  readonly all: readonly Requirement[];
  readonly forMinutes?: number;
}

/** What a rep must have. With `when`, only for leads for which that is true. `"lead"` means the lead's own. */
export type Requirement = (
  | { readonly skill: string; readonly min?: number }
  | { readonly language: string }
  | { readonly territory: 'lead' }
  | { readonly product: string }
  | { readonly industry: string }
  | { readonly seniority: number }
  | { readonly tag: string }
) & { readonly when?: Condition };

export type Strategy =
  | {
      readonly type: 'fair_share';
      readonly by?: 'count';
      /** Several at once: fair in each. `when` says which leads a ledger counts; the first counts all. */
      readonly ledgers?: readonly { readonly id: string; readonly when?: Condition; readonly weight?: number }[];
      readonly makeUp?: 'none';
    }
  | { readonly type: 'load_balance' }
  | { readonly type: 'custom'; readonly strategyId: string; readonly [option: string]: unknown };

export type NobodyEligible =
  | { readonly type: 'hold'; readonly afterMinutes?: number; readonly then?: { readonly queueId: string } }
  | { readonly type: 'overflow'; readonly queueId: string }
  | { readonly type: 'route_anyway' }
  | { readonly type: 'nurture'; readonly track?: string };

export type AfterHours =
  | { readonly type: 'wait' }
  | { readonly type: 'on_call'; readonly queueId: string }
  | { readonly type: 'route_anyway' };

// ── rules ─────────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Rule {
  readonly id: string;
  readonly when: Condition;
  readonly then: RuleAction;
}

export type RuleAction =
  | { readonly queueId: string; readonly slaId?: string }
  | {
      /** `account`: who owns the lead's account. `lead`: who owns the earlier lead of the same person. */
      readonly owner: 'account' | 'lead';
      readonly ownerAbsent: OwnerAbsent;
      /** The queue that the lead belongs to; default: that of `ownerAbsent`. */
      readonly queueId?: string;
      readonly slaId?: string;
    }
  | { readonly disposition: 'rejected' | 'nurtured'; readonly track?: string };

/** `wait`: hold for the owner, at most `minutes`, then as `cover`. `cover`, `rotate`: another rep of the queue, now. */
export type OwnerAbsent =
  | { readonly type: 'wait'; readonly minutes: number; readonly queueId: string }
  | { readonly type: 'cover' | 'rotate'; readonly queueId: string };

// ── scoring ───────────────────────────────────────────────────────────────────────────────────────────────────────

export interface Scorecard {
  readonly id: string;
  readonly max?: number;
  readonly min?: number;
  readonly criteria: readonly Criterion[];
}

/** Points for a condition that holds, or for each activity of a type. Points may be negative. */
export interface Criterion {
  readonly id: string;
  readonly when?: Condition;
  readonly activity?: string;
  readonly points: number;
  /** Activities counted at most, newest first. Default: all. */
  readonly maxTimes?: number;
  /** How an activity's points fade with its age: halved every `halfLifeDays`, or in a straight line to 0 at `linearDays`. */
  readonly decay?: { readonly halfLifeDays: number } | { readonly linearDays: number };
}

/** Labels per scorecard with the least points for each; the lead's grade is its labels in order, such as `A2`. */
export interface Grades {
  readonly scorecards: readonly string[];
  readonly [scorecardId: string]: readonly string[] | { readonly [label: string]: number };
}

export interface Qualification {
  readonly sql?: { readonly min: number };
  readonly mql?: { readonly min: number };
}

export interface Segment {
  readonly id: string;
  readonly when: Condition;
}

export interface PriorityStamp {
  readonly id: string;
  readonly when: Condition;
  readonly priority: number;
}

// ── SLA, recycling, duplicates ────────────────────────────────────────────────────────────────────────────────────

export interface Sla {
  readonly id: string;
  readonly targets: readonly SlaTarget[];
  /** The first that is true replaces the minutes of the targets it names; milestones keep their place in proportion. */
  readonly tiers?: readonly SlaTier[];
  /** Activity types that count as a response. */
  readonly meaningful?: readonly string[];
  /** Activity types that pause the clocks, until any other activity or a `resume`. */
  readonly pauseOn?: readonly string[];
  /** Reassignments for breach at most. Default 3. */
  readonly maxReassignments?: number;
  /** After the last one. Default `manager`: the lead stays and its manager is told. */
  readonly thenDo?: 'manager' | 'hold' | 'recycle';
  /** When every rep who could take the lead had it before. Default `reuse_earliest`. */
  readonly exhausted?: 'reuse_earliest' | 'hold' | 'manager';
}

export type SlaClock = 'rep' | 'queue' | 'rep_and_queue' | 'wall';

export type SlaAction = 'remind' | 'escalate' | 'reassign' | 'recycle';

export interface SlaTarget {
  readonly id: string;
  /** Open time allowed. */
  readonly minutes: number;
  /** Whose hours count. Default `rep`. */
  readonly clock?: SlaClock;
  /** What meets it. Default `respond`, or `close` for a target named `resolution`. */
  readonly until?: 'respond' | 'close';
  readonly milestones?: readonly SlaMilestone[];
}

/** At so many minutes, or at that fraction of the target's minutes. */
export type SlaMilestone = { readonly do: readonly SlaAction[] } & (
  | { readonly atMinutes: number }
  | { readonly atFraction: number }
);

export interface SlaTier {
  readonly when: Condition;
  readonly [targetId: string]: Condition | { readonly minutes: number };
}

export interface Recycling {
  /** Times a lead may come back. Default 2. */
  readonly maxCycles?: number;
  /** Days from one assignment to the next coming back. Default 0. */
  readonly minDaysBetweenContacts?: number;
  readonly tracks?: readonly Track[];
}

/** How long a nurtured lead rests, and what brings it back; nothing named: it comes back by itself. */
export interface Track {
  readonly id: string;
  readonly coolDownDays: number;
  readonly backOn?: readonly string[];
  readonly backWhen?: Condition;
}

/** What happens to a lead whose dedupe key the caller's facts know. */
export interface Duplicates {
  /** `dispose` (default): not routed again. `owner`: to the earlier lead's owner. `ignore`: routed as if new. */
  readonly action: 'dispose' | 'owner' | 'ignore';
}
