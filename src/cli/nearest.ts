import { compareText } from '../core/compare.js';

/**
 * Least number of inserted, deleted, replaced or swapped characters between two texts: optimal string alignment
 * (Damerau 1964; Wagner & Fischer 1974).
 */
function editDistance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const above = rows[i - 1]!;
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? rows[i - 2]![j - 2]! + 1 : replaced;
      row.push(Math.min(replaced, swapped, above[j]! + 1, row[j - 1]! + 1));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}

/** The name most like `word`, where one differs in at most a third of its characters; else `null`. */
export function nearest(word: string, names: readonly string[]): string | null {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(word.toLowerCase().slice(0, 100), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || compareText(a.name, b.name));
  const best = ranked[0];
  return best !== undefined && best.distance * 3 <= Math.max(word.length, best.name.length) ? best.name : null;
}
