/** Whether no single edit makes the first two letters of the texts equal, as with most pairs. */
export function differSoon(a: string, b: string): boolean {
  if (a.length <= 2 || b.length <= 2) return false;
  const first = a.charCodeAt(0);
  if (first === b.charCodeAt(0) || first === b.charCodeAt(1)) return false;
  const second = a.charCodeAt(1);
  return second !== b.charCodeAt(0) && second !== b.charCodeAt(1);
}

/**
 * Whether one edit, no more and no less, turns `a` into `b`: inserting, deleting or replacing a
 * unit, or swapping two neighbours. UTF-16 code units. O(length).
 *
 * @example isOneEdit('gmial.com', 'gmail.com') //=> true
 */
export function isOneEdit(a: string, b: string): boolean {
  const longer = a.length - b.length;
  if (longer > 1 || longer < -1 || differSoon(a, b)) return false;
  let start = 0;
  while (start < a.length && a.charCodeAt(start) === b.charCodeAt(start)) start++;
  let [i, j] = [a.length - 1, b.length - 1];
  while (i >= start && j >= start && a.charCodeAt(i) === b.charCodeAt(j)) {
    i--;
    j--;
  }
  if (longer !== 0) return Math.max(i, j) === start && Math.min(i, j) < start;
  return i === start || (i === start + 1 && a[start] === b[i] && a[i] === b[start]);
}
