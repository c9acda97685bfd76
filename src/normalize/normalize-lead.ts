import type { Json } from '../core/json.js';
import { limits } from '../core/limits.js';
import type { Activity, Confidence, Lead, Provenance, RawLead } from '../lead/index.js';
import { cutText, isNullWord, tidyText } from './clean-text.js';
import { companyKey } from './company-key.js';
import { fold } from './fold.js';
import { leadPlace } from './lead-place.js';
import { type EmailMatch, emailIn, freeTypo } from './normalize-email.js';
import { normalizeLanguage } from './normalize-language.js';
import { parseEmployees } from './parse-employees.js';
import { parseInstant } from './parse-instant.js';
import { parseJobTitle } from './parse-job-title.js';
import { parseMoney } from './parse-money.js';
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
  /** Finds the registrable domain of a host, for example with the whole Public Suffix List. */
  readonly registrableDomain?: (host: string) => string | null;
  /** Lead field, or any name in `fields`, to the caller's name or names for it: the first that is not empty counts. */
  readonly mapping?: FieldMapping;
}

/** One lead on its way: where its raw values are and what is known of how each field came about. */
interface Work {
  readonly options: NormalizeOptions;
  readonly byField: RawFields['byField'];
  readonly changes: ReadonlyMap<string, string>;
  readonly provenance: { [field: string]: Provenance };
}

/**
 * A raw lead as a clean one: every field under its name, places and languages as codes, numbers as numbers, and for each
 * field that was changed or inferred what it was, how it was read and how sure that is.
 *
 * Fields are found under their usual names (`Email Address`, `State/Province`, `# Employees`, …) or under those of
 * `options.mapping`; all others are kept in `fields`. Raw amounts of money are in major units. A lead without a usable id,
 * or beyond the limits of size and depth, gets `invalid`, so that routing rejects it with a reason. The result is plain
 * JSON that any store takes.
 *
 * @returns never throws for any raw value; the time it takes is bounded by the limits on one lead
 * @example
 * normalizeLead({ id: '1', 'Email Address': 'Jane@ACME.com', Country: 'USA' }).country //=> 'US'
 */
export function normalizeLead(raw: RawLead, options?: NormalizeOptions): Lead {
  const { values, changes, invalid } = storableLead(raw);
  const { byField, rest, renamed } = rawFields(values, options?.mapping ?? {});
  const work: Work = { options: options ?? {}, byField, changes, provenance: {} };
  const email = readEmail(work);
  const place = readPlace(work, email);
  const fault = idFault(values['id'], changes.get('id')) ?? invalid;
  const lead = {
    id: typeof values['id'] === 'string' ? cutText(values['id'], limits.idLengthMax) : '',
    createdAt: readCreatedAt(work),
    source: readText(work, 'source'),
    ...email,
    ...readCompetitor(work, email),
    phone: place.phone,
    ...readCompany(work),
    employees: readEmployees(work),
    ...readJob(work),
    industry: readText(work, 'industry'),
    products: readTexts(work, 'products'),
    country: place.country,
    region: place.region,
    postalCode: readPostalCode(work, place.country),
    timeZone: readTimeZone(work, place.country, place.region),
    language: readLanguage(work),
    value: readValue(work, rest),
    tags: readTexts(work, 'tags'),
    activities: readActivities(work),
    fields: rest,
    ...(fault === null ? {} : { invalid: fault }),
  };
  noteChanges(work, rest, renamed);
  return { ...lead, provenance: work.provenance };
}

function idFault(id: Json | undefined, change: string | undefined): Lead['invalid'] | null {
  const usable = typeof id === 'string' && id.trim() !== '' && id.length <= limits.idLengthMax && change === undefined;
  return usable ? null : { field: 'id', expected: `a well-formed text of 1 to ${limits.idLengthMax} characters` };
}

/** The raw value of a field, null where there is none. */
const rawOf = (work: Work, field: string): Json => work.byField.get(field)?.value ?? null;

function note(work: Work, field: string, raw: Json, method: string, confidence: Confidence): void {
  work.provenance[field] = { raw, method, confidence };
}

/** Notes how a value came about where it is not the raw one. */
function keep<T extends Json>(work: Work, field: string, value: T, method: string, confidence: Confidence): T {
  const raw = rawOf(work, field);
  if (raw !== null && raw !== value) note(work, field, raw, method, confidence);
  return value;
}

/** The text of a field: its own, of a number, or of the first of a list; `''` where it has none. */
function textOf(work: Work, field: string): string {
  const value = rawOf(work, field);
  const scalar = Array.isArray(value)
    ? value.find((item) => typeof item === 'string' || typeof item === 'number')
    : value;
  return typeof scalar === 'string' ? scalar : typeof scalar === 'number' ? String(scalar) : '';
}

/** A tidy text after the caller's aliases for the field. */
function aliased(work: Work, field: string, text: string): { readonly text: string; readonly method: string } {
  const tidy = tidyText(text);
  const aliases = work.options.aliases;
  const table = aliases !== undefined && Object.hasOwn(aliases, field) ? aliases[field]! : null;
  if (table === null || tidy === '') return { text: tidy, method: 'tidied' };
  if (Object.hasOwn(table, tidy)) return { text: String(table[tidy]), method: 'alias' };
  const folded = fold(tidy);
  const from = Object.keys(table).find((key) => fold(key) === folded);
  return from === undefined ? { text: tidy, method: 'tidied' } : { text: String(table[from]), method: 'alias' };
}

function readText(work: Work, field: string): string | null {
  const { text, method } = aliased(work, field, textOf(work, field));
  const value = isNullWord(text) ? null : text;
  return keep(work, field, value, value === null ? 'none' : method, 'high');
}

function readTexts(work: Work, field: string): readonly string[] {
  const raw = rawOf(work, field);
  const parts =
    typeof raw === 'string' ? raw.split(/[;,|\n]/) : Array.isArray(raw) ? raw : typeof raw === 'number' ? [raw] : [];
  const texts = parts
    .filter((part) => typeof part === 'string' || typeof part === 'number')
    .map((part) => aliased(work, field, String(part)).text);
  const value = [...new Set(texts.filter((text) => !isNullWord(text)))].slice(0, limits.tagsMax);
  const same = Array.isArray(raw) && raw.length === value.length && raw.every((part, i) => part === value[i]);
  if (raw !== null && !same) note(work, field, raw, 'list', 'high');
  return value;
}

function readCreatedAt(work: Work): number | null {
  const found = parseInstant(rawOf(work, 'createdAt'));
  return keep(work, 'createdAt', found.value, found.method, found.confidence);
}

type EmailFields = Pick<Lead, 'email' | 'emailDomain' | 'emailClass' | 'roleAccount'>;

function readEmail(work: Work): EmailFields {
  const { text } = aliased(work, 'email', textOf(work, 'email'));
  const raw = rawOf(work, 'email');
  if (raw === null || (typeof raw === 'string' && isNullWord(text))) {
    if (raw !== null) note(work, 'email', raw, 'none', 'high');
    return { email: null, emailDomain: null, emailClass: null, roleAccount: false };
  }
  const found: EmailMatch = emailIn(text, work.options.registrableDomain ?? registrableDomain);
  keep(work, 'email', found.email, found.email === null ? 'invalid' : 'cleaned', 'high');
  if (found.domain !== null) note(work, 'emailDomain', raw, 'email', 'high');
  const typo = found.domain === null || found.class !== 'free' ? null : freeTypo(found.domain);
  note(
    work,
    'emailClass',
    raw,
    typo === null ? 'email' : `email; reads like ${typo}`,
    typo === null ? 'high' : 'medium',
  );
  if (found.roleAccount) note(work, 'roleAccount', raw, 'email', 'high');
  return { email: found.email, emailDomain: found.domain, emailClass: found.class, roleAccount: found.roleAccount };
}

function readCompetitor(work: Work, { email, emailDomain }: EmailFields): Pick<Lead, 'competitor'> {
  const domains = work.options.competitorDomains;
  if (domains === undefined) return {};
  const hosts = [email === null ? '' : email.slice(email.lastIndexOf('@') + 1), emailDomain ?? ''].filter(
    (host) => host !== '',
  );
  const competitor = hosts.some((host) =>
    domains.some((domain) => `.${host}`.endsWith(`.${domain.toLowerCase().replace(/^@?\.?/, '')}`)),
  );
  if (competitor) note(work, 'competitor', rawOf(work, 'email'), 'email domain', 'high');
  return { competitor };
}

interface Place {
  readonly country: string | null;
  readonly region: string | null;
  readonly phone: string | null;
}

function readPlace(work: Work, email: EmailFields): Place {
  const text = (field: string): string => aliased(work, field, textOf(work, field)).text;
  const ownMail = email.emailClass === 'business' || email.emailClass === 'academic';
  const texts = {
    country: text('country'),
    region: text('region'),
    phone: text('phone'),
    emailHost: ownMail ? (email.emailDomain ?? '') : '',
  };
  const { country, region, phone } = leadPlace(texts, work.options.defaultCountry);
  const notePlace = (field: 'country' | 'region', match: typeof country): void => {
    const raw = rawOf(work, field) ?? (match.value === null ? null : rawOf(work, match.from));
    const inferred = match.from !== field;
    if (raw !== null && (raw !== match.value || inferred || match.method.includes(';')))
      note(work, field, raw, inferred ? `${match.from}: ${match.method}` : match.method, match.confidence);
  };
  notePlace('country', country);
  notePlace('region', region);
  keep(
    work,
    'phone',
    phone.e164,
    phone.e164 === null ? 'none' : 'numbering plan',
    /^\s*(?:\+|00)/.test(texts.phone) ? 'high' : 'medium',
  );
  return { country: country.value, region: region.value, phone: phone.e164 };
}

function readCompany(work: Work): Pick<Lead, 'company' | 'companyKey'> {
  const company = readText(work, 'company');
  const key = company === null ? '' : companyKey(company).key;
  if (key !== '' && key !== company) note(work, 'companyKey', rawOf(work, 'company'), 'company', 'high');
  return { company, companyKey: key === '' ? null : key };
}

function readEmployees(work: Work): Lead['employees'] {
  const raw = rawOf(work, 'employees');
  if (raw === null) return null;
  const given = givenBand(raw);
  const band = given ?? parseEmployees(aliased(work, 'employees', textOf(work, 'employees')).text);
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
  const jobTitle = readText(work, 'jobTitle');
  const parsed = jobTitle === null ? null : parseJobTitle(jobTitle);
  const raw = rawOf(work, 'jobTitle');
  const from = (field: 'seniority' | 'jobFunction', told: string | null): string | null => {
    const own = readText(work, field);
    if (own !== null) return own;
    const value = told === null ? null : aliased(work, field, told).text;
    if (value !== null && raw !== null) note(work, field, raw, 'job title', 'medium');
    return value;
  };
  return {
    jobTitle,
    seniority: from('seniority', parsed?.seniority === 'none' ? null : (parsed?.seniority ?? null)),
    jobFunction: from('jobFunction', parsed?.function ?? null),
  };
}

function readPostalCode(work: Work, country: string | null): string | null {
  const text = cutText(tidyText(textOf(work, 'postalCode')).toUpperCase(), 20);
  if (isNullWord(text) && text !== '0') return keep(work, 'postalCode', null, 'none', 'high');
  const whole = text.replace(/\.0$/, '');
  // a spreadsheet takes the zeros off the front
  const restored = country === 'US' && /^\d{3,4}$/.test(whole);
  return keep(
    work,
    'postalCode',
    restored ? whole.padStart(5, '0') : whole,
    restored ? 'leading zeros restored' : 'tidied',
    restored ? 'medium' : 'high',
  );
}

function readTimeZone(work: Work, country: string | null, region: string | null): string | null {
  const said = normalizeTimeZone(aliased(work, 'timeZone', textOf(work, 'timeZone')).text);
  if (said.value !== null) return keep(work, 'timeZone', said.value, said.method, said.confidence);
  const inferred = timeZoneOfPlace(country, region);
  const raw = rawOf(work, 'timeZone');
  if (inferred.value !== null) note(work, 'timeZone', raw, inferred.method, inferred.confidence);
  else if (raw !== null) note(work, 'timeZone', raw, 'none', 'high');
  return inferred.value;
}

function readLanguage(work: Work): string | null {
  const found = normalizeLanguage(aliased(work, 'language', textOf(work, 'language')).text);
  return keep(work, 'language', found.value, found.method, found.confidence);
}

function readValue(work: Work, rest: Lead['fields']): number | null {
  const currencyKey = Object.keys(rest).find((key) =>
    /^(?:deal |budget )?currency(?: ?(?:iso )?code)?$/.test(fold(key)),
  );
  const currency = currencyKey === undefined ? null : rest[currencyKey];
  const found = parseMoney(
    textOf(work, 'value'),
    typeof currency === 'string' && /^[a-z]{3}$/i.test(currency.trim()) ? currency.trim().toUpperCase() : null,
  );
  const raw = rawOf(work, 'value');
  if (raw !== null) note(work, 'value', raw, found?.method ?? 'none', found?.confidence ?? 'high');
  return found?.minorUnits ?? null;
}

function readActivities(work: Work): readonly Activity[] {
  const raw = rawOf(work, 'activities');
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
function noteChanges(work: Work, rest: Lead['fields'], renamed: RawFields['renamed']): void {
  const fieldOf = new Map([...work.byField].map(([field, { key }]) => [key, field]));
  for (const [key, change] of work.changes) {
    const name = renamed.get(key) ?? key;
    const field = key === 'id' || key === 'fields' ? key : (fieldOf.get(key) ?? `fields.${name}`);
    const known = Object.hasOwn(work.provenance, field) ? work.provenance[field]! : null;
    const raw = known?.raw ?? (Object.hasOwn(rest, name) ? null : rawOf(work, field));
    note(work, field, raw, known === null ? change : `${known.method}; ${change}`, known?.confidence ?? 'high');
  }
}
