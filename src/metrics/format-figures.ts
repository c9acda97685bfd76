import { milliText } from '../core/milli-text.js';
import { type DurationMs, dayMs, hourMs, minuteMs, secondMs } from '../core/time.js';
import type { Ratio } from './ratio.js';

const two = (value: number): string => String(value).padStart(2, '0');

const nearest = (ms: DurationMs, step: DurationMs): DurationMs => Math.floor((ms + step / 2) / step) * step;

/** A length of time in its two largest units, to the nearest: `850 ms`, `42 s`, `4m 05s`, `3h 20m`, `2d 07h`. */
export function formatDuration(ms: DurationMs | null): string {
  if (ms === null) return '-';
  if (ms < secondMs) return `${ms} ms`;
  const seconds = nearest(ms, secondMs);
  if (seconds < minuteMs) return `${seconds / secondMs} s`;
  if (seconds < hourMs) return `${Math.floor(seconds / minuteMs)}m ${two((seconds / secondMs) % 60)}s`;
  const minutes = nearest(ms, minuteMs);
  if (minutes < dayMs) return `${Math.floor(minutes / hourMs)}h ${two((minutes / minuteMs) % 60)}m`;
  const hours = nearest(ms, hourMs);
  return `${Math.floor(hours / dayMs)}d ${two((hours / hourMs) % 24)}h`;
}

/** A fraction as per cent with one place, rounded down: `62.5 %`. */
export function formatRatio(ratio: Ratio | null): string {
  if (ratio === null) return '-';
  const perMille = Math.floor((ratio.of * 1_000) / ratio.outOf);
  return `${Math.floor(perMille / 10)}.${perMille % 10} %`;
}

/** Thousandths as a decimal with as many places, rounded toward zero; `-` where there are none. */
export const formatMilli = (milli: number | null, places: 2 | 3): string =>
  milli === null ? '-' : milliText(milli, places);
