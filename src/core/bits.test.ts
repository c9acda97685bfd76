import fc from 'fast-check';
import { expect, test } from 'vitest';
import { packBits, unpackBits } from './bits.js';

test('six members to a character, least significant first; all of them as a star', () => {
  expect(packBits([], 0)).toBe('*');
  expect(packBits([], 3)).toBe('');
  expect(packBits([0], 3)).toBe('B');
  expect(packBits([0, 1, 2], 3)).toBe('*');
  expect(packBits([6], 8)).toBe('AB');
  expect(packBits([0, 5, 11], 100)).toBe('hg');
});

test('what was packed is unpacked', () => {
  const sets = fc
    .integer({ min: 0, max: 600 })
    .chain((size) => fc.tuple(fc.constant(size), fc.subarray(Array.from({ length: size }, (_, index) => index))));
  fc.assert(
    fc.property(sets, ([size, members]) => {
      const text = packBits(members, size);
      expect(unpackBits(text, size)).toEqual(members);
      expect(text.length).toBeLessThanOrEqual(Math.max(1, Math.ceil(size / 6)));
    }),
  );
});

test('500 members take 84 characters at most', () => {
  expect(packBits([499], 500)).toHaveLength(84);
});

test('members past the size, and characters that are never written, count as nothing', () => {
  expect(unpackBits('_', 3)).toEqual([0, 1, 2]);
  expect(unpackBits('A!B', 20)).toEqual([12]);
});
