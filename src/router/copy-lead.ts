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

/** How many members an object has, those of its prototypes included. */
function countMembers(object: object): number {
  let count = 0;
  for (const _ in object) count += 1;
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

/** Whether a lead has all the members that leads usually have. Written out: reading them by name is slow. */
const hasUsual = (lead: Given): boolean =>
  lead.id !== undefined &&
  lead.createdAt !== undefined &&
  lead.source !== undefined &&
  lead.email !== undefined &&
  lead.emailDomain !== undefined &&
  lead.emailClass !== undefined &&
  lead.roleAccount !== undefined &&
  lead.phone !== undefined &&
  lead.company !== undefined &&
  lead.companyKey !== undefined &&
  lead.employees !== undefined &&
  lead.jobTitle !== undefined &&
  lead.seniority !== undefined &&
  lead.jobFunction !== undefined &&
  lead.industry !== undefined &&
  lead.products !== undefined &&
  lead.country !== undefined &&
  lead.region !== undefined &&
  lead.postalCode !== undefined &&
  lead.timeZone !== undefined &&
  lead.language !== undefined &&
  lead.value !== undefined &&
  lead.tags !== undefined &&
  lead.activities !== undefined &&
  lead.fields !== undefined &&
  lead.provenance !== undefined;

/** How many members `hasUsual` asks for. */
const usualCount = 26;

/** How many of the other members that `usualCopy` knows a lead has. */
const countOthers = ({ accountId, accountOwner, score, competitor }: Given): number =>
  (accountId === undefined ? 0 : 1) +
  (accountOwner === undefined ? 0 : 1) +
  (score === undefined ? 0 : 1) +
  (competitor === undefined ? 0 : 1);

/** A copy of a lead, with nobody as its account's owner and without points, whatever it has. */
export function copyLead(lead: Given): UnscoredLead {
  // as many members as are known to be there: it has no others, and none that is `undefined`
  if (hasUsual(lead) && Object.getPrototypeOf(lead) === Object.prototype) {
    if (countMembers(lead) === usualCount + countOthers(lead)) return usualCopy(lead);
  }
  const own = { accountId: null, accountOwner: null, score: unscored };
  return { ...own, ...definedOnly(lead), ...own };
}
