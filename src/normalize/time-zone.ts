import { tidyText } from './clean-text.js';
import { type CodeTable, codeTable } from './code-table.js';
import { countryZonesTable } from './data/country-zones.js';
import { regionZonesTable } from './data/region-zones.js';
import { fold } from './fold.js';
import type { PlaceMatch } from './normalize-country.js';
import { once } from './once.js';
import { tableRows } from './place-index.js';

const byCountry: () => CodeTable<PlaceMatch> = /* @__PURE__ */ once(() =>
  codeTable(
    tableRows(countryZonesTable).flatMap((row) => {
      const [zone, ...countries] = row.split(' ');
      const match: PlaceMatch = Object.freeze({ value: zone!, method: 'country', confidence: 'medium' });
      return countries.map((country) => [country, match] as const);
    }),
  ),
);

const byRegion: () => ReadonlyMap<string, PlaceMatch> = /* @__PURE__ */ once(
  () =>
    new Map(
      tableRows(regionZonesTable).flatMap((row) => {
        const [country, zone, ...regions] = row.split(' ');
        return regions.map((region) => {
          const confidence = region.startsWith('?') ? 'low' : 'medium';
          const match: PlaceMatch = Object.freeze({ value: zone!, method: 'region', confidence });
          return [`${country!}-${region.replace('?', '')}`, match] as const;
        });
      }),
    ),
);

const said: { readonly [name: string]: string } = {
  utc: 'UTC',
  gmt: 'UTC',
  z: 'UTC',
  'etc utc': 'UTC',
  'eastern time': 'America/New_York',
  eastern: 'America/New_York',
  et: 'America/New_York',
  est: 'America/New_York',
  edt: 'America/New_York',
  'central time': 'America/Chicago',
  ct: 'America/Chicago',
  cdt: 'America/Chicago',
  'mountain time': 'America/Denver',
  mt: 'America/Denver',
  mst: 'America/Denver',
  mdt: 'America/Denver',
  'pacific time': 'America/Los_Angeles',
  pacific: 'America/Los_Angeles',
  pt: 'America/Los_Angeles',
  pst: 'America/Los_Angeles',
  pdt: 'America/Los_Angeles',
  cet: 'Europe/Berlin',
  cest: 'Europe/Berlin',
  jst: 'Asia/Tokyo',
  aest: 'Australia/Sydney',
  aedt: 'Australia/Sydney',
  sgt: 'Asia/Singapore',
  hkt: 'Asia/Hong_Kong',
};

const none: PlaceMatch = { value: null, method: 'none', confidence: 'high' };

/** An IANA zone as a lead's field says it: a zone's name, or a usual name of a North American or European time. */
export function normalizeTimeZone(text: string): PlaceMatch {
  const tidy = tidyText(text.slice(0, 100));
  if (
    /^(?:Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)(?:\/[A-Za-z0-9_+-]{2,30}){1,2}$/.test(
      tidy,
    )
  )
    return { value: tidy, method: 'zone', confidence: 'high' };
  const name = fold(tidy.replace(/^\((?:UTC|GMT)[^)]*\)\s*/i, '').replace(/\(US.*\)$/i, '')).replace(
    / standard| daylight/,
    '',
  );
  return Object.hasOwn(said, name)
    ? { value: said[name]!, method: 'alias', confidence: said[name] === 'UTC' ? 'high' : 'medium' }
    : none;
}

/**
 * The zone of a country with one, or of a region of a country with several. `low` where the place keeps more than one time
 * and most people keep this one.
 */
export function timeZoneOfPlace(country: string | null, region: string | null): PlaceMatch {
  const ofRegion = region === null ? undefined : byRegion().get(region);
  return ofRegion ?? (country === null ? none : (byCountry()(country) ?? none));
}
