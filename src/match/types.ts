import type { Condition } from '../condition/index.js';

/** Somebody who takes leads: when, how many, and which. */
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
  /** The team whose share of a queue with `teams` the rep shares. */
  readonly teamId?: string;
  /** Who is told when an SLA of this rep's leads escalates: a name of your own. */
  readonly managerId?: string;
  readonly leave?: readonly Leave[];
  /** First day, `YYYY-MM-DD` in the rep's zone: on leave before it. */
  readonly startsAt?: string;
  /** A new hire's weight grows from `from` (0.01–1) of it to all of it over `days` from `startsAt`. */
  readonly ramp?: { readonly from: number; readonly days: number };
  readonly [more: string]: unknown;
}

/** The length of time that a cap counts. */
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
