import * as z from 'zod';
import type { Lead, RawLead, ScoredLead } from '../lead/index.js';
import { exactly } from './exactly.js';
import { open } from './objects.js';
import { named } from './registry.js';
import { id, instant, json, list, table } from './scalars.js';

const text = () => z.string().nullable();

type Activity = Lead['activities'][number];

/** Something the person behind a lead did. */
export const activity: z.ZodType<Activity, Activity> = exactly<Activity>()(
  open({ type: z.string(), at: instant(), count: z.number().exactOptional() }),
);

const provenance = open({ raw: json, method: z.string(), confidence: z.enum(['high', 'medium', 'low']) });

const leadShape = {
  id: id(),
  createdAt: instant().nullable(),
  source: text(),
  email: text(),
  emailDomain: text(),
  emailClass: z.enum(['business', 'free', 'disposable', 'academic', 'invalid']).nullable(),
  roleAccount: z.boolean(),
  competitor: z.boolean().exactOptional(),
  phone: text(),
  company: text(),
  companyKey: text(),
  employees: open({ min: z.number(), max: z.number().nullable() }).nullable(),
  jobTitle: text(),
  seniority: text(),
  jobFunction: text(),
  industry: text(),
  products: list(z.string()),
  country: text(),
  region: text(),
  postalCode: text(),
  timeZone: text(),
  language: text(),
  value: z.number().nullable(),
  tags: list(z.string()),
  activities: list(activity),
  fields: table(json),
  provenance: table(provenance),
  invalid: open({ field: z.string(), expected: z.string() }).exactOptional(),
};

const score = open({
  points: z.number(),
  byCard: table(z.number()),
  grade: z.string(),
  segment: text(),
  priority: z.number(),
  qualification: z.enum(['sql', 'mql', 'none']),
  because: list(open({ criterionId: z.string(), points: z.number() })),
});

/**
 * A lead as it came in: an id of 1 to 200 characters and any JSON beside it.
 *
 * @example
 * rawLeadSchema.safeParse({ id: 'l1', Email: 'ada@example.com' }).success; //=> true
 */
export const rawLeadSchema: z.ZodType<RawLead, RawLead> = named(
  'RawLead',
  'a lead as it came in',
  exactly<RawLead>()(z.object({ id: id() }).catchall(json)),
);

/**
 * A clean lead, as `normalizeLead` returns it: every field there, `null` where it is known to be absent.
 *
 * @example
 * leadSchema.safeParse(normalizeLead({ id: 'l1' })).success; //=> true
 */
export const leadSchema: z.ZodType<Lead, Lead> = named('Lead', 'a clean lead', exactly<Lead>()(open(leadShape)));

/**
 * A lead with its score and account facts, as records hold it.
 *
 * @example
 * scoredLeadSchema.safeParse({ id: 'l1' }).success; //=> false
 */
export const scoredLeadSchema: z.ZodType<ScoredLead, ScoredLead> = named(
  'ScoredLead',
  'a lead with its score',
  exactly<ScoredLead>()(open({ ...leadShape, score, accountId: text(), accountOwner: text() })),
);
