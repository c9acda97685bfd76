/**
 * Whether two different texts become equal by one edit: inserting, deleting or replacing a unit, or swapping two neighbours.
 * UTF-16 code units. O(length).
 *
 * @example isOneEdit('acme', 'amce') //=> true
 */
export function isOneEdit(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  const shorter = Math.min(a.length, b.length);
  if (a === b || longer - shorter > 1) return false;
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const left = longer - start - end;
  return left === 1 || (left === 2 && a[start] === b[start + 1] && a[start + 1] === b[start]);
}
