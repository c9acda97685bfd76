import { compileNode } from './compile-condition.js';
import { buildListColumn } from './list-column.js';
import { type LookupColumn, lookUpRule, type RuleLookup } from './look-up-rule.js';
import { type ConditionNode, forEachAtom, readCondition } from './read-condition.js';
import { boxesOf, type Conjunct, type Items } from './rule-boxes.js';
import { joinTables, type RuleTable } from './rule-table.js';
import { type OnFault, scanRules } from './select-rule-naive.js';
import type { Condition, FieldReader, Truth } from './types.js';
import { type Asked, buildValueColumn } from './value-column.js';

/** Finds the first rule in order whose condition is true. */
export interface RuleIndex<S> {
  /**
   * Position of the first rule whose condition is true, -1 where none is. A rule whose evaluation throws is skipped
   * and reported through `onFault`.
   */
  readonly select: (subject: S, onFault?: OnFault) => number;
}

/** Up to about this many rules, trying one after the other is as fast as looking up all fields (bench/rules.ts). */
const scannedRulesMax = 16;

/** A look-up reads this many tables at once. */
const tablesMin = 4;

/** A table and the columns whose slots, times their strides, add up to its slot. */
interface Part<S> {
  readonly table: RuleTable;
  readonly columns: readonly (Omit<LookupColumn<S>, 'table' | 'step'> & { readonly stride: number })[];
}

interface Entry {
  readonly rule: number;
  readonly box: readonly Conjunct[];
}

const entriesOf = (nodes: readonly ConditionNode[]): readonly Entry[] =>
  nodes.flatMap((node, rule) => boxesOf(node, true).map((box) => ({ rule, box })));

/** By field, what each entry asks of it, as `pick` has it. */
function groupByField<T extends { readonly field: string }>(
  entries: readonly Entry[],
  pick: (conjunct: Conjunct) => T | null,
  merge: (asked: readonly T[]) => T,
): ReadonlyMap<string, ReadonlyMap<number, T>> {
  const fields = new Map<string, Map<number, T>>();
  for (const [entry, { box }] of entries.entries()) {
    const asked = new Map<string, T[]>();
    for (const conjunct of box) {
      const found = pick(conjunct);
      if (found === null) continue;
      const before = asked.get(found.field);
      if (before === undefined) asked.set(found.field, [found]);
      else before.push(found);
    }
    for (const [field, all] of asked) {
      const rules = fields.get(field) ?? new Map<number, T>();
      fields.set(field, rules.set(entry, all.length === 1 ? all[0]! : merge(all)));
    }
  }
  return fields;
}

const mergeAsked = (asked: readonly Asked[]): Asked => ({
  node: { type: 'all', parts: asked.map(({ node }) => node) },
  field: asked[0]!.field,
  texts: asked.flatMap(({ texts }) => texts),
  numbers: asked.flatMap(({ numbers }) => numbers),
  ordered: asked.some(({ ordered }) => ordered),
});

/** A bit for each entry that is not in `asking`. */
function bitsWithout(count: number, asking: ReadonlyMap<number, unknown>): Int32Array {
  const bits = new Int32Array(Math.ceil(count / 32));
  for (let entry = 0; entry < count; entry++) {
    if (!asking.has(entry)) bits[entry >>> 5] = bits[entry >>> 5]! | (1 << (entry & 31));
  }
  return bits;
}

/** Joins the smallest tables down to four, while the result stays small: fewer loads per 32 rules. */
function joinParts<S>(parts: readonly Part<S>[]): readonly Part<S>[] {
  const bySize = [...parts].sort((a, b) => a.table.slots - b.table.slots);
  const [left, right, ...rest] = bySize;
  const table = bySize.length > tablesMin ? joinTables(left!.table, right!.table) : null;
  if (table === null) return bySize;
  const outer = left!.columns.map((column) => ({ ...column, stride: column.stride * right!.table.slots }));
  return joinParts([{ table, columns: [...outer, ...right!.columns] }, ...rest]);
}

function assemble<S>(parts: readonly Part<S>[], words: number): Pick<RuleLookup<S>, 'bits' | 'starts' | 'columns'> {
  const starts = new Int32Array(parts.length);
  const bits = new Int32Array(parts.reduce((sum, { table }) => sum + table.bits.length, 0));
  let at = 0;
  for (const [i, { table }] of parts.entries()) {
    starts[i] = at;
    bits.set(table.bits, at);
    at += table.bits.length;
  }
  const columns = parts.flatMap((part, table) =>
    part.columns.map(({ read, values, lists, stride }) => ({ read, table, step: stride * words, values, lists })),
  );
  return { bits, starts, columns };
}

function buildLookup<S>(
  nodes: readonly ConditionNode[],
  tests: readonly ((subject: S) => Truth)[],
  readerOf: (field: string) => FieldReader<S>,
): RuleLookup<S> {
  const entries = entriesOf(nodes);
  const words = Math.ceil(entries.length / 32);
  const exact = Uint8Array.from(entries, ({ box }) => (box.every(({ cuts }) => cuts !== null) ? 1 : 0));
  const parts: Part<S>[] = [];
  const byValue = groupByField<Asked>(entries, ({ node, cuts }) => cuts && { node, ...cuts }, mergeAsked);
  for (const [field, rules] of byValue) {
    const built = buildValueColumn(rules, bitsWithout(entries.length, rules));
    parts.push({
      table: built.table,
      columns: [{ read: readerOf(field), values: built.column, lists: null, stride: 1 }],
    });
    if (!built.exact) for (const entry of rules.keys()) exact[entry] = 0;
  }
  const joined = [...joinParts(parts)];
  // Whatever a list must hold, that it holds one thing is enough to look for.
  const byItem = groupByField<Items>(
    entries,
    ({ items }) => items,
    ([first]) => first!,
  );
  for (const [field, rules] of byItem) {
    const built = buildListColumn(rules, bitsWithout(entries.length, rules));
    const column = { read: readerOf(field), values: null, lists: built.column, stride: 1 };
    joined.push({ table: built.table, columns: [column] });
  }
  const everything: Part<S> = { table: { bits: bitsWithout(entries.length, new Map()), slots: 1 }, columns: [] };
  while (joined.length < tablesMin) joined.push(everything);
  const fields = new Set<string>();
  for (const node of nodes) forEachAtom(node, ({ field }) => fields.add(field));
  const otherFields = [...fields].filter((field) => !byValue.has(field) && !byItem.has(field)).map(readerOf);
  const ruleOfEntry = Int32Array.from(entries, ({ rule }) => rule);
  const offsets = new Int32Array(joined.length);
  return { ...assemble(joined, words), words, offsets, otherFields, ruleOfEntry, exact, tests };
}

/**
 * Finds the first rule in order whose condition is true, at a cost that hardly grows with the number of rules: one
 * look-up per field that any rule reads, then 32 rules per step. Equal to {@link selectRuleNaive}, faults included,
 * where a reader always gives the same for a subject, does not itself select from this index, and gives plain data.
 *
 * @param conditions - in the order of the rules; a malformed one is never true
 * @param readerOf - called for every field used; what it throws comes through
 * @returns a select that allocates nothing; building is O(rules · values of a field) at worst and O(size) as a rule
 */
export function buildRuleIndex<S>(
  conditions: readonly Condition[],
  readerOf: (field: string) => FieldReader<S>,
): RuleIndex<S> {
  const nodes = conditions.map(readCondition);
  const tests = nodes.map((node) => compileNode(node, readerOf));
  if (conditions.length <= scannedRulesMax) return { select: (subject, onFault) => scanRules(tests, subject, onFault) };
  const lookup = buildLookup(nodes, tests, readerOf);
  const select: RuleIndex<S>['select'] = (subject, onFault) => {
    try {
      return lookUpRule(lookup, subject);
    } catch {
      // Faults are told in rule order, and only those of rules before the one selected: the scan knows them.
      return scanRules(tests, subject, onFault);
    }
  };
  return { select };
}
