import { grouped, jsonOf, tableFile } from './source.js';

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

interface WindowsZones {
  readonly supplemental: {
    readonly windowsZones: {
      readonly mapTimezones: readonly { readonly mapZone: { readonly _territory: string; readonly _type: string } }[];
    };
  };
}

interface PrimaryZones {
  readonly supplemental: { readonly primaryZones: { readonly [country: string]: string } };
}

/** One zone a country, where one is enough to go by: `zone code code …`. */
export function zonesTable(): string {
  const { mapTimezones } = jsonOf<WindowsZones>('cldr-core/supplemental/windowsZones.json').supplemental.windowsZones;
  const zones = grouped(
    mapTimezones
      .filter(({ mapZone }) => /^[A-Z]{2}$/.test(mapZone._territory) && mapZone._territory !== 'ZZ')
      .flatMap(({ mapZone }) => mapZone._type.split(' ').map((zone) => [mapZone._territory, zone] as const)),
  );
  const { primaryZones } = jsonOf<PrimaryZones>('cldr-core/supplemental/primaryZones.json').supplemental;
  const chosen = [...zones].flatMap(([country, all]) => {
    const zone = main[country] ?? primaryZones[country] ?? (new Set(all).size === 1 ? all[0]! : null);
    return zone === null ? [] : [[renamed[zone] ?? zone, country] as const];
  });
  const byZone = grouped([...chosen, ['Europe/Belgrade', 'XK'] as const]);
  const rows = [...byZone].map(([zone, countries]) => `${zone} ${[...countries].sort().join(' ')}`).sort();
  return tableFile(
    'The time zone of countries that have one, or one that counts.',
    'CLDR (cldr-core: windowsZones, primaryZones)',
    { countryZonesTable: rows },
  );
}
