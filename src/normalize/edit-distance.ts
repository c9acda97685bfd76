import { differSoon } from '../core/one-edit.js';

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
  let older: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, j) => Math.min(j, max + 1));
  for (let i = 1; i <= a.length; i++) {
    const row = nextRow(a, b, i, max, older, last);
    if (row.every((cost) => cost > max)) return max + 1;
    older = last;
    last = row;
  }
  return last[b.length]!;
}

/** Costs of turning the first `i` letters of `a` into each beginning of `b`, within the band that `max` allows. */
function nextRow(
  a: string,
  b: string,
  i: number,
  max: number,
  older: readonly number[],
  last: readonly number[],
): readonly number[] {
  const row = new Array<number>(b.length + 1).fill(max + 1);
  if (i <= max) row[0] = i;
  for (let j = Math.max(1, i - max); j <= Math.min(b.length, i + max); j++) {
    const replaced = last[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
    const swapped = isSwap(a, i, b, j) ? older[j - 2]! + 1 : max + 1;
    row[j] = Math.min(max + 1, last[j]! + 1, row[j - 1]! + 1, replaced, swapped);
  }
  return row;
}

const isSwap = (a: string, i: number, b: string, j: number): boolean =>
  i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
