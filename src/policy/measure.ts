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

/**
 * Whether a document is JSON data of bounded size and depth, found out without recursion, so that everything after it
 * may recurse. Cycles run into the depth limit.
 *
 * @returns null when it is
 */
export function findUnreadable(document: unknown): Unreadable | null {
  const open: { readonly value: unknown; readonly path: Path }[] = [{ value: document, path: [] }];
  let nodes = 0;
  for (let entry = open.pop(); entry !== undefined; entry = open.pop()) {
    const { value, path } = entry;
    nodes++;
    if (nodes > limits.policyNodesMax) {
      return { code: 'policy.limit', path: [], message: `expected at most ${limits.policyNodesMax} values` };
    }
    if (typeof value !== 'object' || value === null) {
      if (isPlain(value)) continue;
      return { code: 'policy.not_json', path, message: `expected JSON data, found a ${typeof value}` };
    }
    if (path.length >= limits.policyDepthMax) {
      return {
        code: 'policy.limit',
        path: path.slice(0, 8),
        message: `expected at most ${limits.policyDepthMax} levels`,
      };
    }
    for (const key of Object.keys(value)) {
      const step = Array.isArray(value) ? Number(key) : key;
      open.push({ value: (value as { readonly [key: string]: unknown })[key], path: [...path, step] });
    }
  }
  return null;
}
