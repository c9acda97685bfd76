/** How well points tell won from lost. */
export interface RocArea {
  /**
   * Ten-thousandths: how often a won lead has more points than a lost one, ties counting half. 5,000: not at all. 10,000: always.
   */
  readonly area: number;
  /** Standard error, ten-thousandths. */
  readonly error: number;
}

export interface Ranked {
  readonly points: number;
  readonly won: boolean;
}

/**
 * The area under the receiver operating characteristic, from counts alone: pairs of a won and a lost lead that are in the right order.
 *
 * Source: Mann & Whitney 1947; the standard error after Hanley & McNeil 1982. O(n log n).
 *
 * @returns null where there is no won or no lost lead
 * @example
 * rocArea([{ points: 5, won: true }, { points: 3, won: false }, { points: 5, won: false }])?.area; //=> 7500
 */
export function rocArea(leads: readonly Ranked[]): RocArea | null {
  const sorted = [...leads].sort((a, b) => a.points - b.points);
  let lostBelow = 0;
  let wonAll = 0;
  let halfPairs = 0;
  for (let from = 0; from < sorted.length; ) {
    let to = from;
    let won = 0;
    for (; to < sorted.length && sorted[to]!.points === sorted[from]!.points; to++) if (sorted[to]!.won) won++;
    const lost = to - from - won;
    halfPairs += won * (2 * lostBelow + lost);
    lostBelow += lost;
    wonAll += won;
    from = to;
  }
  if (wonAll === 0 || lostBelow === 0) return null;
  const area = halfPairs / (2 * wonAll * lostBelow);
  const [q1, q2] = [area / (2 - area), (2 * area * area) / (1 + area)];
  const square = area * area;
  const variance =
    (area * (1 - area) + (wonAll - 1) * (q1 - square) + (lostBelow - 1) * (q2 - square)) / (wonAll * lostBelow);
  return { area: Math.round(10_000 * area), error: Math.round(10_000 * Math.sqrt(Math.max(0, variance))) };
}
