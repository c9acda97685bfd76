import type { ScoredLead } from './types.js';

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

type Read = LeadField['read'];

// Each field has a reader of its own: one reader for all that took the name would be slow to read any.
const plain = (kind: FieldKind, read: Read): LeadField => ({ kind, stage: 'normalize', read });
const account = (read: Read): LeadField => ({ kind: 'text', stage: 'account', read });

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
export const leadFields: { readonly [name: string]: LeadField } = /* @__PURE__ */ allFields();

function allFields(): typeof leadFields {
  return {
    id: plain('text', (lead) => lead.id),
    createdAt: plain('number', (lead) => lead.createdAt),
    source: plain('text', (lead) => lead.source),
    email: plain('text', (lead) => lead.email),
    emailDomain: plain('text', (lead) => lead.emailDomain),
    emailClass: plain('text', (lead) => lead.emailClass),
    roleAccount: plain('boolean', (lead) => lead.roleAccount),
    competitor: plain('boolean', (lead) => lead.competitor),
    phone: plain('text', (lead) => lead.phone),
    company: plain('text', (lead) => lead.company),
    companyKey: plain('text', (lead) => lead.companyKey),
    employeesMin: { kind: 'number', stage: 'normalize', read: (lead) => lead.employees?.min },
    employeesMax: { kind: 'number', stage: 'normalize', read: (lead) => lead.employees?.max },
    jobTitle: plain('text', (lead) => lead.jobTitle),
    seniority: plain('text', (lead) => lead.seniority),
    jobFunction: plain('text', (lead) => lead.jobFunction),
    industry: plain('text', (lead) => lead.industry),
    products: plain('texts', (lead) => lead.products),
    country: plain('text', (lead) => lead.country),
    region: plain('text', (lead) => lead.region),
    postalCode: plain('text', (lead) => lead.postalCode),
    timeZone: plain('text', (lead) => lead.timeZone),
    language: plain('text', (lead) => lead.language),
    value: plain('number', (lead) => lead.value),
    tags: plain('texts', (lead) => lead.tags),
    accountId: account((lead) => lead.accountId),
    accountOwner: account((lead) => lead.accountOwner),
    points: scored('number', (score) => score.points),
    grade: scored('text', (score) => score.grade),
    segment: scored('text', (score) => score.segment, 'segment'),
    priority: scored('number', (score) => score.priority, 'priority'),
    qualification: scored('text', (score) => score.qualification),
  };
}

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
