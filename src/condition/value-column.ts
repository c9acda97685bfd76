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
  readonly classOf: (value: T) => number;
  /** Whether classes lie between cuts; where not, class 0 is for all values that are no cuts. */
  readonly gaps: boolean;
  readonly lastClass: number;
  /** A value between two neighbouring cuts, before the first or after the last. */
  readonly between: (low: T | undefined, high: T | undefined) => T;
}

/** Lets the classes through whose values pass `test`, which changes at the cuts in `own` only. */
function allowWhere<T extends string | number>(
  { classOf, gaps, lastClass, between }: Domain<T>,
  test: (value: unknown) => boolean,
  own: ReadonlySet<T>,
  allow: (first: number, last: number) => void,
): void {
  let low: T | undefined;
  let lowClass = gaps ? -1 : 0;
  const allowUpTo = (high: T | undefined, highClass: number): void => {
    const sample = between(low, high);
    // No value lies before the text "", nor between a text and the next one.
    if (sample !== high && test(sample)) {
      if (!gaps) allow(0, 0);
      allow(lowClass + 1, highClass - 1);
    }
    if (high !== undefined && test(high)) allow(highClass, highClass);
    low = high;
    lowClass = highClass;
  };
  for (const cut of [...own].sort(compare)) allowUpTo(cut, classOf(cut));
  allowUpTo(undefined, lastClass + 1);
}

const itself = (value: unknown): unknown => value;

/** The classes for which one comparison is true, for the operators whose values say so directly; false for others. */
function allowDirectly({ op, value }: Atom, allow: (first: number, last: number) => void, on: Classes): boolean {
  if (op === 'eq' || op === 'in') {
    for (const one of Array.isArray(value) ? value : [value]) allow(on.classOf(one), on.classOf(one));
    return true;
  }
  if (op === 'between') allow(on.classOf((value as [number, number])[0]), on.classOf((value as [number, number])[1]));
  else if (op === 'lt') allow(firstNumber, on.classOf(value) - 1);
  else if (op === 'lte') allow(firstNumber, on.classOf(value));
  else if (op === 'gt') allow(on.classOf(value) + 1, on.firstText - 1);
  else if (op === 'gte') allow(on.classOf(value), on.firstText - 1);
  else return false;
  return true;
}

interface Classes {
  readonly firstText: number;
  readonly classOf: (value: unknown) => number;
  readonly numbers: Domain<number>;
  readonly texts: Domain<string>;
}

/** Lets a rule through in every class whose values pass all that it asks. */
function allowAsked({ nodes }: Asked, on: Classes, allow: (first: number, last: number) => void): void {
  const [only] = nodes;
  if (nodes.length === 1 && only!.type === 'atom' && allowDirectly(only as Atom, allow, on)) return;
  const cuts = noCuts();
  for (const node of nodes) addCuts(node, cuts);
  const tests = nodes.map((node) => compileNode<unknown>(node, () => itself));
  const passes = (value: unknown): boolean => tests.every((test): boolean => (test(value) as Truth) === true);
  for (const [at, value] of unordered.entries()) if (passes(value)) allow(at, at);
  const shifted = (by: number) => (first: number, last: number) => allow(first + by, last + by);
  allowWhere(on.numbers, passes, cuts.numbers, shifted(firstNumber));
  allowWhere(on.texts, passes, cuts.texts, shifted(on.firstText));
}

interface Found extends Pick<ValueColumn, 'numbers' | 'texts'> {
  /** Whether what lies between texts matters. */
  readonly textGaps: boolean;
  readonly firstText: number;
  readonly classCount: number;
}

/** The classes of a field, from the cuts of all rules. */
function findClasses(rules: readonly Asked[]): Found {
  const cuts = noCuts();
  for (const { nodes } of rules) for (const node of nodes) addCuts(node, cuts);
  const texts = [...cuts.texts].sort(compare);
  const firstText = firstNumber + 2 * cuts.numbers.size + 1;
  return {
    numbers: numberClasses([...cuts.numbers].sort(compare)),
    firstText,
    texts: textClasses(texts, cuts.ordered),
    textGaps: cuts.ordered,
    classCount: firstText + (cuts.ordered ? 2 : 1) * texts.length + 1,
  };
}

function classesOf(found: Found): Classes {
  const { numbers, texts, firstText, textGaps, classCount } = found;
  return {
    firstText,
    classOf: (value) =>
      typeof value === 'string'
        ? firstText + slotOfText(texts, value)
        : typeof value === 'number'
          ? firstNumber + slotOfNumber(numbers, value)
          : classOfOther(value),
    numbers: {
      classOf: (value) => slotOfNumber(numbers, value),
      gaps: true,
      lastClass: firstText - firstNumber - 1,
      between: numberBetween,
    },
    texts: {
      classOf: (value) => slotOfText(texts, value),
      gaps: textGaps,
      lastClass: classCount - firstText - 1,
      between: textAfter,
    },
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
  const found = findClasses(rules);
  const classes = classesOf(found);
  const words = template.length;
  const [from, to] = [found.classCount - firstNumber, Math.min(found.classCount, slotsFor(words)) - firstNumber];
  const slotOf = (at: number): number =>
    from === to || at < firstNumber ? at : firstNumber + Math.floor(((at - firstNumber) * to) / from);
  const bits = new Int32Array((firstNumber + to) * words);
  for (let at = 0; at < bits.length; at += words) bits.set(template, at);
  for (const asked of rules)
    allowAsked(asked, classes, (first, last) => {
      if (first <= last) allowRule(bits, words, asked.rule, slotOf(first), slotOf(last));
    });
  const table = shareRows(bits, words);
  const slotAfter = (first: number) => (at: number) => table.rowOf[slotOf(first + at)]!;
  const numberSlot = slotAfter(firstNumber);
  const textSlot = slotAfter(found.firstText);
  const column: ValueColumn = {
    numbers: withSlots(found.numbers, found.numbers.slots.map(numberSlot)),
    texts: { ...found.texts, slots: found.texts.slots.map(textSlot) },
    others: Int32Array.from(unordered, (_, at) => table.rowOf[slotOf(at)]!),
  };
  return { column, table, exact: from === to };
}
