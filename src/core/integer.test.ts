import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assert } from './assert.js';
import { compareText } from './compare.js';
import { gcd, isWholeNumber } from './integer.js';

test('the greatest common divisor divides both, and nothing larger does', () => {
  fc.assert(
    fc.property(fc.nat(5_000), fc.nat(5_000), (a, b) => {
      const divisors = Array.from({ length: Math.max(a, b) }, (_, n) => n + 1).filter(
        (n) => a % n === 0 && b % n === 0,
      );
      expect(gcd(a, b)).toBe(a === 0 && b === 0 ? 0 : divisors.at(-1));
    }),
    { numRuns: 50 },
  );
  expect(gcd(0, 7)).toBe(7);
  expect(gcd(7, 0)).toBe(7);
});

test.each([
  [3, true],
  [0, true],
  [10, true],
  [-1, false],
  [11, false],
  [2.5, false],
  [Number.NaN, false],
  [Number.POSITIVE_INFINITY, false],
  ['3', false],
  [3n, false],
  [null, false],
])('%s is a whole number from 0 to 10: %s', (value, whole) => {
  expect(isWholeNumber(value, 0, 10)).toBe(whole);
});

test('numbers past what doubles hold exactly are not whole numbers', () => {
  expect(isWholeNumber(2 ** 53, 0, Number.POSITIVE_INFINITY)).toBe(false);
  expect(isWholeNumber(2 ** 53 - 1, 0, Number.POSITIVE_INFINITY)).toBe(true);
});

test('texts are ordered by code unit in every locale', () => {
  expect(['b', 'ä', 'a', 'B', '', '10', '9'].sort(compareText)).toEqual(['', '10', '9', 'B', 'a', 'b', 'ä']);
  expect(compareText('a', 'a')).toBe(0);
});

test('assert stops with its message, and only then', () => {
  expect(() => assert(false, 'expected a queue')).toThrow(new Error('expected a queue'));
  expect(() => assert(true, 'expected a queue')).not.toThrow();
});
