import { type Calendar, isOpen, nextClose, nextOpen, zonedToInstant } from '../calendar/index.js';
import { formatDate, parseDate } from '../core/civil.js';
import type { EpochMs } from '../core/time.js';
import type { Leave, Rep } from './types.js';

/** Absence as half-open intervals, in order, touching ones joined. */
export type Absences = readonly (readonly [EpochMs, EpochMs])[];

const instantOf = (text: string, timeZone: string, addDays: number): EpochMs => {
  const days = parseDate(text);
  return zonedToInstant(days === null ? text : `${formatDate(days + addDays)}T00:00`, timeZone);
};

/** The day part of a local date or date-time, so many days earlier. */
const daysBefore = (text: string, days: number): string =>
  formatDate((parseDate(text.slice(0, 10)) ?? 0) - days) + text.slice(10);

const intervalOf = (leave: Leave, timeZone: string): readonly [EpochMs, EpochMs] => [
  instantOf(
    leave.stopDaysBefore === undefined ? leave.from : daysBefore(leave.from, leave.stopDaysBefore),
    timeZone,
    0,
  ),
  instantOf(leave.to, timeZone, 1),
];

/** When a rep is away by leave or has not started: days as written, in the rep's zone. */
export function absencesOf(rep: Rep, timeZone: string): Absences {
  const intervals = (rep.leave ?? []).map((leave) => intervalOf(leave, timeZone));
  if (rep.startsAt !== undefined) intervals.push([Number.NEGATIVE_INFINITY, instantOf(rep.startsAt, timeZone, 0)]);
  const joined: [EpochMs, EpochMs][] = [];
  for (const [from, to] of intervals.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

export type Presence = 'present' | 'on_leave' | 'off_shift';

/** What a rep's shift and leave say about an instant, and until when they go on saying so. */
export interface Availability {
  readonly presence: Presence;
  /** First instant at which it may change; null: never. */
  readonly until: EpochMs | null;
}

const laterThan = (at: EpochMs | null): number => at ?? Number.POSITIVE_INFINITY;

/** Presence at `now`, from the calendar (null: always open) and the absences. */
export function availabilityAt(shifts: Calendar | null, absences: Absences, now: EpochMs): Availability {
  const next = absences.find(([, to]) => now < to);
  if (next !== undefined && next[0] <= now) return { presence: 'on_leave', until: next[1] };
  const leaveAt = next?.[0] ?? Number.POSITIVE_INFINITY;
  if (shifts !== null && !isOpen(shifts, now)) return { presence: 'off_shift', until: nextOpen(shifts, now) };
  const closesAt = shifts === null ? Number.POSITIVE_INFINITY : laterThan(nextClose(shifts, now));
  const until = Math.min(closesAt, leaveAt);
  return { presence: 'present', until: until === Number.POSITIVE_INFINITY ? null : until };
}
