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

interface Entry {
  readonly value: unknown;
  readonly path: Path;
}

function problemOf({ value, path }: Entry, nodes: number): Unreadable | null {
  if (nodes > limits.policyNodesMax) {
    return { code: 'policy.limit', path: [], message: `expected at most ${limits.policyNodesMax} values` };
  }
  if (!isPlain(value) && typeof value !== 'object') {
    return { code: 'policy.not_json', path, message: `expected JSON data, found a ${typeof value}` };
  }
  if (path.length <= limits.policyDepthMax) return null;
  return { code: 'policy.limit', path: path.slice(0, 8), message: `expected at most ${limits.policyDepthMax} levels` };
}

const childrenOf = ({ value, path }: Entry): readonly Entry[] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).map(([key, child]) => ({
        value: child,
        path: [...path, Array.isArray(value) ? Number(key) : key],
      }));

/**
 * Whether a document is JSON data of bounded size and depth, found out without recursion, so that everything after it
 * may recurse. Cycles run into the depth limit.
 *
 * @returns null when it is
 */
export function findUnreadable(document: unknown): Unreadable | null {
  const open: Entry[] = [{ value: document, path: [] }];
  for (let nodes = 1; open.length > 0; nodes++) {
    const entry = open.pop()!;
    const problem = problemOf(entry, nodes);
    if (problem !== null) return problem;
    for (const child of childrenOf(entry)) open.push(child);
  }
  return null;
}
