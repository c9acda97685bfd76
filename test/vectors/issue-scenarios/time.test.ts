// Hours, zones and clocks.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import {
  addOpenTime,
  type CalendarSpec,
  checkCalendar,
  compileCalendar,
  initialState,
  isOpen,
  nextClose,
  nextOpen,
  offsetAt,
  openTimeBetween,
  route,
  zonedToInstant,
} from '../../../src/index.js';
import { day, hour, leadWith, minute, monday, routerWith } from '../../support/samples.js';
import { deskOf, scenario } from './scenario.js';

const nineToFive = [['09:00', '17:00']] as const;
const weekdays = { mon: nineToFive, tue: nineToFive, wed: nineToFive, thu: nineToFive, fri: nineToFive };
const utc = (text: string): number => Date.parse(`${text}Z`);

scenario('exact-boundary', () => {
  const calendar = compileCalendar({ timeZone: 'UTC', weekly: weekdays });
  const due = addOpenTime(calendar, monday, 8 * hour)!;
  expect(due).toBe(utc('2026-03-02T17:00'));
  expect(nextOpen(calendar, due)).toBe(utc('2026-03-03T09:00'));
  // A deadline is the earliest instant by which all the time allowed has passed: until just before it an answer is in
  // time, at it no more. (The scenario would have the deadline itself still in time.)
  const slas = [{ id: 'day', targets: [{ id: 'first_response', minutes: 8 * 60, milestones: [] }] }];
  const router = routerWith({
    calendars: [{ id: 'office', timeZone: 'UTC', weekly: weekdays }],
    reps: [{ id: 'ana', calendarId: 'office' }],
    slas,
    slaId: 'day',
  });
  for (const [at, types] of [
    [due - 1, ['lead_responded']],
    [due, ['sla_breached', 'lead_responded']],
  ] as const) {
    const desk = deskOf(router);
    expect(desk.route(leadWith(), monday).decision).toMatchObject({ type: 'assigned', dueAt: due });
    expect(desk.advance('l1', { type: 'respond', repId: 'ana' }, at).events.map(({ type }) => type)).toEqual(types);
  }
});

/** Every instant of interest around a change of clocks: forward and back again comes to the same open time. */
function walks(spec: CalendarSpec, from: number, until: number): void {
  const calendar = compileCalendar(spec);
  for (let at = from; at <= until; at += 20 * minute) {
    for (const length of [0, 1, hour, 8 * hour, 40 * hour]) {
      const later = addOpenTime(calendar, at, length)!;
      expect(openTimeBetween(calendar, at, later)).toBe(length);
      const earlier = addOpenTime(calendar, at, -length)!;
      expect(openTimeBetween(calendar, earlier, at)).toBe(length);
    }
  }
}

scenario('dst-hang', () => {
  // hours that begin inside the gap: 02:30 does not exist on 8 March 2026 in New York
  const inGap: CalendarSpec = {
    timeZone: 'America/New_York',
    weekly: { sun: [['02:30', '10:00']], mon: [['02:30', '10:00']] },
  };
  expect(nextOpen(compileCalendar(inGap), utc('2026-03-08T05:00'))).toBe(utc('2026-03-08T07:30'));
  walks(inGap, utc('2026-03-08T04:00'), utc('2026-03-09T16:00'));
  // hours that begin at a midnight which comes twice: Havana, 1 November 2026
  const twice: CalendarSpec = { timeZone: 'America/Havana', weekly: { sun: [['00:00', '08:00']] } };
  expect(
    offsetAt('America/Havana', utc('2026-11-01T04:00')) - offsetAt('America/Havana', utc('2026-11-01T06:00')),
  ).toBe(hour);
  walks(twice, utc('2026-10-31T22:00'), utc('2026-11-01T16:00'));
  // the horizon is the calendar's own: hours on one date only, and then never again
  const once = compileCalendar({
    timeZone: 'America/New_York',
    weekly: {},
    overrides: { '2026-03-08': [['02:30', '10:00']] },
  });
  expect(addOpenTime(once, utc('2026-03-08T00:00'), 6.5 * hour)).toBe(utc('2026-03-08T14:00'));
  expect(addOpenTime(once, utc('2026-03-08T00:00'), 6.5 * hour + 1)).toBe(null);
});

scenario('never-open', () => {
  for (const spec of [
    { timeZone: 'UTC', weekly: {} },
    { timeZone: 'UTC', weekly: { mon: nineToFive }, closures: [[-8_640_000_000_000_000, 8_640_000_000_000_000]] },
  ] as const) {
    const calendar = compileCalendar(spec);
    expect(isOpen(calendar, monday)).toBe(false);
    for (const never of [
      nextOpen(calendar, monday),
      nextClose(calendar, monday),
      addOpenTime(calendar, monday, hour),
      addOpenTime(calendar, monday, -hour),
      addOpenTime(calendar, monday, 0),
    ]) {
      expect(never).toBe(null);
    }
    expect(openTimeBetween(calendar, monday, monday + 1_000 * day)).toBe(0);
  }
  // nor does routing hang: the lead waits, and nothing is due
  const router = routerWith({
    calendars: [{ id: 'never', timeZone: 'UTC', weekly: {} }],
    reps: [{ id: 'ana', calendarId: 'never' }],
  });
  expect(route(router, initialState(router), leadWith(), monday).decision).toMatchObject({
    type: 'held',
    retryAt: null,
  });
});

scenario('offset-not-zone', () => {
  const inZone = (timeZone: string) =>
    compileCalendar({ timeZone, weekly: { ...weekdays, sat: nineToFive, sun: nineToFive } });
  const opens = (timeZone: string, date: string): string =>
    new Date(nextOpen(inZone(timeZone), utc(`${date}T05:00`))!).toISOString().slice(11, 16);
  expect([opens('America/New_York', '2026-01-15'), opens('America/New_York', '2026-07-15')]).toEqual([
    '14:00',
    '13:00',
  ]);
  // a fixed offset is a zone of its own, for those who ask for one
  expect([opens('Etc/GMT+5', '2026-01-15'), opens('Etc/GMT+5', '2026-07-15')]).toEqual(['14:00', '14:00']);
  expect(checkCalendar({ timeZone: 'UTC-5', weekly: weekdays })).toHaveLength(1);
});

const run = promisify(execFile);
const script = fileURLToPath(new URL('../../zones/print-digest.ts', import.meta.url));

scenario('host-timezone-independence', async () => {
  const zones = ['UTC', 'America/New_York', 'Australia/Lord_Howe', 'Pacific/Apia'];
  const printed: { readonly hostOffsets: readonly number[]; readonly routing: string; readonly calendars: string }[] =
    [];
  for (const TZ of zones) {
    const { stdout } = await run(process.execPath, ['--import', 'tsx', script], { env: { ...process.env, TZ } });
    printed.push(JSON.parse(stdout));
  }
  expect(new Set(printed.map(({ hostOffsets }) => hostOffsets.join())).size).toBe(4);
  expect(new Set(printed.map(({ routing, calendars }) => `${routing} ${calendars}`)).size).toBe(1);
});

scenario('ambiguous-without-dst-flag', () => {
  // Almaty went from +06 to +05 at midnight before 1 March 2024, so that 23:30 came twice on 29 February
  const first = utc('2024-02-29T17:30');
  expect(offsetAt('Asia/Almaty', first)).toBe(6 * hour);
  expect(offsetAt('Asia/Almaty', first + hour)).toBe(5 * hour);
  expect(zonedToInstant('2024-02-29T23:30', 'Asia/Almaty')).toBe(first);
  expect(zonedToInstant('2024-02-29T23:30', 'Asia/Almaty', 'later')).toBe(first + hour);
  const calendar = compileCalendar({ timeZone: 'Asia/Almaty', weekly: { thu: [['23:30', '04:00']] } });
  expect(nextOpen(calendar, first - 5 * minute)).toBe(first);
  expect(addOpenTime(calendar, first - hour, hour)).toBe(first + hour);
});
