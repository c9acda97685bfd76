import { readFileSync } from 'node:fs';
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' };
import { getCountries, getExampleNumber, parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { normalizePhone } from '../../normalize-phone.js';
import { codesByKey } from '../../place-index.js';
import { generatedTables } from './index.js';
import { rowsByScript } from './source.js';

test.each(Object.entries(generatedTables))('%s is what the pinned packages give', (file, table) => {
  expect(table()).toBe(readFileSync(new URL(`../${file}`, import.meta.url), 'utf8'));
});

test('area codes of the USA and Canada are those of libphonenumber', () => {
  const mainland = (country: string | null | undefined): string | null =>
    country === 'US' || country === 'CA' ? country : null;
  for (let area = 200; area < 1_000; area++) {
    const number = `+1${area}5550123`;
    const known = parsePhoneNumberFromString(number);
    expect(mainland(normalizePhone(number).country), number).toBe(known?.isValid() ? mainland(known.country) : null);
  }
});

test('rows by script give every key back with its code', () => {
  const pairs: (readonly [string, string])[] = [
    ['ZA', 'sudafrika'],
    ['AD', 'andorra'],
    ['ZA', 'южнаяафрика'],
    ['BE', '벨기에'],
    ['BE', 'belgie'],
    ['BE', 'belgique'],
    ['AD', '안도라'],
    ['AD', 'ანდორა'],
  ];
  const codes = ['AD', 'BE', 'ZA'];
  const rows = rowsByScript(pairs, codes);
  expect(rows).toEqual(['andorra|belgie~belgique|sudafrika', '||южнаяафрика', 'ანდორა', '안도라|벨기에']);
  const index = new Map<string, string>();
  codesByKey(rows, codes, index);
  expect(new Map(index)).toEqual(new Map(pairs.map(([code, key]) => [key, code])));
});

// mobile numbers there look like those of the country that they share a calling code with
const alike = new Set(['AX', 'BL', 'CC', 'CX', 'EH', 'MF', 'SJ', 'VA']);

test.each(getCountries())('the example of a mobile number in %s is read from abroad and at home', (country) => {
  const example = getExampleNumber(country, examples)!;
  const written: [text: string, home: string | undefined][] = [
    [example.formatInternational(), undefined],
    [example.number, 'US'],
    [`00${example.number.slice(1)}`, 'US'],
    [example.formatNational(), country],
  ];
  for (const [text, home] of written) {
    const found = normalizePhone(text, home);
    expect(found.e164, text).toBe(example.number);
    if (!alike.has(country)) expect(found.country, text).toBe(country);
  }
});
