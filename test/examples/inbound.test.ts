import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { makeLeads } from '../../examples/inbound/make-leads.js';
import { textWidth } from '../../src/cli/text-width.js';

const root = fileURLToPath(new URL('../..', import.meta.url));

/** Runs the demo as a process of its own, as `npm run demo` does; throws where it exits with anything but 0. */
const runDemo = (env: { readonly [name: string]: string }): string =>
  execFileSync(process.execPath, ['--import', 'tsx', 'examples/inbound/demo.ts'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, ...env },
  });

const here = runDemo({ TZ: 'UTC', LANG: 'C' });
const lines = here.split('\n');

test('the demo adds up', () => {
  const checks = lines.filter((line) => /^ {2}(?:ok|FAIL) /.test(line));
  expect(checks.length).toBeGreaterThanOrEqual(12);
  expect(checks.filter((line) => !line.startsWith('  ok'))).toEqual([]);
  expect(here.trimEnd().endsWith('everything adds up')).toBe(true);
});

test('every row of the file is somewhere, and every kind of outcome occurs', () => {
  const totals = lines.filter((line) => /\d+ rows (?:in )?= /.test(line));
  expect(totals).toHaveLength(2);
  for (const line of totals) {
    const [rows, ...parts] = [...line.matchAll(/\d+/g)].map(Number);
    expect(parts).toHaveLength(6);
    expect(parts.reduce((sum, part) => sum + part, 0)).toBe(rows);
    expect(Math.min(...parts)).toBeGreaterThan(0);
  }
});

test('it explains an owner, a held and a rejected lead', () => {
  for (const text of [': the owner', 'held in `asia-pacific`', 'rejected: rule `', 'duplicate: the same person']) {
    expect(here).toContain(text);
  }
});

test('the text is the same in every zone and locale, and fits 100 columns', () => {
  expect(runDemo({ TZ: 'Australia/Lord_Howe', LANG: 'de_DE.UTF-8' })).toBe(here);
  expect(lines.filter((line) => textWidth(line) > 100)).toEqual([]);
});

test('leads.csv is what its generator makes, and another seed makes another file', () => {
  const file = readFileSync(new URL('../../examples/inbound/leads.csv', import.meta.url), 'utf8');
  expect(makeLeads()).toBe(file);
  expect(makeLeads(1)).not.toBe(file);
});
