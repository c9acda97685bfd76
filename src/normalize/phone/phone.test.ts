import { expect, test } from 'vitest';
import { normalizeLead, normalizePhone } from '../index.js';
import { validPhone } from './index.js';

const phoneOf = (phone: string, defaultCountry?: string): string | null =>
  normalizeLead({ id: '1', phone }, { phone: validPhone, ...(defaultCountry === undefined ? {} : { defaultCountry }) })
    .phone;

test.each([
  ['Tel. (305) 555-0111 ext. 22', 'US', '+13055550111'],
  ['+44 20 7946 0018', undefined, '+442079460018'],
  ['030 901820', 'DE', '+4930901820'],
  ['555-0142', 'US', null],
  ['N/A', 'US', null],
])('%s in %s is %s', (text, home, e164) => {
  expect(phoneOf(text, home)).toBe(e164);
});

test('numbers of the right length that no plan has are refused', () => {
  for (const number of ['+44 1999 999 998', '+44 3999 999 998']) {
    expect(normalizePhone(number).e164).not.toBe(null);
    expect(phoneOf(number)).toBe(null);
  }
});

test('the region of the area code is kept', () => {
  const lead = normalizeLead({ id: '1', phone: '212.555.0142' }, { phone: validPhone, defaultCountry: 'US' });
  expect(lead.region).toBe('US-NY');
  expect(lead.country).toBe('US');
});
