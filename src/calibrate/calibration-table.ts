import type { Ranked } from './roc-area.js';
import type { CalibrationBand } from './types.js';

const bandCount = 5;

const milli = (leads: readonly Ranked[]): number | null =>
  leads.length === 0 ? null : Math.round((1_000 * leads.filter(({ won }) => won).length) / leads.length);

/**
 * Whether points mean the same on leads that were not learned from: bands with about as many training leads in each, and
 * per band the share won of those and of the leads held out.
 */
export function calibrationTable(training: readonly Ranked[], holdout: readonly Ranked[]): readonly CalibrationBand[] {
  const sorted = training.map(({ points }) => points).sort((a, b) => a - b);
  const starts = new Set([Number.NEGATIVE_INFINITY]);
  for (let band = 1; band < bandCount; band++) {
    const start = sorted[Math.floor((band * sorted.length) / bandCount)]!;
    if (start > sorted[0]!) starts.add(start);
  }
  const edges = [...starts];
  return edges.flatMap((from, index): CalibrationBand[] => {
    const to = edges[index + 1] ?? Number.POSITIVE_INFINITY;
    const within = ({ points }: Ranked): boolean => points >= from && points < to;
    const [learned, heldOut] = [training.filter(within), holdout.filter(within)];
    const points = [...learned, ...heldOut].map((lead) => lead.points);
    return [
      {
        pointsMin: points.reduce((least, value) => Math.min(least, value)),
        pointsMax: points.reduce((most, value) => Math.max(most, value)),
        leads: heldOut.length,
        won: heldOut.filter(({ won }) => won).length,
        expectedMilli: milli(learned),
        observedMilli: milli(heldOut),
      },
    ];
  });
}
