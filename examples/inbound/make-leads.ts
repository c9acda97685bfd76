// Writes leads.csv: a morning's worth of form fills with everything that goes wrong in them. The same seed gives the same
// file byte for byte. Run it with: npx tsx examples/inbound/make-leads.ts

import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as words from './lead-words.js';

/** Numbers in [0, 1) from a seed; integer arithmetic only (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const random = (seed: number) => {
  const next = createRandom(seed);
  const below = (end: number): number => Math.floor(next() * end);
  const pick = <T>(items: readonly T[]): T => items[below(items.length)]!;
  const chance = (share: number): boolean => next() < share;
  const digits = (pattern: string): string =>
    pattern.replace('@@@', () => pick(words.areaCodes)).replace(/#/g, () => String(below(10)));
  return { below, pick, chance, digits };
};

const header = [
  'Submission ID',
  'Submitted At',
  'Full Name',
  'Work E-mail',
  'Phone',
  'Company',
  'Company Size',
  'Job Title',
  'Industry',
  'Product Interest',
  'Country/Region',
  'State/Province',
  'ZIP',
  'Language',
  'Lead Source',
  'Budget',
  'Message',
] as const;

type Row = { [K in (typeof header)[number]]: string };

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);
const line = (row: Row): string => header.map((name) => quoted(row[name])).join(',');

const slug = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');

const two = (value: number): string => String(value).padStart(2, '0');

/** What a browser, a marketing tool and a spreadsheet make of the same instant; `minute` counts from midnight UTC. */
function stamp(minute: number, second: number, kind: number): string {
  const [hour, rest] = [Math.floor(minute / 60), minute % 60];
  if (kind === 0) return `03/10/2026 ${two(hour)}:${two(rest)}`;
  if (kind === 1 && hour < 19) return `2026-03-10T${two(hour + 5)}:${two(rest)}:${two(second)}+05:00`;
  return `2026-03-10T${two(hour)}:${two(rest)}:${two(second)}Z`;
}

/** Minutes of the day at which people fill in forms: few at night, most in European and American office hours. */
const hourWeights = [2, 2, 2, 3, 3, 3, 4, 8, 10, 11, 10, 9, 9, 14, 17, 18, 17, 16, 14, 12, 9, 6, 4, 3];

function makeRow(draw: ReturnType<typeof random>, number: number): Row {
  const hours = hourWeights.flatMap((weight, hour) => Array.from({ length: weight }, () => hour));
  const placeList = words.places.flatMap((place) => Array.from({ length: place.weight }, () => place));
  const place = draw.pick(placeList);
  const [state, zip] = draw.pick(place.states);
  const name = draw.pick(place.people);
  const stem = `${draw.pick(words.companyFirst)} ${draw.pick(words.companySecond)}`;
  const company = [stem, draw.pick(place.forms)].filter((part) => part !== '').join(' ');
  const phone = draw.chance(0.12) ? '' : draw.digits(draw.pick(place.phones));
  const mailbox = draw.chance(0.08) ? draw.pick(['info', 'sales', 'office']) : `${slug(name) || 'contact'}.${number}`;
  const email = `${mailbox}@${slug(stem)}.example`;
  return {
    'Submission ID': `F-${String(10_000 + number)}`,
    'Submitted At': stamp(draw.pick(hours) * 60 + draw.below(60), draw.below(60), draw.below(12)),
    'Full Name': draw.chance(0.04) ? '' : name,
    'Work E-mail': draw.chance(0.08) ? ` ${email.toUpperCase()} ` : email,
    Phone: draw.chance(0.06) ? draw.pick(words.damagedPhones) : phone,
    Company: draw.chance(0.05) ? `  ${company.toLowerCase()}` : company,
    'Company Size': draw.pick(words.sizes),
    'Job Title': draw.pick(words.titles),
    Industry: draw.pick(words.industries),
    'Product Interest': draw.pick(words.products),
    'Country/Region': draw.pick(place.countries),
    'State/Province': state,
    ZIP: zip,
    Language: draw.pick(place.languages),
    'Lead Source': draw.pick(words.sources),
    Budget: draw.pick(words.budgets),
    Message: draw.pick(words.messages),
  };
}

/** A change that makes a plain row one of the special cases; `number` is the row's own. */
type Twist = (row: Row, draw: ReturnType<typeof random>, number: number) => Row;

const fromDomain =
  (domains: readonly string[], mailbox: string): Twist =>
  (row, draw, number) => ({
    ...row,
    'Work E-mail': `${mailbox}.${String(number).padStart(4, '0')}@${draw.pick(domains)}`,
  });

const namedAccounts: readonly (readonly [domain: string, company: string, country: string])[] = [
  ['harborline.example', 'Harborline Shipping, Inc.', 'USA'],
  ['northgate-steel.example', 'Northgate Steel LLC', 'United States'],
  ['kirschbaum-werke.example', 'Kirschbaum-Werke AG', 'Deutschland'],
  ['atelier-dumas.example', 'Atelier Dumas SAS', 'France'],
  ['sakuragi.example', '桜木株式会社', '日本'],
  ['southcross-mining.example', 'Southcross Mining Pty Ltd', 'Australia'],
  ['blueheron-bank.example', 'Blue Heron Bank plc', 'UK'],
];

const namedAccount: Twist = (row, draw, number) => {
  const [domain, company, country] = draw.pick(namedAccounts);
  const email = `contact.${number}@${draw.chance(0.3) ? 'mail.' : ''}${domain}`;
  return {
    ...row,
    'Work E-mail': email,
    Company: company,
    'Country/Region': country,
    'State/Province': '',
    ZIP: '',
    Phone: '',
  };
};

const junk: Twist = (row, draw) => ({
  ...row,
  'Full Name': draw.pick(['asdf', 'test', 'x', 'Mickey Test']),
  'Work E-mail': draw.pick(['asdf', 'test@', '@test', 'no', 'a@b', '']),
  Phone: draw.pick(['', 'N/A', '123', 'asdf']),
  Company: draw.pick(['test', 'asdf', '-', 'N/A']),
  Message: draw.pick(words.junkMessages),
});

const twists: readonly (readonly [count: number, twist: Twist])[] = [
  [36, fromDomain(words.freeMail, 'sample.prospect')],
  [16, fromDomain(words.studentMail, 'student')],
  [9, fromDomain(words.competitorMail, 'curious')],
  [8, fromDomain(words.throwawayMail, 'sample')],
  [24, namedAccount],
  [16, junk],
];

/** The same person again: another spelling of the address, or only the same number written another way. */
function again(row: Row, draw: ReturnType<typeof random>, number: number): Row {
  const sameMail = draw.chance(0.7) || row.Phone === '';
  const email = row['Work E-mail'].trim();
  return {
    ...row,
    'Submission ID': `F-${String(10_000 + number)}`,
    'Full Name': row['Full Name'].toUpperCase(),
    'Work E-mail': sameMail
      ? draw.chance(0.5)
        ? `${email.toUpperCase()},`
        : `<mailto:${email}>`
      : `other.${number}@${email.split('@')[1] ?? 'spare.example'}`,
    Phone: sameMail ? '' : ` ${row.Phone.replace(/[ .]/g, '-')} `,
    Message: 'sent twice?',
  };
}

/** Lines that are no rows: columns lost or doubled, quotes that never close, empty rows. */
const brokenLines = (rows: readonly Row[]): readonly string[] => [
  line(rows[3]!).split(',').slice(0, 9).join(','),
  `${line(rows[5]!)},extra,cells`,
  `F-19001,2026-03-10T09:00:00Z,"Unclosed Quote,unclosed@larkspur-foods.example,,Larkspur Foods,35,,,,UK,,,,webinar,,`,
  ','.repeat(header.length - 1),
  'F-19002,,5" display wall,wall@ironbark-media.example,,Ironbark Media,11-50,,,,US,,,,webinar,,',
  'Total,,,,,,,,,',
  `F-19003,2026-03-10T10:00:00Z,"Half "quoted" name",half@ochre-peak.example,,Ochre Peak,51-200,,,,DE,,,,webinar,,`,
  ','.repeat(header.length - 1),
  'exported by FormTool 4.1',
];

/** The file as text, with a byte order mark and CRLF as a spreadsheet on Windows writes it. */
export function makeLeads(seed = 20_260_310): string {
  const draw = random(seed);
  const kinds = twists.flatMap(([count, twist]) => Array.from({ length: count }, () => twist));
  const plainCount = 330;
  const order: (Twist | null)[] = [...kinds, ...Array.from({ length: plainCount }, () => null)];
  for (let last = order.length - 1; last > 0; last--) {
    const other = draw.below(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  const rows = order.map((twist, index) => {
    const row = makeRow(draw, index + 1);
    return twist === null ? row : twist(row, draw, index + 1);
  });
  for (let n = 1; n <= 26; n++) {
    const at = 20 + draw.below(rows.length - 20);
    const number = order.length + n;
    rows.splice(at, 0, again(rows[draw.below(at)]!, draw, number));
  }
  // the same submission delivered twice by an impatient webhook
  for (const at of [90, 210, 330]) rows.splice(at, 0, { ...rows[at - 40]! });
  const lines = rows.map(line);
  for (const [index, broken] of brokenLines(rows).entries()) lines.splice(17 + 53 * index, 0, broken);
  return `\ufeff${header.join(',')}\r\n${lines.join('\r\n')}\r\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(fileURLToPath(new URL('leads.csv', import.meta.url)), makeLeads());
}
