/** What makes a router's promise wider than that of the bare rule. */
export interface Slack {
  /** Fairness budget θ of a best-match pick, in leads. */
  readonly budget?: number;
  /** Decisions that may be missing from the ledger when the next is taken. */
  readonly inFlight?: number;
  /** Total value of leads assigned by hand. */
  readonly overridden?: number;
}

/** 1 + 1/2 + … + 1/n. */
export const harmonic = (n: number): number => (n <= 0 ? 0 : harmonic(n - 1) + 1 / n);

/**
 * T1, T6, T7, T8: how far anybody can be off under any schedule of eligibility, weights and values when the largest
 * balance always wins. `valueMax` is the largest lead so far; the bound is in the same measure.
 *
 * @example
 * anyScheduleBound(8, 1); //=> 3.5
 * anyScheduleBound(8, 1, { budget: 0.5 }); //=> 5.25
 */
export const anyScheduleBound = (members: number, valueMax: number, slack: Slack = {}): number =>
  (((slack.budget ?? 0) + valueMax * (1 + 2 * (slack.inFlight ?? 0))) * (members - 1)) / 2 + (slack.overridden ?? 0);

/** T5: the same for the guarded rule and for leads of equal value: at most half a lead more. */
export const guardedBound = (members: number, valueMax: number): number => Math.floor(members / 2) * valueMax;

/** T3, when everybody is always eligible and only weights and values change: how far anybody can fall behind. */
export const behindBound = (members: number, valueMax: number): number => valueMax * (harmonic(members) - 1);

/** T3: how far anybody can get ahead in the same case. */
export const aheadBound = (members: number, valueMax: number): number => valueMax * (1 - 1 / members);

/** T3 for the guarded rule: how far anybody can fall behind. */
export function guardedBehindBound(members: number): number {
  let bound = 0;
  for (let k = members - 1; k >= 1; k--) bound = Math.max(bound + 1 / (k + 1), Math.min(1, (members - k) / k));
  return bound;
}
