import { compileCondition } from './compile-condition.js';
import { buildListColumn, type ListAsked, type ListColumn } from './list-column.js';
import { type LookupColumn, lookUpWith, type RuleLookup } from './look-up-rule.js';
import { type ConditionNode, forEachAtom, readCondition } from './read-condition.js';
import { boxesOf, type Conjunct } from './rule-boxes.js';
import { joinToFew, type Part } from './rule-parts.js';
import { type OnFault, scanRules } from './select-rule-naive.js';
import type { Condition, FieldReader, Truth } from './types.js';
import { type Asked, buildValueColumn, tablesOf, type ValueColumn } from './value-column.js';

/** Finds the first rule in order whose condition is true. */
export interface RuleIndex<S> {
  /**
   * Position of the first rule whose condition is true, -1 where none is. A rule whose evaluation throws is skipped
   * and reported through `onFault`.
   */
  readonly select: (subject: S, onFault?: OnFault) => number;
  /** Bytes of the bitmaps and look-up tables: 0 while rules are tried one after the other. */
  readonly size: () => number;
}

/** Up to about this many rules, trying one after the other is as fast as looking up all fields (bench). */
const scannedRulesMax = 4;

/** Leads for which rules are tried one after the other before looking up is prepared for: it costs about as much. */
const scansFirstDefault = 24;

export interface RuleIndexOptions {
  /** Subjects for which rules are tried one after the other before the index is built; default: 24. */
  readonly scansFirst?: number;
}

/** The columns that a look-up reads of each of its first tables. */
const columnsOf: readonly number[] = [2, 2, 2, 1, 1];

type ReaderOf<S> = (field: string) => FieldReader<S>;

/** A list field with its rows. */
interface BuiltList<S> {
  readonly read: FieldReader<S>;
  readonly column: ListColumn;
  readonly rows: Int32Array;
}

interface Entry {
  readonly rule: number;
  readonly box: readonly Conjunct[];
}

function entriesOf(nodes: readonly ConditionNode[]): readonly Entry[] {
  const entries: Entry[] = [];
  for (let rule = 0; rule < nodes.length; rule++)
    for (const box of boxesOf(nodes[rule]!, true)) entries.push({ rule, box });
  return entries;
}

/** A bit for each entry but those that ask something. */
function bitsWithout(count: number, asking: readonly { readonly rule: number }[]): Int32Array {
  const bits = new Int32Array(Math.ceil(count / 32)).fill(-1);
  if (count % 32 !== 0) bits[bits.length - 1] = (1 << (count % 32)) - 1;
  for (const { rule } of asking) bits[rule >>> 5] = bits[rule >>> 5]! & ~(1 << (rule & 31));
  return bits;
}

/** A field that says nothing: its only slot is 0. */
const nothing: ValueColumn = /* @__PURE__ */ nothingAsked();
function nothingAsked(): ValueColumn {
  return buildValueColumn([], new Int32Array(1)).column;
}
const padding: LookupColumn<unknown> = { read: () => null, column: nothing };

/** Puts all rows behind each other, and to each of the first tables its columns. */
function assemble<S>(
  parts: readonly Part<S>[],
  lists: readonly BuiltList<S>[],
  words: number,
): Pick<RuleLookup<S>, 'bits' | 'offsets' | 'columns' | 'more' | 'lists'> {
  const rows = [...parts.map(({ table }) => table.rows), ...lists.map((list) => list.rows)];
  const bits = new Int32Array(rows.reduce((sum, { length }) => sum + length, 0));
  const starts: number[] = [];
  let at = 0;
  for (const one of rows) {
    starts.push(at);
    bits.set(one, at);
    at += one.length;
  }
  const columns: LookupColumn<S>[] = [];
  for (const [table, count] of columnsOf.entries())
    for (let i = 0; i < count; i++) columns.push(parts[table]!.columns[i] ?? padding);
  return {
    bits,
    offsets: parts.map(({ table }, i) => Int32Array.from(table.rowOf, (row) => starts[i]! + row * words)),
    columns,
    more: parts
      .map((part, table) => ({ table, columns: part.columns.slice(columnsOf[table] ?? 0) }))
      .filter((one) => one.columns.length > 0),
    lists: lists.map(({ read, column }, i) => ({ read, column, start: starts[parts.length + i]! })),
  };
}

/** What entries ask, by field. */
interface AskedOf {
  /** What each asks of a value. */
  readonly values: ReadonlyMap<string, readonly Asked[]>;
  /** One thing that each asks of a list: whatever a list must hold, that it holds it is enough to look for. */
  readonly items: ReadonlyMap<string, readonly ListAsked[]>;
  /** 1 for an entry of whose values all is said. */
  readonly exact: Uint8Array;
}

/** The list of a field, which is made where there is none. */
function listOf<T>(lists: Map<string, T[]>, field: string): T[] {
  let list = lists.get(field);
  if (list === undefined) {
    list = [];
    lists.set(field, list);
  }
  return list;
}

function askedOf(entries: readonly Entry[]): AskedOf {
  const values = new Map<string, { rule: number; nodes: ConditionNode[] }[]>();
  const items = new Map<string, ListAsked[]>();
  const exact = new Uint8Array(entries.length).fill(1);
  for (let rule = 0; rule < entries.length; rule++) {
    const { box } = entries[rule]!;
    for (let i = 0; i < box.length; i++) {
      const { cutField, node, items: ofList } = box[i]!;
      if (cutField !== null) {
        const asked = listOf(values, cutField);
        const last = asked[asked.length - 1];
        if (last?.rule === rule) last.nodes.push(node);
        else asked.push({ rule, nodes: [node] });
        continue;
      }
      exact[rule] = 0;
      if (ofList === null) continue;
      const asked = listOf(items, ofList.field);
      if (asked[asked.length - 1]?.rule !== rule) asked.push({ rule, items: ofList });
    }
  }
  return { values, items, exact };
}

/** The fields that are read by rules and stand in none of the columns. */
function fieldsBeside(nodes: readonly ConditionNode[], { values, items }: AskedOf): readonly string[] {
  const fields = new Set<string>();
  const visit = ({ field }: { readonly field: string }): void => {
    if (!values.has(field) && !items.has(field)) fields.add(field);
  };
  for (let rule = 0; rule < nodes.length; rule++) forEachAtom(nodes[rule]!, visit);
  return [...fields];
}

function bytesOf<S>({ bits, offsets, columns, more, ruleOfEntry, exact }: RuleLookup<S>): number {
  const tables: { readonly byteLength: number }[] = [bits, ruleOfEntry, exact, ...offsets];
  for (const { column } of [...columns, ...more.flatMap((one) => one.columns)]) tables.push(...tablesOf(column));
  return [...new Set(tables)].reduce((sum, { byteLength }) => sum + byteLength, 0);
}

function buildLookup<S>(
  conditions: readonly Condition[],
  testOf: RuleLookup<S>['testOf'],
  readerOf: ReaderOf<S>,
): RuleLookup<S> {
  const nodes = conditions.map(readCondition);
  const entries = entriesOf(nodes);
  const words = Math.ceil(entries.length / 32);
  const asked = askedOf(entries);
  const { exact } = asked;
  const valueParts: Part<S>[] = [];
  for (const [field, rules] of asked.values) {
    const { column, table, exact: decided } = buildValueColumn(rules, bitsWithout(entries.length, rules));
    valueParts.push({ table, columns: [{ read: readerOf(field), column }] });
    if (!decided) for (const { rule } of rules) exact[rule] = 0;
  }
  const lists = [...asked.items].map(([field, rules]) => ({
    read: readerOf(field),
    ...buildListColumn(rules, bitsWithout(entries.length, rules)),
  }));
  const parts = [...joinToFew(valueParts, words)];
  const rows = bitsWithout(entries.length, []);
  while (parts.length < columnsOf.length)
    parts.push({ table: { rows, rowOf: new Uint16Array(1), rowCount: 1 }, columns: [] });
  const otherFields = fieldsBeside(nodes, asked).map(readerOf);
  const ruleOfEntry = new Int32Array(entries.length);
  for (let entry = 0; entry < entries.length; entry++) ruleOfEntry[entry] = entries[entry]!.rule;
  return { ...assemble(parts, lists, words), words, otherFields, ruleOfEntry, exact, testOf };
}

/**
 * Finds the first rule in order whose condition is true, at a cost that hardly grows with the number of rules: one
 * look-up per field that any rule reads, then 32 rules per step. Equal to {@link selectRuleNaive}, faults included,
 * where a reader always gives the same for a subject, does not itself select from this index, and gives plain data.
 *
 * The first subjects are matched by trying rule after rule, so that whoever has but a few does not wait for the index
 * to be built: it is built when it will soon have paid for itself, and kept inside the returned value.
 *
 * @param conditions - in the order of the rules, not to be changed from now on; a malformed one is never true
 * @param readerOf - called for fields when they are first needed; what it throws comes through
 * @returns a select that allocates next to nothing; building is O(rules · values of a field) at worst and O(size) as a
 * rule
 */
export function buildRuleIndex<S>(
  conditions: readonly Condition[],
  readerOf: (field: string) => FieldReader<S>,
  { scansFirst = scansFirstDefault }: RuleIndexOptions = {},
): RuleIndex<S> {
  const tests: ((subject: S) => Truth)[] = [];
  const testOf = (rule: number) => {
    let test = tests[rule];
    if (test === undefined) tests[rule] = test = compileCondition(conditions[rule]!, readerOf);
    return test;
  };
  let scansLeft = conditions.length > scannedRulesMax ? scansFirst : Number.POSITIVE_INFINITY;
  let lookup: RuleLookup<S> | null = null;
  let lookUp: (subject: S) => number = () => -1;
  const select: RuleIndex<S>['select'] = (subject, onFault) => {
    if (lookup === null) {
      scansLeft -= 1;
      if (scansLeft >= 0) return scanRules(conditions.length, testOf, subject, onFault);
      lookup = buildLookup(conditions, testOf, readerOf);
      lookUp = lookUpWith(lookup);
    }
    try {
      return lookUp(subject);
    } catch {
      // Faults are told in rule order, and only those of rules before the one selected: the scan knows them.
      return scanRules(conditions.length, testOf, subject, onFault);
    }
  };
  return { select, size: () => (lookup === null ? 0 : bytesOf(lookup)) };
}
