import type { Confidence } from '../lead/index.js';
import { isNullWord } from './clean-text.js';
import { countryCodes, isCountryCode, normalizeCountry, type PlaceMatch } from './normalize-country.js';
import { normalizePhone, type PhoneMatch } from './normalize-phone.js';
import { exactRegion, normalizeRegion } from './normalize-region.js';
import { once } from './once.js';
import type { PlaceTables } from './place-tables.js';
import { wordSet } from './word-set.js';

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
const worldwideEndings: ReadonlySet<string> = /* @__PURE__ */ wordSet(
  'io ai co me tv cc ly to fm gg sh so ws im la vc ag bz ac tk ml ga cf gq pw st gl eu gd vg mu nu cx tf pm re ms sx tc sc bi am is',
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
 * @param defaultCountry - alpha-2 code of the country where numbers without one are dialled
 */
export function leadPlace(texts: PlaceTexts, defaultCountry: string | undefined, readers: PlaceReaders): LeadPlace {
  const stated = isNullWord(texts.country) ? null : normalizeCountry(texts.country, readers.tables);
  const named = isNullWord(texts.region) ? null : regionAnywhere(texts.region, stated, readers);
  const home = stated?.value ?? named?.value?.slice(0, 2) ?? defaultCountry;
  const phone = texts.phone === '' ? noPhone : leadPhone(texts.phone, home, defaultCountry, readers);
  const evidence: Evidence[] = [];
  if (stated !== null && stated.value !== null)
    evidence.push({ from: 'country', value: stated.value, method: stated.method, confidence: stated.confidence });
  if (named !== null && named.value !== null)
    evidence.push({ from: 'region', value: named.value.slice(0, 2), method: 'region', confidence: named.confidence });
  if (phone.country !== null)
    evidence.push({ from: 'phone', value: phone.country, method: 'calling code', confidence: 'low' });
  const hosted = countryOfHost(texts.emailHost);
  if (hosted !== null) evidence.push({ from: 'email', value: hosted, method: 'domain ending', confidence: 'low' });
  const meant = stated === null ? null : meantAsRegion(texts, stated, evidence, readers);
  const best = meant ?? strongest(evidence);
  const country = best === null ? noCountry : withDissent(best, evidence);
  return {
    country,
    region: regionOf(texts, country.value, country.method, phone, named, meant !== null, readers),
    phone,
  };
}

/** What reads countries, regions and numbers beside the tables that are built in. */
export interface PlaceReaders {
  readonly tables?: PlaceTables | undefined;
  readonly phone?: PhoneReader | undefined;
}

/** Reads a number that the built-in plans have read as `own`; for numbers that only a whole numbering plan can judge. */
export type PhoneReader = (text: string, defaultCountry: string | undefined, own: PhoneMatch) => PhoneMatch;

export const noPhone: PhoneMatch = { e164: null, country: null, region: null };
const noCountry: LeadPlace['country'] = { value: null, method: 'none', confidence: 'high', from: 'country' };
const noRegion: LeadPlace['region'] = { value: null, method: 'none', confidence: 'high', from: 'region' };

/** The first of those with the highest confidence. */
function strongest(evidence: readonly Evidence[]): Evidence | null {
  let best: Evidence | null = null;
  for (const entry of evidence) if (best === null || rank[entry.confidence] > rank[best.confidence]) best = entry;
  return best;
}

/** The country where numbers without one are dialled: a code as it stands, since `CA` is no state here, else what a country field would mean. */
export function homeCountry(text: string | undefined, tables: PlaceTables | undefined): string | undefined {
  if (typeof text !== 'string') return undefined;
  const code = isCountryCode(text) ? text : text.toUpperCase();
  return isCountryCode(code) ? code : (normalizeCountry(text, tables).value ?? undefined);
}

/** A region field counts as evidence for its country unless it is a word that the stated country has as well. */
function regionAnywhere(text: string, stated: PlaceMatch | null, { tables }: PlaceReaders): PlaceMatch | null {
  const within = stated?.value == null ? null : normalizeRegion(text, stated.value, tables);
  return within?.value == null ? normalizeRegion(text, null, tables) : within;
}

/** Read as dialled in the lead's country, else as dialled in the default one. */
function leadPhone(
  text: string,
  country: string | undefined,
  defaultCountry: string | undefined,
  readers: PlaceReaders,
): PhoneMatch {
  const phone = readPhone(text, country, readers);
  return phone.e164 === null && country !== defaultCountry ? readPhone(text, defaultCountry, readers) : phone;
}

export function readPhone(text: string, country: string | undefined, readers: PlaceReaders): PhoneMatch {
  const own = normalizePhone(text, country);
  return readers.phone === undefined ? own : readers.phone(text, country, own);
}

/** By the last two letters of a host, as a number: to cut them off takes longer than to look them up. */
const countryByEnding: () => ReadonlyMap<number, string> = /* @__PURE__ */ once(
  () =>
    new Map(
      countryCodes()
        .map((code) => [code === 'GB' ? 'uk' : code.toLowerCase(), code] as const)
        .filter(([ending]) => !worldwideEndings.has(ending))
        .map(([ending, code]) => [lettersAt(ending, 0), code] as const),
    ),
);

const lettersAt = (text: string, at: number): number => text.charCodeAt(at) * 0x10000 + text.charCodeAt(at + 1);

export const countryOfHost = (host: string): string | null =>
  host.charCodeAt(host.length - 3) === 46 ? (countryByEnding().get(lettersAt(host, host.length - 2)) ?? null) : null;

/** `CA` or `Georgia` in the country field, where the region field or the phone is in the USA or Canada and nothing else backs the country. */
function meantAsRegion(
  texts: PlaceTexts,
  stated: PlaceMatch,
  evidence: readonly Evidence[],
  { tables }: PlaceReaders,
): Evidence | null {
  if (stated.value === null || stated.confidence !== 'medium') return null;
  const others = evidence.filter((entry) => entry.from !== 'country');
  if (others.some((entry) => entry.value === stated.value)) return null;
  const other = others.find((entry) => entry.from !== 'email' && (entry.value === 'US' || entry.value === 'CA'));
  if (other === undefined || normalizeRegion(texts.country, other.value, tables).value === null) return null;
  return { ...other, method: `${other.method}; country field read as region` };
}

function withDissent(best: Evidence, evidence: readonly Evidence[]): Evidence {
  if (evidence.every((entry) => entry.value === best.value)) return best;
  const dissent = evidence.filter((entry) => entry.value !== best.value).map((entry) => entry.from);
  const method =
    dissent.length === 0 || best.method.includes(';')
      ? best.method
      : `${best.method}; ${dissent.join(', ')} differ${dissent.length > 1 ? '' : 's'}`;
  return { ...best, method };
}

function regionOf(
  texts: PlaceTexts,
  country: string | null,
  method: string,
  phone: PhoneMatch,
  named: PlaceMatch | null,
  meant: boolean,
  { tables }: PlaceReaders,
): LeadPlace['region'] {
  if (named !== null) {
    // read within this country already, or to be read anew within the one that came out
    const within = named.value !== null && named.value.slice(0, 2) === country && named.confidence === 'high';
    const found = within ? named : normalizeRegion(texts.region, country, tables);
    if (found.value !== null || !meant) return { ...found, from: 'region' };
  }
  if (
    country !== null &&
    texts.country !== '' &&
    (meant || country === 'GB' || /^(?:part|region|likely)/.test(method))
  ) {
    const found = exactRegion(texts.country, country, tables);
    if (found.value !== null) return { ...found, confidence: 'medium', from: 'country' };
  }
  if (phone.region !== null && phone.country === country)
    return { value: phone.region, method: 'area code', confidence: 'low', from: 'phone' };
  return noRegion;
}
