import { limits } from '../core/limits.js';
import type { Path } from './diagnostic.js';

/** What keeps a document from being read any further: where, and what was found there. */
interface Unreadable {
  readonly code: string;
  readonly path: Path;
  readonly message: string;
}

const isPlain = (value: unknown): boolean => {
  const type = typeof value;
  return value === null || type === 'string' || type === 'boolean' || type === 'undefined' || Number.isFinite(value);
};

/** One value of the document, with the way to it as links, so that no path is written out unless it is asked for. */
interface Entry {
  readonly value: unknown;
  readonly parent: Entry | null;
  readonly key: string | number;
  readonly depth: number;
}

function pathOf(entry: Entry): Path {
  const path: (string | number)[] = [];
  for (let at: Entry = entry; at.parent !== null; at = at.parent) path.unshift(at.key);
  return path;
}

const tooMany = (): Unreadable => ({
  code: 'policy.limit',
  path: [],
  message: `expected at most ${limits.policyNodesMax} values`,
});

const tooDeep = (entry: Entry): Unreadable => ({
  code: 'policy.limit',
  path: pathOf(entry).slice(0, 8),
  message: `expected at most ${limits.policyDepthMax} levels`,
});

const notJson = (entry: Entry): Unreadable => ({
  code: 'policy.not_json',
  path: pathOf(entry),
  message: `expected JSON data, found a ${typeof entry.value}`,
});

/**
 * Puts members that have members of their own aside for later, and counts all.
 *
 * @returns the number of members, or what is wrong with one of them
 */
function openMembers(open: Entry[], parent: Entry): number | Unreadable {
  const members = parent.value as { readonly [key: string]: unknown };
  const isList = Array.isArray(members);
  const keys = Object.keys(members);
  for (const key of keys) {
    const value = members[key];
    const isContainer = typeof value === 'object' && value !== null;
    if (!isContainer && isPlain(value)) continue;
    const entry = { value, parent, key: isList ? Number(key) : key, depth: parent.depth + 1 };
    if (!isContainer) return notJson(entry);
    open.push(entry);
  }
  return keys.length;
}

interface Budget {
  left: number;
}

/** Whether a container is readable to its bottom; the depth limit bounds the recursion, and the budget its breadth. */
function isReadable(container: object, depth: number, budget: Budget): boolean {
  if (depth > limits.policyDepthMax) return false;
  const members = container as { readonly [key: string]: unknown };
  const keys = Array.isArray(members) ? null : Object.keys(members);
  const count = keys === null ? (members as unknown as readonly unknown[]).length : keys.length;
  budget.left -= count;
  if (budget.left < 0) return false;
  for (let i = 0; i < count; i++) {
    const value = members[keys === null ? i : keys[i]!];
    if (typeof value === 'string') continue;
    if (typeof value !== 'object' || value === null ? !isPlain(value) : !isReadable(value, depth + 1, budget))
      return false;
  }
  return true;
}

/** See {@link findUnreadable}, which asks this only of documents that are not seen to be readable. */
export function searchUnreadable(document: unknown): Unreadable | null {
  const root: Entry = { value: document, parent: null, key: '', depth: 0 };
  if (typeof document !== 'object' || document === null) return isPlain(document) ? null : notJson(root);
  const open = [root];
  let nodes = 1;
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    if (entry.depth > limits.policyDepthMax) return tooDeep(entry);
    const found = openMembers(open, entry);
    if (typeof found !== 'number') return found;
    nodes += found;
    if (nodes > limits.policyNodesMax) return tooMany();
  }
  return null;
}

/** Whether a value is JSON data, and that and what it holds are so many values at most. */
export function isSmall(value: unknown, valuesMax: number): boolean {
  return typeof value === 'object' && value !== null && isReadable(value, 0, { left: valuesMax - 1 });
}

/**
 * Whether a document is JSON data of bounded size and depth, found out in bounded recursion, so that everything after
 * it may recurse. Cycles run into the depth limit.
 *
 * @param rest - what of it is not known to be; default: all
 * @param valuesMax - values in what is known to be, at most
 * @returns null when it is
 */
export function findUnreadable(document: unknown, rest: unknown = document, valuesMax = 0): Unreadable | null {
  const { policyNodesMax } = limits;
  const readable = isSmall(rest, policyNodesMax - valuesMax) || isSmall(document, policyNodesMax);
  return readable ? null : searchUnreadable(document);
}
