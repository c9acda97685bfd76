import { expect, test } from 'vitest';
import { formatDuration, formatMilli, formatRatio } from './format-figures.js';
import { giniIndex, jainIndex } from './ratio.js';
import { textTable } from './text-table.js';

test('evenness: 1 where all have the same, 1/n where one has everything, none where nobody has anything', () => {
  expect(jainIndex([7, 7, 7])).toEqual({ of: 1, outOf: 1 });
  expect(jainIndex([0, 9, 0, 0])).toEqual({ of: 1, outOf: 4 });
  expect(jainIndex([3, 1])).toEqual({ of: 4, outOf: 5 });
  expect(jainIndex([0, 0])).toBeNull();
  expect(jainIndex([])).toBeNull();
});

test('lengths of time are rounded to the nearest, amounts toward zero, and nothing is shown as -0', () => {
  const lengths = [0, 999, 1_000, 59_499, 59_500, 239_872, 3_599_499, 3_599_500, 86_369_999, 86_370_000, 172_752_896];
  expect(lengths.map(formatDuration)).toEqual([
    '0 ms',
    '999 ms',
    '1 s',
    '59 s',
    '1m 00s',
    '4m 00s',
    '59m 59s',
    '1h 00m',
    '23h 59m',
    '1d 00h',
    '2d 00h',
  ]);
  expect([-1_234, -9, 0, 5, 12_345].map((milli) => formatMilli(milli, 2))).toEqual([
    '-1.23',
    '0.00',
    '0.00',
    '0.00',
    '12.34',
  ]);
  expect(formatMilli(-9, 3)).toBe('-0.009');
  expect([formatRatio({ of: 2, outOf: 3 }), formatRatio(null)]).toEqual(['66.6 %', '-']);
});

test('a text that is no line of its own cannot break a table', () => {
  const lines = textTable('Reps', ['rep', 'leads'], [['a\nb\u2028c\u001b[31m', '7']]).split('\n');
  expect(lines).toEqual(['Reps', '  rep         leads', '  a?b?c?[31m      7']);
});

test('the Gini coefficient is the mean difference of pairs over twice the mean', () => {
  expect([giniIndex([7, 7, 7]), giniIndex([0, 9, 0, 0]), giniIndex([0, 0]), giniIndex([])]).toEqual([
    { of: 0, outOf: 1 },
    { of: 3, outOf: 4 },
    null,
    null,
  ]);
  for (const amounts of [
    [3, 1],
    [5, 0, 2, 9],
    [1, 2, 3, 4, 5, 100],
  ]) {
    const pairs = amounts.flatMap((a) => amounts.map((b) => Math.abs(a - b))).reduce((sum, apart) => sum + apart);
    const { of, outOf } = giniIndex(amounts)!;
    const sum = amounts.reduce((total, amount) => total + amount);
    expect(of * 2 * amounts.length * sum).toBe(pairs * outOf);
  }
});
