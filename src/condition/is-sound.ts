import { limits } from '../core/limits.js';
import type { FieldKind } from '../lead/index.js';
import { operators, type ValueShape } from './operators.js';
import { hasAtomKeys, leadsNowhere } from './read-condition.js';
import type { Operator } from './types.js';

type FieldOf = (name: string) => { readonly kind: FieldKind } | null;

interface Parts {
  readonly [key: string]: unknown;
}

/** What may still be read: conditions and list items. */
interface Budget {
  left: number;
}

/** The type of value that a field compares with; null where any will do. */
const typeOfKind: { readonly [kind in FieldKind]: string | null } = {
  text: 'string',
  texts: 'string',
  number: 'number',
  boolean: 'boolean',
  any: null,
};

function isScalar(value: unknown, type: string | null): boolean {
  const own = typeof value;
  if (type !== null && own !== type) return false;
  if (own === 'string') return (value as string).length <= limits.textLengthMax;
  return own === 'boolean' || Number.isFinite(value);
}

function isListOf(value: unknown, type: string | null, budget: Budget): boolean {
  if (!Array.isArray(value) || value.length === 0) return false;
  budget.left -= value.length;
  if (budget.left < 0) return false;
  for (let i = 0; i < value.length; i++) {
    const item: unknown = value[i];
    // most are texts: those without a call
    if (typeof item === 'string' && type === 'string' ? item.length > limits.textLengthMax : !isScalar(item, type))
      return false;
  }
  return true;
}

function isRange(value: unknown, budget: Budget): boolean {
  if (!isListOf(value, 'number', budget)) return false;
  const range = value as readonly number[];
  return range.length === 2 && range[0]! <= range[1]!;
}

function fitsShape(shape: ValueShape, value: unknown, type: string | null, budget: Budget): boolean {
  switch (shape) {
    case 'scalars':
      return isListOf(value, type, budget);
    case 'scalar':
      return isScalar(value, type);
    case 'range':
      return isRange(value, budget);
    case 'number':
      return isScalar(value, 'number');
    case 'affix':
      return isScalar(value, 'string') || isListOf(value, 'string', budget);
    case 'nothing':
      return value === undefined;
  }
}

function isSoundAtom({ field, op, value }: Parts, fieldOf: FieldOf, budget: Budget): boolean {
  const name = field as string;
  if (name.length > limits.idLengthMax || leadsNowhere(name)) return false;
  if (typeof op !== 'string' || !Object.hasOwn(operators, op)) return false;
  const found = fieldOf(name);
  if (found === null) return false;
  const { kinds, shape } = operators[op as Operator];
  return (
    (found.kind === 'any' || kinds.includes(found.kind)) && fitsShape(shape, value, typeOfKind[found.kind], budget)
  );
}

function isSoundList(parts: unknown, fieldOf: FieldOf, depth: number, budget: Budget): boolean {
  if (!Array.isArray(parts)) return false;
  for (let i = 0; i < parts.length; i++) if (!isSoundNode(parts[i], fieldOf, depth, budget)) return false;
  return true;
}

function isSoundNode(node: unknown, fieldOf: FieldOf, depth: number, budget: Budget): boolean {
  budget.left -= 1;
  if (budget.left < 0 || depth > limits.depthMax) return false;
  if (typeof node !== 'object' || node === null) return typeof node === 'boolean';
  if (Array.isArray(node)) return false;
  const parts = node as Parts;
  const keys = Object.keys(parts);
  if (typeof parts['field'] === 'string') return hasAtomKeys(keys) && isSoundAtom(parts, fieldOf, budget);
  const group = keys[0];
  if (keys.length !== 1) return false;
  if (group === 'all' || group === 'any') return isSoundList(parts[group], fieldOf, depth + 1, budget);
  return group === 'not' && isSoundNode(parts['not'], fieldOf, depth + 1, budget);
}

/**
 * Whether a condition is seen at one glance to have no problem: one pass that makes nothing, since nearly all conditions
 * are sound and a policy has thousands of them.
 *
 * @returns true only where `checkCondition` finds nothing; false says that it must look
 */
export const isSound = (condition: unknown, fieldOf: FieldOf): boolean =>
  isSoundNode(condition, fieldOf, 1, { left: limits.conditionNodesMax });
