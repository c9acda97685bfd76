import type { CompiledPolicy } from './compiled.js';
import type { Diagnostic } from './diagnostic.js';
import type { Policy } from './types.js';

declare const checked: unique symbol;

/** A policy that has been checked and indexed. Only `compile` makes one. */
export interface Router {
  readonly [checked]: true;
  readonly policy: Policy;
  /** The same for equal policies, whatever the order of their keys; part of every state. */
  readonly fingerprint: string;
  /** What is doubtful in the policy without being wrong. */
  readonly warnings: readonly Diagnostic[];
}

interface Inside {
  readonly compiled: CompiledPolicy;
}

/** Makes a router; its compiled part stays out of sight of loops over keys and of JSON. */
export const makeRouter = (
  policy: Policy,
  fingerprint: string,
  warnings: readonly Diagnostic[],
  compiled: CompiledPolicy,
): Router =>
  Object.defineProperty({ policy, fingerprint, warnings }, 'compiled', { value: compiled }) as unknown as Router;

/** The compiled policy inside a router. */
export const compiledOf = (router: Router): CompiledPolicy => (router as unknown as Inside).compiled;
