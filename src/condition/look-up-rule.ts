import { type ListColumn, rowOfList } from './list-column.js';
import type { FieldReader, Truth } from './types.js';
import { slotOfValue, type ValueColumn } from './value-column.js';

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

/** A table beyond the fourth, or a column beyond the second of a table. */
interface More<S> {
  readonly table: number;
  readonly columns: readonly LookupColumn<S>[];
}

/** Rules as bitmaps. An entry is one way for a rule to be true; entries are in rule order. */
export interface RuleLookup<S> {
  readonly words: number;
  /** All rows of all tables. */
  readonly bits: Int32Array;
  /** By table, where in `bits` the row of each slot begins; at least four. */
  readonly offsets: readonly Int32Array[];
  /** Two for each of the first four tables, in order. */
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

/** The columns that the first four tables have no room for, as what each adds to the slot of `table`. */
function slotOfMore<S>({ more }: RuleLookup<S>, subject: S, table: number): number {
  let slot = 0;
  for (const one of more) if (one.table === table) for (const column of one.columns) slot += slotOf(column, subject);
  return slot;
}

/** Where the rows of tables past the fourth and of lists begin; none where there are none. */
function otherRows<S>(lookup: RuleLookup<S>, subject: S): readonly number[] {
  const { offsets, lists, words, bits } = lookup;
  const rows: number[] = [];
  for (let table = 4; table < offsets.length; table++) rows.push(offsets[table]![slotOfMore(lookup, subject, table)]!);
  for (const { read, column, start } of lists)
    rows.push(start + rowOfList(column, bits, start, words, read(subject)) * words);
  return rows;
}

const none: readonly number[] = [];

/**
 * The first rule that is true, -1 where none is; O(fields + rules / 32), with one test per rule that the bitmaps let
 * through and cannot decide. Bit order is rule order, so the first bit left after the AND is the first match (the
 * bit vectors of packet classification: Lakshman & Stiliadis 1998).
 *
 * @throws what a reader or a test throws
 */
export function lookUpRule<S>(lookup: RuleLookup<S>, subject: S): number {
  const { bits, offsets, words, columns: c, more } = lookup;
  // Written out, so that each place sees one reader only, which is then inlined: a loop would call eight.
  let s0 = slotOfValue(c[0]!.column, c[0]!.read(subject)) + slotOfValue(c[1]!.column, c[1]!.read(subject));
  let s1 = slotOfValue(c[2]!.column, c[2]!.read(subject)) + slotOfValue(c[3]!.column, c[3]!.read(subject));
  let s2 = slotOfValue(c[4]!.column, c[4]!.read(subject)) + slotOfValue(c[5]!.column, c[5]!.read(subject));
  let s3 = slotOfValue(c[6]!.column, c[6]!.read(subject)) + slotOfValue(c[7]!.column, c[7]!.read(subject));
  let others = none;
  if (more.length > 0 || lookup.lists.length > 0) {
    s0 += slotOfMore(lookup, subject, 0);
    s1 += slotOfMore(lookup, subject, 1);
    s2 += slotOfMore(lookup, subject, 2);
    s3 += slotOfMore(lookup, subject, 3);
    others = otherRows(lookup, subject);
  }
  for (const read of lookup.otherFields) read(subject);
  const a = offsets[0]![s0]!;
  const b = offsets[1]![s1]!;
  const d = offsets[2]![s2]!;
  const e = offsets[3]![s3]!;
  for (let word = 0; word < words; word++) {
    // Four loads without a branch between them: a mispredicted branch costs more than the loads it saves.
    let left = bits[a + word]! & bits[b + word]! & bits[d + word]! & bits[e + word]!;
    if (left === 0) continue;
    for (let i = 0; i < others.length; i++) left &= bits[others[i]! + word]!;
    const rule = firstTrue(lookup, subject, word, left);
    if (rule >= 0) return rule;
  }
  return -1;
}
