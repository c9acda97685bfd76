import { offsetAt, zonedToInstant } from '../calendar/index.js';
import { civilFromDays, daysFromCivil, formatDate } from '../core/civil.js';
import { type DurationMs, dayMs, type EpochMs, hourMs } from '../core/time.js';
import type { RepZone } from './rep-zone.js';
import type { Period } from './types.js';

/** How long a rolling period reaches back. */
export const rollingMs: { readonly [per in Period]: DurationMs } = {
  hour: hourMs,
  day: dayMs,
  week: 7 * dayMs,
  month: 30 * dayMs,
};

/** 1970-01-01 was a Thursday: three days after a Monday. */
const mondayShift = 3;

/** The number of the calendar period that holds an instant, counted on the wall clock of a zone. */
export function periodNumber(per: Period, zone: RepZone, at: EpochMs): number {
  const { latest } = zone;
  if (latest === undefined) return numberOf(per, hourOf(zone, at));
  if (latest.at !== at) {
    const hour = hourOf(zone, at);
    // within an hour of the wall clock nothing changes
    if (hour !== latest.hour) for (const each of longer) latest[each] = numberOf(each, hour);
    latest.hour = hour;
    latest.at = at;
  }
  return latest[per];
}

const longer: readonly Exclude<Period, 'hour'>[] = ['day', 'week', 'month'];

/** Hours on the wall clock. */
const hourOf = (zone: RepZone, at: EpochMs): number => Math.floor((at + offsetAt(zone.timeZone, at, zone)) / hourMs);

/** The number of the period that holds an hour. */
function numberOf(per: Period, hour: number): number {
  if (per === 'hour') return hour;
  const days = Math.floor(hour / 24);
  if (per === 'day') return days;
  if (per === 'week') return Math.floor((days + mondayShift) / 7);
  const { year, month } = civilFromDays(days);
  return year * 12 + month - 1;
}

/** The instant at which the calendar period with this number begins. */
export function periodStart(per: Period, zone: RepZone, period: number): EpochMs {
  const instantOf = (local: string): EpochMs => zonedToInstant(local, zone.timeZone, 'earlier', zone);
  if (per === 'hour') {
    const days = Math.floor(period / 24);
    return instantOf(`${formatDate(days)}T${String(period - days * 24).padStart(2, '0')}:00`);
  }
  const days =
    per === 'day'
      ? period
      : per === 'week'
        ? period * 7 - mondayShift
        : daysFromCivil({ year: Math.floor(period / 12), month: (period % 12) + 1, day: 1 });
  return instantOf(`${formatDate(days)}T00:00`);
}
