import { limits } from '../core/limits.js';
import type { Path } from './diagnostic.js';

/** What keeps a document from being read any further: where, and what was found there. */
export interface Unreadable {
  readonly code: string;
  readonly path: Path;
  readonly message: string;
}

const isPlain = (value: unknown): boolean =>
  value === null || ['string', 'boolean', 'undefined'].includes(typeof value) || Number.isFinite(value);

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

const tooMany: Unreadable = {
  code: 'policy.limit',
  path: [],
  message: `expected at most ${limits.policyNodesMax} values`,
};

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

/** The members of a list or an object; none of anything else. */
const keysOf = (value: unknown): readonly string[] =>
  typeof value === 'object' && value !== null ? Object.keys(value) : [];

function pushMembers(open: Entry[], parent: Entry, keys: readonly string[]): void {
  const members = parent.value as { readonly [key: string]: unknown };
  const isList = Array.isArray(members);
  for (const key of keys) {
    open.push({ value: members[key], parent, key: isList ? Number(key) : key, depth: parent.depth + 1 });
  }
}

/**
 * Whether a document is JSON data of bounded size and depth, found out without recursion, so that everything after it
 * may recurse. Cycles run into the depth limit.
 *
 * @returns null when it is
 */
export function findUnreadable(document: unknown): Unreadable | null {
  const open: Entry[] = [{ value: document, parent: null, key: '', depth: 0 }];
  let nodes = 1;
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    if (typeof entry.value !== 'object' && !isPlain(entry.value)) return notJson(entry);
    if (entry.depth > limits.policyDepthMax) return tooDeep(entry);
    const keys = keysOf(entry.value);
    nodes += keys.length;
    if (nodes > limits.policyNodesMax) return tooMany;
    pushMembers(open, entry, keys);
  }
  return null;
}
