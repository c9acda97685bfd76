import { isNullWord, tidyText } from './clean-text.js';
import { nearestKey } from './nearest-key.js';
import { isCountryCode, normalizeCountry, type PlaceMatch } from './normalize-country.js';
import { keyWithoutKind, placeKey } from './place-key.js';
import type { PlaceTables } from './place-tables.js';
import {
  countriesOfRegionName,
  countriesWithRegions,
  keyWithoutKindEnding,
  type Regions,
  regionsOf,
} from './region-index.js';

const nothing = (method: string): PlaceMatch => ({ value: null, method, confidence: 'high' });

/**
 * The state, province or other subdivision that a text means, as ISO 3166-2.
 *
 * Reads codes (`CA`, `US-CA`), names in English and the local language, usual abbreviations, former names and codes, and
 * misspellings of five letters and more, within `country`; with `country` null only what belongs to one country.
 *
 * @param country - ISO 3166-1 alpha-2, or null where it is not known
 * @param tables - more subdivisions, for example `world` of `fairlead/normalize/world`; with `country` null they do not count
 * @returns `value` null where nothing fits, where several do, or where the tables hold no subdivisions of the country.
 *   `method` is `code`, `name`, `fuzzy`, `ambiguous` or `none`.
 * @example normalizeRegion('Calif.', 'US') //=> { value: 'US-CA', method: 'name', confidence: 'high' }
 * @example normalizeRegion('CA', null) //=> { value: null, method: 'ambiguous', confidence: 'high' }
 */
export const normalizeRegion = (text: string, country: string | null, tables?: PlaceTables): PlaceMatch =>
  regionOf(text, country, tables, within);

/** {@link normalizeRegion} without misspellings. */
export const exactRegion = (text: string, country: string, tables: PlaceTables | undefined): PlaceMatch =>
  regionOf(text, country, tables, exactlyWithin);

function regionOf(
  text: string,
  country: string | null,
  tables: PlaceTables | undefined,
  inCountry: typeof within,
): PlaceMatch {
  const tidy = tidyText(text.slice(0, 200));
  if (isNullWord(tidy) && !/^[A-Z]{1,2}$/.test(tidy)) return nothing('none');
  const full = /^([a-z]{2})[-_ ]([a-z0-9]{1,3})$/i.exec(tidy);
  if (full !== null && (country === null || country === full[1]!.toUpperCase())) {
    const code = regionsIn(full[1]!.toUpperCase(), tables)?.codes.get(full[2]!.toUpperCase());
    if (code !== undefined) return { value: `${full[1]!.toUpperCase()}-${code}`, method: 'code', confidence: 'high' };
  }
  return country === null ? anywhere(tidy) : inCountry(tidy, country, tables);
}

const regionsIn = (country: string, tables: PlaceTables | undefined): Regions | undefined =>
  regionsOf(country) ?? tables?.regions(country);

function within(tidy: string, country: string, tables: PlaceTables | undefined): PlaceMatch {
  const exact = exactlyWithin(tidy, country, tables);
  const known = regionsIn(country, tables);
  if (exact.value !== null || known === undefined) return exact;
  const near = nearestKey(known.spelled(), placeKey(tidy)) ?? nearestKey(known.spelled(), keyWithoutKind(tidy));
  // a misspelled state must not be the well-spelled state of another country
  if (near === null || countriesOfRegionName(placeKey(tidy)).length > 0) return nothing('none');
  return {
    value: `${country}-${near.value}`,
    method: 'fuzzy',
    confidence: near.distance === 1 && tidy.length >= 7 ? 'medium' : 'low',
  };
}

function exactlyWithin(tidy: string, country: string, tables: PlaceTables | undefined): PlaceMatch {
  const known = regionsIn(country, tables);
  const exact = known === undefined ? null : (exactly(tidy, known) ?? exactPart(tidy, known, country));
  return exact === null
    ? nothing('none')
    : { value: `${country}-${exact.code}`, method: exact.method, confidence: 'high' };
}

function exactly(tidy: string, known: Regions): { readonly code: string; readonly method: string } | null {
  const letters = tidy.replace(/[.\s]/g, '').toUpperCase();
  const code = /^[A-Z0-9]{1,3}$/.test(letters) ? known.codes.get(letters) : undefined;
  const key = placeKey(tidy);
  const byName = known.names.get(key);
  // a written-out name (`Cal`) beats an old code of the same letters
  if (code !== undefined && (code === letters || byName === undefined)) return { code, method: 'code' };
  if (byName !== undefined) return { code: byName, method: 'name' };
  // `Dublin 2` is a district of Dublin
  for (const shorter of [keyWithoutKind(tidy.replace(/ \d{1,2}$/, '')), keyWithoutKindEnding(key)]) {
    const found = shorter === '' || shorter === key ? undefined : known.names.get(shorter);
    if (found !== undefined) return { code: found, method: 'name' };
  }
  return null;
}

/** `California (CA)`, `CA - California`, `Texas, USA`: every part that is a subdivision is the same one. */
function exactPart(
  tidy: string,
  known: Regions,
  country: string,
): { readonly code: string; readonly method: string } | null {
  const parts = tidy.split(/\s*[,;|/()[\]]\s*|\s+[-–—]\s+/).filter((part) => part !== '');
  if (parts.length < 2 || parts.length > 4) return null;
  const found = new Set(
    parts.filter((part) => normalizeCountryName(part) !== country).map((part) => exactly(part, known)?.code ?? null),
  );
  found.delete(null);
  const [only] = found;
  return found.size === 1 ? { code: only!, method: 'name' } : null;
}

const normalizeCountryName = (part: string): string | null => {
  const match = normalizeCountry(part);
  return match.confidence === 'high' ? match.value : null;
};

function anywhere(tidy: string): PlaceMatch {
  const key = placeKey(tidy);
  const owners =
    countriesOfRegionName(key).length > 0 ? countriesOfRegionName(key) : countriesOfRegionName(keyWithoutKind(tidy));
  if (owners.length === 1) {
    const found = exactly(tidy, regionsOf(owners[0]!)!);
    if (found !== null && found.method === 'name')
      return { value: `${owners[0]!}-${found.code}`, method: 'name', confidence: key.length > 3 ? 'medium' : 'low' };
  }
  const letters = tidy.replace(/[.\s]/g, '').toUpperCase();
  if (owners.length > 1) return nothing('ambiguous');
  if (!/^[A-Z]{2,3}$/.test(letters)) return nothing('none');
  const codes = countriesWithRegions().filter((country) => regionsOf(country)!.codes.has(letters));
  if (codes.length === 1 && !isCountryCode(letters))
    return { value: `${codes[0]!}-${regionsOf(codes[0]!)!.codes.get(letters)!}`, method: 'code', confidence: 'low' };
  return nothing(codes.length > 0 ? 'ambiguous' : 'none');
}
