import { limits } from '../core/limits.js';
import type { FieldKind } from '../lead/index.js';
import { operators, type Scalar, type ValueShape } from './operators.js';
import { hasAtomKeys, leadsNowhere } from './read-condition.js';
import type { Condition, Operator } from './types.js';

type FieldOf = (name: string) => { readonly kind: FieldKind } | null;
type Atom = Extract<Condition, { readonly op: Operator }>;

interface Parts {
  readonly [key: string]: unknown;
}

/** The value that is to stand beside an operator. */
interface Fit {
  readonly shape: ValueShape;
  /** Of a value, or of each item of a list; null: any. */
  readonly type: string | null;
}

/** What conditions are read with, one after another. */
export interface SoundReader {
  readonly fieldOf: FieldOf;
  /** Conditions inside each other, at most. */
  readonly depthMax: number;
  /** What the fields that were met take, by operator; null where there is no such field, or it takes no such operator. */
  readonly fits: Map<unknown, Map<unknown, Fit | null>>;
  /** Conditions and list items that may still be read of the present condition. */
  left: number;
}

/** @param fieldOf - as of `checkCondition` */
export const soundReader = (fieldOf: FieldOf, depthMax: number = limits.depthMax): SoundReader => ({
  fieldOf,
  depthMax,
  fits: new Map(),
  left: 0,
});

/** The type of value that a field compares with; null where any will do. */
export function typeOfKind(kind: FieldKind): string | null {
  if (kind === 'any') return null;
  return kind === 'number' || kind === 'boolean' ? kind : 'string';
}

function findFit(field: unknown, op: unknown, fieldOf: FieldOf): Fit | null {
  if (typeof field !== 'string' || field.length > limits.idLengthMax || leadsNowhere(field)) return null;
  const kind = fieldOf(field)?.kind;
  if (kind === undefined || typeof op !== 'string' || !Object.hasOwn(operators, op)) return null;
  const { kinds, shape } = operators[op as Operator];
  return kind === 'any' || kinds.includes(kind) ? { shape, type: typeOfKind(kind) } : null;
}

function fitOf(field: unknown, op: unknown, { fits, fieldOf }: SoundReader): Fit | null {
  let byOp = fits.get(field);
  if (byOp === undefined) {
    byOp = new Map();
    fits.set(field, byOp);
  }
  let fit = byOp.get(op);
  if (fit === undefined) {
    fit = findFit(field, op, fieldOf);
    byOp.set(op, fit);
  }
  return fit;
}

function copyScalar(value: unknown, type: string | null): Scalar | null {
  const own = typeof value;
  if (type !== null && own !== type) return null;
  if (own === 'string') return (value as string).length <= limits.textLengthMax ? (value as string) : null;
  if (own === 'boolean') return value as boolean;
  // JSON knows no −0
  return Number.isFinite(value) ? (value as number) + 0 : null;
}

function copyList(value: unknown, type: string | null, reader: SoundReader): Scalar[] | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  reader.left -= value.length;
  if (reader.left < 0) return null;
  const copy = [...(value as readonly Scalar[])];
  const lengthMax = limits.textLengthMax;
  for (let i = 0; i < copy.length; i++) {
    const item: unknown = copy[i];
    // most are texts: those without a call
    if (typeof item === 'string' && type === 'string') {
      if (item.length > lengthMax) return null;
      continue;
    }
    const scalar = copyScalar(item, type);
    if (scalar === null) return null;
    copy[i] = scalar;
  }
  return copy;
}

function copyRange(value: unknown, reader: SoundReader): Scalar[] | null {
  const range = copyList(value, 'number', reader);
  return range !== null && range.length === 2 && range[0]! <= range[1]! ? range : null;
}

/** Null where the value does not fit. */
function copyValue({ shape, type }: Fit, value: unknown, reader: SoundReader): Scalar | Scalar[] | null {
  switch (shape) {
    case 'scalars':
      return copyList(value, type, reader);
    case 'scalar':
      return copyScalar(value, type);
    case 'range':
      return copyRange(value, reader);
    case 'number':
      return copyScalar(value, 'number');
    default:
      return copyScalar(value, 'string') ?? copyList(value, 'string', reader);
  }
}

function copyAtom(parts: Parts, reader: SoundReader): Atom | null {
  const field = parts['field'] as string;
  const op = parts['op'] as Operator;
  const fit = fitOf(field, op, reader);
  if (fit === null) return null;
  const value = parts['value'];
  if (fit.shape === 'nothing') return value === undefined ? { field, op } : null;
  const copy = copyValue(fit, value, reader);
  return copy === null ? null : { field, op, value: copy };
}

function copyParts(parts: unknown, depth: number, reader: SoundReader): Condition[] | null {
  if (!Array.isArray(parts)) return null;
  const copy: Condition[] = [];
  for (let i = 0; i < parts.length; i++) {
    const part = copyNode(parts[i], depth, reader);
    if (part === null) return null;
    copy.push(part);
  }
  return copy;
}

function copyGroup(group: string, inner: unknown, depth: number, reader: SoundReader): Condition | null {
  if (group === 'not') {
    const not = copyNode(inner, depth, reader);
    return not === null ? null : { not };
  }
  const parts = group === 'all' || group === 'any' ? copyParts(inner, depth, reader) : null;
  if (parts === null) return null;
  return group === 'all' ? { all: parts } : { any: parts };
}

function copyNode(node: unknown, depth: number, reader: SoundReader): Condition | null {
  reader.left -= 1;
  if (reader.left < 0 || depth > reader.depthMax) return null;
  if (typeof node !== 'object' || node === null) return typeof node === 'boolean' ? node : null;
  if (Array.isArray(node)) return null;
  const parts = node as Parts;
  const keys = Object.keys(parts);
  if (typeof parts['field'] === 'string') return hasAtomKeys(keys) ? copyAtom(parts, reader) : null;
  return keys.length === 1 ? copyGroup(keys[0]!, parts[keys[0]!], depth + 1, reader) : null;
}

/**
 * A copy of a condition that has no problem, its keys in order, made in the one pass that checks it: nearly all conditions
 * are sound and a policy has thousands of them.
 *
 * @returns null where `checkCondition` finds a problem, or must look for one
 */
export function copySound(condition: unknown, reader: SoundReader): Condition | null {
  reader.left = limits.conditionNodesMax;
  return copyNode(condition, 1, reader);
}
