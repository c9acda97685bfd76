import type { Scalar } from './operators.js';
import { type ConditionNode, readNode } from './read-node.js';
import type { Condition } from './types.js';
import { walkCondition } from './walk-condition.js';

type Atom = Extract<ConditionNode, { type: 'atom' }>;

/**
 * Where the truth of a condition on one field may change: between two neighbouring cuts it stays the same, and so it
 * does for each kind of value that is neither text nor number.
 */
export interface Cuts {
  readonly field: string;
  readonly values: readonly Scalar[];
  /** Whether texts between two cuts matter, not only the cuts themselves. */
  readonly ordered: boolean;
}

/** A condition that must come out as `truth`, and what is known about it for indexing. */
export interface Conjunct {
  readonly condition: Condition;
  readonly truth: boolean;
  readonly cuts: Cuts | null;
  /** The items of which a list must hold at least one. */
  readonly items: { readonly field: string; readonly values: readonly Scalar[]; readonly text: boolean } | null;
}

/** Alternatives per rule; a part of a rule that would take more is left to the rule's own test. */
const boxesMax = 16;

/** The smallest text after all texts that start with `prefix`, null where there is none. */
function endOfPrefix(prefix: string): string | null {
  let length = prefix.length;
  while (length > 0 && prefix.charCodeAt(length - 1) === 0xffff) length--;
  if (length === 0) return null;
  return prefix.slice(0, length - 1) + String.fromCharCode(prefix.charCodeAt(length - 1) + 1);
}

function cutsOfAtom({ op, value }: Atom): readonly Scalar[] | null {
  if (op === 'exists' || op === 'missing') return [];
  if (op === 'ends_with' || op.startsWith('contains')) return null;
  const values = [value].flat() as readonly Scalar[];
  if (op !== 'starts_with') return values;
  return (values as readonly string[]).flatMap((prefix) => [prefix, endOfPrefix(prefix) ?? prefix]);
}

/** Null where the condition reads several fields or compares in a way that cuts cannot describe. */
function cutsOf(condition: Condition): Cuts | null {
  const fields = new Set<string>();
  const values: Scalar[] = [];
  let ordered = false;
  let known = true;
  walkCondition(condition, (node) => {
    if (node.type !== 'atom') return;
    fields.add(node.field);
    ordered ||= node.op === 'starts_with';
    const cuts = cutsOfAtom(node);
    known &&= cuts !== null;
    for (const value of cuts ?? []) values.push(value);
  });
  const [field] = fields;
  return known && field !== undefined && fields.size === 1 ? { field, values, ordered } : null;
}

function itemsOf(node: ConditionNode, truth: boolean): Conjunct['items'] {
  if (node.type !== 'atom' || !truth || !node.op.startsWith('contains')) return null;
  const values = [node.value].flat() as readonly Scalar[];
  const text = node.op === 'contains';
  return { field: node.field, values: node.op === 'contains_all' ? values.slice(0, 1) : values, text };
}

/** All ways to take one choice per part; a part with too many choices is taken whole. */
function combineBoxes(parts: readonly Condition[], truth: boolean): Conjunct[][] {
  let boxes: Conjunct[][] = [[]];
  for (const part of parts) {
    let choices = boxesOf(part, truth);
    if (boxes.length * choices.length > boxesMax) choices = [[{ condition: part, truth, cuts: null, items: null }]];
    const [only] = choices;
    if (choices.length === 1) for (const box of boxes) box.push(...only!);
    else boxes = boxes.flatMap((box) => choices.map((choice) => [...box, ...choice]));
  }
  return boxes;
}

/**
 * Alternatives of which at least one holds exactly where `condition` comes out as `truth`; an alternative holds where
 * all its conjuncts do. In three values, too: a conjunction is true where all its parts are, false where one is.
 *
 * @param condition - within the limits of `checkCondition`
 */
export function boxesOf(condition: Condition, truth: boolean): Conjunct[][] {
  const node = readNode(condition);
  if (node.type === 'malformed') return [];
  if (node.type === 'constant') return node.truth === truth ? [[]] : [];
  if (node.type === 'not') return boxesOf(node.part as Condition, !truth);
  const cuts = cutsOf(condition);
  const whole = [[{ condition, truth, cuts, items: itemsOf(node, truth) }]];
  if (cuts !== null || node.type === 'atom') return whole;
  const parts = node.parts as readonly Condition[];
  if ((node.type === 'all') === truth) return combineBoxes(parts, truth);
  const boxes = parts.flatMap((part) => boxesOf(part, truth));
  return boxes.length > boxesMax ? whole : boxes;
}
