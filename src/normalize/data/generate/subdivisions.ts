import { iso31662 } from 'iso-3166/2.js';
import { keysOfName, splitOnce, tableRows } from '../../place-index.js';
import { keyWithoutKind } from '../../place-key.js';
import { grouped, jsonOf, subdivisionNames, tableFile } from './source.js';
import { subdivisionAliasTable } from './subdivision-aliases.js';

/** Countries with their states and provinces, and the languages, beside English, that their names are kept in. */
const countries: { readonly [country: string]: string } = {
  US: '',
  CA: 'fr',
  GB: '',
  DE: 'de',
  FR: 'fr',
  IN: '',
  AU: '',
  BR: 'pt',
  MX: 'es',
  ES: 'es',
  IT: 'it',
  NL: 'nl',
  JP: 'ja',
  CN: 'zh',
  CH: 'de fr it',
  AT: 'de',
  BE: 'nl fr',
  IE: '',
  SE: 'sv',
  NO: 'no',
  DK: 'da',
  FI: 'fi sv',
  PL: 'pl',
  PT: 'pt',
  NZ: '',
  ZA: '',
  KR: 'ko',
  AE: '',
};

/** Words that say what kind of place it is, in the source's own spelling. */
const kinds =
  /(?:^(?:Comunidad (?:Autónoma )?(?:de|del) |Región de |County |Provincia (?:di|de) |Província de |Kanton |Canton (?:de |du |d['’])?|État de |Estado de |Provincie |Province (?:de |du |d['’])?|Region |Région (?:de |d['’])?|Città metropolitana di |Libero consorzio comunale di )| (?:Sheng|Shi|Zizhiqu|SAR|maakunta|län|Province|County|Prefecture|Voivodeship|fylke)$|-(?:teukbyeolsi|gwangyeoksi|teukbyeoljachisi|do|shi|ken|fu|to)$|(?<=..)(?:省|市|壮族自治区|回族自治区|维吾尔自治区|自治区|県|府|道|特别行政区|광역시|특별시|특별자치시|특별자치도)$)/;

const skip =
  /^(?:GB-(?:GBN|UKM|EAW)|NL-(?:AW|CW|SX|BQ\d)|CN-(?:TW|HK|MO)|FR-(?:BL|GP|MF|MQ|NC|PF|PM|RE|TF|WF|YT|GF|CP)$|NO-(?:21|22)|US-UM)/;

/** Languages of other countries' subdivisions, beside English and what ISO writes. */
const languagesAbroad: { readonly [language: string]: string } = {
  es: 'AR BO CL CO CR CU DO EC GT HN NI PA PE PR PY SV UY VE GQ',
  pt: 'AO CV GW MZ ST TL',
  fr: 'BF BI BJ CD CF CG CI CM DJ GA GN HT KM LU MC MG ML MR NE SN TD TG',
  ar: 'BH DZ EG IQ JO KW LB LY MA OM PS QA SA SD SY TN YE',
  ru: 'RU BY KZ KG',
  uk: 'UA',
  tr: 'TR',
  id: 'ID',
  ms: 'MY BN',
  vi: 'VN',
  th: 'TH',
  ro: 'RO MD',
  hu: 'HU',
  cs: 'CZ',
  sk: 'SK',
  hr: 'HR BA',
  sl: 'SI',
  bg: 'BG',
  el: 'GR CY',
  he: 'IL',
  fa: 'IR AF',
  'zh-Hant': 'TW',

  lt: 'LT',
  lv: 'LV',
  et: 'EE',
  ur: 'PK',
  bn: 'BD',
};

/** Subdivisions of all countries that the core table has none of. */
export function worldSubdivisionsTable(): string {
  const codes = [...new Set(iso31662.map(({ code }) => code.slice(0, 2)))]
    .filter((code) => !(code in countries))
    .sort();
  const languagesOf = (country: string): readonly string[] =>
    Object.keys(languagesAbroad).filter((language) => languagesAbroad[language]!.split(' ').includes(country));
  return tableFile(
    'Keys of subdivisions of the countries that the core table has none of, in the same form.',
    'iso-3166 and CLDR (cldr-subdivisions-full, cldr-core)',
    { worldSubdivisionsTable: codes.map((country) => `${country} ${rowOf(country, languagesOf(country))}`) },
  );
}

export function subdivisionsTable(): string {
  const rows = Object.entries(countries).map(
    ([country, languages]) => `${country} ${rowOf(country, languages.split(' ').filter(Boolean))}`,
  );
  return tableFile(
    'Keys of subdivisions: country, then `code key~key|…`, larger ones first; `+` an older code, `*` a name without what kind of place it is.',
    'iso-3166, CLDR (cldr-subdivisions-full, cldr-core) and subdivision-aliases.ts',
    { subdivisionsTable: rows },
  );
}

function rowOf(country: string, languages: readonly string[]): string {
  const english = subdivisionNames('en');
  const tables = [english, ...languages.map(subdivisionNames)];
  const entries = iso31662.filter(
    (entry) => entry.code.startsWith(`${country}-`) && !skip.test(entry.code) && !(country === 'DK'),
  );
  const listed =
    country === 'DK'
      ? ['DK-81', 'DK-82', 'DK-83', 'DK-84', 'DK-85'].map((code) => ({ code, name: english[code]!, parent: 'DK' }))
      : entries;
  // larger units first: where a province bears the name of its region, the region wins
  const ordered = [
    ...listed.filter((entry) => entry.parent === country),
    ...listed.filter((entry) => entry.parent !== country),
  ];
  const older = olderCodes(country);
  const rows = new Map(ordered.map(({ code }) => [code.slice(3), [] as string[]]));
  const taken = new Set<string>();
  const add = (code: string, names: readonly string[]): void => {
    const full = names.flatMap(keysOfName);
    const short = names
      .map(keyWithoutKind)
      .filter((key) => key.length > 2 && key !== 'columbia' && !full.includes(key));
    for (const [mark, keys] of [
      ['', full],
      ['*', short],
    ] as const) {
      for (const key of keys) {
        if (key === '' || taken.has(key)) continue;
        taken.add(key);
        rows.get(code)!.push(mark + key);
      }
    }
  };
  for (const [code, names] of aliasesOf(country)) {
    add(
      code,
      names.filter((name) => name.startsWith('!')).map((name) => name.slice(1)),
    );
  }
  for (const { code, name } of ordered) {
    const others = tables.map((table) => table[code] ?? '');
    // the source spells Japanese names as nobody else does: `Tiba` for Chiba
    add(code.slice(3), (country === 'JP' ? [...others, name] : [name, ...others]).flatMap(spellings));
    const before = (older.get(code) ?? []).filter((old) => !rows.has(old.slice(3)));
    rows.get(code.slice(3))!.push(...before.map((old) => `+${old.slice(3)}`));
  }
  for (const [code, names] of aliasesOf(country)) {
    add(
      code,
      names.filter((name) => !/^[+!]/.test(name)),
    );
    rows.get(code)!.push(...names.filter((name) => name.startsWith('+')));
  }
  return [...rows].map(([code, keys]) => `${code} ${keys.join('~')}`.trimEnd()).join('|');
}

const aliasesOf = (country: string): readonly (readonly [code: string, names: readonly string[]])[] =>
  tableRows(subdivisionAliasTable)
    .map((row) => splitOnce(row, ' '))
    .flatMap(([row, list]) => (row === country ? list.split('|') : []))
    .map((entry) => [splitOnce(entry, ' ')[0], splitOnce(entry, ' ')[1].split('~')] as const);

/** `Valencia/València`, `Araba/Álava`, `X, Principado de` and `X [Y]` are two names in one. */
function spellings(name: string): string[] {
  const parts = name
    .replace(/²/g, '')
    .split(/\s*[/[\]*]\s*|, (?=[A-Z].*-)/)
    .filter((part) => part !== '');
  return parts.flatMap((part) => {
    const plain = part.replace(/, .+$/, '');
    const short = plain.replace(kinds, '').replace(kinds, '');
    return [short];
  });
}

interface Aliases {
  readonly supplemental: {
    readonly metadata: {
      readonly alias: { readonly subdivisionAlias: { readonly [old: string]: { readonly _replacement: string } } };
    };
  };
}

/** Codes of this country that have become one other code of it. */
function olderCodes(country: string): ReadonlyMap<string, readonly string[]> {
  const { subdivisionAlias } = jsonOf<Aliases>('cldr-core/supplemental/aliases.json').supplemental.metadata.alias;
  const iso = (code: string): string => `${code.slice(0, 2)}-${code.slice(2)}`.toUpperCase();
  return grouped(
    Object.entries(subdivisionAlias)
      .map(([old, { _replacement: now }]) => [iso(now), iso(old)] as const)
      .filter(([now, old]) => /^..-[A-Z0-9]+$/.test(now) && now.startsWith(country) && old.startsWith(country)),
  );
}
