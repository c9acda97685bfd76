import { type Calendar, compileCalendar } from '../calendar/index.js';
import { compareText } from '../core/compare.js';
import {
  absencesOf,
  type Cap,
  type CompiledCap,
  type CompiledRep,
  leadTest,
  type Rep,
  type RepZone,
  rememberingZone,
} from '../match/index.js';
import type { Extensions } from './extensions.js';
import type { Policy } from './types.js';

/** A calendar with the zone that it was written in. */
export interface ZonedCalendar {
  readonly calendar: Calendar;
  readonly timeZone: string;
}

/** Calendars by id. */
export const compileCalendars = (policy: Policy, { zones }: Extensions): ReadonlyMap<string, ZonedCalendar> =>
  new Map(
    (policy.calendars ?? []).map((spec) => [
      spec.id,
      { calendar: compileCalendar(spec, zones === undefined ? {} : { zones }), timeZone: spec.timeZone },
    ]),
  );

const always = (): boolean => true;

/** Caps of one period and window share a column of the state; those with a condition have their own, by id. */
const compileCap = (cap: Cap): CompiledCap => {
  const rolling = cap.window === 'rolling';
  const name = rolling ? `${cap.per}:rolling` : cap.per;
  return {
    key: cap.when === undefined ? name : `${name}:${cap.id}`,
    per: cap.per,
    rolling,
    max: cap.max,
    always: cap.when === undefined,
    applies: cap.when === undefined ? always : leadTest(cap.when),
  };
};

/** One cap per key, with the largest `max`: caps of one period share a count, and each assignment counts once. */
function countersOf(caps: readonly CompiledCap[]): readonly CompiledCap[] {
  const counters = new Map<string, CompiledCap>();
  for (const cap of caps) if (cap.max >= (counters.get(cap.key)?.max ?? 0)) counters.set(cap.key, cap);
  return [...counters.values()];
}

function compileRep(
  rep: Rep,
  calendars: ReadonlyMap<string, ZonedCalendar>,
  zoneOf: (timeZone: string) => RepZone,
): CompiledRep {
  const hours = rep.calendarId === undefined ? undefined : calendars.get(rep.calendarId);
  const zone = zoneOf(hours?.timeZone ?? 'UTC');
  const caps = (rep.caps ?? []).map(compileCap);
  return {
    spec: rep,
    shifts: hours?.calendar ?? null,
    zone,
    absences: absencesOf(rep, zone),
    capacity: rep.capacity ?? Number.POSITIVE_INFINITY,
    caps,
    counters: countersOf(caps),
  };
}

/** Makes zones, one for all the reps that are in it. */
function sharedZones({ zones }: Extensions): (timeZone: string) => RepZone {
  const known = new Map<string, RepZone>();
  return (timeZone) => {
    const zone = known.get(timeZone) ?? rememberingZone(zones === undefined ? { timeZone } : { timeZone, zones });
    known.set(timeZone, zone);
    return zone;
  };
}

/** Reps in the order of their ids, so that no decision depends on the order in which they were written. */
export function compileReps(
  policy: Policy,
  calendars: ReadonlyMap<string, ZonedCalendar>,
  extensions: Extensions,
): readonly CompiledRep[] {
  const zoneOf = sharedZones(extensions);
  return [...policy.reps].sort((a, b) => compareText(a.id, b.id)).map((rep) => compileRep(rep, calendars, zoneOf));
}
