import type { Scalar } from './operators.js';
import { type Atom, type ConditionNode, forEachAtom } from './read-condition.js';

/** Items of which a list field must hold one. */
export interface Items {
  readonly field: string;
  readonly values: readonly Scalar[];
  /** Whether a text may do as well. */
  readonly text: boolean;
}

/** A condition that must be true, and what an index can know of it. */
export interface Conjunct {
  readonly node: ConditionNode;
  /**
   * Its only field, where cuts describe it: between two neighbouring cuts its truth stays the same, and so it does for
   * each kind of value that is neither text nor number. Null where it reads several fields or compares otherwise.
   */
  readonly cutField: string | null;
  readonly items: Items | null;
}

/** Alternatives per rule; a part of a rule that would take more is left to the rule's own test. */
const boxesMax = 16;

/** The smallest text after all texts that start with `prefix`, or the prefix itself where there is none. */
function endOfPrefix(prefix: string): string {
  let last = prefix.length - 1;
  while (last >= 0 && prefix.charCodeAt(last) === 0xffff) last--;
  return last < 0 ? prefix : prefix.slice(0, last) + String.fromCharCode(prefix.charCodeAt(last) + 1);
}

const valuesOf = ({ value }: Atom): readonly Scalar[] =>
  Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];

const isCuttable = ({ op }: Atom): boolean => op === 'in' || (op !== 'ends_with' && !op.startsWith('contains'));

/** The one field that cuts describe all comparisons of; undefined where there are no comparisons, null otherwise. */
function cutFieldIn(node: ConditionNode): string | null | undefined {
  if (node.type === 'atom') return isCuttable(node) ? node.field : null;
  if (node.type === 'not') return cutFieldIn(node.part);
  if (node.type !== 'all' && node.type !== 'any') return undefined;
  let only: string | undefined;
  for (const part of node.parts) {
    const field = cutFieldIn(part);
    if (field === null || (field !== undefined && only !== undefined && field !== only)) return null;
    only ??= field;
  }
  return only;
}

const cutFieldOf = (node: ConditionNode): string | null => cutFieldIn(node) ?? null;

/** The cuts of conditions on one field. */
export interface Cuts {
  readonly texts: Set<string>;
  readonly numbers: Set<number>;
  /** Whether texts between two cuts matter, not only the cuts themselves. */
  ordered: boolean;
}

/** Adds the cuts of a condition that has a `cutField`. */
export function addCuts(node: ConditionNode, cuts: Cuts): void {
  if (node.type !== 'atom') return forEachAtom(node, (atom) => addCuts(atom, cuts));
  const prefix = node.op === 'starts_with';
  cuts.ordered ||= prefix;
  const values = valuesOf(node);
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (typeof value === 'string') {
      cuts.texts.add(value);
      if (prefix) cuts.texts.add(endOfPrefix(value));
    } else if (typeof value === 'number') cuts.numbers.add(value);
  }
}

function itemsOf(node: ConditionNode): Items | null {
  if (node.type !== 'atom' || !node.op.startsWith('contains')) return null;
  const values = node.op === 'contains_all' ? valuesOf(node).slice(0, 1) : valuesOf(node);
  return { field: node.field, values, text: node.op === 'contains' };
}

const conjunctOf = (node: ConditionNode, truth: boolean, cutField: string | null): Conjunct =>
  truth ? { node, cutField, items: itemsOf(node) } : { node: { type: 'not', part: node }, cutField, items: null };

/** All ways to take one choice per part; a part with too many choices is taken whole. */
function combineBoxes(parts: readonly ConditionNode[], truth: boolean): Conjunct[][] {
  let boxes: Conjunct[][] = [[]];
  for (const part of parts) {
    if (part.type === 'atom') {
      const conjunct = conjunctOf(part, truth, cutFieldOf(part));
      for (const box of boxes) box.push(conjunct);
      continue;
    }
    let choices = boxesOf(part, truth);
    if (boxes.length * choices.length > boxesMax) choices = [[conjunctOf(part, truth, null)]];
    const [only] = choices;
    if (choices.length === 1) for (const box of boxes) box.push(...only!);
    else boxes = boxes.flatMap((box) => choices.map((choice) => [...box, ...choice]));
  }
  return boxes;
}

/**
 * Alternatives of which at least one holds exactly where `node` comes out as `truth`; an alternative holds where all
 * its conjuncts are true. That is so in three values, too: `all` is true where its parts are, false where one is.
 */
export function boxesOf(node: ConditionNode, truth: boolean): Conjunct[][] {
  if (node.type === 'malformed') return [];
  if (node.type === 'constant') return node.truth === truth ? [[]] : [];
  if (node.type === 'not') return boxesOf(node.part, !truth);
  const cutField = cutFieldOf(node);
  if (cutField !== null || node.type === 'atom') return [[conjunctOf(node, truth, cutField)]];
  if ((node.type === 'all') === truth) return combineBoxes(node.parts, truth);
  const boxes = node.parts.flatMap((part) => boxesOf(part, truth));
  return boxes.length > boxesMax ? [[conjunctOf(node, truth, null)]] : boxes;
}
