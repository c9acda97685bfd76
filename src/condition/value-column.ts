import { compileNode } from './compile-condition.js';
import { type NumberClasses, numberClasses, slotOfNumber, withSlots } from './number-classes.js';
import type { Atom, ConditionNode } from './read-condition.js';
import { addCuts, type Cuts } from './rule-boxes.js';
import { allowRule, type RuleTable, shareRows, slotsFor } from './rule-table.js';
import { slotOfText, type TextClasses, textClasses } from './text-classes.js';
import type { Truth } from './types.js';

/** Classes of the values that have no order; numbers come behind them, then texts. */
const missing = 0;
const odd = 1;
const falsehood = 2;
const truth = 3;
const firstNumber = 4;
/** One value for each of these classes. */
const unordered: readonly unknown[] = [null, {}, false, true];

/** How to find the slot of a field's value. */
export interface ValueColumn {
  readonly numbers: NumberClasses;
  readonly texts: TextClasses;
  /** The slots of what is neither, by class. */
  readonly others: Int32Array;
}

/** What a rule asks of one field: conditions on it alone that must all be true. */
export interface Asked {
  readonly rule: number;
  readonly nodes: readonly ConditionNode[];
}

const noCuts = (): Cuts => ({ texts: new Set(), numbers: new Set(), ordered: false });

const compare = <T>(a: T, b: T): number => (a < b ? -1 : a > b ? 1 : 0);

/** The class of a value that is neither text nor number. */
function classOfOther(value: unknown): number {
  if (value === undefined || value === null) return missing;
  if (typeof value === 'boolean') return value ? truth : falsehood;
  return odd;
}

/** The slot for a field's value that is no text. */
export function slotOfOther({ numbers, others }: ValueColumn, value: unknown): number {
  if (value === null || value === undefined) return others[missing]!;
  if (typeof value === 'number' && !Number.isNaN(value)) return slotOfNumber(numbers, value);
  return others[classOfOther(value)]!;
}

/** The slot for a field's value: one look-up for a text, a short search for a number and where prefixes matter. */
export const slotOfValue = (column: ValueColumn, value: unknown): number =>
  typeof value === 'string' ? slotOfText(column.texts, value) : slotOfOther(column, value);

const mapSlots = ({ numbers, texts, others }: ValueColumn, to: (slot: number) => number): ValueColumn => ({
  numbers: withSlots(numbers, numbers.slots.map(to)),
  texts: { ...texts, slots: texts.slots.map(to) },
  others: others.map(to),
});

/** The same column for a table in which its slots lie `by` apart. */
export const spreadColumn = (column: ValueColumn, by: number): ValueColumn => mapSlots(column, (slot) => slot * by);

/** The tables that a column keeps. */
export const tablesOf = ({ numbers, texts, others }: ValueColumn): readonly { readonly byteLength: number }[] => [
  numbers.cuts,
  numbers.starts,
  numbers.slots,
  numbers.small,
  texts.numbers,
  texts.slots,
  others,
];

/** Strictly between two numbers; one of the two where doubles leave nothing there. */
function numberBetween(low: number | undefined, high: number | undefined): number {
  if (low === undefined) return Number.NEGATIVE_INFINITY;
  if (high === undefined) return Number.POSITIVE_INFINITY;
  const half = low / 2 + high / 2;
  return half > low && half < high ? half : low + (high - low) / 2;
}

/** The first text after `low`; the first of all where there is no `low`. */
const textAfter = (low: string | undefined): string => (low === undefined ? '' : `${low}\u0000`);

/** The texts or the numbers of one field, cut where the truth of a rule may change, and what comes of them. */
interface Domain<T extends string | number> {
  readonly first: number;
  readonly lastClass: number;
  /** Whether classes lie between cuts; where not, the first class is for all values that are no cuts. */
  readonly gaps: boolean;
  /** A value between two neighbouring cuts, before the first or after the last. */
  readonly between: (low: T | undefined, high: T | undefined) => T;
}

/** The bitmaps by slot, and whose bit is set in those of classes. */
interface Target {
  readonly bits: Int32Array;
  readonly words: number;
  rule: number;
  readonly slotOf: (at: number) => number;
}

function allowOne({ bits, words, rule, slotOf }: Target, at: number): void {
  const word = slotOf(at) * words + (rule >>> 5);
  bits[word] = bits[word]! | (1 << (rule & 31));
}

function allow({ bits, words, rule, slotOf }: Target, first: number, last: number): void {
  if (first <= last) allowRule(bits, words, rule, slotOf(first), slotOf(last));
}

/** Lets the classes through whose values pass `test`, which changes at the cuts in `own` only. */
function allowWhere<T extends string | number>(
  { first, gaps, lastClass, between }: Domain<T>,
  test: (value: unknown) => boolean,
  own: ReadonlySet<T>,
  ofCut: ReadonlyMap<unknown, number>,
  to: Target,
): void {
  let low: T | undefined;
  let lowClass = gaps ? first - 1 : first;
  const allowUpTo = (high: T | undefined, highClass: number): void => {
    const sample = between(low, high);
    // No value lies before the text "", nor between a text and the next one.
    if (sample !== high && test(sample)) {
      if (!gaps) allowOne(to, first);
      allow(to, lowClass + 1, highClass - 1);
    }
    if (high !== undefined && test(high)) allowOne(to, highClass);
    low = high;
    lowClass = highClass;
  };
  for (const cut of [...own].sort(compare)) allowUpTo(cut, ofCut.get(cut)!);
  allowUpTo(undefined, lastClass + 1);
}

const itself = (value: unknown): unknown => value;

/** The class of a value that some rule names. */
const classOfNamed = ({ ofCut }: Classes, value: unknown): number => ofCut.get(value) ?? classOfOther(value);

/** The classes for which one comparison is true, for the operators whose values say so directly; false for others. */
function allowDirectly({ op, value }: Atom, on: Classes, to: Target): boolean {
  if (op === 'eq') allowOne(to, classOfNamed(on, value));
  else if (op === 'in') {
    const { bits, words, rule, slotOf } = to;
    const values = value as readonly unknown[];
    for (let i = 0; i < values.length; i++) {
      const at = slotOf(classOfNamed(on, values[i])) * words + (rule >>> 5);
      bits[at] = bits[at]! | (1 << (rule & 31));
    }
  } else if (op === 'between') {
    const range = value as readonly [number, number];
    allow(to, classOfNamed(on, range[0]), classOfNamed(on, range[1]));
  } else if (op === 'lt') allow(to, firstNumber, classOfNamed(on, value) - 1);
  else if (op === 'lte') allow(to, firstNumber, classOfNamed(on, value));
  else if (op === 'gt') allow(to, classOfNamed(on, value) + 1, on.firstText - 1);
  else if (op === 'gte') allow(to, classOfNamed(on, value), on.firstText - 1);
  else return false;
  return true;
}

/** The classes of a field, from the cuts of all rules. */
interface Classes extends Pick<ValueColumn, 'numbers' | 'texts'> {
  /** The class of each cut. */
  readonly ofCut: ReadonlyMap<unknown, number>;
  /** Whether what lies between texts matters. */
  readonly textGaps: boolean;
  readonly firstText: number;
  readonly classCount: number;
}

/** Lets a rule through in every class whose values pass all that it asks. */
function allowAsked({ nodes }: Asked, on: Classes, to: Target): void {
  const only = nodes[0]!;
  if (nodes.length === 1 && only.type === 'atom' && allowDirectly(only, on, to)) return;
  const cuts = noCuts();
  for (const node of nodes) addCuts(node, cuts);
  const tests = nodes.map((node) => compileNode<unknown>(node, () => itself));
  const passes = (value: unknown): boolean => tests.every((test): boolean => (test(value) as Truth) === true);
  for (const [at, value] of unordered.entries()) if (passes(value)) allowOne(to, at);
  const { ofCut, firstText, textGaps, classCount } = on;
  const numbers = { first: firstNumber, gaps: true, lastClass: firstText - 1, between: numberBetween };
  const texts = { first: firstText, gaps: textGaps, lastClass: classCount - 1, between: textAfter };
  allowWhere(numbers, passes, cuts.numbers, ofCut, to);
  allowWhere(texts, passes, cuts.texts, ofCut, to);
}

function findClasses(rules: readonly Asked[]): Classes {
  const cuts = noCuts();
  for (let i = 0; i < rules.length; i++) for (const node of rules[i]!.nodes) addCuts(node, cuts);
  // texts and whole numbers sort right without a comparison of ours
  const texts = [...cuts.texts].sort();
  const numbers = Float64Array.from(cuts.numbers).sort();
  const firstText = firstNumber + 2 * numbers.length + 1;
  const step = cuts.ordered ? 2 : 1;
  const ofCut = new Map<unknown, number>();
  for (let i = 0; i < numbers.length; i++) ofCut.set(numbers[i], firstNumber + 2 * i + 1);
  for (let i = 0; i < texts.length; i++) ofCut.set(texts[i], firstText + step * i + 1);
  return {
    ofCut,
    numbers: numberClasses(numbers),
    firstText,
    texts: textClasses(texts, cuts.ordered),
    textGaps: cuts.ordered,
    classCount: firstText + step * texts.length + 1,
  };
}

/**
 * The table of one field: each slot lets through the rules that ask nothing of the field, and those whose conditions
 * are true for a value of the slot.
 *
 * @param rules - what rules ask of the field, each rule once
 * @param template - a bit for every rule that asks nothing of the field
 * @returns `exact` where no rule is let through for a value that fails it
 */
export function buildValueColumn(
  rules: readonly Asked[],
  template: Int32Array,
): { readonly column: ValueColumn; readonly table: RuleTable; readonly exact: boolean } {
  const classes = findClasses(rules);
  const { numbers, texts, firstText, classCount } = classes;
  const words = template.length;
  const [from, to] = [classCount - firstNumber, Math.min(classCount, slotsFor(words)) - firstNumber];
  const slotOf = (at: number): number =>
    from === to || at < firstNumber ? at : firstNumber + Math.floor(((at - firstNumber) * to) / from);
  const bits = new Int32Array((firstNumber + to) * words);
  for (let at = 0; at < bits.length; at += words) bits.set(template, at);
  const target = { bits, words, rule: 0, slotOf };
  for (let i = 0; i < rules.length; i++) {
    target.rule = rules[i]!.rule;
    allowAsked(rules[i]!, classes, target);
  }
  const { rowOf, rows, rowCount } = shareRows(bits, words);
  const rowsFrom = (first: number, count: number): Int32Array => {
    const slots = new Int32Array(count);
    for (let i = 0; i < count; i++) slots[i] = rowOf[slotOf(first + i)]!;
    return slots;
  };
  const column: ValueColumn = {
    numbers: withSlots(numbers, rowsFrom(firstNumber, numbers.slots.length)),
    texts: { ...texts, slots: rowsFrom(firstText, texts.slots.length) },
    others: rowsFrom(0, firstNumber),
  };
  const own = new Uint16Array(rowCount);
  for (let row = 0; row < rowCount; row++) own[row] = row;
  return { column, table: { rowOf: own, rows, rowCount }, exact: from === to };
}
