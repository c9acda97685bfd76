import { type ListColumn, rowOfList } from './list-column.js';
import { slotOfText } from './text-classes.js';
import type { FieldReader, Truth } from './types.js';
import { slotOfOther, slotOfValue, type ValueColumn } from './value-column.js';

/** One field of the subject, and what its value adds to the slot of a table. */
export interface LookupColumn<S> {
  readonly read: FieldReader<S>;
  readonly column: ValueColumn;
}

/** A list field of the subject; its rows begin at `start`. */
export interface LookupList<S> {
  readonly read: FieldReader<S>;
  readonly column: ListColumn;
  readonly start: number;
}

/** Columns that the first tables have no room for. */
interface More<S> {
  readonly table: number;
  readonly columns: readonly LookupColumn<S>[];
}

/** Rules as bitmaps. An entry is one way for a rule to be true; entries are in rule order. */
export interface RuleLookup<S> {
  readonly words: number;
  /** All rows of all tables. */
  readonly bits: Int32Array;
  /** By table, where in `bits` the row of each slot begins; at least five. */
  readonly offsets: readonly Int32Array[];
  /** Two for each of the first three tables, one for the fourth and the fifth. */
  readonly columns: readonly LookupColumn<S>[];
  readonly more: readonly More<S>[];
  readonly lists: readonly LookupList<S>[];
  /** Fields that no column stands for; read only so that what their readers throw is seen. */
  readonly otherFields: readonly FieldReader<S>[];
  readonly ruleOfEntry: Int32Array;
  /** 1 where an entry that is left over needs no test. */
  readonly exact: Uint8Array;
  readonly testOf: (rule: number) => (subject: S) => Truth;
}

const slotOf = <S>({ column, read }: LookupColumn<S>, subject: S): number => slotOfValue(column, read(subject));

/** The first of the entries in `left` that is true, as its rule; -1 where none is. */
function firstTrue<S>(lookup: RuleLookup<S>, subject: S, word: number, left: number): number {
  for (let rest = left; rest !== 0; rest &= rest - 1) {
    const entry = word * 32 + 31 - Math.clz32(rest & -rest);
    const rule = lookup.ruleOfEntry[entry]!;
    if (lookup.exact[entry] === 1 || lookup.testOf(rule)(subject) === true) return rule;
  }
  return -1;
}

/** The columns that the first tables have no room for, as what each adds to the slot of `table`. */
function slotOfMore<S>({ more }: RuleLookup<S>, subject: S, table: number): number {
  let slot = 0;
  for (const one of more) if (one.table === table) for (const column of one.columns) slot += slotOf(column, subject);
  return slot;
}

/** Where the rows of tables past the fifth and of lists begin; none where there are none. */
function otherRows<S>(lookup: RuleLookup<S>, subject: S): readonly number[] {
  const { offsets, lists, words, bits } = lookup;
  const rows: number[] = [];
  for (let table = 5; table < offsets.length; table++) rows.push(offsets[table]![slotOfMore(lookup, subject, table)]!);
  for (const { read, column, start } of lists)
    rows.push(start + rowOfList(column, bits, start, words, read(subject)) * words);
  return rows;
}

/** As many as a list is known to have, or more. */
const eight = <T>(list: readonly T[]) => list as unknown as readonly [T, T, T, T, T, T, T, T];

const none: readonly number[] = [];

/**
 * The first word, from `from` on, in which five rows have a bit in common; `words` where none is. The loads have no
 * branch between them: a mispredicted branch costs more than the loads it saves.
 */
function firstCommon(
  bits: Int32Array,
  words: number,
  from: number,
  a: number,
  b: number,
  c: number,
  d: number,
  e: number,
): number {
  let word = from;
  for (; word < words; word++) {
    // `| 0` spares V8 the check that a sum is small
    const left = bits[(a + word) | 0]! & bits[(b + word) | 0]! & bits[(c + word) | 0]! & bits[(d + word) | 0]!;
    if ((left & bits[(e + word) | 0]!) !== 0) break;
  }
  return word;
}

/**
 * Finds the first rule that is true, -1 where none is; O(fields + rules / 32), with one test per rule that the bitmaps
 * let through and cannot decide. Bit order is rule order, so the first bit left after the AND is the first match (the
 * bit vectors of packet classification: Lakshman & Stiliadis 1998).
 *
 * @returns a function that throws what a reader or a test throws
 */
export function lookUpWith<S>(lookup: RuleLookup<S>): (subject: S) => number {
  const { bits, words, offsets, columns, more, lists, otherFields, exact, ruleOfEntry } = lookup;
  const [r0, r1, r2, r3, r4, r5, r6, r7] = eight(columns.map(({ read }) => read));
  const [c0, c1, c2, c3, c4, c5, c6, c7] = eight(columns.map(({ column }) => column));
  const [t0, t1, t2, t3, t4, t5, t6, t7] = eight(columns.map(({ column }) => column.texts));
  const [o0, o1, o2, o3, o4] = eight(offsets);
  const hasMore = more.length > 0 || lists.length > 0;
  // Written out, with all that it uses in variables that never change: V8 puts each reader and most look-ups of a text
  // in the place of their calls, and takes tables for constants as long as there is one index only. A loop would call them all.
  // biome-ignore lint/complexity/noExcessiveCognitiveComplexity: the same line for each of eight columns
  return (subject) => {
    const v0 = r0(subject);
    const v1 = r1(subject);
    const v2 = r2(subject);
    const v3 = r3(subject);
    const v4 = r4(subject);
    const v5 = r5(subject);
    const v6 = r6(subject);
    const v7 = r7(subject);
    let s0 = typeof v0 === 'string' ? slotOfText(t0, v0) : slotOfOther(c0, v0);
    s0 += typeof v1 === 'string' ? slotOfText(t1, v1) : slotOfOther(c1, v1);
    let s1 = typeof v2 === 'string' ? slotOfText(t2, v2) : slotOfOther(c2, v2);
    s1 += typeof v3 === 'string' ? slotOfText(t3, v3) : slotOfOther(c3, v3);
    let s2 = typeof v4 === 'string' ? slotOfText(t4, v4) : slotOfOther(c4, v4);
    s2 += typeof v5 === 'string' ? slotOfText(t5, v5) : slotOfOther(c5, v5);
    let s3 = typeof v6 === 'string' ? slotOfText(t6, v6) : slotOfOther(c6, v6);
    let s4 = typeof v7 === 'string' ? slotOfText(t7, v7) : slotOfOther(c7, v7);
    let others = none;
    if (hasMore) {
      s0 += slotOfMore(lookup, subject, 0);
      s1 += slotOfMore(lookup, subject, 1);
      s2 += slotOfMore(lookup, subject, 2);
      s3 += slotOfMore(lookup, subject, 3);
      s4 += slotOfMore(lookup, subject, 4);
      others = otherRows(lookup, subject);
    }
    for (const read of otherFields) read(subject);
    const a = o0[s0]!;
    const b = o1[s1]!;
    const c = o2[s2]!;
    const d = o3[s3]!;
    const e = o4[s4]!;
    for (let word = 0; ; word++) {
      word = firstCommon(bits, words, word, a, b, c, d, e);
      if (word >= words) return -1;
      let left = bits[a + word]! & bits[b + word]! & bits[c + word]! & bits[d + word]! & bits[e + word]!;
      for (let i = 0; i < others.length; i++) left &= bits[others[i]! + word]!;
      if (left === 0) continue;
      const entry = word * 32 + 31 - Math.clz32(left & -left);
      if (exact[entry] === 1) return ruleOfEntry[entry]!;
      const rule = firstTrue(lookup, subject, word, left);
      if (rule >= 0) return rule;
    }
  };
}
