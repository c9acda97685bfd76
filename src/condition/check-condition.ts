import type { FieldKind } from '../lead/index.js';
import { copySound, soundReader, typeOfKind } from './copy-sound.js';
import { operators } from './operators.js';
import { type Atom, type ConditionNode, describe, quote, readCondition } from './read-condition.js';
import type { ConditionProblem } from './types.js';

type FieldOf = (name: string) => { readonly kind: FieldKind } | null;
type Path = (string | number)[];

/** The first of the values that is of another type; undefined where none is. */
function strayOf(value: unknown, type: string): unknown {
  if (Array.isArray(value)) return value.find((item) => typeof item !== type);
  return typeof value === type ? undefined : value;
}

/** The problem of one comparison with the kind of its field: which key, and why. */
function problemOfAtom({ field, op, value }: Atom, kind: FieldKind): readonly [key: string, message: string] | null {
  const type = typeOfKind(kind);
  if (type !== null) {
    const { kinds } = operators[op];
    if (!kinds.includes(kind))
      return ['op', `${quote(op)} compares fields of kind ${kinds.join(', ')}; ${quote(field)} is of kind ${kind}`];
    const stray = strayOf(value, type);
    if (stray !== undefined) {
      const message = `expected a ${type === 'string' ? 'text' : type}, found ${describe(stray)}`;
      return ['value', `${quote(field)} is of kind ${kind}: ${message}`];
    }
  }
  if (op === 'between') {
    const [min, max] = value as readonly [number, number];
    if (min > max) return ['value', `expected the smaller number first, found ${min} before ${max}`];
  }
  return null;
}

/** Adds what is wrong with a condition that `path` leads to; the path is the same again afterwards. */
function addProblems(node: ConditionNode, path: Path, fieldOf: FieldOf, found: ConditionProblem[]): void {
  if (node.type === 'not') {
    path.push('not');
    addProblems(node.part, path, fieldOf, found);
    path.pop();
  } else if (node.type === 'malformed') {
    found.push({ path: node.key === null ? [...path] : [...path, node.key], message: node.message });
  } else if (node.type === 'atom') {
    const problem = problemWith(node, fieldOf);
    if (problem !== null) found.push({ path: [...path, problem[0]], message: problem[1] });
  } else if (node.type !== 'constant') {
    for (let i = 0; i < node.parts.length; i++) {
      path.push(node.type, i);
      addProblems(node.parts[i]!, path, fieldOf, found);
      path.length -= 2;
    }
  }
}

function problemWith(atom: Atom, fieldOf: FieldOf): readonly [key: string, message: string] | null {
  const field = fieldOf(atom.field);
  return field === null
    ? ['field', `expected the name of a field, found ${quote(atom.field)}`]
    : problemOfAtom(atom, field.kind);
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
export function checkCondition(condition: unknown, fieldOf: FieldOf): readonly ConditionProblem[] {
  return copySound(condition, soundReader(fieldOf)) === null ? findProblems(condition, fieldOf) : [];
}

/** See {@link checkCondition}: the whole search, for what is not seen to be sound. */
export function findProblems(condition: unknown, fieldOf: FieldOf): readonly ConditionProblem[] {
  const found: ConditionProblem[] = [];
  addProblems(readCondition(condition), [], fieldOf, found);
  return found;
}
