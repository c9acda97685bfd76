import type { Ranked } from './roc-area.js';

/**
 * The highest points that still let so many per cent of the won leads through. O(n log n).
 *
 * @returns null without a won lead
 * @example
 * proposeThreshold([{ points: 9, won: true }, { points: 5, won: false }, { points: 2, won: true }], 50); //=> 9
 */
export function proposeThreshold(leads: readonly Ranked[], winsPercent: number): number | null {
  const won = leads.filter((lead) => lead.won).map(({ points }) => points);
  won.sort((a, b) => b - a);
  const wanted = Math.max(1, Math.ceil((won.length * winsPercent) / 100));
  return won[wanted - 1] ?? null;
}
