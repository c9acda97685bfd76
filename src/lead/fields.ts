import type { Lead, ScoredLead } from './types.js';

/** What kind of value a field of a lead holds, so that a condition on it can be checked before it runs. */
export type FieldKind = 'text' | 'number' | 'boolean' | 'texts' | 'any';

/** Which stage fills a field, in their order: a condition may read only what is known by then. */
export type FieldStage = 'normalize' | 'account' | 'score' | 'segment' | 'priority';

export interface LeadField {
  readonly kind: FieldKind;
  readonly stage: FieldStage;
  /** The field's value, or `null` or `undefined` where the lead has none. */
  readonly read: (lead: Partial<ScoredLead>) => unknown;
}

const plain = (kind: FieldKind, name: keyof Lead): LeadField => ({
  kind,
  stage: 'normalize',
  read: (lead) => lead[name],
});

const account = (name: 'accountId' | 'accountOwner'): LeadField => ({
  kind: 'text',
  stage: 'account',
  read: (lead) => lead[name],
});

const scored = (
  kind: FieldKind,
  read: (score: ScoredLead['score']) => unknown,
  stage: FieldStage = 'score',
): LeadField => ({
  kind,
  stage,
  read: (lead) => (lead.score === undefined ? undefined : read(lead.score)),
});

/** The fields that conditions may name. `fields.<key>` and `score.<scorecardId>` come on top: see {@link leadField}. */
export const leadFields: { readonly [name: string]: LeadField } = {
  id: plain('text', 'id'),
  createdAt: plain('number', 'createdAt'),
  source: plain('text', 'source'),
  email: plain('text', 'email'),
  emailDomain: plain('text', 'emailDomain'),
  emailClass: plain('text', 'emailClass'),
  roleAccount: plain('boolean', 'roleAccount'),
  competitor: plain('boolean', 'competitor'),
  phone: plain('text', 'phone'),
  company: plain('text', 'company'),
  companyKey: plain('text', 'companyKey'),
  employeesMin: { kind: 'number', stage: 'normalize', read: (lead) => lead.employees?.min },
  employeesMax: { kind: 'number', stage: 'normalize', read: (lead) => lead.employees?.max },
  jobTitle: plain('text', 'jobTitle'),
  seniority: plain('text', 'seniority'),
  jobFunction: plain('text', 'jobFunction'),
  industry: plain('text', 'industry'),
  products: plain('texts', 'products'),
  country: plain('text', 'country'),
  region: plain('text', 'region'),
  postalCode: plain('text', 'postalCode'),
  timeZone: plain('text', 'timeZone'),
  language: plain('text', 'language'),
  value: plain('number', 'value'),
  tags: plain('texts', 'tags'),
  accountId: account('accountId'),
  accountOwner: account('accountOwner'),
  points: scored('number', (score) => score.points),
  grade: scored('text', (score) => score.grade),
  segment: scored('text', (score) => score.segment, 'segment'),
  priority: scored('number', (score) => score.priority, 'priority'),
  qualification: scored('text', (score) => score.qualification),
};

const ownValue = (record: object | undefined, key: string): unknown =>
  record !== undefined && Object.hasOwn(record, key) ? (record as { readonly [key: string]: unknown })[key] : undefined;

/**
 * The field with this name: a row of {@link leadFields}, `fields.<key>` for the caller's own data, or
 * `score.<scorecardId>` for the points of one scorecard.
 *
 * @returns null where no lead has such a field
 */
export function leadField(name: string): LeadField | null {
  if (Object.hasOwn(leadFields, name)) return leadFields[name]!;
  if (name.startsWith('fields.')) {
    const key = name.slice('fields.'.length);
    return { kind: 'any', stage: 'normalize', read: (lead) => ownValue(lead.fields, key) };
  }
  if (name.startsWith('score.')) {
    const cardId = name.slice('score.'.length);
    return { kind: 'number', stage: 'score', read: (lead) => ownValue(lead.score?.byCard, cardId) };
  }
  return null;
}
