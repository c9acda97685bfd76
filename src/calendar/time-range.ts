import { dayMs, type EpochMs } from '../core/time.js';

const daysPerWindow = 64;

/** Open hours and changes of offset are worked out in windows of this length, each when it is first needed. */
export const windowMs: number = daysPerWindow * dayMs;

/** The windows from 1899-11-29 to 2300-02-16: bounds that keep every search and every memory finite. */
export const firstWindowMin = -400;
export const lastWindowMax = 1883;

/**
 * The window that an instant lies in; multiplied where that is exact, because dividing takes longer. The factor is a little
 * over one by the length, so that no product with a whole number of windows falls short of that number; far beyond 1e14,
 * the year 5138, one may reach the next whole number too early. It stands inside because a constant of the module is read,
 * and asked for its type, at each call.
 */
export function windowIndex(at: EpochMs): number {
  const windowsPerMs = (1 + 2.220446049250313e-16) / 5_529_600_000;
  return at >= 0 && at < 1e14 ? (at * windowsPerMs) | 0 : Math.floor(at / windowMs);
}
