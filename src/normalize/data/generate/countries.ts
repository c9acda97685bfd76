import { iso31661 } from 'iso-3166/1.js';
import { placeKey } from '../../place-key.js';
import { tableFile, territoryNames } from './source.js';

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

export function countriesTable(): string {
  const english = territoryNames('en');
  const rows = iso31661
    .filter((entry) => entry.state === 'assigned')
    .map(({ alpha2, alpha3, numeric, name }) => ({ alpha2, alpha3, numeric, name }));
  rows.push({ alpha2: 'XK', alpha3: 'XKX', numeric: '983', name: 'Kosovo' });
  rows.sort((a, b) => (a.alpha2 < b.alpha2 ? -1 : 1));
  const taken = new Set<string>();
  const fresh = (names: readonly string[]): string[] =>
    names.filter((name) => {
      const key = placeKey(name);
      if (key.length < 2 || taken.has(key)) return false;
      taken.add(key);
      return true;
    });
  const codes = rows.map((row) =>
    [
      row.alpha2,
      row.alpha3,
      row.numeric,
      fresh([...(english.get(row.alpha2) ?? []), row.name].filter((name) => name.length > 3)).join('~'),
    ].join(' '),
  );
  const foreign = languages.map((language) => [language, territoryNames(language)] as const);
  const names = rows.flatMap(({ alpha2 }) => {
    const home = endonyms[alpha2];
    const spelled = [
      ...(home === undefined ? [] : (territoryNames(home).get(alpha2) ?? [])),
      ...foreign.flatMap(([language, table]) =>
        known.has(alpha2) || everywhere.has(language) ? (table.get(alpha2) ?? []) : [],
      ),
    ].filter((name) => placeKey(name).length > 3 || /[^\p{Script=Latin}\p{P}\p{Zs}]/u.test(name));
    const kept = fresh(spelled);
    return kept.length === 0 ? [] : [`${alpha2} ${kept.join('~')}`];
  });
  return tableFile(
    'Codes and English names of countries, then their names in other languages.',
    'iso-3166 and CLDR (cldr-localenames-full)',
    { countryTable: codes, countryNamesTable: names },
  );
}
