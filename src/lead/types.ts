import type { Json } from '../core/json.js';
import type { EpochMs } from '../core/time.js';

/** A lead as it came in: an id and whatever else the form, list or event carried. */
export interface RawLead {
  readonly id: string;
  readonly [field: string]: Json;
}

/** How sure a normalised value is; competing evidence is settled in this order. */
export type Confidence = 'high' | 'medium' | 'low';

/** How a normalised value came about. */
export interface Provenance {
  readonly raw: Json;
  readonly method: string;
  readonly confidence: Confidence;
}

/**
 * What kind of address it is: `business`; `free`, a personal mailbox; `disposable`, thrown away after use;
 * `academic`; or `invalid`.
 */
export type EmailClass = 'business' | 'free' | 'disposable' | 'academic' | 'invalid';

/** Something the person behind the lead did; `count` defaults to 1. */
export interface Activity {
  readonly type: string;
  readonly at: EpochMs;
  readonly count?: number;
}

/** A clean lead: every field known by name, `null` where it is known to be absent. */
export interface Lead {
  readonly id: string;
  readonly createdAt: EpochMs | null;
  readonly source: string | null;
  readonly email: string | null;
  readonly emailDomain: string | null;
  readonly emailClass: EmailClass | null;
  readonly roleAccount: boolean;
  /** The e-mail's domain is one of the caller's competitors. */
  readonly competitor?: boolean;
  /** E.164, for example `+12125550142`. */
  readonly phone: string | null;
  readonly company: string | null;
  readonly companyKey: string | null;
  readonly employees: { readonly min: number; readonly max: number | null } | null;
  readonly jobTitle: string | null;
  readonly seniority: string | null;
  readonly jobFunction: string | null;
  readonly industry: string | null;
  readonly products: readonly string[];
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  /** ISO 3166-2, for example `US-CA`. */
  readonly region: string | null;
  readonly postalCode: string | null;
  /** IANA zone. */
  readonly timeZone: string | null;
  /** BCP 47 tag, for example `de` or `pt-BR`. */
  readonly language: string | null;
  /** Expected value in integer minor units. */
  readonly value: number | null;
  readonly tags: readonly string[];
  readonly activities: readonly Activity[];
  /** The caller's own fields, untouched. */
  readonly fields: { readonly [key: string]: Json };
  readonly provenance: { readonly [field: string]: Provenance };
  /** Set where the lead cannot be used: routing rejects it with `lead.invalid_field`. */
  readonly invalid?: { readonly field: string; readonly expected: string };
}

/** Points and classes of a lead, with the criteria that gave them. */
export interface Score {
  readonly points: number;
  /** Points per scorecard, by its id. */
  readonly byCard: { readonly [scorecardId: string]: number };
  readonly grade: string;
  readonly segment: string | null;
  /** Higher goes first. */
  readonly priority: number;
  readonly qualification: 'sql' | 'mql' | 'none';
  readonly because: readonly { readonly criterionId: string; readonly points: number }[];
}

/** A lead with its score and the account facts it was scored with. */
export interface ScoredLead extends Lead {
  readonly score: Score;
  readonly accountId: string | null;
  /** The rep who owns the lead's account, as the caller's facts say. */
  readonly accountOwner: string | null;
}

/** A scored lead that somebody wrote down without what an account or a scorecard adds: read as having none. */
export interface PartlyScoredLead extends Lead {
  readonly score: Partial<Score> & Pick<Score, 'points' | 'grade' | 'segment' | 'priority' | 'because'>;
  readonly accountId?: string | null;
  readonly accountOwner?: string | null;
}
