import { canonicalJson } from '../../core/canonical-json.js';

/** UTF-16 code units of data that a message shows. */
const shownMax = 300;

const show = (value: unknown): string => {
  const text = value === undefined ? 'nothing' : canonicalJson(value);
  return text.length > shownMax ? `${text.slice(0, shownMax)}…` : text;
};

/**
 * Stops a check where what a store gave is not what it must give. Compares as JSON: the order of keys does not count,
 * the order of lists does, and −0 is 0.
 *
 * @throws Error that says what was expected and what was found
 */
export function expectSame(found: unknown, expected: unknown, what: string): void {
  if (canonicalJson(found) !== canonicalJson(expected))
    throw new Error(`${what}: expected ${show(expected)}, found ${show(found)}`);
}
