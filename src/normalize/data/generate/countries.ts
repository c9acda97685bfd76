import { iso31661 } from 'iso-3166/1.js';
import { keysOfName, splitOnce, tableRows } from '../../place-index.js';
import { placeKey } from '../../place-key.js';
import { countryAliasTable } from './country-aliases.js';
import { grouped, rowsByScript, tableFile, territoryNames } from './source.js';

/** Languages whose names of countries the table holds, beside English; each is written where the country is at home too. */
const languages = ['es', 'fr', 'de', 'pt', 'it', 'nl', 'pl', 'tr', 'sv', 'zh', 'ja', 'ko', 'ru', 'ar', 'hi', 'id'];

const endonyms: { readonly [code: string]: string } = {
  AD: 'ca',
  AE: 'ar',
  AL: 'sq',
  AM: 'hy',
  AZ: 'az',
  BA: 'bs',
  BD: 'bn',
  BG: 'bg',
  BY: 'be',
  CY: 'el',
  CZ: 'cs',
  DK: 'da',
  EE: 'et',
  ET: 'am',
  FI: 'fi',
  FO: 'fo',
  GE: 'ka',
  GL: 'kl',
  GR: 'el',
  HR: 'hr',
  HU: 'hu',
  IE: 'ga',
  IL: 'he',
  IR: 'fa',
  IS: 'is',
  KE: 'sw',
  KH: 'km',
  KZ: 'kk',
  LA: 'lo',
  LK: 'si',
  LT: 'lt',
  LU: 'lb',
  LV: 'lv',
  ME: 'sr-Latn',
  MK: 'mk',
  MM: 'my',
  MN: 'mn',
  MT: 'mt',
  MY: 'ms',
  NO: 'nb',
  NP: 'ne',
  PH: 'fil',
  PK: 'ur',
  RO: 'ro',
  RS: 'sr',
  SI: 'sl',
  SK: 'sk',
  TH: 'th',
  TW: 'zh-Hant',
  UA: 'uk',
  UZ: 'uz',
  VN: 'vi',
  XK: 'sq',
};

/** Countries whose names are kept in every language of the list; of the rest only some. */
const known = new Set(
  'US GB DE FR ES IT NL BE CH AT IE PT SE NO DK FI PL CZ HU RO BG GR TR RU UA CA MX BR AR CL CO PE AU NZ JP CN KR KP TW HK IN ID TH VN MY PH SG AE SA IL EG MA ZA NG KE HR SK SI RS LT LV EE LU CY DZ TN IR IQ PK BD'.split(
    ' ',
  ),
);

/** Languages in which the table has the names of all countries. */
const everywhere = new Set(['es', 'fr', 'de']);

/** Names in other languages than English: those of the country itself, and of the others where people know it. */
function foreignNames(alpha2: string): readonly string[] {
  const home = endonyms[alpha2];
  return [
    ...(home === undefined ? [] : (territoryNames(home).get(alpha2) ?? [])),
    ...languages.flatMap((language) =>
      known.has(alpha2) || everywhere.has(language) ? (territoryNames(language).get(alpha2) ?? []) : [],
    ),
  ].filter((name) => placeKey(name).length > 3 || /[^\p{Script=Latin}\p{P}\p{Zs}]/u.test(name));
}

/** Keys of names that no earlier row has. */
const freshKeys = (names: readonly string[], taken: Set<string>): readonly string[] =>
  names.flatMap(keysOfName).filter((key) => key.length > 1 && !taken.has(key) && taken.add(key));

/** More languages whose names of countries only the world table holds. */
const more = [
  'da',
  'nb',
  'fi',
  'cs',
  'sk',
  'hu',
  'ro',
  'bg',
  'hr',
  'el',
  'he',
  'uk',
  'th',
  'vi',
  'fa',
  'ms',
  'ca',
  'zh-Hant',
];

/** All countries with Kosovo, in the order of their codes. */
function allCountries(): readonly {
  readonly alpha2: string;
  readonly alpha3: string;
  readonly numeric: string;
  readonly name: string;
}[] {
  const rows = iso31661.flatMap((entry) => (entry.state === 'assigned' ? [entry] : []));
  const countries = [...rows, { alpha2: 'XK', alpha3: 'XKX', numeric: '983', name: 'Kosovo' }];
  return countries.sort((a, b) => (a.alpha2 < b.alpha2 ? -1 : 1));
}

/** Rows of the three tables, and every key that is in them. */
function coreRows(): { readonly tables: { readonly [name: string]: readonly string[] }; readonly taken: Set<string> } {
  const english = territoryNames('en');
  const countries = allCountries();
  const aliases = tableRows(countryAliasTable).map((row) => splitOnce(row, ' '));
  const aliasesOf = (code: string): readonly string[] =>
    aliases.flatMap(([alias, names]) => (alias === code ? names.split('~') : []));
  const taken = new Set<string>();
  const likely = countries.map(({ alpha2 }) => `${alpha2} ${freshKeys(aliasesOf(`?${alpha2}`), taken).join('~')}`);
  const named = countries.map(({ alpha2, name }) =>
    freshKeys(
      [...(english.get(alpha2) ?? []), name].filter((text) => text.length > 3),
      taken,
    ),
  );
  const spelled = countries.map(({ alpha2, alpha3, numeric }, i) =>
    [alpha2, alpha3, numeric, [...named[i]!, ...freshKeys(aliasesOf(alpha2), taken)].join('~')].join(' '),
  );
  const foreign = countries.flatMap(({ alpha2 }) =>
    freshKeys(foreignNames(alpha2), taken).map((key) => [alpha2, key] as const),
  );
  return {
    tables: {
      countryTable: spelled,
      countryNamesTable: rowsByScript(
        foreign,
        countries.map(({ alpha2 }) => alpha2),
      ),
      likelyCountryTable: likely.filter((row) => row.length > 3),
    },
    taken,
  };
}

export const countriesTable = (): string =>
  tableFile(
    'Keys of countries: codes with English and usual names; names in other languages, a row for each script with every country in its place; what is likely one.',
    'iso-3166, CLDR (cldr-localenames-full) and country-aliases.ts',
    coreRows().tables,
  );

const byKey = (a: readonly [string, string], b: readonly [string, string]): number => (a[1] < b[1] ? -1 : 1);

/** Names of all countries in all languages of both lists, without those of the core and those that two countries have. */
export function worldCountriesTable(): string {
  const { taken } = coreRows();
  const keys = allCountries().flatMap(({ alpha2 }) =>
    [...languages, ...more]
      .flatMap((language) => territoryNames(language).get(alpha2) ?? [])
      .flatMap(keysOfName)
      .filter((key) => !taken.has(key) && (key.length > 4 || /[^a-z]/.test(key)) && key.length > 1)
      .map((key) => [key, alpha2] as const),
  );
  const owners = grouped(keys);
  const unique = [...owners].filter(([, codes]) => new Set(codes).size === 1);
  const codes = allCountries().map(({ alpha2 }) => alpha2);
  const rows = rowsByScript(unique.map(([key, [code]]) => [code!, key] as const).sort(byKey), codes);
  return tableFile(
    'Keys of names of countries in more languages than the core table holds: codes, then a row for each script with every country in its place.',
    'iso-3166 and CLDR (cldr-localenames-full)',
    { worldCountryNamesTable: [codes.join(' '), ...rows] },
  );
}
