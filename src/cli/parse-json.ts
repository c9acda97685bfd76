import { err, ok, type Result } from '../core/result.js';
import { findJsonFault } from './find-json-fault.js';
import { printable } from './printable.js';
import { stripComments } from './strip-comments.js';

/**
 * Reads JSON in which comments and commas before a closing bracket are allowed.
 *
 * @returns the value, or `line:column: expected JSON, found …` for the place where it stops being JSON
 */
export function parseJson(text: string): Result<unknown, string> {
  if (text.trim() === '') return err('1:1: expected JSON, found an empty file');
  const plain = stripComments(text);
  try {
    return ok(JSON.parse(plain) as unknown);
  } catch {
    const at = findJsonFault(plain);
    const before = plain.slice(0, at);
    const place = `${before.split('\n').length}:${at - before.lastIndexOf('\n')}`;
    const found = /^.*/.exec(plain.slice(at, at + 200))![0].trim();
    return err(
      `${place}: expected JSON, found ${found === '' ? 'the end of the text' : `\`${printable(found, 30)}\``}`,
    );
  }
}
