import { jsonOf, tableFile } from './source.js';

/** CLDR keeps the first name a zone ever had; these are the ones of today. */
const renamed: { readonly [zone: string]: string } = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Buenos_Aires': 'America/Argentina/Buenos_Aires',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'America/Godthab': 'America/Nuuk',
};

/** Countries where nearly everybody lives in one of several zones. */
const main: { readonly [country: string]: string } = {
  AR: 'America/Argentina/Buenos_Aires',
  KZ: 'Asia/Almaty',
  FR: 'Europe/Paris',
  CY: 'Asia/Nicosia',
  PF: 'Pacific/Tahiti',
  GL: 'America/Nuuk',
  PS: 'Asia/Hebron',
  MN: 'Asia/Ulaanbaatar',
  VN: 'Asia/Ho_Chi_Minh',
};

/** One zone a country, where one is enough to go by: `zone code code …`. */
export function zonesTable(): string {
  const zones: { [country: string]: Set<string> } = {};
  for (const { mapZone } of jsonOf('cldr-core/supplemental/windowsZones.json').supplemental.windowsZones.mapTimezones) {
    if (/^[A-Z]{2}$/.test(mapZone._territory) && mapZone._territory !== 'ZZ')
      for (const zone of mapZone._type.split(' ')) (zones[mapZone._territory] ??= new Set()).add(zone);
  }
  const primary: { readonly [country: string]: string } = jsonOf('cldr-core/supplemental/primaryZones.json')
    .supplemental.primaryZones;
  const byZone: { [zone: string]: string[] } = {};
  for (const country of Object.keys(zones).sort()) {
    const all = [...zones[country]!];
    const zone = main[country] ?? primary[country] ?? (all.length === 1 ? all[0]! : null);
    if (zone !== null) (byZone[renamed[zone] ?? zone] ??= []).push(country);
  }
  (byZone['Europe/Belgrade'] ??= []).push('XK');
  const rows = Object.keys(byZone)
    .sort()
    .map((zone) => `${zone} ${byZone[zone]!.join(' ')}`);
  return tableFile(
    'The time zone of countries that have one, or one that counts.',
    'CLDR (cldr-core: windowsZones, primaryZones)',
    { countryZonesTable: rows },
  );
}
