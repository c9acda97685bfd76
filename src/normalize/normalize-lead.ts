import type { Json } from '../core/json.js';
import { limits } from '../core/limits.js';
import type { Lead, RawLead } from '../lead/index.js';
import { cutText } from './clean-text.js';
import { type RawField, slots } from './field-names.js';
import { note, rawAt, readText, readTexts, type Work } from './lead-work.js';
import { byDefault, type NormalizeOptions, type Prepared, prepare } from './normalize-options.js';
import { mappedFields, nothingRenamed, ownFields, type RawFields } from './raw-fields.js';
import { readCompetitor, readEmail } from './read-email.js';
import {
  readActivities,
  readCompanyKey,
  readCreatedAt,
  readEmployees,
  readJob,
  readLanguage,
  readPostalCode,
  readTimeZone,
  readValue,
} from './read-fields.js';
import { readPlace } from './read-place.js';
import { storableLead } from './storable-lead.js';

/**
 * A raw lead as a clean one: every field under its name, places and languages as codes, numbers as numbers, and for each
 * field that was changed or inferred what it was, how it was read and how sure that is.
 *
 * Fields are found under their usual names (`Email Address`, `State/Province`, `# Employees`, …) or under those of
 * `options.mapping`; all others are kept in `fields`. Raw amounts of money are in major units. A lead without a usable id,
 * or beyond the limits of size and depth, gets `invalid`, so that routing rejects it with a reason. The result is plain
 * JSON that any store takes. For many leads with many aliases, {@link createNormalizer} reads the options once.
 *
 * @returns never throws for any raw value; the time it takes is bounded by the limits on one lead
 * @example
 * normalizeLead({ id: '1', 'Email Address': 'Jane@ACME.com', Country: 'USA' }).country //=> 'US'
 */
export const normalizeLead = (raw: RawLead, options?: NormalizeOptions): Lead =>
  normalizeWith(options ? prepare(options) : byDefault, raw);

/**
 * {@link normalizeLead} with its options read once: the same leads, faster where there are aliases. Later changes to
 * `options` may or may not be seen.
 *
 * @example
 * const normalize = createNormalizer({ aliases: { industry: { 'Fin. Services': 'finance' } } });
 * normalize({ id: '1', Industry: 'FIN SERVICES' }).industry //=> 'finance'
 */
export function createNormalizer(options: NormalizeOptions = {}): (raw: RawLead) => Lead {
  const prepared = prepare(options);
  return (raw) => normalizeWith(prepared, raw);
}

function normalizeWith(prepared: Prepared, raw: RawLead): Lead {
  const stored = storableLead(raw);
  const { keys, values, id, changes, invalid } = stored;
  const { mapping } = prepared;
  const mapped = mapping === null ? null : mappedFields(keys, values, mapping);
  const { at } = mapped ?? stored;
  const rest = mapped?.rest ?? ownFields(keys, values, stored.left);
  const work: Work = { prepared, at, values, provenance: {} };
  const email = readEmail(work);
  const place = readPlace(work, email);
  const job = readJob(work);
  const company = readText(work, 'company', at[slots.company]!);
  const lead: { -readonly [field in keyof Lead]: Lead[field] } = {
    id: typeof id === 'string' ? cutText(id, limits.idLengthMax) : '',
    createdAt: readCreatedAt(work),
    source: readText(work, 'source', at[slots.source]!),
    email: email.email,
    emailDomain: email.domain,
    emailClass: email.class,
    roleAccount: email.roleAccount,
    phone: place.phone,
    company,
    companyKey: readCompanyKey(work, company),
    employees: readEmployees(work),
    jobTitle: job.jobTitle,
    seniority: job.seniority,
    jobFunction: job.jobFunction,
    industry: readText(work, 'industry', at[slots.industry]!),
    products: readTexts(work, 'products', at[slots.products]!),
    country: place.country,
    region: place.region,
    postalCode: readPostalCode(work, place.country),
    timeZone: readTimeZone(work, place.country, place.region),
    language: readLanguage(work),
    value: readValue(work, rest),
    tags: readTexts(work, 'tags', at[slots.tags]!),
    activities: readActivities(work),
    fields: rest,
    provenance: work.provenance,
  };
  const competitor = readCompetitor(work, email);
  if (competitor !== null) lead.competitor = competitor;
  const fault = idFault(id, changes.get('id')) ?? invalid;
  if (fault !== null) lead.invalid = fault;
  if (changes.size > 0) noteChanges(work, keys, changes, rest, mapped?.renamed ?? nothingRenamed);
  return lead;
}

function idFault(id: Json, change: string | undefined): Lead['invalid'] | null {
  const usable = typeof id === 'string' && id.trim() !== '' && id.length <= limits.idLengthMax && change === undefined;
  return usable ? null : { field: 'id', expected: `a well-formed text of 1 to ${limits.idLengthMax} characters` };
}

/** What making the raw lead storable changed, where no field says so yet. */
function noteChanges(
  work: Work,
  keys: readonly string[],
  changes: ReadonlyMap<string, string>,
  rest: Lead['fields'],
  renamed: RawFields['renamed'],
): void {
  const fieldOf = new Map(Object.entries(slots).map(([field, slot]) => [keys[work.at[slot]!], field as RawField]));
  for (const [key, change] of changes) {
    const name = renamed.get(key) ?? key;
    const field = key === 'id' || key === 'fields' ? key : (fieldOf.get(key) ?? `fields.${name}`);
    const known = Object.hasOwn(work.provenance, field) ? work.provenance[field]! : null;
    const raw =
      known?.raw ??
      (Object.hasOwn(rest, name) || !Object.hasOwn(slots, field)
        ? null
        : rawAt(work, work.at[slots[field as RawField]]!));
    note(work, field, raw, known === null ? change : `${known.method}; ${change}`, known?.confidence ?? 'high');
  }
}
