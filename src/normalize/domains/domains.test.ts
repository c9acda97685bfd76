import { expect, test } from 'vitest';
import { normalizeLead } from '../index.js';
import { publicSuffixDomain } from './index.js';

test.each([
  ['mail.acme.co.uk', 'acme.co.uk'],
  ['shop.example.kawasaki.jp', 'shop.example.kawasaki.jp'],
  ['foo.github.io', 'foo.github.io'],
  ['gov.uk', 'gov.uk'],
  ['127.0.0.1', null],
  ['', null],
])('%s is under %s', (host, domain) => {
  expect(publicSuffixDomain(host)).toBe(domain);
});

test('an address gets its domain from the list', () => {
  const lead = normalizeLead(
    { id: '1', email: 'kim@mail.shop.example.kawasaki.jp' },
    { registrableDomain: publicSuffixDomain },
  );
  expect(lead.emailDomain).toBe('shop.example.kawasaki.jp');
  expect(normalizeLead({ id: '1', email: 'kim@mail.shop.example.kawasaki.jp' }).emailDomain).toBe('kawasaki.jp');
});
