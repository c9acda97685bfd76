import { dayMs, minuteMs } from '../core/time.js';

/** Days from 1970-01-01 to a date of the proleptic Gregorian calendar. Source: H. Hinnant, "chrono-Compatible Low-Level Date Algorithms". */
export function civilDay(year: number, month: number, day: number): number {
  // the year starts in March here, so that the leap day is its last day
  const y = month > 2 ? year : year - 1;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

const daysInMonth = (year: number, month: number): number =>
  month === 12 ? 31 : civilDay(year, month + 1, 1) - civilDay(year, month, 1);

/** The day number of a date `YYYY-MM-DD`, or null where the text names no date, for example `2026-02-30`. */
export function parseDate(text: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return null;
  return civilDay(year, month, day);
}

/** Minutes after midnight of a time `HH:MM` from `00:00` to `24:00`, or null where the text is no such time. */
export function parseTime(text: string): number | null {
  const parts = /^(\d{2}):([0-5]\d)$/.exec(text);
  if (parts === null) return null;
  const minutes = Number(parts[1]) * 60 + Number(parts[2]);
  return minutes <= dayMs / minuteMs ? minutes : null;
}
