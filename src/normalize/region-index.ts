import { subdivisionAliasTable } from './data/subdivision-aliases.js';
import { subdivisionsTable } from './data/subdivisions.js';
import { foldedWords } from './fold.js';
import { type NearKey, nearKeys } from './nearest-key.js';
import { keysOfName, splitOnce, tableRows } from './place-index.js';
import { placeKeyOfWords } from './place-key.js';

/** One country's subdivisions: keys to ISO 3166-2 codes without the country. */
export interface Regions {
  readonly codes: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  /** Keys of names as they are written in full, without those that leave out what kind of place it is. */
  readonly fullNames: ReadonlySet<string>;
  /** Names that a misspelling may be meant as. */
  readonly spelled: readonly NearKey[];
}

const kindWords = new Set(
  (
    'state province prov county co prefecture pref region territory emirate canton kanton voivodeship wojewodztwo lan fylke city of ' +
    'the governorate metropolis municipality district department departement provincia provincie regione comunidad autonoma estado ' +
    'de do da di del du des d la el le region regiao sheng shi ken fu freistaat land sar maakunta gwangyeoksi teukbyeolsi teukbyeoljachido zizhiqu zhuangzu huizu uygur'
  ).split(' '),
);

/** The key of a name without the words that say what kind of place it is; `''` where nothing else is left. */
export const keyWithoutKind = (text: string): string =>
  placeKeyOfWords(foldedWords(text).filter((word) => !kindWords.has(word)));

// 省 province, 市 city, 県 都 府 prefectures, 道 province, 자치 self-governing, …
/** A key in Chinese, Japanese or Korean letters without the ending that says what kind of place it is. */
export const keyWithoutKindEnding = (key: string): string =>
  key.replace(
    /(?<=..)(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市|県|都|府|道|특별자치도|특별자치시|광역시|특별시|도|시)$/u,
    '',
  );

interface RegionsDraft {
  readonly codes: Map<string, string>;
  readonly names: Map<string, string>;
  readonly fullNames: Set<string>;
}

function indexRegions(): ReadonlyMap<string, Regions> {
  const countries = new Map<string, RegionsDraft>();
  const rows = [...tableRows(subdivisionsTable), ...tableRows(subdivisionAliasTable)].map((row) => splitOnce(row, ' '));
  for (const [country, list] of rows) {
    if (!countries.has(country)) countries.set(country, { codes: new Map(), names: new Map(), fullNames: new Set() });
    for (const [code, spelled] of list.split('|').map((entry) => splitOnce(entry, ' '))) {
      countries.get(country)!.codes.set(code, code);
      for (const name of spelled.split('~')) addName(name, code, countries.get(country)!);
    }
  }
  return new Map(
    [...countries].map(([country, draft]) => [country, { ...draft, spelled: nearKeys(draft.names) }] as const),
  );
}

function addName(name: string, code: string, { codes, names, fullNames }: RegionsDraft): void {
  if (name.startsWith('+')) {
    if (!codes.has(name.slice(1))) codes.set(name.slice(1), code);
    return;
  }
  const full = keysOfName(name).filter((key) => key !== '');
  for (const key of full) fullNames.add(key);
  for (const key of [...full, keyWithoutKind(name)]) if (key !== '' && !names.has(key)) names.set(key, code);
}

const regions: ReadonlyMap<string, Regions> = /* @__PURE__ */ indexRegions();

/** The subdivisions of a country; undefined where the tables hold none. */
export const regionsOf = (country: string): Regions | undefined => regions.get(country);

/** Countries whose subdivisions the tables hold, the ones with most leads first. */
export const countriesWithRegions = (): readonly string[] => [...regions.keys()];

/** Whether a code (`CA`) or a key (`georgia`) is a state of the USA or a province of Canada. */
export const isRegionOfNorthAmerica = (codeOrKey: string): boolean =>
  ['US', 'CA'].some((country) => {
    const { codes, names } = regions.get(country)!;
    return codes.has(codeOrKey) || (names.has(codeOrKey) && !ownCountries.has(codeOrKey));
  });

// places that the ISO lists both as a country and as an outlying area of the USA
const ownCountries = new Set([
  'puertorico',
  'guam',
  'americansamoa',
  'northernmarianaislands',
  'usvirginislands',
  'usvi',
  'unitedstatesvirginislands',
  'portorico',
]);

function indexNames(): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map<string, Set<string>>();
  for (const [country, { fullNames }] of regions) {
    for (const key of fullNames) {
      if (!owners.has(key)) owners.set(key, new Set());
      owners.get(key)!.add(country);
    }
  }
  return owners;
}

const countriesByName: ReadonlyMap<string, ReadonlySet<string>> = /* @__PURE__ */ indexNames();

/** Countries that have a subdivision of this name. */
export const countriesOfRegionName = (key: string): readonly string[] => [...(countriesByName.get(key) ?? [])];

/** The only country that has a subdivision of this name; null where there are none or several. */
export const countryOfRegionName = (key: string): string | null => {
  const owners = countriesOfRegionName(key);
  return owners.length === 1 ? owners[0]! : null;
};
