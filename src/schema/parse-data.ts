import type * as z from 'zod';
import { err, ok, type Result } from '../core/result.js';
import { type Diagnostic, formatDiagnostics } from '../policy/index.js';
import { checkSize, type SizeLimits } from './check-size.js';
import { describeIssue } from './describe-issue.js';

/** Problems of one document that are listed; more would hide the first. */
const problemsMax = 100;

const failure = (code: string, path: Diagnostic['path'], message: string): Result<never, readonly Diagnostic[]> =>
  err([{ severity: 'error', code, path, message }]);

const describeError = (error: unknown): string =>
  error instanceof Error ? (error.message.split('\n')[0] ?? '') : 'an unknown error';

/**
 * Checks data of unknown origin against a schema, after its size, and never throws. zod's generated code stays off, so
 * that the result is the same where code may not be generated.
 *
 * @returns the data, or 1 to 100 diagnostics. O(size of the data), bounded by the limits.
 */
export function parseData<T>(
  schema: z.ZodType<T, T>,
  data: unknown,
  sizes: SizeLimits,
): Result<T, readonly Diagnostic[]> {
  try {
    const size = checkSize(data, sizes);
    if (size !== null) return failure(size.code, size.path, size.message);
    const parsed = schema.safeParse(data, { jitless: true, reportInput: true });
    if (parsed.success) return ok(parsed.data);
    return err(parsed.error.issues.flatMap((issue) => describeIssue(issue)).slice(0, problemsMax));
  } catch (error) {
    // only a getter or a proxy that throws gets here
    return failure(
      'schema.not_json',
      [],
      `expected plain JSON, found data that cannot be read: ${describeError(error)}`,
    );
  }
}

/**
 * The value of a result.
 *
 * @throws Error that lists every problem, one per line, after `what` they are problems of
 */
export function valueOrThrow<T>(result: Result<T, readonly Diagnostic[]>, what: string): T {
  if (result.ok) return result.value;
  throw new Error(`expected ${what}:\n${formatDiagnostics(result.error)}`);
}
