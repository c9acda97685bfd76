import { assert } from './assert.js';
import type { EpochMs } from './time.js';
import { dayMs } from './time.js';

/** A date of the proleptic Gregorian calendar. */
interface CivilDate {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Days from 1970-01-01 to a date. Whole-number arithmetic over 400-year eras that begin on 1 March. */
export function daysFromCivil({ year, month, day }: CivilDate): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
}

/** The date that lies so many days after 1970-01-01. */
export function civilFromDays(days: number): CivilDate {
  const z = days + 719_468;
  const era = Math.floor(z / 146_097);
  const dayOfEra = z - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  };
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Four digits, or a sign and six where four do not hold it, as ECMAScript writes years; more where it needs more. */
const formatYear = (year: number): string =>
  year >= 0 && year <= 9_999 ? pad(year, 4) : `${year < 0 ? '-' : '+'}${pad(Math.abs(year), 6)}`;

/** `YYYY-MM-DD` of so many days after 1970-01-01. */
export function formatDate(days: number): string {
  const { year, month, day } = civilFromDays(days);
  return `${formatYear(year)}-${pad(month, 2)}-${pad(day, 2)}`;
}

/** Days from 1970-01-01 to a `YYYY-MM-DD` date, or null where the text is no date of the calendar. */
export function parseDate(text: string): number | null {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (match === null) return null;
  const days = daysFromCivil({ year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) });
  return formatDate(days) === text ? days : null;
}

/**
 * An instant as ISO 8601 in UTC, to the second, or to the millisecond where it has one: `2026-03-02T09:00:00Z`. Years
 * before 0 and after 9999 get a sign and six digits, as in `Date.prototype.toISOString`.
 *
 * @throws Error where `at` is not a whole number
 * @example
 * formatInstant(1_780_000_000_000); //=> '2026-05-28T20:26:40Z'
 */
export function formatInstant(at: EpochMs): string {
  assert(Number.isSafeInteger(at), `expected whole milliseconds, found \`${at}\``);
  const days = Math.floor(at / dayMs);
  const ms = at - days * dayMs;
  const seconds = Math.floor(ms / 1_000);
  const rest = ms % 1_000;
  const clock = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60].map((part) => pad(part, 2));
  return `${formatDate(days)}T${clock.join(':')}${rest === 0 ? '' : `.${pad(rest, 3)}`}Z`;
}
