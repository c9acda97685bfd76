import { compile } from './compile.js';
import type { Extensions } from './extensions.js';
import { formatDiagnostics } from './format-diagnostics.js';
import type { Router } from './router.js';
import type { PolicyDocument } from './types.js';

/**
 * {@link compile} for policies that the program itself wrote.
 *
 * @throws Error that lists every problem of the policy, one per line
 * @example
 * const small = compileOrThrow({
 *   behavior: 1,
 *   reps: [{ id: 'ana' }],
 *   queues: [{ id: 'pool', repIds: ['ana'], strategy: { type: 'fair_share' } }],
 *   rules: [{ id: 'everyone', when: true, then: { queueId: 'pool' } }],
 * });
 * small.policy.queues.length; //=> 1
 */
export function compileOrThrow(policy: PolicyDocument, extensions: Extensions = {}): Router {
  const result = compile(policy, extensions);
  if (result.ok) return result.value;
  throw new Error(`the policy does not compile:\n${formatDiagnostics(result.error)}`);
}
