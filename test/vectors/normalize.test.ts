import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import {
  companyKey,
  normalizeCountry,
  normalizeEmail,
  normalizePhone,
  normalizeRegion,
  parseJobTitle,
} from '../../src/normalize/index.js';

type Text = string | null;
interface Answer {
  readonly right: boolean;
  readonly sure: boolean;
  readonly found: unknown;
}

const rowsOf = <T>(name: string): T[] =>
  JSON.parse(readFileSync(new URL(`./normalise-${name}.json`, import.meta.url), 'utf8')).rows;

/** At least 98 of 100 rows right, and nothing wrong that claims to be sure. */
function expectRight<T>(rows: readonly T[], answer: (row: T) => Answer): void {
  const wrong = rows.map((row) => ({ row, ...answer(row) })).filter(({ right }) => !right);
  const list = wrong.map(({ row, found }) => `${JSON.stringify(row)} gave ${JSON.stringify(found)}`).join('\n');
  expect(rows.length).toBeGreaterThan(20);
  expect(wrong.length / rows.length, list).toBeLessThanOrEqual(0.02);
  expect(
    wrong.filter(({ sure }) => sure),
    list,
  ).toEqual([]);
}

test('countries', () => {
  expectRight(rowsOf<{ input: string; alpha2: Text }>('countries'), ({ input, alpha2 }) => {
    const found = normalizeCountry(input);
    return { right: found.value === alpha2, sure: found.value !== null && found.confidence === 'high', found };
  });
});

test('subdivisions', () => {
  expectRight(rowsOf<{ input: string; country: string; code: Text }>('subs'), ({ input, country, code }) => {
    const found = normalizeRegion(input, country);
    return { right: found.value === code, sure: found.value !== null && found.confidence === 'high', found };
  });
});

test('phones', () => {
  type Row = { input: string; defaultCountry: string; e164: Text; country: Text; subdivision: Text };
  expectRight(rowsOf<Row>('phones'), ({ input, defaultCountry, e164, country, subdivision }) => {
    const found = normalizePhone(input, defaultCountry);
    const region = subdivision === null ? null : `${country}-${subdivision}`;
    const right = found.e164 === e164 && found.country === country && found.region === region;
    return { right, sure: found.e164 !== null && found.e164 !== e164, found };
  });
});

test('e-mail addresses', () => {
  expectRight(rowsOf<{ input: string; registrableDomain: Text; class: string }>('emails'), (row) => {
    const found = normalizeEmail(row.input);
    // a role account is a flag beside the class
    const kind = row.class === 'role' ? 'business' : row.class;
    const right = found.domain === row.registrableDomain && found.class === kind;
    return { right: right && found.roleAccount === (row.class === 'role'), sure: false, found };
  });
});

test('companies', () => {
  expectRight(rowsOf<{ input: string; matchKey: string }>('companies'), ({ input, matchKey }) => {
    const found = companyKey(input);
    return { right: found.key === matchKey, sure: false, found };
  });
});

test('job titles', () => {
  expectRight(rowsOf<{ input: string; seniority: string; function: Text }>('titles'), (row) => {
    const found = parseJobTitle(row.input);
    return { right: found.seniority === row.seniority && found.function === row.function, sure: false, found };
  });
});
