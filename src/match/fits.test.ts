import { expect, test } from 'vitest';
import { fitsLanguage } from './fits-language.js';
import { fitsTerritory } from './fits-territory.js';

test.each([
  ['pt', 'pt-BR', true],
  ['pt-BR', 'pt', true],
  ['pt-PT', 'pt-BR', false],
  ['PT-br', 'pt-BR', true],
  ['p', 'pt', false],
  ['', 'pt', false],
])('a rep who speaks `%s` serves `%s`: %s', (spoken, wanted, fits) => {
  expect(fitsLanguage(spoken, wanted)).toBe(fits);
});

test.each([
  [{}, {}, true],
  [{ country: 'US' }, { country: 'US', region: 'US-CA' }, true],
  [{ country: 'US' }, {}, false],
  [{ region: 'US-CA' }, { country: 'US', region: 'US-CA' }, true],
  [{ postalPrefix: 'sw1a  1' }, { country: 'GB', postalCode: 'SW1A \t1AA' }, true],
  [{ postalPrefix: 'ß1' }, { postalCode: 'SS12' }, true],
  [{ region: 'US-CA' }, { region: 'US-NY' }, false],
  [{ postalPrefix: '94 1' }, { postalCode: '94105' }, true],
  [{ postalPrefix: '941' }, { postalCode: '94 1' }, true],
  [{ postalPrefix: '941' }, { postalCode: '94' }, false],
  [{ postalPrefix: '941' }, { postalCode: null }, false],
  [{ country: 'US', postalPrefix: '941' }, { country: 'MX', postalCode: '94105' }, false],
])('territory %j covers %j: %s', (territory, lead, covers) => {
  expect(fitsTerritory(territory, lead)).toBe(covers);
});
