import fc from 'fast-check';
import { expect, test } from 'vitest';

import { numberClasses, slotOfNumber } from '../../src/condition/number-classes.js';
import { slotOfText, textClasses } from '../../src/condition/text-classes.js';
import { runs } from '../support/runs.js';

const sorted = <T>(values: readonly T[]): readonly T[] => [...new Set(values)].sort((a, b) => (a < b ? -1 : 1));

const alike = fc
  .tuple(fc.constantFrom('', 'US-', 'country_', 'a'), fc.nat({ max: 200 }), fc.constantFrom('', '_x'))
  .map((parts) => parts.join(''));
const text = fc.oneof(alike, fc.string({ maxLength: 4 }), fc.string({ unit: 'grapheme', maxLength: 12 }));

test('every text has its own number, and no other text has any', () => {
  const law = (named: readonly string[], others: readonly string[]) => {
    const texts = sorted(named);
    const classes = textClasses(texts, false);
    for (const [i, one] of texts.entries()) expect(slotOfText(classes, one)).toBe(i + 1);
    for (const other of others) expect(slotOfText(classes, other)).toBe(texts.indexOf(other) + 1);
  };
  const many = fc.oneof(fc.array(text, { maxLength: 60 }), fc.array(alike, { minLength: 120, maxLength: 300 }));
  fc.assert(fc.property(many, fc.array(text, { maxLength: 40 }), law), runs(500));
});

test('texts that differ only where nobody looks are still told apart', () => {
  const texts = sorted(
    Array.from({ length: 40 }, (_, i) => `${'x'.repeat(13)}${String.fromCharCode(65 + i)}${'y'.repeat(13)}`),
  );
  const classes = textClasses(texts, false);
  expect(texts.map((one) => slotOfText(classes, one))).toEqual(texts.map((_, i) => i + 1));
  expect(slotOfText(classes, `${'x'.repeat(13)}?${'y'.repeat(13)}`)).toBe(0);
});

test('where gaps matter, a text is classed by how many texts lie before it', () => {
  const law = (named: readonly string[], others: readonly string[]) => {
    const texts = sorted(named);
    const classes = textClasses(texts, true);
    for (const one of [...texts, ...others]) {
      const before = texts.filter((cut) => cut < one).length;
      expect(slotOfText(classes, one)).toBe(2 * before + (texts.includes(one) ? 1 : 0));
    }
  };
  fc.assert(fc.property(fc.array(text, { maxLength: 40 }), fc.array(text, { maxLength: 20 }), law), runs(300));
});

const edge = fc.tuple(fc.nat({ max: 33 }), fc.integer({ min: -3, max: 3 })).map(([exponent, by]) => 2 ** exponent + by);
const number = fc.oneof(
  edge,
  fc.integer(),
  fc.nat({ max: 300 }),
  fc.double({ noNaN: true }),
  fc.constantFrom(-0, 0.5, 1e300, 5e-324, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY),
);

test('a number is classed by how many cuts lie below it', () => {
  const law = (named: readonly number[], others: readonly number[]) => {
    const cuts = sorted(named.filter(Number.isFinite).map((one) => one + 0));
    const classes = numberClasses(cuts);
    for (const one of [...named, ...others]) {
      const below = cuts.filter((cut) => cut < one).length;
      expect(slotOfNumber(classes, one)).toBe(2 * below + (cuts.includes(one) ? 1 : 0));
    }
  };
  fc.assert(fc.property(fc.array(number, { maxLength: 60 }), fc.array(number, { maxLength: 40 }), law), runs(1_000));
});
