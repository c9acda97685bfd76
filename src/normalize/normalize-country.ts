import type { Confidence } from '../lead/index.js';
import { isNullWord, tidyText } from './clean-text.js';
import { type CodeTable, codeTable } from './code-table.js';
import { countryNamesTable, countryTable, likelyCountryTable } from './data/countries.js';
import { notCountriesTable } from './data/not-countries.js';
import { fold, foldedWords } from './fold.js';
import { type NearKey, nearestKey, nearKeys } from './nearest-key.js';
import { once } from './once.js';
import { codesByKey, splitOnce, tableRows } from './place-index.js';
import { placeKey, placeKeyOfWords } from './place-key.js';
import type { PlaceTables } from './place-tables.js';
import { countriesOfRegionName, countryOfRegionName, isRegionOfNorthAmerica } from './region-index.js';
import { wordSet } from './word-set.js';

/** A place and how it was found. */
export interface PlaceMatch {
  readonly value: string | null;
  readonly method: string;
  readonly confidence: Confidence;
}

interface CountryIndex {
  /** Alpha-2, alpha-3 and numeric codes. */
  readonly codes: ReadonlyMap<string, string>;
  readonly isCode: CodeTable<boolean>;
  readonly names: ReadonlyMap<string, string>;
  readonly likely: ReadonlyMap<string, string>;
  /** Keys that a misspelling may be meant as: English names and aliases. */
  readonly spelled: () => readonly NearKey[];
}

function indexCountries(): CountryIndex {
  const codes = new Map<string, string>();
  const names = new Map<string, string>();
  const likely = new Map<string, string>();
  const add = (keysByCode: Map<string, string>, code: string, keys: string): void => {
    for (const key of keys.split('~')) keysByCode.set(key, code);
  };
  const rows = tableRows(countryTable);
  for (const row of rows) {
    const [alpha2, alpha3, numeric, keys] = row.split(' ');
    for (const code of [alpha2!, alpha3!, numeric!]) codes.set(code, alpha2!);
    add(names, alpha2!, keys!);
  }
  const english = new Map(names);
  const spelled = once(() => nearKeys(english));
  codesByKey(
    tableRows(countryNamesTable),
    rows.map((row) => row.slice(0, 2)),
    names,
  );
  for (const row of tableRows(likelyCountryTable)) add(likely, ...splitOnce(row, ' '));
  return { codes, isCode: codeTable(Array.from(codes.values(), (code) => [code, true])), names, likely, spelled };
}

const index: () => CountryIndex = /* @__PURE__ */ once(indexCountries);
const notCountries: () => ReadonlySet<string> = /* @__PURE__ */ once(() =>
  wordSet(notCountriesTable.replace(/\n/g, ''), '|'),
);

/** Words that say what kind of state it is; without them most official names are the short ones. */
const stateWords = /* @__PURE__ */ wordSet(
  'republic kingdom federation federal state states of islamic arab peoples democratic socialist commonwealth principality grand duchy plurinational bolivarian federative sultanate union province republica republique republik repubblica republika reino royaume hashemite oriental cooperative sar del de la du di',
);

const nothing = (method: string): PlaceMatch => ({ value: null, method, confidence: 'high' });

/** Whether this is the alpha-2 code of a country, Kosovo's `XK` included. */
export const isCountryCode = (code: string): boolean => index().isCode(code) === true;

/** Alpha-2 codes of all countries. */
export const countryCodes = (): readonly string[] =>
  [...index().codes.keys()].filter((code) => /^[A-Z]{2}$/.test(code));

/**
 * The country that a text means, as ISO 3166-1 alpha-2.
 *
 * Reads alpha-2, alpha-3 and numeric codes, English names, names in the countries' own and other large languages,
 * former and colloquial names, flags, the last part of an address, and misspellings of five letters and more that have
 * one nearest name. Regions of the world (`EMEA`), names two countries share (`Korea`) and calling codes give null.
 *
 * @param tables - more names, for example `world` of `fairlead/normalize/world`
 * @returns `value` null where nothing fits. `method` is `code`, `name`, `likely`, `region`, `part`, `fuzzy` or `none`.
 *   `confidence` is `high` for codes and names that mean one thing only; `medium` for what else may be a state of the USA
 *   or a province of Canada (`CA`, `Georgia`), cities and small misspellings; `low` for guesses.
 * @example normalizeCountry('Estados Unidos') //=> { value: 'US', method: 'name', confidence: 'high' }
 * @example normalizeCountry('N/A') //=> { value: null, method: 'none', confidence: 'high' }
 */
export function normalizeCountry(text: string, tables?: PlaceTables): PlaceMatch {
  const tidy = tidyText(flagLetters(text.slice(0, 200)));
  if (isNullWord(tidy) && tidy !== 'NA') return nothing('none');
  return (
    byCode(tidy) ??
    byName(tidy, tables) ??
    byParts(tidy, tables) ??
    byRegion(tidy) ??
    byNearestName(tidy) ??
    byOfficialName(tidy) ??
    nothing('none')
  );
}

// two regional indicators make a flag
const flagLetters = (text: string): string =>
  text.replace(
    /(?:\ud83c[\udde6-\uddff]){2}/g,
    (flag) => ` ${String.fromCharCode(flag.charCodeAt(1) - 0xdde6 + 65, flag.charCodeAt(3) - 0xdde6 + 65)} `,
  );

function byCode(tidy: string): PlaceMatch | null {
  const letters =
    /^[a-z]{2,3}$/i.test(tidy) || /^[a-z](?:\.[a-z]){1,2}\.?$/i.test(tidy) ? tidy.replace(/\./g, '') : null;
  if (letters === null)
    return /^\d{3}$/.test(tidy) && index().codes.has(tidy)
      ? { value: index().codes.get(tidy)!, method: 'code', confidence: 'high' }
      : null;
  const upper = letters.toUpperCase();
  const value = index().codes.get(upper);
  if (value === undefined || index().names.has(upper.toLowerCase())) return null;
  if (upper === 'NA') return tidy === 'NA' ? { value, method: 'code', confidence: 'low' } : null;
  const sure = letters === upper || upper === 'US';
  return { value, method: 'code', confidence: sure && !isRegionOfNorthAmerica(upper) ? 'high' : 'medium' };
}

function byName(tidy: string, tables: PlaceTables | undefined): PlaceMatch | null {
  const folded = fold(tidy);
  if (notCountries().has(folded)) return nothing('none');
  const key = placeKeyOfWords(folded.split(' '));
  const likely = index().likely.get(key);
  if (likely !== undefined) return { value: likely, method: 'likely', confidence: 'medium' };
  const value = index().names.get(key) ?? tables?.country(key);
  const alsoRegion = isRegionOfNorthAmerica(key);
  return value === undefined ? null : { value, method: 'name', confidence: alsoRegion ? 'medium' : 'high' };
}

const exactly = (part: string, tables: PlaceTables | undefined): string | null => {
  const named = byName(part, tables);
  const match = part.length > 3 || part === part.toUpperCase() ? (byCode(part) ?? named) : named;
  return match?.confidence === 'high' ? match.value : null;
};

/** `Berlin, Germany`, `US - United States`, `Russia (RU)`: every part that is a country is the same one. */
function byParts(tidy: string, tables: PlaceTables | undefined): PlaceMatch | null {
  const parts = tidy.split(/\s*[,;|/\n]\s*|\s+[-–—]\s+|\s*(?=\()/).filter((part) => part !== '');
  if (parts.length > 8 || (parts.length < 2 && !tidy.includes('('))) return null;
  const found = new Set(
    parts.flatMap((part, i) =>
      part.startsWith('(') ? inBrackets(part, parts[i - 1], tables) : (exactly(part, tables) ?? []),
    ),
  );
  const [only] = found;
  return found.size === 1 ? { value: only!, method: 'part', confidence: 'medium' } : null;
}

/** `Macao (China)` is not China: brackets count only behind the same country or one of its regions. */
function inBrackets(
  part: string,
  before: string | undefined,
  tables: PlaceTables | undefined,
): string | readonly string[] {
  const inside = exactly(part.replace(/[()]/g, '').trim(), tables);
  if (inside === null || before === undefined) return [];
  return exactly(before, tables) === inside || countriesOfRegionName(placeKey(before)).includes(inside) ? inside : [];
}

function byRegion(tidy: string): PlaceMatch | null {
  const key = placeKey(tidy);
  const value = key.length >= 5 ? countryOfRegionName(key) : null;
  return value === null ? null : { value, method: 'region', confidence: 'low' };
}

function byOfficialName(tidy: string): PlaceMatch | null {
  const words = foldedWords(tidy);
  const rest = words.filter((word) => !stateWords.has(word));
  if (rest.length === 0 || rest.length === words.length || words.length > 12) return null;
  const folded = rest.join(' ');
  if (notCountries().has(folded) || folded === 'congo' || folded === 'china') return null;
  const value = index().names.get(placeKeyOfWords(rest));
  return value === undefined ? null : { value, method: 'name', confidence: 'medium' };
}

function byNearestName(tidy: string): PlaceMatch | null {
  const key = placeKey(tidy);
  const near = nearestKey(index().spelled(), key);
  return near === null
    ? null
    : { value: near.value, method: 'fuzzy', confidence: near.distance === 1 && key.length >= 7 ? 'medium' : 'low' };
}
