import { limits } from '../core/limits.js';
import { operators, type Scalar, type ValueShape } from './operators.js';
import type { Operator } from './types.js';

/** A comparison whose value has the shape that its operator takes. */
export interface Atom {
  readonly type: 'atom';
  readonly field: string;
  readonly op: Operator;
  readonly value: unknown;
}

/** A part that means nothing: which key of it, and why. */
interface Malformed {
  readonly type: 'malformed';
  readonly key: string | null;
  readonly message: string;
}

/** A condition taken apart, whatever it was. */
export type ConditionNode =
  | { readonly type: 'constant'; readonly truth: boolean }
  | { readonly type: 'all' | 'any'; readonly parts: readonly ConditionNode[] }
  | { readonly type: 'not'; readonly part: ConditionNode }
  | Atom
  | Malformed;

interface Record {
  readonly [key: string]: unknown;
}

/** What may still be read: conditions and list items. */
interface Budget {
  left: number;
}

const isText = (value: unknown): boolean => typeof value === 'string' && value.length <= limits.textLengthMax;
const isScalar = (value: unknown): value is Scalar =>
  isText(value) || typeof value === 'boolean' || Number.isFinite(value);
function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  for (let i = 0; i < value.length; i++) {
    const item: unknown = value[i];
    // most are short texts: those without a call
    if (!(typeof item === 'string' && isItem === isScalar && item.length <= limits.textLengthMax) && !isItem(item))
      return false;
  }
  return true;
}

const expectedOf: { readonly [shape in ValueShape]: string } = {
  nothing: 'no value',
  scalar: 'a text, number or boolean',
  scalars: 'a list of texts, numbers or booleans with at least one item',
  number: 'a number',
  range: 'a list of two numbers',
  affix: 'a text or a list of texts with at least one item',
};

function fitsShape(shape: ValueShape, value: unknown): boolean {
  switch (shape) {
    case 'scalars':
      return isListOf(value, isScalar);
    case 'scalar':
      return isScalar(value);
    case 'range':
      return isListOf(value, Number.isFinite) && (value as readonly unknown[]).length === 2;
    case 'number':
      return Number.isFinite(value);
    case 'affix':
      return isText(value) || isListOf(value, isText);
    case 'nothing':
      return value === undefined;
  }
}

/** User text in a message: in backticks and no longer than a line can bear. */
export const quote = (text: string): string => `\`${text.length > 80 ? `${text.slice(0, 80)}…` : text}\``;

/** The kind of a JSON value, for messages. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null || Number.isNaN(value)) return String(value);
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'string')
    return isText(value) ? 'a text' : `a text of more than ${limits.textLengthMax} characters`;
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

const forbiddenParts: ReadonlySet<string> = new Set(['', '__proto__', 'constructor', 'prototype']);

/** Whether a part of a field's name leads nowhere or into a prototype. */
export const leadsNowhere = (field: string): boolean =>
  field.includes('.') ? field.split('.').some((part) => forbiddenParts.has(part)) : forbiddenParts.has(field);

const malformed = (key: string | null, expected: string, found: string): Malformed => ({
  type: 'malformed',
  key,
  message: `expected ${expected}, found ${found}`,
});

const tooMany = (what: string, max: number): Malformed => ({
  type: 'malformed',
  key: null,
  message: `expected at most ${max} ${what}`,
});
const tooLarge = (): Malformed => tooMany('conditions and list items', limits.conditionNodesMax);
const tooDeep = (): Malformed => tooMany('conditions inside each other', limits.depthMax);

function readAtom({ field, op, value }: Record, budget: Budget): ConditionNode {
  if (typeof field !== 'string') return malformed('field', 'the name of a field', describe(field));
  if (field.length > limits.idLengthMax || leadsNowhere(field))
    return malformed('field', `the name of a field, at most ${limits.idLengthMax} characters`, quote(field));
  if (typeof op !== 'string' || !Object.hasOwn(operators, op))
    return malformed(
      'op',
      `one of ${Object.keys(operators).join(', ')}`,
      typeof op === 'string' ? quote(op) : describe(op),
    );
  if (Array.isArray(value)) budget.left -= value.length;
  if (budget.left < 0) return tooLarge();
  const { shape } = operators[op as Operator];
  if (!fitsShape(shape, value)) return malformed('value', `${expectedOf[shape]} beside ${quote(op)}`, describe(value));
  return { type: 'atom', field, op: op as Operator, value };
}

function readParts(type: 'all' | 'any', parts: unknown, depth: number, budget: Budget): ConditionNode {
  if (!Array.isArray(parts)) return malformed(type, 'a list of conditions', describe(parts));
  const nodes: ConditionNode[] = [];
  for (let i = 0; i < parts.length && budget.left >= 0; i++) nodes.push(readNode(parts[i], depth, budget));
  return { type, parts: nodes };
}

const atomKeys: readonly string[] = ['field', 'op', 'value'];
const isAtomKey = (key: string): boolean => key === 'field' || key === 'op' || key === 'value';

/** Whether an object has no keys but those of a comparison: mostly all three, in this order. */
export const hasAtomKeys = (keys: readonly string[]): boolean =>
  (keys.length === 3 && keys[0] === 'field' && keys[1] === 'op' && keys[2] === 'value') || keys.every(isAtomKey);

const isGroup = (key: string | undefined): boolean => key === 'all' || key === 'any' || key === 'not';

/** What is wrong with an object whose keys are neither those of a comparison nor the one key of a group. */
function malformedKeys(keys: readonly string[]): Malformed {
  const group = keys.find(isGroup);
  const allowed = group === undefined ? atomKeys : [group];
  const stray = keys.find((key) => !allowed.includes(key))!;
  return malformed(stray, `no key beside ${allowed.map(quote).join(', ')}`, quote(stray));
}

function readNode(node: unknown, depth: number, budget: Budget): ConditionNode {
  budget.left -= 1;
  if (budget.left < 0) return tooLarge();
  if (depth > limits.depthMax) return tooDeep();
  if (typeof node === 'boolean') return { type: 'constant', truth: node };
  if (typeof node !== 'object' || node === null || Array.isArray(node))
    return malformed(null, 'true, false, `all`, `any`, `not` or a comparison', describe(node));
  const keys = Object.keys(node);
  if (hasAtomKeys(keys)) return readAtom(node as Record, budget);
  const group = keys[0]!;
  if (keys.length > 1 || !isGroup(group)) return malformedKeys(keys);
  const value = (node as Record)[group];
  if (group === 'not') return { type: 'not', part: readNode(value, depth + 1, budget) };
  return readParts(group as 'all' | 'any', value, depth + 1, budget);
}

/**
 * Takes a condition apart, whatever JSON it is. A part that is malformed, more than `limits.depthMax` conditions
 * deep, or past `limits.conditionNodesMax` conditions and list items (where reading ends) is marked as such.
 * The depth limit bounds the recursion.
 */
export const readCondition = (condition: unknown): ConditionNode =>
  readNode(condition, 1, { left: limits.conditionNodesMax });

/** Visits the comparisons of a condition in order. */
export function forEachAtom(node: ConditionNode, visit: (atom: Atom) => void): void {
  if (node.type === 'atom') visit(node);
  else if (node.type === 'not') forEachAtom(node.part, visit);
  else if (node.type === 'all' || node.type === 'any') for (const part of node.parts) forEachAtom(part, visit);
}
