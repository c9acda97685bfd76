// Purpose: names of places for those who get leads from everywhere: all countries in more than thirty languages, and the
//   subdivisions of the countries that the built-in tables have none of.
// In: nothing.
// Out: `world`, to hand over as `tables` in the options of `normalizeLead`, or as the last argument of the place functions.
// Never: change what the built-in tables say.

import { worldCountryNamesTable } from '../data/world-countries.js';
import { worldSubdivisionsTable } from '../data/world-subdivisions.js';
import { once } from '../once.js';
import { codesByKey, tableRows } from '../place-index.js';
import type { PlaceTables } from '../place-tables.js';
import { indexRegions, type Regions } from '../region-index.js';

export type { PlaceTables } from '../place-tables.js';

function indexCountries(): ReadonlyMap<string, string> {
  const index = new Map<string, string>();
  const [codes, ...rows] = tableRows(worldCountryNamesTable);
  codesByKey(rows, codes!.split(' '), index);
  return index;
}

function worldTables(): PlaceTables {
  const countries = once(indexCountries);
  const regions = once((): ReadonlyMap<string, () => Regions> => indexRegions(worldSubdivisionsTable));
  return {
    country: (key) => countries().get(key),
    regions: (country) => regions().get(country)?.(),
  };
}

/**
 * More names of places: those of all countries in more than thirty languages, and subdivisions of all countries that have
 * some in ISO 3166-2. The built-in tables go first. What is needed of the tables is indexed at the first look-up.
 *
 * Sources: CLDR, iso-3166 (see NOTICE).
 *
 * @example
 * import { normalizeLead } from 'fairlead/normalize';
 * normalizeLead({ id: '1', country: 'Türkiye', state: 'İzmir' }, { tables: world }).region //=> 'TR-35'
 */
export const world: PlaceTables = /* @__PURE__ */ worldTables();
