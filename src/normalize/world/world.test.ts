import { expect, test } from 'vitest';
import { normalizeCountry, normalizeLead, normalizeRegion } from '../index.js';
import { world } from './index.js';

test.each([
  ['Saksa', 'DE'],
  ['Γερμανία', 'DE'],
  ['ザンビア', 'ZM'],
  ['Габон', 'GA'],
  ['צרפת', 'FR'],
  ['Maďarsko', 'HU'],
  ['Berlin, Saksa', 'DE'],
])('%s is %s with the world’s names only', (text, country) => {
  expect(normalizeCountry(text).value).not.toBe(country);
  expect(normalizeCountry(text, world).value).toBe(country);
  expect(normalizeLead({ id: '1', country: text }, { tables: world }).country).toBe(country);
});

test.each([
  ['Москва', 'RU', 'RU-MOW'],
  ['Istanbul', 'TR', 'TR-34'],
  ['İzmir', 'TR', 'TR-35'],
  ['Selangor', 'MY', 'MY-10'],
  ['Bogotá', 'CO', 'CO-DC'],
  ['Prague', 'CZ', 'CZ-10'],
  ['CZ-10', 'CZ', 'CZ-10'],
  ['Antioqia', 'CO', 'CO-ANT'],
])('%s in %s is %s with the world’s subdivisions only', (text, country, region) => {
  expect(normalizeRegion(text, country).value).toBe(null);
  expect(normalizeRegion(text, country, world).value).toBe(region);
});

test('what the built-in tables say stays as it is', () => {
  for (const text of ['Georgia', 'CA', 'N/A', 'Korea', 'Deutschland', 'EMEA'])
    expect(normalizeCountry(text, world)).toEqual(normalizeCountry(text));
  for (const text of ['CA', 'Bavaria', 'Ohio', 'Madrid'])
    for (const country of ['US', 'DE', 'ES', null])
      expect(normalizeRegion(text, country, world)).toEqual(normalizeRegion(text, country));
});
