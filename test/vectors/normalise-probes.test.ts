// Rows from all over the world, each held to be right: most were when they were first tried, the rest are mended.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  companyKey,
  normalizeCountry,
  normalizeEmail,
  normalizePhone,
  normalizeRegion,
  parseEmployees,
  parseJobTitle,
} from '../../src/normalize/index.js';

type Text = string | null;
interface Probes {
  readonly countries: readonly (readonly [text: string, alpha2: Text])[];
  readonly regions: readonly (readonly [country: string, text: string, code: Text])[];
  readonly phones: readonly (readonly [text: string, home: Text, e164: Text, country: Text, region: Text])[];
  readonly titles: readonly (readonly [text: string, seniority: string, jobFunction: Text])[];
  readonly companies: readonly (readonly [text: string, key: string])[];
  readonly emails: readonly (readonly [text: string, domain: Text, kind: string, role: boolean])[];
  readonly employees: readonly (readonly [text: string, band: readonly [number, number | null] | null])[];
}

const probes: Probes = JSON.parse(readFileSync(new URL('./normalise-probes.json', import.meta.url), 'utf8'));

/** Rows with what was found beside what was wanted, where they differ. */
function wrong<T>(rows: readonly T[], found: (row: T) => unknown, wanted: (row: T) => unknown): readonly unknown[] {
  expect(rows.length).toBeGreaterThan(30);
  return rows
    .map((row) => ({ row, found: found(row), wanted: wanted(row) }))
    .filter((entry) => JSON.stringify(entry.found) !== JSON.stringify(entry.wanted));
}

test('countries', () => {
  const found = ([text]: Probes['countries'][number]): Text => normalizeCountry(text).value;
  expect(wrong(probes.countries, found, (row) => row[1])).toEqual([]);
});

test('regions', () => {
  const found = ([country, text]: Probes['regions'][number]): Text => normalizeRegion(text, country).value;
  expect(wrong(probes.regions, found, (row) => row[2])).toEqual([]);
});

test('phones', () => {
  const found = ([text, home]: Probes['phones'][number]): unknown => {
    const { e164, country, region } = normalizePhone(text, home ?? undefined);
    return [e164, country, region];
  };
  expect(wrong(probes.phones, found, (row) => row.slice(2))).toEqual([]);
});

test('job titles', () => {
  const found = ([text]: Probes['titles'][number]): unknown => Object.values(parseJobTitle(text));
  expect(wrong(probes.titles, found, (row) => row.slice(1))).toEqual([]);
});

test('companies', () => {
  const found = ([text]: Probes['companies'][number]): string => companyKey(text).key;
  expect(wrong(probes.companies, found, (row) => row[1])).toEqual([]);
});

test('e-mail addresses', () => {
  const found = ([text]: Probes['emails'][number]): unknown => {
    const match = normalizeEmail(text);
    return [match.domain, match.class, match.roleAccount];
  };
  expect(wrong(probes.emails, found, (row) => row.slice(1))).toEqual([]);
});

test('employees', () => {
  const found = ([text]: Probes['employees'][number]): unknown => {
    const band = parseEmployees(text);
    return band === null ? null : [band.min, band.max];
  };
  expect(wrong(probes.employees, found, (row) => row[1])).toEqual([]);
});
