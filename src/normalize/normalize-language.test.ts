import { expect, test } from 'vitest';
import { normalizeLanguage } from './normalize-language.js';

test.each([
  ['English', 'en'],
  ['Deutsch', 'de'],
  ['français', 'fr'],
  ['日本語', 'ja'],
  ['en-us', 'en-US'],
  ['en_GB.UTF-8', 'en-GB'],
  ['zh-hant-tw', 'zh-Hant-TW'],
  ['iw', 'he'],
  ['ger', 'de'],
  ['English (US)', 'en-US'],
  ['de-DE,de;q=0.9,en;q=0.8', 'de-DE'],
  ['Klingon', null],
  ['n/a', null],
  ['xx', null],
])('%s is %s', (text, tag) => {
  expect(normalizeLanguage(text).value).toBe(tag);
});
