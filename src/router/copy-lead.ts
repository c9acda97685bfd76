import type { Lead, Score, ScoredLead } from '../lead/index.js';

/** A copy of a lead of our own, to write its account and score into before anybody sees it. */
export type UnscoredLead = Lead & { -readonly [K in 'accountId' | 'accountOwner' | 'score']: ScoredLead[K] };

type Mutable<T> = { -readonly [K in keyof T]: T[K] };
type Given = Lead & Partial<ScoredLead>;

const unscored: Score = {
  points: 0,
  byCard: {},
  grade: '',
  segment: null,
  priority: 0,
  qualification: 'none',
  because: [],
};

/** How many members an object has, those of its prototypes included; −1 where one is `undefined`. */
function countDefined(object: object): number {
  let count = 0;
  for (const name in object) {
    if ((object as { readonly [name: string]: unknown })[name] === undefined) return -1;
    count += 1;
  }
  return count;
}

/** The same lead without members that are `undefined`, which JSON would lose. */
const definedOnly = <T extends object>(lead: T): T =>
  Object.fromEntries(Object.entries(lead).filter(([, value]) => value !== undefined)) as T;

/**
 * A copy with the members that leads usually have, written out: adding members to a copy made by spreading takes V8
 * longer than all the rest of a decision.
 */
function usualCopy(lead: Given): UnscoredLead {
  const copy: Mutable<UnscoredLead> = {
    id: lead.id,
    createdAt: lead.createdAt,
    source: lead.source,
    email: lead.email,
    emailDomain: lead.emailDomain,
    emailClass: lead.emailClass,
    roleAccount: lead.roleAccount,
    phone: lead.phone,
    company: lead.company,
    companyKey: lead.companyKey,
    employees: lead.employees,
    jobTitle: lead.jobTitle,
    seniority: lead.seniority,
    jobFunction: lead.jobFunction,
    industry: lead.industry,
    products: lead.products,
    country: lead.country,
    region: lead.region,
    postalCode: lead.postalCode,
    timeZone: lead.timeZone,
    language: lead.language,
    value: lead.value,
    tags: lead.tags,
    activities: lead.activities,
    fields: lead.fields,
    provenance: lead.provenance,
    accountId: null,
    accountOwner: null,
    score: unscored,
  };
  if (lead.competitor !== undefined) copy.competitor = lead.competitor;
  return copy;
}

/** The members of `usualCopy` that a lead need not have. */
const addedTo = ({ accountId, accountOwner, score }: Given): number =>
  (accountId === undefined ? 1 : 0) + (accountOwner === undefined ? 1 : 0) + (score === undefined ? 1 : 0);

/** A copy of a lead, with nobody as its account's owner and without points, whatever it has. */
export function copyLead(lead: Given): UnscoredLead {
  const count = countDefined(lead);
  if (count >= 0 && Object.getPrototypeOf(lead) === Object.prototype) {
    const copy = usualCopy(lead);
    // as many members, and all of them there: the same ones
    if (countDefined(copy) === count + addedTo(lead)) return copy;
  }
  const own = { accountId: null, accountOwner: null, score: unscored };
  return { ...own, ...definedOnly(lead), ...own };
}
