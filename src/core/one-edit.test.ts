import { expect, test } from 'vitest';
import { isOneEdit } from './one-edit.js';

test.each([
  ['acme', 'acmee', true],
  ['acme', 'acm', true],
  ['acme', 'amce', true],
  ['acme', 'acne', true],
  ['acme', 'acme', false],
  ['acme', 'emca', false],
  ['acme', 'aemc', false],
  ['', 'a', true],
  ['', 'ab', false],
  ['aab', 'aba', true],
  ['cbx', 'cxbbx', false],
])('one edit between %s and %s: %s', (a, b, expected) => {
  expect(isOneEdit(a, b)).toBe(expected);
  expect(isOneEdit(b, a)).toBe(expected);
});
