import { readlink, realpath, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { exitCodes, type Failure, failure } from './exit-codes.js';
import { besideOf } from './output.js';
import type { RouteArguments } from './parse-arguments.js';
import { printable } from './printable.js';

const linksMax = 40;

/** Where a path leads to in the end, also where nothing is there yet. */
async function realPath(path: string, links = 0): Promise<string> {
  const real = await realpath(path).catch(() => null);
  if (real !== null) return real;
  const target = links < linksMax ? await readlink(path).catch(() => null) : null;
  if (target !== null) return realPath(resolve(dirname(path), target), links + 1);
  const folder = dirname(resolve(path));
  return join(await realpath(folder).catch(() => folder), basename(path));
}

/** Whether two paths name one file, by whatever links, whether or not it is there yet. */
async function isSameFile(a: string, b: string): Promise<boolean> {
  const [one, other] = await Promise.all([a, b].map((path) => stat(path).catch(() => null)));
  if (one != null && other != null && one.dev === other.dev && one.ino === other.ino) return true;
  return (await realPath(a)) === (await realPath(b));
}

/** The first of some files that a path leads to as well. */
export async function firstSame(path: string, others: readonly (string | null)[]): Promise<string | null> {
  for (const other of others) if (other !== null && (await isSameFile(other, path))) return other;
  return null;
}

/** `-` is a stream, not a file. */
const fileOf = (path: string | null): string | null => (path === '-' ? null : path);

/**
 * Makes sure, before anything is read or written, that no output goes to a file that is read from and that outputs do
 * not go to one file. Only the state may be saved where it was loaded: it is read whole before.
 */
export async function checkOutputs(args: RouteArguments): Promise<Failure | null> {
  const inputs = [args.policy, fileOf(args.leads), fileOf(args.accounts)];
  const out = fileOf(args.out);
  const { state, saveState } = args;
  const checks: [option: string, path: string, others: readonly (string | null)[]][] = [];
  if (out !== null) checks.push(['--out', out, [...inputs, state]]);
  if (saveState !== null) {
    checks.push(['--save-state', saveState, [...inputs, out]]);
    checks.push(['--save-state', besideOf(saveState), [...inputs, state, out]]);
  }
  for (const [option, path, others] of checks) {
    const same = await firstSame(path, others);
    if (same !== null) return failure(exitCodes.usage, `\`${option}\` would overwrite ${printable(same, 200)}`);
  }
  return null;
}
