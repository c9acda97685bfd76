import { compareText } from '../core/compare.js';

/** Least number of inserted, deleted or replaced characters between two texts (Wagner & Fischer 1974). */
function editDistance(a: string, b: string): number {
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = above[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      row.push(Math.min(replaced, above[j]! + 1, row[j - 1]! + 1));
    }
    above = row;
  }
  return above[b.length]!;
}

/** The name most like `word`, where one differs in at most a third of its characters; else `null`. */
export function nearest(word: string, names: readonly string[]): string | null {
  const ranked = names
    .map((name) => ({ name, distance: editDistance(word.toLowerCase().slice(0, 100), name.toLowerCase()) }))
    .sort((a, b) => a.distance - b.distance || compareText(a.name, b.name));
  const best = ranked[0];
  return best !== undefined && best.distance * 3 <= Math.max(word.length, best.name.length) ? best.name : null;
}
