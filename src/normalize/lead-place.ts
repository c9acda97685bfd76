import type { Confidence } from '../lead/index.js';
import { isNullWord } from './clean-text.js';
import { isCountryCode, normalizeCountry, type PlaceMatch } from './normalize-country.js';
import { normalizePhone, type PhoneMatch } from './normalize-phone.js';
import { normalizeRegion } from './normalize-region.js';

/** What a lead says about where it is; empty texts where it says nothing. */
export interface PlaceTexts {
  readonly country: string;
  readonly region: string;
  readonly phone: string;
  /** Host of a business or academic e-mail address. */
  readonly emailHost: string;
}

/** Where a lead is, what it was taken from, and the number that was read on the way. */
export interface LeadPlace {
  readonly country: PlaceMatch & { readonly from: PlaceSource };
  readonly region: PlaceMatch & { readonly from: PlaceSource };
  readonly phone: PhoneMatch;
}

export type PlaceSource = 'country' | 'region' | 'phone' | 'email';

interface Evidence extends PlaceMatch {
  readonly value: string;
  readonly from: PlaceSource;
}

const rank: { readonly [confidence in Confidence]: number } = { high: 3, medium: 2, low: 1 };

/** Endings of host names that are the codes of countries but are used everywhere. */
const worldwideEndings: ReadonlySet<string> = new Set(
  'io ai co me tv cc ly to fm gg sh so ws im la vc ag bz ac tk ml ga cf gq pw st gl eu gd vg mu nu cx tf pm re ms sx tc sc bi am is'.split(
    ' ',
  ),
);

/**
 * Where a lead is. Evidence is weighed by confidence, and among equals in the order country field, region field, phone
 * number, e-mail ending; phone and e-mail are always `low`.
 *
 * One exception: a country field that is also a state or province (`CA`, `Georgia`) gives way where the region field or the
 * phone says that it is meant as one. Sources that disagree with the result are named in its `method`.
 *
 * The region comes from its own field, within the country; only where that is empty from the country field (`Scotland`,
 * `Austin, Texas, USA`) or the area code.
 *
 * @param defaultText - the country where numbers without one are dialled, as any text that names one
 */
export function leadPlace(texts: PlaceTexts, defaultText: string | undefined): LeadPlace {
  const defaultCountry = homeCountry(defaultText);
  const stated = isNullWord(texts.country) ? null : normalizeCountry(texts.country);
  const named = isNullWord(texts.region) ? null : regionAnywhere(texts.region, stated);
  const phone = leadPhone(texts.phone, stated?.value ?? named?.value?.slice(0, 2) ?? defaultCountry, defaultCountry);
  const evidence = [
    evidenceOf('country', stated?.value ?? null, stated?.method ?? 'none', stated?.confidence ?? 'low'),
    evidenceOf('region', named?.value?.slice(0, 2) ?? null, 'region', named?.confidence ?? 'low'),
    evidenceOf('phone', phone.country, 'calling code', 'low'),
    evidenceOf('email', countryOfHost(texts.emailHost), 'domain ending', 'low'),
  ].filter((entry) => entry !== null);
  const meant = meantAsRegion(texts, stated, evidence);
  const best =
    meant ??
    evidence.reduce<Evidence | null>(
      (top, entry) => (top === null || rank[entry.confidence] > rank[top.confidence] ? entry : top),
      null,
    );
  const country = { ...withDissent(best, evidence), from: best?.from ?? 'country' } as const;
  return { country, region: regionOf(texts, country.value, country.method, phone, meant !== null), phone };
}

/** A code as it stands, since `CA` is no state here; else what a country field of this text would mean. */
function homeCountry(text: string | undefined): string | undefined {
  if (typeof text !== 'string') return undefined;
  const code = text.toUpperCase();
  return isCountryCode(code) ? code : (normalizeCountry(text).value ?? undefined);
}

const evidenceOf = (
  from: PlaceSource,
  value: string | null,
  method: string,
  confidence: Confidence,
): Evidence | null => (value === null ? null : { from, value, method, confidence });

/** A region field counts as evidence for its country unless it is a word that the stated country has as well. */
function regionAnywhere(text: string, stated: PlaceMatch | null): PlaceMatch | null {
  const within = stated?.value == null ? null : normalizeRegion(text, stated.value);
  return within?.value == null ? normalizeRegion(text, null) : within;
}

/** Read as dialled in the lead's country, else as dialled in the default one. */
function leadPhone(text: string, country: string | undefined, defaultCountry: string | undefined): PhoneMatch {
  const phone = normalizePhone(text, country);
  return phone.e164 === null && country !== defaultCountry ? normalizePhone(text, defaultCountry) : phone;
}

function countryOfHost(host: string): string | null {
  const ending = host.slice(host.lastIndexOf('.') + 1);
  if (ending.length !== 2 || worldwideEndings.has(ending)) return null;
  const code = ending === 'uk' ? 'GB' : ending.toUpperCase();
  return isCountryCode(code) ? code : null;
}

/** `CA` or `Georgia` in the country field, where the region field or the phone is in the USA or Canada and nothing else backs the country. */
function meantAsRegion(texts: PlaceTexts, stated: PlaceMatch | null, evidence: readonly Evidence[]): Evidence | null {
  if (stated === null || stated.value === null || stated.confidence !== 'medium') return null;
  const others = evidence.filter((entry) => entry.from !== 'country');
  if (others.some((entry) => entry.value === stated.value)) return null;
  const other = others.find((entry) => entry.from !== 'email' && (entry.value === 'US' || entry.value === 'CA'));
  if (other === undefined || normalizeRegion(texts.country, other.value).value === null) return null;
  return { ...other, method: `${other.method}; country field read as region` };
}

function withDissent(best: Evidence | null, evidence: readonly Evidence[]): PlaceMatch {
  if (best === null) return { value: null, method: 'none', confidence: 'high' };
  const dissent = evidence.filter((entry) => entry.value !== best.value).map((entry) => entry.from);
  const method =
    dissent.length === 0 || best.method.includes(';')
      ? best.method
      : `${best.method}; ${dissent.join(', ')} differ${dissent.length > 1 ? '' : 's'}`;
  return { value: best.value, method, confidence: best.confidence };
}

function regionOf(
  texts: PlaceTexts,
  country: string | null,
  method: string,
  phone: PhoneMatch,
  meant: boolean,
): LeadPlace['region'] {
  if (!isNullWord(texts.region)) {
    const found = normalizeRegion(texts.region, country);
    if (found.value !== null || !meant) return { ...found, from: 'region' };
  }
  if (country !== null && (meant || country === 'GB' || /^(?:part|region|likely)/.test(method))) {
    const found = normalizeRegion(texts.country, country);
    if (found.value !== null && found.method !== 'fuzzy') return { ...found, confidence: 'medium', from: 'country' };
  }
  if (phone.region !== null && phone.country === country)
    return { value: phone.region, method: 'area code', confidence: 'low', from: 'phone' };
  return { value: null, method: 'none', confidence: 'high', from: 'region' };
}
