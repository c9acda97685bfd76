import type { Json } from '../core/json.js';
import { dayMs, type EpochMs, hourMs, minuteMs, secondMs } from '../core/time.js';
import type { Confidence } from '../lead/index.js';
import { tidyText } from './clean-text.js';

/** An instant and how it was read. */
export interface InstantMatch {
  readonly value: EpochMs | null;
  readonly method: string;
  readonly confidence: Confidence;
}

// ISO 8601, with a space for the T as databases write it
const iso =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/i;
const epochMax = 8_640_000_000_000_000;

const none: InstantMatch = { value: null, method: 'none', confidence: 'high' };

/**
 * An instant from ISO 8601 text or a number since 1970: milliseconds, or seconds where that is less than 10¹¹.
 *
 * A date or a time without an offset is taken as UTC, with confidence `low`. Other ways of writing dates are null: `01/02/2026`
 * is not the same day everywhere.
 *
 * @example parseInstant('2026-03-01T09:00:00+01:00') //=> { value: 1772352000000, method: 'iso', confidence: 'high' }
 */
export function parseInstant(value: Json): InstantMatch {
  if (typeof value === 'number') return fromNumber(value);
  if (typeof value !== 'string') return none;
  if (value.length === 20 || value.length === 24) {
    const found = usualForm(value);
    if (found !== null) return found;
  }
  const tidy = tidyText(value.slice(0, 100));
  if (/^\d{9,16}(?:\.0+)?$/.test(tidy)) return fromNumber(Number(tidy));
  const parts = iso.exec(tidy);
  if (parts === null) return none;
  const [year, month, day, hour, minute, second] = [1, 2, 3, 4, 5, 6].map((i) => Number(parts[i] ?? 0));
  const milliseconds = Number((parts[7] ?? '').slice(0, 3).padEnd(3, '0'));
  const at = instantOf(year!, month!, day!, (hour! * 60 + minute!) * 60 + second!, milliseconds);
  if (at === null || hour! > 24 || minute! > 59 || second! > 60) return none;
  const offset = offsetMs(parts[8]);
  return offset === null
    ? { value: at, method: 'iso, taken as UTC', confidence: 'low' }
    : { value: at - offset, method: 'iso', confidence: 'high' };
}

/** `2026-03-01T09:00:00Z`, with or without milliseconds, as programs write it; null for anything else. */
function usualForm(text: string): InstantMatch | null {
  const long = text.length === 24;
  const marked = isMark(text, 4, '-') && isMark(text, 7, '-') && isMark(text, 10, 'T');
  if (!marked || !isMark(text, 13, ':') || !isMark(text, 16, ':')) return null;
  if (long ? !isMark(text, 19, '.') || !isMark(text, 23, 'Z') : !isMark(text, 19, 'Z')) return null;
  const year = digitsAt(text, 0, 4);
  const hour = digitsAt(text, 11, 13);
  const minute = digitsAt(text, 14, 16);
  const second = digitsAt(text, 17, 19);
  const milliseconds = long ? digitsAt(text, 20, 23) : 0;
  if (year > 9_999 || hour > 23 || minute > 59 || second > 59 || milliseconds > 999) return null;
  const seconds = (hour * 60 + minute) * 60 + second;
  const at = instantOf(year, digitsAt(text, 5, 7), digitsAt(text, 8, 10), seconds, milliseconds);
  return at === null ? null : { value: at, method: 'iso', confidence: 'high' };
}

const isMark = (text: string, at: number, mark: string): boolean => text.charCodeAt(at) === mark.charCodeAt(0);

const noNumber = 10_000;

/** The number that at most four digits say; {@link noNumber} where one is none. */
function digitsAt(text: string, from: number, to: number): number {
  let value = 0;
  for (let i = from; i < to; i++) {
    const digit = text.charCodeAt(i) - 48;
    if (digit < 0 || digit > 9) return noNumber;
    value = value * 10 + digit;
  }
  return value;
}

/** Null where the calendar has no such day, or the time is past the end of it (a leap second is not). */
function instantOf(year: number, month: number, day: number, seconds: number, milliseconds: number): EpochMs | null {
  if (!(year >= 0) || !isDate(year, month, day) || seconds > 86_400) return null;
  return dayNumber(year, month, day) * dayMs + seconds * secondMs + milliseconds;
}

function fromNumber(value: number): InstantMatch {
  if (!Number.isFinite(value) || Math.abs(value) > epochMax) return none;
  if (Math.abs(value) >= 100_000_000_000)
    return { value: Math.trunc(value), method: 'milliseconds', confidence: 'high' };
  return value >= 100_000_000 ? { value: Math.trunc(value * 1_000), method: 'seconds', confidence: 'medium' } : none;
}

function offsetMs(written: string | undefined): number | null {
  if (written === undefined) return null;
  const parts = /^([+-])(\d{2}):?(\d{2})?$/.exec(written);
  if (parts === null) return 0;
  const ms = Number(parts[2]) * hourMs + Number(parts[3] ?? 0) * minuteMs;
  return parts[1] === '-' ? -ms : ms;
}

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

const isDate = (year: number, month: number, day: number): boolean =>
  month >= 1 && month <= 12 && day >= 1 && day <= daysIn(year, month);

/** Odd months have 31 days until July, even ones from August. */
const daysIn = (year: number, month: number): number =>
  month === 2 ? (isLeap(year) ? 29 : 28) : 30 + ((month + (month >> 3)) & 1);

/** Days since 1970-01-01 of the proleptic Gregorian calendar, for years from 0 to 9999. Source: Hinnant, days_from_civil. */
function dayNumber(year: number, month: number, day: number): number {
  // a cycle of 400 years more, so that nothing is negative and whole parts are quickly had
  const shifted = (month <= 2 ? year - 1 : year) + 400;
  const era = (shifted / 400) | 0;
  const yearOfEra = shifted - era * 400;
  const dayOfYear = (((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) | 0) + day - 1;
  return (
    era * 146_097 + yearOfEra * 365 + ((yearOfEra / 4) | 0) - ((yearOfEra / 100) | 0) + dayOfYear - 719_468 - 146_097
  );
}
