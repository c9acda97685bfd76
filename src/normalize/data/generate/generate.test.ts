import { readFileSync } from 'node:fs';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { expect, test } from 'vitest';
import { normalizePhone } from '../../normalize-phone.js';
import { generatedTables } from './index.js';

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
