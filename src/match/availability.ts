import { type Calendar, isOpen, nextClose, nextOpen, zonedToInstant } from '../calendar/index.js';
import { formatDate, parseDate } from '../core/civil.js';
import type { EpochMs } from '../core/time.js';
import type { RepZone } from './rep-zone.js';
import type { Leave, Rep } from './types.js';

/** Absence as half-open intervals, in order, touching ones joined. */
export type Absences = readonly (readonly [EpochMs, EpochMs])[];

const instantOf = (text: string, { timeZone, ...options }: RepZone, addDays: number): EpochMs => {
  const days = parseDate(text);
  return zonedToInstant(days === null ? text : `${formatDate(days + addDays)}T00:00`, timeZone, 'earlier', options);
};

/** The day part of a local date or date-time, so many days earlier. */
const daysBefore = (text: string, days: number): string =>
  formatDate((parseDate(text.slice(0, 10)) ?? 0) - days) + text.slice(10);

const intervalOf = (leave: Leave, zone: RepZone): readonly [EpochMs, EpochMs] => [
  instantOf(leave.stopDaysBefore === undefined ? leave.from : daysBefore(leave.from, leave.stopDaysBefore), zone, 0),
  instantOf(leave.to, zone, 1),
];

/** When a rep is away by leave or has not started: days as written, in the rep's zone. */
export function absencesOf(rep: Rep, zone: RepZone): Absences {
  const intervals = (rep.leave ?? []).map((leave) => intervalOf(leave, zone));
  const start = startOf(rep, zone);
  if (start !== null) intervals.push([Number.NEGATIVE_INFINITY, start]);
  const joined: [EpochMs, EpochMs][] = [];
  for (const [from, to] of intervals.filter(([start, end]) => start < end).sort((a, b) => a[0] - b[0])) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1]) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}

/** A rep's first day as an instant; null where the rep names none. */
export const startOf = (rep: Rep, zone: RepZone): EpochMs | null =>
  rep.startsAt === undefined ? null : instantOf(rep.startsAt, zone, 0);

export type Presence = 'present' | 'on_leave' | 'off_shift';

/** What a rep's shift and leave say about an instant. */
export interface Availability {
  readonly presence: Presence;
  /** For the absent: when this absence ends; null: never. */
  readonly until: EpochMs | null;
  /** The answer is the same from the instant asked about until this one; `Infinity`: for ever. */
  readonly holdsUntil: number;
}

const orNever = (at: EpochMs | null): number => at ?? Number.POSITIVE_INFINITY;

/** Presence at `now`, from the calendar (null: always open) and the absences. */
export function availabilityAt(shifts: Calendar | null, absences: Absences, now: EpochMs): Availability {
  const next = absences.find(([, to]) => now < to);
  if (next !== undefined && next[0] <= now) return { presence: 'on_leave', until: next[1], holdsUntil: next[1] };
  const leaveAt = next?.[0] ?? Number.POSITIVE_INFINITY;
  if (shifts !== null && !isOpen(shifts, now)) {
    const until = nextOpen(shifts, now);
    return { presence: 'off_shift', until, holdsUntil: Math.min(orNever(until), leaveAt) };
  }
  const closesAt = shifts === null ? Number.POSITIVE_INFINITY : orNever(nextClose(shifts, now));
  return { presence: 'present', until: null, holdsUntil: Math.min(closesAt, leaveAt) };
}
