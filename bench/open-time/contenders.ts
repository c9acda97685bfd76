/** What people add open hours with: two libraries made for it, day walks on four date libraries, and integers by hand. */
import { loadPeer, nameWithVersion } from '../lib/peer.js';
import {
  type Answer,
  closeHour,
  dayMs,
  holidays,
  hourMs,
  minuteMs,
  openHour,
  type TimeContender,
  timeZone,
} from './questions.js';

const closedDates: ReadonlySet<string> = new Set(holidays);
const two = (value: number): string => String(value).padStart(2, '0');

/** A day walk over a library that says which local date an instant has, and which instant an hour of a date is. */
function walk(
  dateAt: (at: number) => readonly [year: number, month: number, day: number],
  instantOf: (date: string, hour: number) => number,
): Answer {
  return (at, minutes) => {
    const [year, month, day] = dateAt(at);
    let left = minutes * minuteMs;
    for (let local = Date.UTC(year, month - 1, day); ; local += dayMs) {
      const date = new Date(local);
      const weekday = date.getUTCDay();
      if (weekday === 0 || weekday === 6) continue;
      const text = `${date.getUTCFullYear()}-${two(date.getUTCMonth() + 1)}-${two(date.getUTCDate())}`;
      if (closedDates.has(text)) continue;
      const end = instantOf(text, closeHour);
      if (end <= at) continue;
      const start = Math.max(at, instantOf(text, openHour));
      if (end - start >= left) return start + left;
      left -= end - start;
    }
  };
}

interface Moved {
  readonly valueOf: () => number;
}

/** Works in the zone of the process only. */
const dayjsBusinessTime: TimeContender = {
  name: nameWithVersion('dayjs-business-time'),
  make: () => {
    interface DayJs {
      (at: number): { readonly addBusinessMinutes: (minutes: number) => Moved };
      readonly extend: (plugin: unknown) => void;
      readonly setBusinessTime: (hours: object) => void;
      readonly setHolidays: (dates: readonly string[]) => void;
    }
    const dayjs = loadPeer<DayJs>('dayjs');
    const plugin = loadPeer<{ readonly default?: unknown }>('dayjs-business-time');
    dayjs.extend(plugin.default ?? plugin);
    const hours = [{ start: `0${openHour}:00:00`, end: `${closeHour}:00:00` }];
    dayjs.setBusinessTime({
      sunday: null,
      monday: hours,
      tuesday: hours,
      wednesday: hours,
      thursday: hours,
      friday: hours,
      saturday: null,
    });
    dayjs.setHolidays(holidays);
    return (at, minutes) => dayjs(at).addBusinessMinutes(minutes).valueOf();
  },
};

/** Works in the zone of the process only. */
const momentBusinessTime: TimeContender = {
  name: nameWithVersion('moment-business-time'),
  make: () => {
    interface Moment {
      (at: number): { readonly addWorkingTime: (minutes: number, unit: string) => Moved };
      readonly updateLocale: (name: string, settings: object) => void;
    }
    const moment = loadPeer<Moment>('moment-business-time');
    const hours = [`0${openHour}:00:00`, `${closeHour}:00:00`];
    const workinghours = { 0: null, 1: hours, 2: hours, 3: hours, 4: hours, 5: hours, 6: null };
    moment.updateLocale('en', { workinghours, holidays });
    return (at, minutes) => moment(at).addWorkingTime(minutes, 'minutes').valueOf();
  },
};

const luxon: TimeContender = {
  name: `${nameWithVersion('luxon')}, day walk`,
  make: () => {
    interface Local extends Moved {
      readonly year: number;
      readonly month: number;
      readonly day: number;
    }
    const { DateTime } = loadPeer<{
      readonly DateTime: {
        readonly fromMillis: (at: number, options: object) => Local;
        readonly fromISO: (text: string, options: object) => Local;
      };
    }>('luxon');
    const options = { zone: timeZone };
    return walk(
      (at) => {
        const { year, month, day } = DateTime.fromMillis(at, options);
        return [year, month, day];
      },
      (date, hour) => DateTime.fromISO(`${date}T${two(hour)}:00`, options).valueOf(),
    );
  },
};

const temporal: TimeContender = {
  name: `${nameWithVersion('temporal-polyfill')}, day walk`,
  make: () => {
    interface Zoned {
      readonly year: number;
      readonly month: number;
      readonly day: number;
      readonly epochMilliseconds: number;
    }
    const { Temporal } = loadPeer<{
      readonly Temporal: {
        readonly Instant: {
          readonly fromEpochMilliseconds: (at: number) => { readonly toZonedDateTimeISO: (zone: string) => Zoned };
        };
        readonly PlainDateTime: {
          readonly from: (text: string) => { readonly toZonedDateTime: (zone: string) => Zoned };
        };
      };
    }>('temporal-polyfill');
    return walk(
      (at) => {
        const { year, month, day } = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(timeZone);
        return [year, month, day];
      },
      (date, hour) =>
        Temporal.PlainDateTime.from(`${date}T${two(hour)}:00`).toZonedDateTime(timeZone).epochMilliseconds,
    );
  },
};

const dateFnsTz: TimeContender = {
  name: `${nameWithVersion('date-fns-tz')}, day walk`,
  make: () => {
    const { fromZonedTime, formatInTimeZone } = loadPeer<{
      readonly fromZonedTime: (local: string, zone: string) => Date;
      readonly formatInTimeZone: (at: Date, zone: string, pattern: string) => string;
    }>('date-fns-tz');
    return walk(
      (at) => formatInTimeZone(new Date(at), timeZone, 'yyyy-MM-dd').split('-').map(Number) as [number, number, number],
      (date, hour) => fromZonedTime(`${date}T${two(hour)}:00`, timeZone).getTime(),
    );
  },
};

const format = new Intl.DateTimeFormat('en-CA', {
  timeZone,
  hourCycle: 'h23',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** How far the zone's clocks are ahead of UTC, by asking `Intl`. */
export function askOffset(at: number): number {
  const parts: { [type: string]: number } = {};
  for (const { type, value } of format.formatToParts(at)) parts[type] = Number(value);
  const local = Date.UTC(
    parts['year']!,
    parts['month']! - 1,
    parts['day'],
    parts['hour'],
    parts['minute'],
    parts['second'],
  );
  return local - at;
}

/** The limit: changes of the zone found once, then whole days as integers. */
const byHand: TimeContender = {
  name: 'the limit by hand: kept zone changes, integer day walk',
  make: () => {
    const [first, last] = [1_764_547_200_000, 1_830_297_600_000]; // 2025-12-01 to 2028-01-01
    const changes: { readonly from: number; readonly offset: number }[] = [];
    for (let at = first; at < last; at += hourMs) {
      const offset = askOffset(at);
      if (changes.at(-1)?.offset !== offset) changes.push({ from: at, offset });
    }
    const closed = new Set(holidays.map((date) => Date.parse(date) / dayMs));
    const offsetAt = (at: number): number => {
      let i = changes.length - 1;
      while (i > 0 && changes[i]!.from > at) i--;
      return changes[i]!.offset;
    };
    return (at, minutes) => {
      let left = minutes * minuteMs;
      for (let day = Math.floor((at + offsetAt(at)) / dayMs); ; day++) {
        const weekday = (day + 4) % 7;
        if (weekday === 0 || weekday === 6 || closed.has(day)) continue;
        // no clock changes between 9 and 17: one offset serves the day
        const midnight = day * dayMs - offsetAt(day * dayMs + 12 * hourMs);
        const end = midnight + closeHour * hourMs;
        if (end <= at) continue;
        const start = Math.max(at, midnight + openHour * hourMs);
        if (end - start >= left) return start + left;
        left -= end - start;
      }
    };
  },
};

export const contenders: readonly TimeContender[] = [
  byHand,
  temporal,
  dateFnsTz,
  luxon,
  dayjsBusinessTime,
  momentBusinessTime,
];
