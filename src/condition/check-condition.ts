import type { FieldKind } from '../lead/index.js';
import { operators } from './operators.js';
import { type Atom, type ConditionNode, describe, quote, readCondition } from './read-condition.js';
import type { ConditionProblem } from './types.js';

type FieldOf = (name: string) => { readonly kind: FieldKind } | null;
type Path = ConditionProblem['path'];

/** A value of the type that a field of this kind compares with. */
const sampleOfKind: { readonly [kind in Exclude<FieldKind, 'any'>]: unknown } = {
  text: '',
  texts: '',
  number: 0,
  boolean: false,
};

/** The problem of one comparison with the kind of its field: which key, and why. */
function problemOfAtom({ field, op, value }: Atom, kind: FieldKind): readonly [key: string, message: string] | null {
  if (kind !== 'any') {
    const { kinds } = operators[op];
    if (!kinds.includes(kind))
      return ['op', `${quote(op)} compares fields of kind ${kinds.join(', ')}; ${quote(field)} is of kind ${kind}`];
    const sample = sampleOfKind[kind];
    const stray = [value].flat().find((item) => item !== undefined && typeof item !== typeof sample);
    if (stray !== undefined) {
      const message = `expected ${describe(sample)}, found ${describe(stray)}`;
      return ['value', `${quote(field)} is of kind ${kind}: ${message}`];
    }
  }
  if (op === 'between') {
    const [min, max] = value as readonly [number, number];
    if (min > max) return ['value', `expected the smaller number first, found ${min} before ${max}`];
  }
  return null;
}

function problemsOf(node: ConditionNode, path: Path, fieldOf: FieldOf): readonly ConditionProblem[] {
  if (node.type === 'constant') return [];
  if (node.type === 'not') return problemsOf(node.part, [...path, 'not'], fieldOf);
  if (node.type === 'malformed')
    return [{ path: node.key === null ? path : [...path, node.key], message: node.message }];
  if (node.type !== 'atom') return node.parts.flatMap((part, i) => problemsOf(part, [...path, node.type, i], fieldOf));
  const field = fieldOf(node.field);
  const found =
    field === null
      ? (['field', `expected the name of a field, found ${quote(node.field)}`] as const)
      : problemOfAtom(node, field.kind);
  return found === null ? [] : [{ path: [...path, found[0]], message: found[1] }];
}

/**
 * Every problem of a condition that may be any JSON: its shape, fields that do not exist, operators and values that
 * cannot compare with their field, a range upside down, and size: at most `limits.depthMax` conditions inside
 * each other, `limits.conditionNodesMax` conditions and list items, `limits.textLengthMax` characters in
 * a text.
 *
 * @param fieldOf - the field of that name, or null where there is none
 * @returns an empty list where all is well; reading ends where the condition grows too large. Never throws on JSON. O(size).
 *
 * @example
 * checkCondition({ field: 'country', op: 'gt', value: 3 }, leadField);
 * //=> [{ path: ['op'], message: '`gt` compares fields of kind number; `country` is of kind text' }]
 */
export const checkCondition = (condition: unknown, fieldOf: FieldOf): readonly ConditionProblem[] =>
  problemsOf(readCondition(condition), [], fieldOf);
