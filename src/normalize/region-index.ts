import { subdivisionsTable } from './data/subdivisions.js';
import { type NearKey, nearKeys } from './nearest-key.js';
import { once } from './once.js';
import { splitOnce, tableRows } from './place-index.js';

/** One country's subdivisions: keys to ISO 3166-2 codes without the country. */
export interface Regions {
  readonly codes: ReadonlyMap<string, string>;
  readonly names: ReadonlyMap<string, string>;
  /** Keys of names as they are written in full, without those that leave out what kind of place it is. */
  readonly fullNames: ReadonlySet<string>;
  /** Names that a misspelling may be meant as. */
  readonly spelled: () => readonly NearKey[];
}

// 省 province, 市 city, 県 都 府 prefectures, 道 province, 자치 self-governing, …
/** A key in Chinese, Japanese or Korean letters without the ending that says what kind of place it is. */
export const keyWithoutKindEnding = (key: string): string =>
  key.replace(
    /(?<=..)(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市|県|都|府|道|특별자치도|특별자치시|광역시|특별시|도|시)$/u,
    '',
  );

/** Subdivisions by country, of a table with a row a country. */
export const indexRegions = (table: string): ReadonlyMap<string, () => Regions> =>
  new Map(
    tableRows(table).map((row) => {
      const [country, list] = splitOnce(row, ' ');
      return [country, once(() => regionsIn(list))] as const;
    }),
  );

function regionsIn(list: string): Regions {
  const codes = new Map<string, string>();
  const names = new Map<string, string>();
  const fullNames = new Set<string>();
  for (const [code, keys] of list.split('|').map((entry) => splitOnce(entry, ' '))) {
    codes.set(code, code);
    for (const key of keys === '' ? [] : keys.split('~')) {
      if (key.startsWith('+')) codes.set(key.slice(1), code);
      else names.set(key.replace('*', ''), code);
      if (/^[^+*]/.test(key)) fullNames.add(key);
    }
  }
  return { codes, names, fullNames, spelled: once(() => nearKeys(names)) };
}

const regions: () => ReadonlyMap<string, () => Regions> = /* @__PURE__ */ once(() => indexRegions(subdivisionsTable));

/** The subdivisions of a country; undefined where the tables hold none. */
export const regionsOf = (country: string): Regions | undefined => regions().get(country)?.();

/** Countries whose subdivisions the tables hold, the ones with most leads first. */
export const countriesWithRegions = (): readonly string[] => [...regions().keys()];

/** Whether a code (`CA`) or a key (`georgia`) is a state of the USA or a province of Canada. */
export const isRegionOfNorthAmerica = (codeOrKey: string): boolean =>
  ['US', 'CA'].some((country) => {
    const { codes, names } = regionsOf(country)!;
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
  for (const [country, regionsHere] of regions()) {
    for (const key of regionsHere().fullNames) {
      if (!owners.has(key)) owners.set(key, new Set());
      owners.get(key)!.add(country);
    }
  }
  return owners;
}

const countriesByName: () => ReadonlyMap<string, ReadonlySet<string>> = /* @__PURE__ */ once(indexNames);

/** Countries that have a subdivision of this name. */
export const countriesOfRegionName = (key: string): readonly string[] => [...(countriesByName().get(key) ?? [])];

/** The only country that has a subdivision of this name; null where there are none or several. */
export const countryOfRegionName = (key: string): string | null => {
  const owners = countriesOfRegionName(key);
  return owners.length === 1 ? owners[0]! : null;
};
