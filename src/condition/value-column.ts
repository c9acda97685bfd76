import { compileNode } from './compile-condition.js';
import type { ConditionNode } from './read-condition.js';
import type { Cuts } from './rule-boxes.js';
import { allowRule, type RuleTable, slotsFor, tableOf } from './rule-table.js';
import type { Truth } from './types.js';

/** Slots of the values that have no order. */
const missingSlot = 0;
const oddSlot = 1;
const falseSlot = 2;
const trueSlot = 3;
/** One value for each of these slots. */
const unordered: readonly unknown[] = [null, {}, false, true];
const firstFreeSlot = 4;

/**
 * The texts or the numbers of one field, cut where the truth of a rule may change. Where it matters what lies between
 * the cuts, classes are numbered gap, cut, gap, cut, …, gap; where not, all gaps are class 0 and cut `i` is class
 * `i + 1`. Neighbouring classes share a slot where there are too many.
 */
interface Domain<T extends string | number> {
  readonly cuts: readonly T[];
  /** Class of each cut, null where gaps matter. */
  readonly classOfCut: ReadonlyMap<T, number> | null;
  readonly slotOfClass: Int32Array;
  readonly exact: boolean;
  /** A value between two neighbouring cuts, before the first or after the last. */
  readonly between: (low: T | undefined, high: T | undefined) => T;
}

/** How to find the slot of a field's value. */
export interface ValueColumn {
  readonly texts: Domain<string>;
  readonly numbers: Domain<number>;
}

/** What a rule asks of one field: a condition that must be true, and its cuts. */
export interface Asked extends Cuts {
  readonly node: ConditionNode;
}

const compare = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

function domainOf<T extends string | number>(
  values: ReadonlySet<T>,
  firstSlot: number,
  words: number,
  between: Domain<T>['between'],
  gapsMatter: boolean,
): Domain<T> {
  const cuts = [...values].sort(compare);
  const classes = gapsMatter ? cuts.length * 2 + 1 : cuts.length + 1;
  const slots = slotsFor(classes, words);
  return {
    cuts,
    classOfCut: gapsMatter ? null : new Map(cuts.map((cut, i) => [cut, i + 1])),
    slotOfClass: Int32Array.from({ length: classes }, (_, at) => firstSlot + Math.floor((at * slots) / classes)),
    exact: slots === classes,
    between,
  };
}

function classOf<T extends string | number>({ cuts, classOfCut }: Domain<T>, value: T): number {
  if (classOfCut !== null) return classOfCut.get(value) ?? 0;
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low * 2 + (cuts[low] === value ? 1 : 0);
}

/** The slot for a field's value: one look-up for a text, a binary search for a number and where prefixes matter. */
export function slotOfValue({ texts, numbers }: ValueColumn, value: unknown): number {
  if (typeof value === 'string') return texts.slotOfClass[classOf(texts, value)]!;
  if (typeof value === 'number') return Number.isNaN(value) ? oddSlot : numbers.slotOfClass[classOf(numbers, value)]!;
  if (typeof value === 'boolean') return value ? trueSlot : falseSlot;
  return value === undefined || value === null ? missingSlot : oddSlot;
}

/** Strictly between two numbers; one of the two where doubles leave nothing there. */
function numberBetween(low: number | undefined, high: number | undefined): number {
  if (low === undefined) return Number.NEGATIVE_INFINITY;
  if (high === undefined) return Number.POSITIVE_INFINITY;
  const half = low / 2 + high / 2;
  return half > low && half < high ? half : low + (high - low) / 2;
}

/** The first text after `low`; the first of all where there is no `low`. */
const textAfter = (low: string | undefined): string => (low === undefined ? '' : `${low}\u0000`);

/** Lets `rule` through in every slot with a value that passes `test`, which changes at the cuts in `own` only. */
function allowWhere<T extends string | number>(
  domain: Domain<T>,
  table: RuleTable,
  rule: number,
  test: (value: unknown) => Truth,
  own: readonly T[],
): void {
  const { classOfCut, slotOfClass, between } = domain;
  let low: T | undefined;
  let lowClass = classOfCut === null ? -1 : 0;
  const allow = (first: number, last: number): void => {
    if (first <= last) allowRule(table, rule, slotOfClass[first]!, slotOfClass[last]!);
  };
  const allowUpTo = (high: T | undefined, highClass: number): void => {
    const sample = between(low, high);
    // No value lies before the text "", nor between a text and the next one.
    if (sample !== high && test(sample) === true) {
      if (classOfCut !== null) allow(0, 0);
      allow(lowClass + 1, highClass - 1);
    }
    if (high !== undefined && test(high) === true) allow(highClass, highClass);
    low = high;
    lowClass = highClass;
  };
  // Each cut once: what follows a cut that comes twice would be sampled without regard to the next cut.
  for (const cut of own.length > 1 ? [...new Set(own)].sort(compare) : own) allowUpTo(cut, classOf(domain, cut));
  allowUpTo(undefined, slotOfClass.length);
}

const itself = (value: unknown): unknown => value;

/**
 * The table of one field: each slot lets through the rules that ask nothing of the field, and those whose
 * condition is true for a value of the slot.
 *
 * @param rules - what the rules ask of the field, by number of the rule
 * @param template - a bit for every rule that asks nothing of the field
 * @returns `exact` where no rule is let through for a value that fails it
 */
export function buildValueColumn(
  rules: ReadonlyMap<number, Asked>,
  template: Int32Array,
): { readonly column: ValueColumn; readonly table: RuleTable; readonly exact: boolean } {
  const allTexts = new Set<string>();
  const allNumbers = new Set<number>();
  let prefixed = false;
  for (const { texts, numbers, ordered } of rules.values()) {
    for (const text of texts) allTexts.add(text);
    for (const number of numbers) allNumbers.add(number);
    prefixed ||= ordered;
  }
  const words = template.length;
  const numbers = domainOf(allNumbers, firstFreeSlot, words, numberBetween, true);
  const firstTextSlot = firstFreeSlot + slotsFor(numbers.slotOfClass.length, words);
  const texts = domainOf(allTexts, firstTextSlot, words, textAfter, prefixed);
  const table = tableOf(firstTextSlot + slotsFor(texts.slotOfClass.length, words), template);
  for (const [rule, asked] of rules) {
    const test = compileNode<unknown>(asked.node, () => itself);
    for (let slot = 0; slot < firstFreeSlot; slot++)
      if (test(unordered[slot]) === true) allowRule(table, rule, slot, slot);
    allowWhere(numbers, table, rule, test, asked.numbers);
    allowWhere(texts, table, rule, test, asked.texts);
  }
  return { column: { texts, numbers }, table, exact: numbers.exact && texts.exact };
}
