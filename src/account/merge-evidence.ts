import { canonicalJson } from '../core/canonical-json.js';
import { compareText } from '../core/compare.js';
import { limits } from '../core/limits.js';
import type { Activity, Confidence, Lead, Provenance } from '../lead/index.js';

/** What another source says of a lead. */
interface Evidence {
  readonly lead: Partial<Lead>;
  readonly confidenceOf: (field: string) => Confidence;
  /** How a value taken from this source came about. */
  readonly provenanceOf: (field: string) => Provenance;
}

const ranks: { readonly [confidence in Confidence]: number } = { low: 0, medium: 1, high: 2 };

/** Fields that stand alone. */
const single = ['createdAt', 'source', 'phone', 'employees', 'industry', 'language', 'value'];
/** Fields that follow from another, and go wherever it goes. */
const derived: Groups = {
  email: ['emailDomain', 'emailClass', 'roleAccount', 'competitor'],
  company: ['companyKey'],
};
/** Fields that belong with another: taken only from a source that agrees on it, or says nothing of it. */
const related: Groups = { country: ['region', 'postalCode', 'timeZone'], jobTitle: ['seniority', 'jobFunction'] };

type Groups = { readonly [anchor: string]: readonly string[] };
type Values = { [field: string]: unknown };
type Winner = 'base' | 'other' | 'both';

interface Merge {
  readonly base: Values;
  readonly other: Values;
  readonly evidence: Evidence;
  readonly confidenceOf: (field: string) => Confidence;
  readonly values: Values;
  readonly provenance: { [field: string]: Provenance };
}

/** How sure a lead is of a field: what it said in so many words is sure. */
export const confidenceIn = (lead: Partial<Lead>, field: string): Confidence =>
  lead.provenance !== undefined && Object.hasOwn(lead.provenance, field) ? lead.provenance[field]!.confidence : 'high';

/** The lead with what other evidence adds to it, or is surer of. */
export function mergeEvidence(base: Lead, evidence: Evidence): Lead {
  const merge: Merge = {
    base: base as unknown as Values,
    other: evidence.lead as Values,
    evidence,
    confidenceOf: (field) => confidenceIn(base, field),
    values: { ...base },
    provenance: { ...base.provenance },
  };
  for (const field of single) take(merge, field, settle(merge, field));
  for (const [anchor, fields] of Object.entries(derived)) mergeGroup(merge, anchor, fields, 'derived');
  for (const [anchor, fields] of Object.entries(related)) mergeGroup(merge, anchor, fields, 'related');
  for (const field of ['products', 'tags']) mergeTexts(merge, field);
  mergeActivities(merge);
  mergeOwnFields(merge);
  const { competitor, ...values } = merge.values;
  return {
    ...values,
    ...(typeof competitor === 'boolean' ? { competitor } : {}),
    roleAccount: values['roleAccount'] === true,
    provenance: merge.provenance,
  } as unknown as Lead;
}

const isEmpty = (value: unknown): boolean => value === null || value === undefined || value === '';

/** Who has the say on a field: whoever knows it, then who is surer, then the base. */
function settle({ base, other, evidence, confidenceOf }: Merge, field: string): Winner {
  if (isEmpty(other[field])) return isEmpty(base[field]) ? 'both' : 'base';
  if (isEmpty(base[field])) return 'other';
  if (canonicalJson(base[field]) === canonicalJson(other[field])) return 'both';
  return ranks[evidence.confidenceOf(field)] > ranks[confidenceOf(field)] ? 'other' : 'base';
}

function take(merge: Merge, field: string, winner: Winner): void {
  const { base, other, evidence, confidenceOf } = merge;
  if (winner === 'other') merge.values[field] = other[field];
  // two who agree are as sure as the surer
  const isSurer = winner === 'both' && !isEmpty(base[field]);
  if (winner === 'other' || (isSurer && ranks[evidence.confidenceOf(field)] > ranks[confidenceOf(field)]))
    merge.provenance[field] = evidence.provenanceOf(field);
}

function mergeGroup(merge: Merge, anchor: string, fields: readonly string[], kind: 'derived' | 'related'): void {
  const { base, other } = merge;
  const winner = settle(merge, anchor);
  const isContest = !isEmpty(base[anchor]) && !isEmpty(other[anchor]);
  const isBound = winner !== 'both' && (kind === 'derived' || isContest);
  take(merge, anchor, winner);
  for (const field of fields) {
    if (!isBound) take(merge, field, settle(merge, field));
    else if (winner === 'other') follow(merge, anchor, field);
  }
}

/** Takes a field from the other source, also where that knows nothing of it: what the base had is of another anchor. */
function follow(merge: Merge, anchor: string, field: string): void {
  const value = merge.base[field];
  if (!isEmpty(merge.other[field])) return take(merge, field, 'other');
  if (isEmpty(value)) return;
  merge.values[field] = null;
  const raw = Object.hasOwn(merge.provenance, field) ? merge.provenance[field]!.raw : (value as Provenance['raw']);
  merge.provenance[field] = { raw, method: `of another ${anchor}`, confidence: 'high' };
}

function mergeTexts(merge: Merge, field: string): void {
  const base = (merge.base[field] ?? []) as readonly string[];
  const other = (merge.other[field] ?? []) as readonly string[];
  noteUnion(
    merge,
    field,
    base.length,
    [...new Set([...base, ...other])].slice(0, Math.max(limits.tagsMax, base.length)),
  );
}

/** Sets a list, and says how it grew. */
function noteUnion(merge: Merge, field: string, lengthBefore: number, union: readonly unknown[]): void {
  merge.values[field] = union;
  if (union.length === lengthBefore) return;
  const added = merge.evidence.provenanceOf(field);
  const before = merge.confidenceOf(field);
  const isSurer = lengthBefore > 0 && ranks[before] > ranks[added.confidence];
  merge.provenance[field] = isSurer ? { ...added, confidence: before } : added;
}

const activityOrder = (a: Activity, b: Activity): number =>
  a.at - b.at || compareText(a.type, b.type) || (a.count ?? 1) - (b.count ?? 1);

/** Every activity of either, those of both once, oldest first; beyond the limit the newest stay. */
function mergeActivities(merge: Merge): void {
  const base = (merge.base['activities'] ?? []) as readonly Activity[];
  const other = (merge.other['activities'] ?? []) as readonly Activity[];
  const seen = new Map<string, number>();
  for (const activity of base) seen.set(canonicalJson(activity), (seen.get(canonicalJson(activity)) ?? 0) + 1);
  const added = other.filter((activity) => {
    const left = seen.get(canonicalJson(activity)) ?? 0;
    seen.set(canonicalJson(activity), left - 1);
    return left <= 0;
  });
  if (added.length === 0) return;
  const union = [...base, ...added].sort(activityOrder).slice(-limits.activitiesMax);
  noteUnion(merge, 'activities', base.length, union);
}

function mergeOwnFields({ base, other, evidence, confidenceOf, values, provenance }: Merge): void {
  const fields = (base['fields'] ?? {}) as Values;
  const prefixed = (record: object): Values =>
    Object.fromEntries(Object.entries(record).map(([key, value]) => [`fields.${key}`, value]));
  const own = { ...prefixed(fields) };
  const merge: Merge = {
    base: own,
    other: prefixed((other['fields'] ?? {}) as object),
    evidence,
    confidenceOf,
    values: { ...own },
    provenance,
  };
  for (const field of Object.keys(merge.other).sort()) {
    const isNew = !Object.hasOwn(merge.values, field);
    if (!isNew || Object.keys(merge.values).length < limits.leadNodesMax) take(merge, field, settle(merge, field));
  }
  const entries = Object.entries(merge.values).map(([field, value]) => [field.slice('fields.'.length), value] as const);
  values['fields'] = Object.fromEntries(entries);
}
