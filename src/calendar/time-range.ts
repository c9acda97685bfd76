import { dayMs, type EpochMs } from '../core/time.js';

export const daysPerWindow = 64;

/** Open hours and changes of offset are worked out in windows of this length, each when it is first needed. */
export const windowMs: number = daysPerWindow * dayMs;

/** The windows from 1899-11-29 to 2300-02-16: bounds that keep every search and every memory finite. */
export const firstWindowMin = -400;
export const lastWindowMax = 1883;

export const windowIndex = (at: EpochMs): number => Math.floor(at / windowMs);
