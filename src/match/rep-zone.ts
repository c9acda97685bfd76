import type { ZoneOptions } from '../calendar/index.js';
import type { EpochMs } from '../core/time.js';

/** A rep's zone, and where its offsets come from; default: `Intl`. */
export interface RepZone extends ZoneOptions {
  readonly timeZone: string;
  /** Numbers of the periods at the latest instant that was asked about: a cache, never an input. */
  readonly latest?: PeriodNumbers;
}

/** The numbers of all periods that hold one instant. */
export interface PeriodNumbers {
  at: EpochMs;
  hour: number;
  day: number;
  week: number;
  month: number;
}

/** A zone that remembers the periods of the latest instant, for reps to share. */
export const rememberingZone = (zone: RepZone): RepZone => ({
  ...zone,
  latest: { at: Number.NaN, hour: Number.NaN, day: 0, week: 0, month: 0 },
});
