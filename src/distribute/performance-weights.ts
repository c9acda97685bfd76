/** How far weights may be from the average, and what the average is. */
export interface PerformanceWeightOptions {
  /** Weight of an average performer; 100 unless told. */
  readonly averageWeight?: number;
  /** Largest weight as a multiple of the average; 10 unless told. */
  readonly cap?: number;
  /** Smallest weight as a multiple of the average; 1/100 unless told. */
  readonly floor?: number;
}

/**
 * Weights from how members perform (conversions, revenue, anything above 0): in proportion to the average of those
 * known, clamped to [floor, cap] times the average. Newcomers, whose performance is not known yet, are average.
 *
 * @param performance - indexed by member; null, 0 or less: not known yet
 * @returns positive integers, at most cap times `averageWeight`; all average where nothing is known. Source of the
 *   rules: the static stride scheduler of gRPC
 * @example
 * performanceWeights([3, null, 1]); //=> [150, 100, 50]
 */
export function performanceWeights(
  performance: readonly (number | null)[],
  { averageWeight = 100, cap = 10, floor = 0.01 }: PerformanceWeightOptions = {},
): number[] {
  const known = performance.filter((each): each is number => each !== null && each > 0);
  const average = known.reduce((sum, each) => sum + each, 0) / known.length;
  return performance.map((each) => {
    const factor = each === null || each <= 0 ? 1 : Math.min(cap, Math.max(floor, each / average));
    return Math.max(1, Math.round(factor * averageWeight));
  });
}
