import { expect, test } from 'vitest';
import { isStorableText } from './text.js';

test('texts that any store can keep', () => {
  for (const text of ['', 'Zoë', '水無瀬', '👩‍🔬', '\n']) expect(isStorableText(text, 10)).toBe(true);
  for (const text of ['a\u0000', '\ud800', 'x\udc00', '\udc00\ud800', 'elevenchars', 3, null, undefined, ['a']]) {
    expect(isStorableText(text, 10)).toBe(false);
  }
});
