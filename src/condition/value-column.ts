import { compareText } from '../core/compare.js';
import { compileCondition } from './compile-condition.js';
import type { Conjunct } from './rule-boxes.js';
import { allowRule, type RuleTable, tableOf } from './rule-table.js';
import { allowWhere, slotOfCut, slotOfGap, type ValueDomain, valueDomain } from './value-domain.js';

/** Slots of the values that have no order. */
const missingSlot = 0;
const oddSlot = 1;
const falseSlot = 2;
const trueSlot = 3;
const firstFreeSlot = 4;

/** How to find the slot of a field's value. */
export interface ValueColumn {
  readonly slotOfText: ReadonlyMap<string, number>;
  /** Slot of the texts before each of these, and after the last. */
  readonly textCuts: readonly string[];
  readonly textGapSlots: Int32Array;
  readonly numberCuts: Float64Array;
  /** Slots of gap 0, cut 0, gap 1, cut 1, … */
  readonly numberSlots: Int32Array;
}

/** What the rules ask of one field, by number of the rule; all of a rule's conjuncts must hold. */
export type ColumnRules = ReadonlyMap<number, readonly Conjunct[]>;

/** How many of the sorted cuts are below `value`. */
function countBelow<T extends string | number>(cuts: ArrayLike<T>, value: T): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The slot for a field's value: one dictionary look-up for a text, a binary search for a number. */
export function slotOfValue(column: ValueColumn, value: unknown): number {
  if (typeof value === 'string')
    return column.slotOfText.get(value) ?? column.textGapSlots[countBelow(column.textCuts, value)]!;
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return oddSlot;
    const below = countBelow(column.numberCuts, value);
    return column.numberSlots[below * 2 + (column.numberCuts[below] === value ? 1 : 0)]!;
  }
  if (typeof value === 'boolean') return value ? trueSlot : falseSlot;
  return value === undefined || value === null ? missingSlot : oddSlot;
}

/** Strictly between two numbers; where doubles leave nothing there, no value will ever ask. */
function numberInGap(low: number | undefined, high: number | undefined): number {
  if (low === undefined) return Number.NEGATIVE_INFINITY;
  if (high === undefined) return Number.POSITIVE_INFINITY;
  const half = low / 2 + high / 2;
  return half > low && half < high ? half : low + (high - low) / 2;
}

/** The first text after a cut. */
const textInGap = (low: string | undefined): string => (low === undefined ? '' : `${low}\u0000`);

function domainsOf(conjuncts: readonly Conjunct[], words: number): [ValueDomain<number>, ValueDomain<string>] {
  const values = [...new Set(conjuncts.flatMap(({ cuts }) => cuts!.values))];
  const numbers = values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
  const texts = values.filter((value) => typeof value === 'string').sort(compareText);
  const ordered = conjuncts.some(({ cuts }) => cuts!.ordered);
  const numberDomain = valueDomain(numbers, true, firstFreeSlot, words, numberInGap);
  return [numberDomain, valueDomain(texts, ordered, firstFreeSlot + numberDomain.slots, words, textInGap)];
}

/** One test for all that a rule asks of the field. */
function testOf(conjuncts: readonly Conjunct[]): (value: unknown) => boolean {
  const tests = conjuncts.map(({ condition, truth }) => {
    const test = compileCondition<unknown>(condition, () => (value) => value);
    return (value: unknown) => test(value) === truth;
  });
  return (value) => tests.every((test) => test(value));
}

function columnOf(numbers: ValueDomain<number>, texts: ValueDomain<string>): ValueColumn {
  const textCuts = texts.ordered ? texts.cuts : [];
  return {
    slotOfText: new Map(texts.cuts.map((cut, i) => [cut, slotOfCut(texts, i)])),
    textCuts,
    textGapSlots: Int32Array.from([...textCuts, ''], (_, i) => slotOfGap(texts, i)),
    numberCuts: Float64Array.from(numbers.cuts),
    numberSlots: Int32Array.from({ length: numbers.classes }, (_, at) =>
      at % 2 === 0 ? slotOfGap(numbers, at / 2) : slotOfCut(numbers, (at - 1) / 2),
    ),
  };
}

/**
 * The table of one field: each slot lets through the rules that ask nothing of the field, and those whose conjuncts
 * hold for the slot's values.
 *
 * @param template - a bit for every rule that asks nothing of the field
 * @returns `exact` where no rule is let through for a value that fails it
 */
export function buildValueColumn(
  rules: ColumnRules,
  template: Int32Array,
): { readonly column: ValueColumn; readonly table: RuleTable; readonly exact: boolean } {
  const [numbers, texts] = domainsOf([...rules.values()].flat(), template.length);
  const table = tableOf(texts.firstSlot + texts.slots, template);
  for (const [rule, conjuncts] of rules) {
    const test = testOf(conjuncts);
    const cuts = conjuncts.flatMap((conjunct) => conjunct.cuts!.values);
    for (const [slot, value] of [null, {}, false, true].entries()) if (test(value)) allowRule(table, rule, slot, slot);
    allowWhere(
      numbers,
      table,
      rule,
      test,
      cuts.filter((cut) => typeof cut === 'number'),
    );
    allowWhere(
      texts,
      table,
      rule,
      test,
      cuts.filter((cut) => typeof cut === 'string'),
    );
  }
  const exact = numbers.slots === numbers.classes && texts.slots === texts.classes;
  return { column: columnOf(numbers, texts), table, exact };
}
