import fc from 'fast-check';
import type { NormalizeOptions, RawLead } from '../../src/normalize/index.js';

// Raw leads as nobody should send them, and texts that are hard to read.

export const fieldNames: readonly string[] = [
  'Email',
  'Email Address',
  'e-mail',
  'Phone',
  'Mobile',
  'Country',
  'State/Province',
  'Company Name',
  '# Employees',
  'Job Title',
  'Lead Source',
  'Zip',
  'Language',
  'Time Zone',
  'Amount',
  'Created Date',
  'Tags',
  'Product',
  'Industry',
  'activities',
  'fields',
  'provenance',
  'invalid',
  'constructor',
  '__proto__',
  'toString',
  'hasOwnProperty',
  '\ud800',
  '\0',
  '',
  'x',
  '0',
  'Currency',
];

const pieces: readonly string[] = [
  'Georgia',
  'CA',
  'US',
  'Germany',
  'N/A',
  'Québec',
  '東京都',
  'Acme GmbH & Co. KG',
  'VP, Sales',
  'jane@acme.com',
  'Jane <j@x.co.uk>',
  '+1 415 555 2671',
  '0044 20 7946 0018',
  '51-200',
  '2-Oct',
  '$12.5k',
  '1.21255E+10',
  'en_GB.UTF-8',
  '2026-03-01T09:00:00Z',
  '\0',
  '\ud800',
  'a'.repeat(5_000),
  '﷽'.repeat(300),
  'é'.normalize('NFD').repeat(500),
  '(((((((((((((((((((((',
  '@'.repeat(400),
  '. '.repeat(2_000),
  '<a@b.c'.repeat(300),
  '1,'.repeat(900),
  ' '.repeat(3_000),
  'tel '.repeat(60),
  'co '.repeat(1_300),
  '🇩🇪',
  'ß',
  'İ',
  '\u202e',
];

/** Texts of leads, good and bad. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(...pieces),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.array(fc.constantFrom(...pieces, ' ', ',', '-', '@', '.'), { maxLength: 5 }).map((parts) => parts.join('')),
);
const number = fc.oneof(
  fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, -0, 1e308, 2 ** 53, -1, 1_772_352_000, 46_082, 2_139),
  fc.double(),
);
/** Deeper than any limit. */
const deep = Array.from({ length: 5_000 }).reduce<unknown>((inner) => [inner], 1);
const megabyte = 'é(1,'.repeat(250_000);

const odd = fc.constantFrom<unknown>(
  deep,
  megabyte,
  undefined,
  null,
  true,
  Symbol('s'),
  10n ** 30n,
  () => 1,
  new Date(0),
  new Map(),
  /x/,
  Object.create(null),
);
/** Anything, JSON or not. */
export const hostile: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    { weight: 5, arbitrary: hostileText },
    number,
    odd,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(fc.constantFrom(...fieldNames), tie('value'), { maxKeys: 4 }),
  ),
})).value;
/** Objects with an id, mostly. */
export const hostileLead: fc.Arbitrary<RawLead> = fc
  .tuple(
    fc.oneof({ weight: 8, arbitrary: fc.constant<unknown>('lead-1') }, { weight: 1, arbitrary: hostile }),
    fc.dictionary(fc.constantFrom(...fieldNames), hostile, { maxKeys: 12 }),
  )
  .map(([id, fields]) => ({ ...fields, id }) as RawLead);
export const normalizeOptions: fc.Arbitrary<NormalizeOptions> = fc.record(
  {
    defaultCountry: fc.constantFrom('US', 'DE', 'xx', ''),
    competitorDomains: fc.constant(['rival.example']),
    aliases: fc.constant({ industry: { 'fin services': 'financial_services' } }),
  },
  { requiredKeys: [] },
);
