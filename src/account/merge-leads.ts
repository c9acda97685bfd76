import type { Json } from '../core/json.js';
import type { Lead, Provenance } from '../lead/index.js';
import { confidenceIn, mergeEvidence } from './merge-evidence.js';

/**
 * Two leads of one person as one: the earlier, with what the later adds.
 *
 * Field by field: a value goes before none; of two values the one with the higher confidence counts (one without
 * provenance was given as it is: `high`), then the earlier lead's. The e-mail's domain and class go with the e-mail, the
 * company's key with the company; region, postal code and time zone are taken only from a lead of the same country,
 * seniority and function only from one of the same title. Products, tags and the caller's `fields` are united; so are
 * activities, those in both once. The id and `invalid` are the earlier lead's. Merging the later lead again changes nothing.
 *
 * @returns provenance tells which fields came from the later lead: `…; lead <id>`
 * @example
 * const earlier = normalizeLead({ id: '1', email: 'jane@acme.com' });
 * const later = normalizeLead({ id: '2', email: 'jane@acme.com', phone: '+1 212 555 0142' });
 * mergeLeads(earlier, later).phone; //=> '+12125550142'
 */
export function mergeLeads(earlier: Lead, later: Lead): Lead {
  const mark = `lead ${later.id}`;
  const provenanceOf = (field: string): Provenance => {
    const known = Object.hasOwn(later.provenance, field) ? later.provenance[field]! : null;
    return known === null
      ? { raw: saidOf(later, field), method: mark, confidence: 'high' }
      : { ...known, method: `${known.method}; ${mark}` };
  };
  return mergeEvidence(earlier, { lead: later, confidenceOf: (field) => confidenceIn(later, field), provenanceOf });
}

/** What a lead says in a field, or in one of the caller's own under `fields.<key>`; activities are too many to repeat. */
export function saidOf(lead: Partial<Lead>, field: string): Json {
  if (field === 'activities') return null;
  const own = field.startsWith('fields.') ? (lead.fields ?? {}) : null;
  const [record, key] = own === null ? [lead, field] : [own, field.slice('fields.'.length)];
  return (Object.hasOwn(record, key) ? (record as { readonly [key: string]: Json })[key] : null) ?? null;
}
