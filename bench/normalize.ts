// normalizeLead against zod + libphonenumber-js + tldts for the fields that all of them read. Run: npx tsx bench/normalize.ts [rounds]
// Slices alternate and CPU time counts, compilers and collectors included, so that a busy machine slows both sides alike; the ratio of each
// round is what to look at.
import { parsePhoneNumberFromString } from 'libphonenumber-js/min';
import { parse } from 'tldts';
import * as z from 'zod';
import { createNormalizer, normalizeLead } from '../src/normalize/index.js';
import { processorMs } from './lib/timing.js';

const rows = Array.from({ length: 500 }, (_, i) => ({
  id: `lead-${i}`,
  email: ['Jane.Doe@ACME.com', ' info@mail.acme.co.uk', 'j@müller-gmbh.de', 'jane@gmail.com'][i % 4]!,
  phone: ['(212) 555-0142', '+44 20 7946 0018', '+49 30 901820', '604-555-0123 x204'][i % 4]!,
  country: ['USA', 'United Kingdom', 'Deutschland', 'Canada'][i % 4]!,
  state: ['NY', '', 'Bayern', 'B.C.'][i % 4]!,
  company: ['Acme Corp.', 'Acme Ltd', 'Müller GmbH & Co. KG', 'The Acme Company'][i % 4]!,
  employees: ['51-200', '1k+', '10.000+', '2-Oct'][i % 4]!,
  jobTitle: ['VP, Sales', 'Head of IT', 'Geschäftsführer', 'Buyer'][i % 4]!,
  createdAt: '2026-03-01T09:00:00Z',
}));

const schema = z.object({
  id: z.string().min(1).max(200),
  email: z
    .string()
    .trim()
    .toLowerCase()
    .pipe(z.email({ pattern: z.regexes.unicodeEmail })),
  phone: z.string(),
  country: z.string(),
  state: z.string(),
  company: z.string().trim(),
  employees: z.string(),
  jobTitle: z.string().trim(),
  createdAt: z.iso.datetime({ offset: true }).transform((text) => Date.parse(text)),
});

/** Shape, e-mail address and domain, instant and phone: the libraries read no places, companies, bands or titles. */
function byLibraries(row: (typeof rows)[number]): unknown {
  const fields = schema.parse(row);
  const phone = parsePhoneNumberFromString(fields.phone, 'US');
  const { domain } = parse(fields.email.slice(fields.email.indexOf('@') + 1), { allowPrivateDomains: true });
  return { ...fields, phone: phone?.isValid() === true ? phone.number : null, phoneCountry: phone?.country, domain };
}

/** The same four fields through normalizeLead. */
const sameFields = ({ id, email, phone, createdAt }: (typeof rows)[number]): unknown =>
  normalizeLead({ id, email, phone, createdAt }, { defaultCountry: 'US' });

const normalize = createNormalizer({ defaultCountry: 'US' });
const sameFieldsPrepared = ({ id, email, phone, createdAt }: (typeof rows)[number]): unknown =>
  normalize({ id, email, phone, createdAt });

const allFields = (row: (typeof rows)[number]): unknown => normalizeLead(row, { defaultCountry: 'US' });

function microseconds(task: (row: (typeof rows)[number]) => unknown): number {
  const start = processorMs();
  for (let i = 0; i < passes; i++) for (const row of rows) task(row);
  return ((processorMs() - start) * 1_000) / (passes * rows.length);
}

const passes = 4;
const rounds = Number(process.argv[2] ?? 40);
const tasks = {
  'zod + libphonenumber-js/min + tldts': byLibraries,
  'normalizeLead, the same fields': sameFields,
  'the same fields, options read once': sameFieldsPrepared,
  'normalizeLead, all fields': allFields,
};
// until what runs is what the compilers leave it at
for (let i = 0; i < 20; i++) for (const task of Object.values(tasks)) microseconds(task);
const times = Array.from({ length: rounds }, () => Object.values(tasks).map(microseconds));

const sorted = (values: readonly number[]): readonly number[] => [...values].sort((a, b) => a - b);
const summary = (values: readonly number[]): string => {
  const list = sorted(values);
  return `${list[list.length >> 1]!.toFixed(2)} (${list[0]!.toFixed(2)}-${list.at(-1)!.toFixed(2)})`;
};
console.log(
  `node ${process.version}, ${process.arch}, ${rounds} interleaved rounds of ${passes * rows.length} leads: median (min-max)`,
);
console.table(
  Object.fromEntries(
    Object.keys(tasks).map((name, i) => [
      name,
      {
        'µs per lead': summary(times.map((round) => round[i]!)),
        'times as fast': summary(times.map((round) => round[0]! / round[i]!)),
      },
    ]),
  ),
);
