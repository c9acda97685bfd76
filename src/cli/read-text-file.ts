import { isUtf8 } from 'node:buffer';
import { open } from 'node:fs/promises';
import { err, ok, type Result } from '../core/result.js';
import { exitCodes, type Failure, failure } from './exit-codes.js';
import { printable } from './printable.js';
import { systemText } from './system-error.js';

/** Bytes of a policy or state file at most. */
const textBytesMax = 268_435_456;

/** The text of a file that is read whole: a policy or a state. A byte order mark is dropped. */
export async function readTextFile(path: string): Promise<Result<string, Failure>> {
  const fail = (what: string): Result<string, Failure> =>
    err(failure(exitCodes.input, `${printable(path, 200)}: ${what}`));
  try {
    const file = await open(path, 'r');
    try {
      const stat = await file.stat();
      if (stat.isDirectory()) return fail('is a directory');
      if (stat.size > textBytesMax) return fail(`expected at most ${textBytesMax} bytes, found ${stat.size}`);
      const bytes = await file.readFile();
      if (!isUtf8(bytes) || bytes.includes(0)) return fail('expected UTF-8 text, found a binary file');
      return ok(bytes.toString('utf8').replace(/^\ufeff/, ''));
    } finally {
      await file.close();
    }
  } catch (error) {
    return fail(systemText(error));
  }
}
