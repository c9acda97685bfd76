import { expect, test } from 'vitest';
import { createNormalizer, type NormalizeOptions, normalizeLead } from './index.js';
import { world } from './world/index.js';

test.each<[object, string]>([
  [{ defaultCountry: 5 }, 'expected `defaultCountry` to be a text, found `5`'],
  [{ competitorDomains: 'x' }, 'expected `competitorDomains` to be a list of texts, found `x`'],
  [{ competitorDomains: [5] }, 'expected `competitorDomains` to be a list of texts, found a list'],
  [{ aliases: null }, 'expected `aliases` to be an object of fields with objects of texts, found null'],
  [{ aliases: { country: null } }, 'expected `aliases` to be an object of fields with objects of texts, found another'],
  [{ aliases: { country: { a: 5 } } }, 'expected `aliases` to be'],
  [{ registrableDomain: 'x' }, 'expected `registrableDomain` to be a function, found `x`'],
  [{ phone: 5 }, 'expected `phone` to be a function, found `5`'],
  [{ tables: 5 }, 'expected `tables` to be tables of places such as `world`, found `5`'],
  [{ tables: {} }, 'expected `tables` to be'],
  [{ mapping: { email: 5 } }, 'expected `mapping` to be an object of texts and lists of texts, found another object'],
  [{ mapping: ['email'] }, 'expected `mapping` to be'],
])('options %j are refused before any lead is read', (options, message) => {
  expect(() => createNormalizer(options as NormalizeOptions)).toThrow(message);
  expect(() => normalizeLead({ id: '1' }, options as NormalizeOptions)).toThrow(message);
});

test('options that are no object are refused', () => {
  expect(() => createNormalizer(null as unknown as NormalizeOptions)).toThrow(
    'expected an object of options, found null',
  );
});

test('options of every kind are taken', () => {
  const normalize = createNormalizer({
    defaultCountry: 'US',
    competitorDomains: ['rival.example'],
    aliases: { industry: { fin: 'finance' } },
    registrableDomain: (host) => host,
    phone: (_, __, own) => own,
    tables: world,
    mapping: { industry: ['Branche', 'Sector'], source: 'Kanal' },
  });
  expect(normalize({ id: '1', Sector: 'FIN', Kanal: 'web' })).toMatchObject({ industry: 'finance', source: 'web' });
});
