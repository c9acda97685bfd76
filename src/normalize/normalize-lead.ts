import type { Json } from '../core/json.js';
import { limits } from '../core/limits.js';
import type { Activity, Confidence, Lead, Provenance, RawLead } from '../lead/index.js';
import { cutText, isNullWord, tidyText } from './clean-text.js';
import { companyKey } from './company-key.js';
import type { RawField } from './field-names.js';
import { fold } from './fold.js';
import { homeCountry, type LeadPlace, leadPlace, type PhoneReader } from './lead-place.js';
import { type EmailMatch, emailIn, freeTypo } from './normalize-email.js';
import { normalizeLanguage } from './normalize-language.js';
import { parseEmployees } from './parse-employees.js';
import { parseInstant } from './parse-instant.js';
import { parseJobTitle } from './parse-job-title.js';
import { parseMoney } from './parse-money.js';
import type { PlaceTables } from './place-tables.js';
import { type FieldMapping, type RawFields, rawFields } from './raw-fields.js';
import { registrableDomain } from './registrable-domain.js';
import { storableLead } from './storable-lead.js';
import { normalizeTimeZone, timeZoneOfPlace } from './time-zone.js';

/** What the caller knows better than the tables. */
export interface NormalizeOptions {
  /** Where telephone numbers without a country are dialled: ISO 3166-1 alpha-2, or any text `normalizeCountry` reads. */
  readonly defaultCountry?: string;
  /** Registrable domains; their subdomains count too. */
  readonly competitorDomains?: readonly string[];
  /** Per lead field: what a text stands for, compared without case and accents. */
  readonly aliases?: { readonly [field: string]: { readonly [from: string]: string } };
  /** Finds the registrable domain of a host: `publicSuffixDomain` of `fairlead/normalize/domains`, or the caller's own. */
  readonly registrableDomain?: (host: string) => string | null;
  /** Has the last word on telephone numbers: `validPhone` of `fairlead/normalize/phone`, or the caller's own. */
  readonly phone?: PhoneReader;
  /** More names of places: `world` of `fairlead/normalize/world`. */
  readonly tables?: PlaceTables;
  /** Lead field, or any name in `fields`, to the caller's name or names for it: the first that is not empty counts. */
  readonly mapping?: FieldMapping;
}

/** Options made ready for many leads. */
interface Prepared {
  readonly options: NormalizeOptions;
  readonly defaultCountry: string | undefined;
  /** Per field: folded text to what it stands for; made as fields are asked for. */
  aliases: Map<string, ReadonlyMap<string, string>> | null;
}

/** One lead on its way: where its raw values are and what is known of how each field came about. */
interface Work {
  readonly prepared: Prepared;
  readonly at: RawFields['at'];
  readonly values: readonly Json[];
  readonly provenance: { [field: string]: Provenance };
}

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

const prepare = (options: NormalizeOptions): Prepared => ({
  options,
  defaultCountry: homeCountry(options.defaultCountry, options.tables),
  aliases: null,
});

const byDefault: Prepared = /* @__PURE__ */ prepare({});

function normalizeWith(prepared: Prepared, raw: RawLead): Lead {
  const { keys, values, names, id, changes, invalid } = storableLead(raw);
  const { at, rest, renamed } = rawFields(keys, values, names, prepared.options.mapping ?? undefined);
  const work: Work = { prepared, at, values, provenance: {} };
  const email = readEmail(work);
  const place = readPlace(work, email);
  const job = readJob(work);
  const company = readText(work, 'company', at.company);
  const lead: { -readonly [field in keyof Lead]: Lead[field] } = {
    id: typeof id === 'string' ? cutText(id, limits.idLengthMax) : '',
    createdAt: readCreatedAt(work),
    source: readText(work, 'source', at.source),
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
    industry: readText(work, 'industry', at.industry),
    products: readTexts(work, 'products', at.products),
    country: place.country,
    region: place.region,
    postalCode: readPostalCode(work, place.country),
    timeZone: readTimeZone(work, place.country, place.region),
    language: readLanguage(work),
    value: readValue(work, rest),
    tags: readTexts(work, 'tags', at.tags),
    activities: readActivities(work),
    fields: rest,
    provenance: work.provenance,
  };
  const competitor = readCompetitor(work, email);
  if (competitor !== null) lead.competitor = competitor;
  const fault = idFault(id, changes.get('id')) ?? invalid;
  if (fault !== null) lead.invalid = fault;
  if (changes.size > 0) noteChanges(work, keys, changes, rest, renamed);
  return lead;
}

function idFault(id: Json, change: string | undefined): Lead['invalid'] | null {
  const usable = typeof id === 'string' && id.trim() !== '' && id.length <= limits.idLengthMax && change === undefined;
  return usable ? null : { field: 'id', expected: `a well-formed text of 1 to ${limits.idLengthMax} characters` };
}

/** The raw value at a place in the columns, null for nowhere. */
const rawAt = (work: Work, at: number): Json => (at < 0 ? null : work.values[at]!);

const reading = (raw: Json, method: string, confidence: Confidence): Provenance => ({ raw, method, confidence });

function note(work: Work, field: string, raw: Json, method: string, confidence: Confidence): void {
  work.provenance[field] = reading(raw, method, confidence);
}

/** Notes how a value came about where it is not the raw one. */
function keep<T extends Json>(
  work: Work,
  field: string,
  raw: Json,
  value: T,
  method: string,
  confidence: Confidence,
): T {
  if (raw !== null && raw !== value) note(work, field, raw, method, confidence);
  return value;
}

/** The text of a field: its own, of a number, or of the first of a list; `''` where it has none. */
function textOf(value: Json): string {
  if (typeof value === 'string') return value;
  const scalar = Array.isArray(value)
    ? value.find((item) => typeof item === 'string' || typeof item === 'number')
    : value;
  return typeof scalar === 'string' ? scalar : typeof scalar === 'number' ? String(scalar) : '';
}

/** A text after the caller's aliases for the field, tidied where there are some. */
function aliased(work: Work, field: string, text: string): string {
  const { aliases } = work.prepared.options;
  if (aliases === undefined || text === '' || !Object.hasOwn(aliases, field)) return text;
  const tidy = tidyText(text);
  return tidy === '' ? tidy : (aliasOf(work.prepared, field, aliases[field]!, tidy) ?? tidy);
}

function aliasOf(
  prepared: Prepared,
  field: string,
  table: { readonly [from: string]: string },
  tidy: string,
): string | null {
  if (Object.hasOwn(table, tidy)) return String(table[tidy]);
  prepared.aliases ??= new Map();
  const aliases = prepared.aliases;
  let folded = aliases.get(field);
  if (folded === undefined) {
    // the first of several that fold alike
    folded = new Map(
      Object.keys(table)
        .reverse()
        .map((key) => [fold(key), String(table[key])]),
    );
    aliases.set(field, folded);
  }
  return folded.get(fold(tidy)) ?? null;
}

function readText(work: Work, field: string, at: number): string | null {
  if (at < 0) return null;
  const raw = work.values[at]!;
  const text = tidyText(textOf(raw));
  const known = aliased(work, field, text);
  const value = isNullWord(known) ? null : known;
  return keep(work, field, raw, value, value === null ? 'none' : known === text ? 'tidied' : 'alias', 'high');
}

function readTexts(work: Work, field: string, at: number): readonly string[] {
  if (at < 0) return [];
  const raw = work.values[at]!;
  const parts =
    typeof raw === 'string' ? raw.split(/[;,|\n]/) : Array.isArray(raw) ? raw : typeof raw === 'number' ? [raw] : [];
  const texts = parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .map((part) => aliased(work, field, tidyText(String(part))));
  const value = [...new Set(texts.filter((text) => !isNullWord(text)))].slice(0, limits.tagsMax);
  const same = Array.isArray(raw) && raw.length === value.length && raw.every((part, i) => part === value[i]);
  if (!same) note(work, field, raw, 'list', 'high');
  return value;
}

function readCreatedAt(work: Work): number | null {
  const raw = rawAt(work, work.at.createdAt);
  if (raw === null) return null;
  const found = parseInstant(raw);
  if (found.value !== raw) work.provenance['createdAt'] = reading(raw, found.method, found.confidence);
  return found.value;
}

type EmailRead = Omit<EmailMatch, 'class'> & { readonly class: Lead['emailClass'] };

const noEmail: EmailRead = { email: null, domain: null, class: null, roleAccount: false };

function readEmail(work: Work): EmailRead {
  const raw = rawAt(work, work.at.email);
  if (raw === null) return noEmail;
  const text = aliased(work, 'email', textOf(raw));
  const found: EmailMatch = emailIn(text, work.prepared.options.registrableDomain ?? registrableDomain);
  if (found.email === null && typeof raw === 'string' && isNullWord(text)) {
    note(work, 'email', raw, 'none', 'high');
    return noEmail;
  }
  const { provenance } = work;
  if (found.email !== raw) provenance['email'] = reading(raw, found.email === null ? 'invalid' : 'cleaned', 'high');
  if (found.domain !== null) provenance['emailDomain'] = reading(raw, 'email', 'high');
  const typo = found.domain === null || found.class !== 'free' ? null : freeTypo(found.domain);
  provenance['emailClass'] =
    typo === null ? reading(raw, 'email', 'high') : reading(raw, `email; reads like ${typo}`, 'medium');
  if (found.roleAccount) provenance['roleAccount'] = reading(raw, 'email', 'high');
  return found;
}

/** Null where the caller names no competitors. */
function readCompetitor(work: Work, { email, domain: own }: EmailRead): boolean | null {
  const domains = work.prepared.options.competitorDomains;
  if (domains === undefined) return null;
  const hosts = [email === null ? '' : email.slice(email.lastIndexOf('@') + 1), own ?? ''].filter(
    (host) => host !== '',
  );
  const competitor = hosts.some((host) =>
    domains.some((domain) => `.${host}`.endsWith(`.${domain.toLowerCase().replace(/^@?\.?/, '')}`)),
  );
  if (competitor) note(work, 'competitor', rawAt(work, work.at.email), 'email domain', 'high');
  return competitor;
}

interface Place {
  readonly country: string | null;
  readonly region: string | null;
  readonly phone: string | null;
}

function readPlace(work: Work, email: EmailRead): Place {
  const phoneText = aliased(work, 'phone', textOf(rawAt(work, work.at.phone)));
  const ownMail = email.class === 'business' || email.class === 'academic';
  const texts = {
    country: aliased(work, 'country', textOf(rawAt(work, work.at.country))),
    region: aliased(work, 'region', textOf(rawAt(work, work.at.region))),
    phone: phoneText,
    emailHost: ownMail ? (email.domain ?? '') : '',
  };
  const { country, region, phone } = leadPlace(texts, work.prepared.defaultCountry, work.prepared.options);
  const { provenance } = work;
  const ofCountry = placeReading(work, 'country', country);
  if (ofCountry !== null) provenance['country'] = ofCountry;
  const ofRegion = placeReading(work, 'region', region);
  if (ofRegion !== null) provenance['region'] = ofRegion;
  const raw = rawAt(work, work.at.phone);
  if (raw !== phone.e164) {
    const abroad = phoneText.startsWith('+') || /^(?:\+|00)/.test(tidyText(phoneText));
    provenance['phone'] = reading(raw, phone.e164 === null ? 'none' : 'numbering plan', abroad ? 'high' : 'medium');
  }
  return { country: country.value, region: region.value, phone: phone.e164 };
}

/** How a place came about; null where it is as it was given. */
function placeReading(work: Work, field: 'country' | 'region', match: LeadPlace['country']): Provenance | null {
  const own = rawAt(work, work.at[field]);
  if (own === null && match.value === null) return null;
  const raw = own ?? rawAt(work, work.at[match.from]);
  const inferred = match.from !== field;
  return raw !== null && (raw !== match.value || inferred || match.method.includes(';'))
    ? reading(raw, inferred ? `${match.from}: ${match.method}` : match.method, match.confidence)
    : null;
}

function readCompanyKey(work: Work, company: string | null): string | null {
  const key = company === null ? '' : companyKey(company).key;
  if (key !== '' && key !== company) note(work, 'companyKey', rawAt(work, work.at.company), 'company', 'high');
  return key === '' ? null : key;
}

function readEmployees(work: Work): Lead['employees'] {
  const raw = rawAt(work, work.at.employees);
  if (raw === null) return null;
  const given = givenBand(raw);
  const band = given ?? parseEmployees(aliased(work, 'employees', textOf(rawAt(work, work.at.employees))));
  if (given === null)
    note(work, 'employees', raw, band === null ? 'none' : 'band', typeof raw === 'number' ? 'high' : 'medium');
  return band;
}

/** `{ min, max }` as a lead has it. */
function givenBand(raw: Json): Lead['employees'] {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
  const { min, max = null } = raw as { readonly min?: Json; readonly max?: Json };
  const whole = (value: Json | undefined): value is number =>
    typeof value === 'number' && Number.isSafeInteger(value) && value >= 0;
  return whole(min) && (max === null || (whole(max) && max >= min)) && Object.keys(raw).length === 2
    ? { min, max }
    : null;
}

function readJob(work: Work): Pick<Lead, 'jobTitle' | 'seniority' | 'jobFunction'> {
  const jobTitle = readText(work, 'jobTitle', work.at.jobTitle);
  const parsed = jobTitle === null ? null : parseJobTitle(jobTitle);
  const seniority = parsed === null || parsed.seniority === 'none' ? null : parsed.seniority;
  return {
    jobTitle,
    seniority: readJobField(work, 'seniority', work.at.seniority, seniority),
    jobFunction: readJobField(work, 'jobFunction', work.at.jobFunction, parsed === null ? null : parsed.function),
  };
}

/** A field of its own, else what the title says. */
function readJobField(work: Work, field: string, at: number, told: string | null): string | null {
  const own = readText(work, field, at);
  if (own !== null || told === null) return own;
  note(work, field, rawAt(work, work.at.jobTitle), 'job title', 'medium');
  return aliased(work, field, told);
}

function readPostalCode(work: Work, country: string | null): string | null {
  if (work.at.postalCode < 0) return null;
  const raw = work.values[work.at.postalCode]!;
  const text = cutText(tidyText(textOf(raw)).toUpperCase(), 20);
  if (isNullWord(text) && text !== '0') return keep(work, 'postalCode', raw, null, 'none', 'high');
  const whole = text.replace(/\.0$/, '');
  // a spreadsheet takes the zeros off the front
  const restored = country === 'US' && /^\d{3,4}$/.test(whole);
  return keep(
    work,
    'postalCode',
    raw,
    restored ? whole.padStart(5, '0') : whole,
    restored ? 'leading zeros restored' : 'tidied',
    restored ? 'medium' : 'high',
  );
}

function readTimeZone(work: Work, country: string | null, region: string | null): string | null {
  const raw = rawAt(work, work.at.timeZone);
  if (raw !== null) {
    const said = normalizeTimeZone(aliased(work, 'timeZone', textOf(rawAt(work, work.at.timeZone))));
    if (said.value !== null) return keep(work, 'timeZone', raw, said.value, said.method, said.confidence);
  }
  const inferred = timeZoneOfPlace(country, region);
  if (inferred.value !== null || raw !== null)
    work.provenance['timeZone'] = reading(raw, inferred.method, inferred.confidence);
  return inferred.value;
}

function readLanguage(work: Work): string | null {
  if (work.at.language < 0) return null;
  const raw = work.values[work.at.language]!;
  const found = normalizeLanguage(aliased(work, 'language', textOf(raw)));
  return keep(work, 'language', raw, found.value, found.method, found.confidence);
}

function readValue(work: Work, rest: Lead['fields']): number | null {
  const raw = rawAt(work, work.at.value);
  if (raw === null) return null;
  const currencyKey = Object.keys(rest).find((key) =>
    /^(?:deal |budget )?currency(?: ?(?:iso )?code)?$/.test(fold(key)),
  );
  const currency = currencyKey === undefined ? null : rest[currencyKey];
  const found = parseMoney(
    textOf(raw),
    typeof currency === 'string' && /^[a-z]{3}$/i.test(currency.trim()) ? currency.trim().toUpperCase() : null,
  );
  note(work, 'value', raw, found?.method ?? 'none', found?.confidence ?? 'high');
  return found?.minorUnits ?? null;
}

function readActivities(work: Work): readonly Activity[] {
  const raw = rawAt(work, work.at.activities);
  if (raw === null) return [];
  const list = Array.isArray(raw) ? raw : [];
  const read = list
    .slice(0, limits.activitiesMax)
    .map(activityOf)
    .filter((activity) => activity !== null);
  const dropped = list.length - read.length;
  if (!Array.isArray(raw) || dropped > 0 || list.some((item, i) => item?.at !== read[i]?.at))
    note(work, 'activities', raw, dropped > 0 || !Array.isArray(raw) ? `${dropped} unreadable` : 'list', 'high');
  return read;
}

function activityOf(item: Json): Activity | null {
  if (typeof item !== 'object' || item === null || Array.isArray(item)) return null;
  const { type, at, count } = item as { readonly type?: Json; readonly at?: Json; readonly count?: Json };
  const instant = parseInstant(at ?? null).value;
  if (typeof type !== 'string' || tidyText(type) === '' || instant === null) return null;
  const counted = typeof count === 'number' && Number.isSafeInteger(count) && count > 0;
  return { type: tidyText(type), at: instant, ...(counted ? { count } : {}) };
}

/** What making the raw lead storable changed, where no field says so yet. */
function noteChanges(
  work: Work,
  keys: readonly string[],
  changes: ReadonlyMap<string, string>,
  rest: Lead['fields'],
  renamed: RawFields['renamed'],
): void {
  const fieldOf = new Map(Object.entries(work.at).map(([field, i]) => [keys[i], field as RawField]));
  for (const [key, change] of changes) {
    const name = renamed.get(key) ?? key;
    const field = key === 'id' || key === 'fields' ? key : (fieldOf.get(key) ?? `fields.${name}`);
    const known = Object.hasOwn(work.provenance, field) ? work.provenance[field]! : null;
    const raw =
      known?.raw ??
      (Object.hasOwn(rest, name) || !Object.hasOwn(work.at, field) ? null : rawAt(work, work.at[field as RawField]));
    note(work, field, raw, known === null ? change : `${known.method}; ${change}`, known?.confidence ?? 'high');
  }
}
