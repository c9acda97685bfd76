import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fingerprintText, hashText } from './hash.js';

/** The definition, in whole numbers without `imul`. */
function hashSlowly(text: string, seed = 0x811c9dc5): number {
  const mask = 0xffffffffn;
  const times = (a: bigint, b: bigint) => (a * b) & mask;
  let hash = BigInt(seed) & mask;
  for (let i = 0; i < text.length; i++) hash = times(hash ^ BigInt(text.charCodeAt(i)), 0x01000193n);
  hash = times(hash ^ (hash >> 16n), 0x85ebca6bn);
  hash = times(hash ^ (hash >> 13n), 0xc2b2ae35n);
  return Number(hash ^ (hash >> 16n));
}

test('is FNV-1a over code units with the last steps of MurmurHash3', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(0xffffffff), (text, seed) => {
      expect(hashText(text)).toBe(hashSlowly(text));
      expect(hashText(text, seed)).toBe(hashSlowly(text, seed));
    }),
  );
});

test('never changes: these values are part of every decision', () => {
  expect(['', 'a', 'lead-1', 'é', '𝒳'].map((text) => hashText(text))).toEqual([
    2_872_998_923, 444_641_715, 790_306_169, 3_136_788_073, 1_585_582_930,
  ]);
  expect(hashText('b', hashText('a'))).not.toBe(hashText('a', hashText('b')));
  expect(fingerprintText('policy')).toBe('5ed937cef62ccb14');
});

test('a fingerprint is 16 hexadecimal digits', () => {
  fc.assert(fc.property(fc.string(), (text) => /^[0-9a-f]{16}$/.test(fingerprintText(text))));
});

test('a fingerprint is two hashes one behind the other, however long the text', () => {
  const hex = (hash: number) => hash.toString(16).padStart(8, '0');
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.nat(40), (text, times) => {
      const long = text.repeat(times * 8);
      expect(fingerprintText(long)).toBe(hex(hashText(long)) + hex(hashText(long, 0x9e3779b9)));
    }),
  );
});

test('one changed character changes about half of the bits', () => {
  let changed = 0;
  for (let i = 0; i < 1_000; i++) {
    let bits = hashText(`lead-${i}`) ^ hashText(`lead-${i + 1_000}`);
    for (; bits !== 0; bits &= bits - 1) changed++;
  }
  expect(changed / 1_000).toBeGreaterThan(15);
  expect(changed / 1_000).toBeLessThan(17);
});
