import { expect, test } from 'vitest';
import { jaroWinkler } from './jaro-winkler.js';

test.each([
  // Winkler 1990, table of worked examples, in thousandths rounded down
  ['martha', 'marhta', 961],
  ['dixon', 'dicksonx', 813],
  ['dwayne', 'duane', 840],
  ['jones', 'johnson', 832],
  ['', '', 1_000],
  ['', 'a', 0],
  ['abc', 'xyz', 0],
  ['a', 'a', 1_000],
])('%s and %s are alike by %i', (a, b, score) => {
  expect(jaroWinkler(a, b)).toBe(score);
  expect(jaroWinkler(b, a)).toBe(score);
});

test('only equal texts reach 1,000, however long', () => {
  const long = 'acme '.repeat(800);
  expect(jaroWinkler(long, long)).toBe(1_000);
  expect(jaroWinkler(`${long}x`, `${long}y`)).toBe(999);
});
