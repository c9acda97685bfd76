import { expect, test } from 'vitest';
import { parseEmployees } from './parse-employees.js';

test.each([
  ['51-200', 51, 200],
  ['51–200', 51, 200],
  ['200 - 51', 51, 200],
  ['1,001 to 5,000', 1_001, 5_000],
  ['1-5k', 1_000, 5_000],
  ['1k+', 1_000, null],
  ['10.000+', 10_000, null],
  ['Over 1000', 1_001, null],
  ['<50', 1, 49],
  ['up to 50', 1, 50],
  ['201 - 500 Mitarbeiter', 201, 500],
  ['Small (1-50)', 1, 50],
  ['self-employed', 1, 1],
  ['2-Oct', 2, 10],
  ['Jan-50', 1, 50],
  ['10-Feb', 2, 10],
  ['350', 350, 350],
  ['0', 0, 0],
])('%s', (text, min, max) => {
  expect(parseEmployees(text)).toEqual({ min, max });
});

test.each(['', 'n/a', 'many', '12-', '1e9', '-5'])('%j is no number of employees', (text) => {
  expect(parseEmployees(text)).toBe(null);
});
