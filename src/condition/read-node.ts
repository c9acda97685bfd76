import { limits } from '../core/limits.js';
import { operators, type Scalar, type ValueShape } from './operators.js';
import type { Operator } from './types.js';

/** One node of a condition, told apart. */
export type ConditionNode =
  | { readonly type: 'constant'; readonly truth: boolean }
  | { readonly type: 'all' | 'any'; readonly parts: readonly unknown[] }
  | { readonly type: 'not'; readonly part: unknown }
  | { readonly type: 'atom'; readonly field: string; readonly op: Operator; readonly value: unknown };

/** A node that means nothing: where in it, and why. */
export interface MalformedNode {
  readonly type: 'malformed';
  readonly key: string | null;
  readonly message: string;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= limits.textLengthMax;
const isScalar = (value: unknown): value is Scalar =>
  isText(value) || typeof value === 'boolean' || Number.isFinite(value);
const isListOf = (value: unknown, isItem: (item: unknown) => boolean): boolean =>
  Array.isArray(value) && value.length > 0 && value.every(isItem);

const shapes: {
  readonly [shape in ValueShape]: { readonly expected: string; readonly fits: (value: unknown) => boolean };
} = {
  nothing: { expected: 'no value', fits: (value) => value === undefined },
  scalar: { expected: 'a text, number or boolean', fits: isScalar },
  scalars: {
    expected: 'a list of texts, numbers or booleans with at least one item',
    fits: (value) => isListOf(value, isScalar),
  },
  number: { expected: 'a number', fits: Number.isFinite },
  range: {
    expected: 'a list of two numbers',
    fits: (value) => isListOf(value, Number.isFinite) && (value as readonly unknown[]).length === 2,
  },
  affix: {
    expected: 'a text or a list of texts with at least one item',
    fits: (value) => isText(value) || isListOf(value, isText),
  },
};

const malformed = (key: string | null, message: string): MalformedNode => ({ type: 'malformed', key, message });

/** User text in a message: in backticks and not longer than a line can bear. */
export const quote = (text: string): string => `\`${text.length > 80 ? `${text.slice(0, 80)}…` : text}\``;

/** The name of a JSON value's type, for messages. */
export function describe(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return value.length === 0 ? 'an empty list' : 'a list';
  if (typeof value === 'string')
    return isText(value) ? 'a text' : `a text of more than ${limits.textLengthMax} characters`;
  if (typeof value === 'number') return Number.isFinite(value) ? 'a number' : String(value);
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

/** Parts of a field's name that would lead into a prototype. */
const forbiddenParts: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype']);

function readAtom(node: { readonly [key: string]: unknown }): ConditionNode | MalformedNode {
  const { field, op, value } = node;
  if (typeof field !== 'string') return malformed('field', `expected the name of a field, found ${describe(field)}`);
  if (field.length > limits.idLengthMax)
    return malformed('field', `expected a name of at most ${limits.idLengthMax} characters`);
  if (field.split('.').some((part) => part === '' || forbiddenParts.has(part)))
    return malformed('field', `expected the name of a field, found ${quote(field)}`);
  if (typeof op !== 'string') return malformed('op', `expected an operator, found ${describe(op)}`);
  if (!Object.hasOwn(operators, op))
    return malformed('op', `expected one of ${Object.keys(operators).join(', ')}, found ${quote(op)}`);
  const shape = shapes[operators[op as Operator].shape];
  if (!shape.fits(value)) return malformed('value', `${quote(op)} expects ${shape.expected}, found ${describe(value)}`);
  return { type: 'atom', field, op: op as Operator, value };
}

function readGroup(node: { readonly [key: string]: unknown }, key: string): ConditionNode | MalformedNode {
  if (key === 'not') return { type: 'not', part: node[key] };
  const parts = node[key];
  if (!Array.isArray(parts)) return malformed(key, `expected a list of conditions, found ${describe(parts)}`);
  return { type: key === 'all' ? 'all' : 'any', parts };
}

/** Reads one node of a condition that may be anything at all, without looking into its parts. Never throws on JSON. */
export function readNode(node: unknown): ConditionNode | MalformedNode {
  if (typeof node === 'boolean') return { type: 'constant', truth: node };
  if (typeof node !== 'object' || node === null || Array.isArray(node))
    return malformed(null, `expected true, false, \`all\`, \`any\`, \`not\` or a comparison, found ${describe(node)}`);
  const keys = Object.keys(node);
  const record = node as { readonly [key: string]: unknown };
  const group = keys.find((key) => key === 'all' || key === 'any' || key === 'not');
  const stray = keys.find((key) =>
    group === undefined ? key !== 'field' && key !== 'op' && key !== 'value' : key !== group,
  );
  if (stray !== undefined)
    return malformed(
      stray,
      `expected ${group === undefined ? 'only `field`, `op` and `value`' : `nothing beside ${quote(group)}`}, found ${quote(stray)}`,
    );
  return group === undefined ? readAtom(record) : readGroup(record, group);
}
