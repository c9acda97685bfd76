import { type ListColumn, slotOfList } from './list-column.js';
import type { FieldReader, Truth } from './types.js';
import { slotOfValue, type ValueColumn } from './value-column.js';

/** One field of the subject, and what the slot of its value adds to the offset into a table. */
export interface LookupColumn<S> {
  readonly read: FieldReader<S>;
  readonly table: number;
  /** Words per slot. */
  readonly step: number;
  readonly values: ValueColumn | null;
  readonly lists: ListColumn | null;
}

/** Rules as bitmaps. An entry is one way for a rule to be true; entries are in rule order. */
export interface RuleLookup<S> {
  readonly words: number;
  /** All tables, one behind the other. */
  readonly bits: Int32Array;
  /** Where each table begins; at least four. */
  readonly starts: Int32Array;
  /** Where the subject's slot of each table begins: written anew by each look-up. */
  readonly offsets: Int32Array;
  readonly columns: readonly LookupColumn<S>[];
  /** Fields that no column stands for; read only so that what their readers throw is seen. */
  readonly otherFields: readonly FieldReader<S>[];
  readonly ruleOfEntry: Int32Array;
  /** 1 where an entry that is left over needs no test. */
  readonly exact: Uint8Array;
  readonly tests: readonly ((subject: S) => Truth)[];
}

function locate<S>({ bits, starts, offsets, columns, otherFields, words }: RuleLookup<S>, subject: S): void {
  for (let i = 0; i < starts.length; i++) offsets[i] = starts[i]!;
  for (const { read, table, step, values, lists } of columns) {
    const value = read(subject);
    const slot = values === null ? slotOfList(lists!, bits, starts[table]!, words, value) : slotOfValue(values, value);
    offsets[table] = offsets[table]! + slot * step;
  }
  for (const read of otherFields) read(subject);
}

/** The first of the entries in `left` that is true, as its rule; -1 where none is. */
function firstTrue<S>(lookup: RuleLookup<S>, subject: S, word: number, left: number): number {
  for (let rest = left; rest !== 0; rest &= rest - 1) {
    const entry = word * 32 + 31 - Math.clz32(rest & -rest);
    const rule = lookup.ruleOfEntry[entry]!;
    if (lookup.exact[entry] === 1 || lookup.tests[rule]!(subject) === true) return rule;
  }
  return -1;
}

/**
 * The first rule that is true, -1 where none is; O(fields + rules / 32), with one test per rule that the bitmaps let
 * through and cannot decide. Bit order is rule order, so the first bit left after the AND is the first match (the
 * bit vectors of packet classification: Lakshman & Stiliadis 1998).
 *
 * @throws what a reader or a test throws
 */
export function lookUpRule<S>(lookup: RuleLookup<S>, subject: S): number {
  locate(lookup, subject);
  const { bits, offsets, words } = lookup;
  const [a, b, c, d] = [offsets[0]!, offsets[1]!, offsets[2]!, offsets[3]!];
  const tables = offsets.length;
  for (let word = 0; word < words; word++) {
    // Four loads without a branch between them: a mispredicted branch costs more than the loads it saves.
    let left = bits[a + word]! & bits[b + word]! & bits[c + word]! & bits[d + word]!;
    if (left === 0) continue;
    for (let table = 4; table < tables; table++) left &= bits[offsets[table]! + word]!;
    const rule = firstTrue(lookup, subject, word, left);
    if (rule >= 0) return rule;
  }
  return -1;
}
