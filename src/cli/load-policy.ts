import { err, ok, type Result } from '../core/result.js';
import { compile, type Diagnostic, formatDiagnostics, type Policy, type Router } from '../policy/index.js';
import { exitCodes, type Failure, failure } from './exit-codes.js';
import { parseJson } from './parse-json.js';
import { printable } from './printable.js';
import { readTextFile } from './read-text-file.js';

const lineMax = 500;

/** Diagnostics as lines that are safe to show. */
export const diagnosticLines = (diagnostics: readonly Diagnostic[]): string[] =>
  diagnostics.map((diagnostic) => printable(formatDiagnostics([diagnostic]), lineMax));

/** A number of things in words: `1 problem`, `2 problems`. */
export const countText = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;

/** Reads and compiles a policy; what is wrong with it comes back as one line per problem, each with its place. */
export async function loadPolicy(path: string): Promise<Result<Router, Failure>> {
  const text = await readTextFile(path);
  if (!text.ok) return text;
  const name = printable(path, 200);
  const json = parseJson(text.value);
  if (!json.ok) return err(failure(exitCodes.policy, `${name}:${json.error}`));
  const compiled = compile(json.value as Policy);
  if (compiled.ok) return ok(compiled.value);
  const heading = `${name}: ${countText(compiled.error.length, 'problem')} in the policy`;
  return err({ exit: exitCodes.policy, lines: [heading, ...diagnosticLines(compiled.error)] });
}
