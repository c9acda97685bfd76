import { canonicalJson } from '../core/canonical-json.js';
import { compareText } from '../core/compare.js';
import { limits } from '../core/limits.js';
import { type Confidence, type Lead, leadFields, type Provenance } from '../lead/index.js';
import { companyKey, normalizeEmail } from '../normalize/index.js';
import { mergeEvidence } from './merge-evidence.js';
import { saidOf } from './merge-leads.js';

/** What a source outside the lead says: an enrichment service, a CRM, a look-up by IP address. */
export interface LeadFacts {
  /** Noted as the method `facts:<source>`. */
  readonly source: string;
  readonly confidence: Confidence;
  /** As in a clean lead: codes, not names. `id`, `provenance` and `invalid` are not taken. */
  readonly fields: Partial<Lead>;
}

/**
 * The lead with the facts of other sources, to be scored and routed with them.
 *
 * A fact fills a field that is empty, and replaces a value of lower confidence; among equals the lead's own value stays. So
 * no field that is known becomes less sure. Of several sources the surest goes first, then the one whose name comes first.
 * Fields that belong together go together, and lists are united, as in {@link mergeLeads}. Where facts give an e-mail
 * alone its domain and class are filled in, for a company its key, for a region its country. Values of the wrong kind are not taken.
 *
 * @returns provenance of what was taken: the method `facts:<source>` and, as `raw`, what the lead itself had said
 * @example
 * const lead = normalizeLead({ id: '1', employees: '51-200' });
 * const known = mergeFacts(lead, { source: 'crm', confidence: 'high', fields: { employees: { min: 80, max: 80 } } });
 * known.employees; //=> { min: 80, max: 80 }
 * known.provenance['employees']; //=> { raw: '51-200', method: 'facts:crm', confidence: 'high' }
 */
export function mergeFacts(lead: Lead, facts: LeadFacts | readonly LeadFacts[]): Lead {
  const sources = [facts].flat() as readonly LeadFacts[];
  return [...sources].sort(compareFacts).reduce(mergeSource, lead);
}

const order: readonly string[] = ['high', 'medium', 'low'];

const compareFacts = (a: LeadFacts, b: LeadFacts): number =>
  order.indexOf(a.confidence) - order.indexOf(b.confidence) ||
  compareText(a.source, b.source) ||
  compareText(canonicalJson(a.fields), canonicalJson(b.fields));

function mergeSource(lead: Lead, { source, confidence, fields }: LeadFacts): Lead {
  const provenanceOf = (field: string): Provenance => {
    const known = Object.hasOwn(lead.provenance, field) ? lead.provenance[field]! : null;
    return { raw: known === null ? saidOf(lead, field) : known.raw, method: `facts:${source}`, confidence };
  };
  return mergeEvidence(lead, { lead: withDerived(readable(fields)), confidenceOf: () => confidence, provenanceOf });
}

/** The facts whose values are what a lead may hold, as plain JSON. */
function readable(fields: Partial<Lead>): Partial<Lead> {
  const entries = Object.entries(fields).flatMap(([name, value]) => {
    const copy = storableCopy(value);
    return fits(name, copy) ? [[name, copy] as const] : [];
  });
  return Object.fromEntries(entries) as Partial<Lead>;
}

/** JSON that every store takes: PostgreSQL refuses U+0000 and lone surrogates, which JSON text writes as escapes. */
function storableCopy(value: unknown): unknown {
  try {
    const text = JSON.stringify(value);
    return text.length > limits.leadTextMax || /\\u(?:0000|d[89a-f])/.test(text) ? null : JSON.parse(text);
  } catch {
    // it holds itself, or a big integer
    return null;
  }
}

const isList = (value: unknown, test: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(test);
const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= limits.textLengthMax;
const isRecord = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;

function fits(name: string, value: unknown): boolean {
  if (name === 'employees')
    return isRecord(value) && isCount(value['min']) && (value['max'] === null || isCount(value['max']));
  if (name === 'activities')
    return isList(value, (item) => isRecord(item) && isText(item['type']) && Number.isSafeInteger(item['at']));
  if (name === 'fields') return isRecord(value);
  if (name === 'id' || !Object.hasOwn(leadFields, name)) return false;
  switch (leadFields[name]!.kind) {
    case 'text':
      return isText(value);
    case 'number':
      return Number.isSafeInteger(value);
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return isList(value, isText);
  }
}

function withDerived(facts: Partial<Lead>): Partial<Lead> {
  const { email, emailDomain, company, companyKey: key, country, region } = facts;
  let filled = facts;
  if (typeof region === 'string' && country === undefined) filled = { ...filled, country: region.slice(0, 2) };
  if (typeof email === 'string' && emailDomain === undefined) {
    const { domain, class: emailClass, ...address } = normalizeEmail(email);
    filled = { ...filled, ...address, emailDomain: domain, emailClass: domain === null ? null : emailClass };
  }
  return typeof company === 'string' && key === undefined
    ? { ...filled, companyKey: companyKey(company).key || null }
    : filled;
}
