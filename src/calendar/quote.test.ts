import { expect, test } from 'vitest';
import { quote } from './quote.js';

test('texts are shown on one line and cut short, other values by what they are', () => {
  expect(quote('a')).toBe('`a`');
  expect(quote('')).toBe('``');
  expect(quote('a \n\t\u0000\u200b b')).toBe('`a b`');
  expect(quote(`${'x'.repeat(39)}yz`)).toBe(`\`${'x'.repeat(39)}y\``);
  expect([null, 5, Number.NaN, true, false].map(quote)).toEqual(['`null`', '`5`', '`NaN`', '`true`', '`false`']);
  expect([[], undefined, {}, quote, 5n].map(quote)).toEqual([
    'a list',
    'nothing',
    'a value of type object',
    'a value of type function',
    'a value of type bigint',
  ]);
});
