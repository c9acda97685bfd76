import { editDistance } from './edit-distance.js';

/**
 * The one value whose key is nearest to a misspelled key: one edit for five to eight letters, two for more. Null where
 * the key is shorter than five letters, longer than sixty, holds a digit, or is as near to the key of another value.
 *
 * O(keys × length).
 */
export function nearestKey(
  keys: ReadonlyMap<string, string>,
  key: string,
): { readonly value: string; readonly distance: number } | null {
  if (key.length < 5 || key.length > 60 || /\p{N}/u.test(key)) return null;
  const max = key.length >= 9 ? 2 : 1;
  let value: string | null = null;
  let distance = max + 1;
  let tied = false;
  for (const [candidate, code] of keys) {
    if (candidate.length < 4) continue;
    // a name of less than nine letters takes one edit, however long the text is
    const reach = candidate.length >= 9 ? max : 1;
    const edits = editDistance(key, candidate, reach);
    if (edits > reach || edits > distance) continue;
    if (edits < distance) [value, distance, tied] = [code, edits, false];
    else if (code !== value) tied = true;
  }
  return value === null || tied ? null : { value, distance };
}
