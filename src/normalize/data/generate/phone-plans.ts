import { jsonOf, tableFile } from './source.js';

interface Metadata {
  readonly countries: { readonly [country: string]: readonly unknown[] };
  readonly country_calling_codes: { readonly [code: string]: readonly string[] };
}

/** `country code trunk pattern leading`: the calling code, the prefix dialled inside the country, valid national numbers, and what tells it from its neighbours. */
export function phonePlansTable(): string {
  const metadata = jsonOf<Metadata>('libphonenumber-js/metadata.min.json');
  const rows: string[] = [];
  for (const [code, countries] of Object.entries(metadata.country_calling_codes)) {
    countries.forEach((country, index) => {
      const plan = metadata.countries[country]!;
      const shared = countries.length > 1;
      const leading = shared ? leadingOf(country, plan, index) : '';
      // one plan covers all of North America: ten digits, area code and exchange from 2 up
      const pattern = code === '1' ? '[2-9]\\d\\d[2-9]\\d{6}' : String(plan[2]);
      rows.push([country, code, prefixes[country] ?? plan[5] ?? '', pattern, leading].join(' ').trimEnd());
    });
  }
  return tableFile(
    'How numbers are written in each country: alpha-2, calling code, trunk prefix, national pattern, leading digits.',
    'libphonenumber-js',
    { phonePlansTable: rows },
  );
}

/** Several prefixes in use at once; Gabon's numbers keep their zero also from abroad. */
const prefixes: { readonly [country: string]: string } = { BY: '80/8/0', LT: '0/8', GA: '' };

const areas: { readonly [country: string]: string } = {
  IM: '1624|74576|7[5679]24',
  GG: '1481|7(?:781|839|911[17])',
  JE: '1534|7(?:509|7(?:00[378]|97)|829|937)',
  CC: '89162',
  CX: '89164',
  EH: '528[89]',
  YT: '269|639',
  BL: '59027|690(?:0[0-9])$',
  MF: '59087',
};

function leadingOf(country: string, plan: readonly unknown[], index: number): string {
  if (index === 0) return '';
  return areas[country] ?? (typeof plan[10] === 'string' ? plan[10] : '');
}
