import type { Json } from '../core/json.js';
import { limits } from '../core/limits.js';
import type { Activity, Lead } from '../lead/index.js';
import { cutText, isNullWord, tidyText } from './clean-text.js';
import { companyKey } from './company-key.js';
import { slots } from './field-names.js';
import { fold } from './fold.js';
import { aliased, keep, note, rawAt, reading, readText, textOf, type Work } from './lead-work.js';
import { normalizeLanguage } from './normalize-language.js';
import { parseEmployees } from './parse-employees.js';
import { parseInstant } from './parse-instant.js';
import { parseJobTitle } from './parse-job-title.js';
import { parseMoney } from './parse-money.js';
import { normalizeTimeZone, timeZoneOfPlace } from './time-zone.js';

/** Calls a reader where the lead says the field, as `readText` does. */
const readAt = <T>(work: Work, at: number, read: (work: Work, raw: Json) => T): T | null =>
  at < 0 ? null : read(work, work.values[at]!);

export const readCreatedAt = (work: Work): number | null => readAt(work, work.at[slots.createdAt]!, createdAtOf);

function createdAtOf(work: Work, raw: Json): number | null {
  const found = parseInstant(raw);
  if (found.value !== raw) work.provenance['createdAt'] = reading(raw, found.method, found.confidence);
  return found.value;
}

export const readCompanyKey = (work: Work, company: string | null): string | null =>
  company === null ? null : keyOf(work, company);

function keyOf(work: Work, company: string): string | null {
  const { key } = companyKey(company);
  if (key !== '' && key !== company) note(work, 'companyKey', rawAt(work, work.at[slots.company]!), 'company', 'high');
  return key === '' ? null : key;
}

export const readEmployees = (work: Work): Lead['employees'] => readAt(work, work.at[slots.employees]!, employeesOf);

function employeesOf(work: Work, raw: Json): Lead['employees'] {
  const given = givenBand(raw);
  const band = given ?? parseEmployees(aliased(work, 'employees', textOf(raw)));
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

type Job = Pick<Lead, 'jobTitle' | 'seniority' | 'jobFunction'>;

const noJob: Job = { jobTitle: null, seniority: null, jobFunction: null };

export const readJob = (work: Work): Job =>
  work.at[slots.jobTitle]! < 0 && work.at[slots.seniority]! < 0 && work.at[slots.jobFunction]! < 0
    ? noJob
    : jobOf(work);

function jobOf(work: Work): Job {
  const jobTitle = readText(work, 'jobTitle', work.at[slots.jobTitle]!);
  const parsed = jobTitle === null ? null : parseJobTitle(jobTitle);
  const seniority = parsed === null || parsed.seniority === 'none' ? null : parsed.seniority;
  return {
    jobTitle,
    seniority: readJobField(work, 'seniority', work.at[slots.seniority]!, seniority),
    jobFunction: readJobField(
      work,
      'jobFunction',
      work.at[slots.jobFunction]!,
      parsed === null ? null : parsed.function,
    ),
  };
}

/** A field of its own, else what the title says. */
function readJobField(work: Work, field: string, at: number, told: string | null): string | null {
  const own = readText(work, field, at);
  if (own !== null || told === null) return own;
  note(work, field, rawAt(work, work.at[slots.jobTitle]!), 'job title', 'medium');
  return aliased(work, field, told);
}

export const readPostalCode = (work: Work, country: string | null): string | null =>
  work.at[slots.postalCode]! < 0 ? null : postalCodeOf(work, work.values[work.at[slots.postalCode]!]!, country);

function postalCodeOf(work: Work, raw: Json, country: string | null): string | null {
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

export function readTimeZone(work: Work, country: string | null, region: string | null): string | null {
  const raw = rawAt(work, work.at[slots.timeZone]!);
  if (raw !== null) {
    const said = normalizeTimeZone(aliased(work, 'timeZone', textOf(raw)));
    if (said.value !== null) return keep(work, 'timeZone', raw, said.value, said.method, said.confidence);
  }
  const inferred = timeZoneOfPlace(country, region);
  if (inferred.value !== null || raw !== null)
    work.provenance['timeZone'] = reading(raw, inferred.method, inferred.confidence);
  return inferred.value;
}

export const readLanguage = (work: Work): string | null => readAt(work, work.at[slots.language]!, languageOf);

function languageOf(work: Work, raw: Json): string | null {
  const found = normalizeLanguage(aliased(work, 'language', textOf(raw)));
  return keep(work, 'language', raw, found.value, found.method, found.confidence);
}

export const readValue = (work: Work, rest: Lead['fields']): number | null =>
  work.at[slots.value]! < 0 ? null : moneyOf(work, work.values[work.at[slots.value]!]!, rest);

function moneyOf(work: Work, raw: Json, rest: Lead['fields']): number | null {
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

export const readActivities = (work: Work): readonly Activity[] =>
  readAt(work, work.at[slots.activities]!, activitiesOf) ?? [];

function activitiesOf(work: Work, raw: Json): readonly Activity[] {
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
