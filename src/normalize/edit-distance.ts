/**
 * Number of edits (insert, delete, replace, swap of two neighbours) that turn `a` into `b`, or `max + 1` where it takes
 * more than `max`. Optimal string alignment; O(length × max).
 *
 * Source: Damerau 1964; Wagner and Fischer 1974, with the band of Ukkonen 1985.
 *
 * @example editDistance('germay', 'germany', 2) //=> 1
 */
export function editDistance(a: string, b: string, max: number): number {
  if (Math.abs(a.length - b.length) > max || (max === 1 && differSoon(a, b))) return max + 1;
  const far = max + 1;
  let older: number[] = [];
  let previous = Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, far));
  for (let i = 1; i <= a.length; i++) {
    const row = new Array<number>(b.length + 1).fill(far);
    if (i <= max) row[0] = i;
    let best = row[0]!;
    const from = Math.max(1, i - max);
    const to = Math.min(b.length, i + max);
    for (let j = from; j <= to; j++) {
      const same = a[i - 1] === b[j - 1];
      let cost = Math.min(previous[j]! + 1, row[j - 1]! + 1, previous[j - 1]! + (same ? 0 : 1));
      if (isSwap(a, i, b, j)) cost = Math.min(cost, older[j - 2]! + 1);
      row[j] = Math.min(cost, far);
      best = Math.min(best, row[j]!);
    }
    if (best > max) return far;
    older = previous;
    previous = row;
  }
  return previous[b.length]!;
}

/** Whether no single edit makes the first two letters of the texts equal, as with most pairs. */
const differSoon = (a: string, b: string): boolean =>
  a.length > 2 && b.length > 2 && a[0] !== b[0] && a[1] !== b[1] && a[0] !== b[1] && a[1] !== b[0];

const isSwap = (a: string, i: number, b: string, j: number): boolean =>
  i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
