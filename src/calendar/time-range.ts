import { dayMs, type EpochMs } from '../core/time.js';

const daysPerWindow = 64;

/** Open hours and changes of offset are worked out in windows of this length, each when it is first needed. */
export const windowMs: number = daysPerWindow * dayMs;

/** The windows from 1899-11-29 to 2300-02-16: bounds that keep every search and every memory finite. */
export const firstWindowMin = -400;
export const lastWindowMax = 1883;

/** A little over one, so that no product with a whole number of windows falls short of that number. */
const windowsPerMs = (1 + Number.EPSILON) / windowMs;

/** The year 5138: far beyond it, a product may reach the next whole number too early. */
const multipliedMax = 1e14;

/** The window that an instant lies in; multiplied where that is exact, because dividing takes longer. */
export const windowIndex = (at: EpochMs): number =>
  at >= 0 && at < multipliedMax ? (at * windowsPerMs) | 0 : Math.floor(at / windowMs);
