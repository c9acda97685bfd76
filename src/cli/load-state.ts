import { err, ok, type Result } from '../core/result.js';
import type { Router } from '../policy/index.js';
import { initialState, type RoutingState, rebase } from '../router/index.js';
import { exitCodes, type Failure, failure } from './exit-codes.js';
import { parseJson } from './parse-json.js';
import { printable } from './printable.js';
import { readTextFile } from './read-text-file.js';

const isObject = (value: unknown): value is { readonly [key: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function checkState(value: unknown): string | null {
  if (!isObject(value) || value.version !== 1) return 'expected a state of version 1, as --save-state writes it';
  if (!isObject(value.reps) || !Array.isArray(value.reps.ids)) return 'expected `reps` with `ids` in the state';
  if (!isObject(value.ledgers)) return 'expected `ledgers` in the state';
  if (typeof value.fingerprint !== 'string') return 'expected `fingerprint` in the state';
  return null;
}

/**
 * The state to start from: fresh without a file; carried onto the policy where it was saved under another one, so that
 * what reps are owed is kept.
 */
export async function loadState(path: string | null, router: Router): Promise<Result<RoutingState, Failure>> {
  if (path === null) return ok(initialState(router));
  const text = await readTextFile(path);
  if (!text.ok) return text;
  const fail = (what: string): Result<RoutingState, Failure> =>
    err(failure(exitCodes.input, `${printable(path, 200)}: ${what}`));
  const json = parseJson(text.value);
  if (!json.ok) return fail(json.error);
  const problem = checkState(json.value);
  if (problem !== null) return fail(problem);
  const state = json.value as RoutingState;
  try {
    return ok(state.fingerprint === router.fingerprint ? state : rebase(router, state));
  } catch (error) {
    return fail(`expected a state that fits the policy: ${error instanceof Error ? error.message : String(error)}`);
  }
}
