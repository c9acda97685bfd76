import type { Scalar } from './operators.js';
import { type Atom, type ConditionNode, forEachAtom } from './read-condition.js';

/**
 * Where the truth of a condition on one field may change: between two neighbouring cuts it stays the same, and so it
 * does for each kind of value that is neither text nor number.
 */
export interface Cuts {
  readonly field: string;
  readonly texts: readonly string[];
  readonly numbers: readonly number[];
  /** Whether texts between two cuts matter, not only the cuts themselves. */
  readonly ordered: boolean;
}

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
  readonly cuts: Cuts | null;
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

const valuesOf = ({ value }: Atom): readonly Scalar[] => (Array.isArray(value) ? value : [value as Scalar]);

/** Adds the cuts of a comparison; false where cuts cannot describe it. */
function addCuts(atom: Atom, texts: string[], numbers: number[]): boolean {
  const { op } = atom;
  if (op === 'ends_with' || op.startsWith('contains')) return false;
  for (const value of valuesOf(atom)) {
    if (typeof value === 'string') texts.push(value);
    if (typeof value === 'string' && op === 'starts_with') texts.push(endOfPrefix(value));
    if (typeof value === 'number') numbers.push(value);
  }
  return true;
}

/** Null where the condition reads no field or several, or compares in a way that cuts cannot describe. */
function cutsOf(node: ConditionNode): Cuts | null {
  const texts: string[] = [];
  const numbers: number[] = [];
  let only: string | null = null;
  let ordered = false;
  let describable = true;
  forEachAtom(node, (atom) => {
    only ??= atom.field;
    ordered ||= atom.op === 'starts_with';
    describable &&= atom.field === only && addCuts(atom, texts, numbers);
  });
  return describable && only !== null ? { field: only, texts, numbers, ordered } : null;
}

function itemsOf(node: ConditionNode): Items | null {
  if (node.type !== 'atom' || !node.op.startsWith('contains')) return null;
  const values = node.op === 'contains_all' ? valuesOf(node).slice(0, 1) : valuesOf(node);
  return { field: node.field, values, text: node.op === 'contains' };
}

const boxOf = (node: ConditionNode, truth: boolean, cuts: Cuts | null): Conjunct[] =>
  truth ? [{ node, cuts, items: itemsOf(node) }] : [{ node: { type: 'not', part: node }, cuts, items: null }];

/** All ways to take one choice per part; a part with too many choices is taken whole. */
function combineBoxes(parts: readonly ConditionNode[], truth: boolean): Conjunct[][] {
  let boxes: Conjunct[][] = [[]];
  for (const part of parts) {
    let choices = boxesOf(part, truth);
    if (boxes.length * choices.length > boxesMax) choices = [boxOf(part, truth, null)];
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
  const cuts = cutsOf(node);
  if (cuts !== null || node.type === 'atom') return [boxOf(node, truth, cuts)];
  if ((node.type === 'all') === truth) return combineBoxes(node.parts, truth);
  const boxes = node.parts.flatMap((part) => boxesOf(part, truth));
  return boxes.length > boxesMax ? [boxOf(node, truth, null)] : boxes;
}
