import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinTables, type RuleTable, shareRows } from '../../src/condition/rule-table.js';
import { runs } from '../support/runs.js';

const words = 3;
/** Bits that lie apart for some words, so that rows of one table often leave those of another the same. */
const word = fc.constantFrom(0, 1, 2, 3, -1, 0x7f00, 0x00ff_0000, -0x8000_0000);
const rowsOfWords = fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 12 });

const rowAt = ({ rows, rowOf }: RuleTable, slot: number): readonly number[] => [
  ...rows.subarray(rowOf[slot]! * words, (rowOf[slot]! + 1) * words),
];

const distinct = (rows: readonly (readonly number[])[]): number => new Set(rows.map(String)).size;

test('slots with equal bitmaps share a row, and every slot keeps its own bitmap', () => {
  const law = (slots: readonly (readonly number[])[]) => {
    const table = shareRows(Int32Array.from(slots.flat()), words);
    for (const [slot, bits] of slots.entries()) expect(rowAt(table, slot)).toEqual(bits);
    expect(table.rowCount).toBe(distinct(slots));
  };
  fc.assert(fc.property(rowsOfWords, law), runs(300));
});

test('a joined table lets through what both tables let through, in as few rows as can be', () => {
  const law = (left: readonly (readonly number[])[], right: readonly (readonly number[])[]) => {
    const [a, b] = [left, right].map((slots) => shareRows(Int32Array.from(slots.flat()), words)) as [
      RuleTable,
      RuleTable,
    ];
    const joined = joinTables(a, b, words);
    const both = left.flatMap((one) => right.map((other) => one.map((bits, i) => bits & other[i]!)));
    expect(both.map((_, slot) => rowAt(joined, slot))).toEqual(both);
    expect(joined.rowCount).toBe(distinct(both));
    expect(joined.rows.length).toBe(joined.rowCount * words);
  };
  fc.assert(fc.property(rowsOfWords, rowsOfWords, law), runs(500));
});
