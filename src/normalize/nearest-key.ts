import { editDistance } from './edit-distance.js';

/** A key that a misspelling may be meant as. */
export interface NearKey {
  readonly key: string;
  readonly value: string;
  /** Which letters it has, one bit each. */
  readonly letters: number;
}

/** Prepares keys of four letters and more for {@link nearestKey}. */
export const nearKeys = (keys: ReadonlyMap<string, string>): readonly NearKey[] =>
  [...keys].filter(([key]) => key.length >= 4).map(([key, value]) => ({ key, value, letters: lettersOf(key) }));

function lettersOf(key: string): number {
  let letters = 0;
  for (let i = 0; i < key.length; i++) letters |= 1 << (key.charCodeAt(i) & 31);
  return letters;
}

function countBits(bits: number): number {
  let count = 0;
  for (let rest = bits; rest !== 0; rest &= rest - 1) count++;
  return count;
}

/** Whether a text with these letters may be so few edits away. */
const mayBeNear = (candidate: NearKey, letters: number, edits: number): boolean =>
  countBits(candidate.letters ^ letters) <= 2 * edits;

/**
 * The one value whose key is nearest to a misspelled key: one edit for five to eight letters, two for more. Null where
 * the key is shorter than five letters, longer than sixty, holds a digit, or is as near to the key of another value.
 *
 * O(keys) with a small factor: an edit changes at most two bits of the set of letters, which leaves few keys to compare.
 */
export function nearestKey(
  keys: readonly NearKey[],
  key: string,
): { readonly value: string; readonly distance: number } | null {
  if (key.length < 5 || key.length > 60 || /\p{N}/u.test(key)) return null;
  const letters = lettersOf(key);
  const near = keys
    .filter((candidate) => mayBeNear(candidate, letters, editsMax(candidate.key, key)))
    .map((candidate) => ({ value: candidate.value, distance: editsTo(candidate.key, key) }));
  const distance = near.reduce((least, { distance: edits }) => Math.min(least, edits), tooFar);
  const values = new Set(near.filter((entry) => entry.distance === distance).map(({ value }) => value));
  const [value] = values;
  return distance < tooFar && values.size === 1 ? { value: value!, distance } : null;
}

const tooFar = 3;

/** A short name takes one edit, however long the text is. */
const editsMax = (candidate: string, key: string): number => (candidate.length >= 9 && key.length >= 9 ? 2 : 1);

function editsTo(candidate: string, key: string): number {
  const max = editsMax(candidate, key);
  const edits = editDistance(key, candidate, max);
  return edits > max ? tooFar : edits;
}
