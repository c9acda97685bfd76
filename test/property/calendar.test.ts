import { fromZonedTime } from 'date-fns-tz/fromZonedTime';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addOpenTime,
  type CalendarSpec,
  checkCalendar,
  compileCalendar,
  intersectCalendars,
  isOpen,
  nextClose,
  nextOpen,
  offsetAt,
  openTimeBetween,
  unionCalendars,
  withClosures,
  zonedToInstant,
} from '../../src/calendar/index.js';
import { changesBetween, hoursAround, instantByOccurrence, occurrences, offsetByParts } from '../spec/calendar.js';
import { enough, runs } from '../support/runs.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const zones = [
  'UTC',
  'Africa/Cairo',
  'Africa/Casablanca',
  'America/New_York',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Antarctica/Troll',
  'Asia/Gaza',
  'Asia/Kathmandu',
  'Asia/Tehran',
  'Australia/Lord_Howe',
  'Europe/Dublin',
  'Europe/London',
  'Pacific/Apia',
  'Pacific/Chatham',
];
const [from, to] = [Date.UTC(2005, 0, 1), Date.UTC(2029, 0, 1)];
const changes = new Map(zones.map((zone) => [zone, changesBetween(zone, from, to)]));
const localText = (local: number): string => new Date(local).toISOString().slice(0, 23);
const dateText = (at: number): string => localText(at).slice(0, 10);

const zone = fc.constantFrom(...zones);
const nudge = fc.constantFrom(-1, 0, 0, 0, 1);

/** Calendars are worked out in windows of 64 days since 1970: their edges must not show. */
const windowEdges = fc.integer({ min: 200, max: 330 }).map((n) => n * 64 * day);

/** Instants at and around the changes of a zone and the edges of windows, and some far from any. */
const instantIn = (timeZone: string): fc.Arbitrary<number> =>
  fc
    .record({
      base: fc.oneof(
        { weight: 4, arbitrary: fc.constantFrom(from, ...changes.get(timeZone)!) },
        { weight: 2, arbitrary: windowEdges },
        fc.integer({ min: from, max: to }),
      ),
      step: fc.constantFrom(
        -day,
        -3 * hour,
        -hour,
        -30 * minute,
        -15 * minute,
        0,
        0,
        15 * minute,
        30 * minute,
        hour,
        day,
      ),
      nudge,
    })
    .map(({ base, step, nudge }) => base + step + nudge);

const time = (last: string): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      '00:00',
      '01:00',
      '01:30',
      '02:00',
      '02:15',
      '02:30',
      '03:00',
      '09:00',
      '17:00',
      '22:00',
      '23:30',
      '23:59',
      last,
    ),
    fc.integer({ min: 0, max: 1439 }).map((n) => localText(n * minute).slice(11, 16)),
  );
const blocks = fc.array(fc.tuple(time('12:00'), time('24:00')), { maxLength: 3 });
const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
const week = fc.record(Object.fromEntries(dayNames.map((name) => [name, blocks])), { requiredKeys: [] });

/** A zone, hours in it with exceptions around an instant near a change, and that instant. */
const scene = zone.chain((timeZone) =>
  instantIn(timeZone).chain((at) => {
    const date = fc.integer({ min: -4, max: 4 }).map((n) => dateText(at + n * day));
    const near = fc.integer({ min: -3 * day, max: 3 * day });
    const closure = fc
      .tuple(near, fc.constantFrom(0, 1, 777, hour, day, 5 * day))
      .map(([n, length]): [number, number] => [at + n, at + n + length]);
    const more = {
      holidays: fc.array(date, { maxLength: 2 }),
      overrides: fc.dictionary(date, blocks, { maxKeys: 2 }),
      breaks: fc.dictionary(date, blocks, { maxKeys: 2 }),
      closures: fc.array(closure, { maxLength: 3 }),
    };
    const base = fc.oneof(
      {
        weight: 3,
        arbitrary: fc.record(
          { timeZone: fc.constant(timeZone), weekly: week, ...more },
          { requiredKeys: ['timeZone', 'weekly'] },
        ),
      },
      fc.record(
        {
          timeZone: fc.constant(timeZone),
          rotation: fc.record({ startsOn: date, weeks: fc.array(week, { minLength: 1, maxLength: 3 }) }),
          ...more,
        },
        { requiredKeys: ['timeZone', 'rotation'] },
      ),
    );
    return fc.record({ spec: base as fc.Arbitrary<CalendarSpec>, at: fc.constant(at) });
  }),
);

describe('zones', () => {
  test('an offset is what Intl says for that very instant', () => {
    fc.assert(
      fc.property(
        zone.chain((timeZone) => fc.tuple(fc.constant(timeZone), instantIn(timeZone))),
        ([timeZone, at]) => {
          expect(offsetAt(timeZone, at)).toBe(offsetByParts(timeZone, at));
        },
      ),
      runs(1500),
    );
  });

  test('a local time is its first or second occurrence, or shifted by the gap', () => {
    fc.assert(
      fc.property(
        zone.chain((timeZone) => fc.tuple(fc.constant(timeZone), instantIn(timeZone), fc.constantFrom(0, hour, -hour))),
        ([timeZone, at, shift]) => {
          const local = at + offsetByParts(timeZone, at) + shift;
          const instants = occurrences(timeZone, local);
          const earlier = zonedToInstant(localText(local), timeZone);
          const later = zonedToInstant(localText(local), timeZone, 'later');
          expect(earlier).toBe(instantByOccurrence(timeZone, local));
          if (instants.length > 0) expect(later).toBe(instants.at(-1));
          else {
            // in a gap the two readings differ by its length, and each shows a time shifted by it
            const gap = earlier - later;
            expect(earlier + offsetByParts(timeZone, earlier)).toBe(local + gap);
            expect(later + offsetByParts(timeZone, later)).toBe(local - gap);
          }
        },
      ),
      runs(800),
    );
  });

  test('date-fns-tz agrees on times that occur once', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        zone.chain((timeZone) => fc.tuple(fc.constant(timeZone), instantIn(timeZone))),
        ([timeZone, at]) => {
          const local = at + offsetByParts(timeZone, at);
          if (occurrences(timeZone, local).length !== 1) return;
          compared++;
          expect(zonedToInstant(localText(local), timeZone)).toBe(fromZonedTime(localText(local), timeZone).getTime());
        },
      ),
      runs(600),
    );
    expect(compared).toBeGreaterThan(enough(300));
  });
});

describe('hours against their definition', () => {
  test('isOpen at and around every edge', () => {
    fc.assert(
      fc.property(scene, ({ spec, at }) => {
        const calendar = compileCalendar(spec);
        const truth = hoursAround(spec, at - 2 * day, at + 2 * day);
        const edges = truth.edges.filter((edge) => Math.abs(edge - at) < 2 * day);
        for (const edge of [at, ...edges]) {
          for (const instant of [edge - 1, edge, edge + 1])
            expect(isOpen(calendar, instant), `${instant}`).toBe(truth.isOpen(instant));
        }
      }),
      runs(250),
    );
  });

  test('openTimeBetween walks the minutes', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 2 * day }), ({ spec, at }, length) => {
        const sum = openTimeBetween(compileCalendar(spec), at, at + length);
        const truth = hoursAround(spec, at, at + length);
        expect(sum).toBe(truth.openBetween(at, at + length));
        expect(sum).toBe(truth.openByMinutes(at, at + length));
      }),
      runs(150),
    );
  });

  test('openTimeBetween over months, across windows', () => {
    fc.assert(
      fc.property(scene, fc.integer({ min: 0, max: 200 * day }), ({ spec, at }, length) => {
        expect(openTimeBetween(compileCalendar(spec), at, at + length)).toBe(
          hoursAround(spec, at, at + length).openBetween(at, at + length),
        );
      }),
      runs(10),
    );
  });

  test('addOpenTime is the earliest, backwards the latest, instant that holds the duration', () => {
    fc.assert(
      fc.property(
        scene,
        fc.constantFrom(1, 2, minute, hour, 8 * hour, 30 * hour),
        nudge,
        ({ spec, at }, base, nudge) => {
          const calendar = compileCalendar(spec);
          const duration = Math.max(1, base + nudge);
          const reach = 20 * day;
          const truth = hoursAround(spec, at - reach, at + reach);
          const after = addOpenTime(calendar, at, duration);
          if (after !== null && after <= at + reach) {
            expect(truth.openBetween(at, after)).toBe(duration);
            expect(truth.isOpen(after - 1)).toBe(true);
          } else expect(truth.openBetween(at, at + reach)).toBeLessThan(duration);
          const before = addOpenTime(calendar, at, -duration);
          if (before !== null && before >= at - reach) {
            expect(truth.openBetween(before, at)).toBe(duration);
            expect(truth.isOpen(before)).toBe(true);
          } else expect(truth.openBetween(at - reach, at)).toBeLessThan(duration);
        },
      ),
      runs(120),
    );
  });

  test('nextOpen and nextClose are the next edges', () => {
    fc.assert(
      fc.property(scene, ({ spec, at }) => {
        const calendar = compileCalendar(spec);
        const reach = 10 * day;
        const { edges, isOpen: open } = hoursAround(spec, at, at + reach);
        const later = edges.filter((edge) => edge > at && edge <= at + reach);
        const opens = open(at) ? at : later.find(open);
        const closes = later.find((edge) => open(edge - 1) && !open(edge));
        const [nextOpens, nextCloses] = [nextOpen(calendar, at), nextClose(calendar, at)];
        if (opens !== undefined) expect(nextOpens).toBe(opens);
        else expect(nextOpens ?? Infinity).toBeGreaterThan(at + reach);
        if (closes !== undefined) expect(nextCloses).toBe(closes);
        else expect(nextCloses ?? Infinity).toBeGreaterThan(at + reach);
        expect(addOpenTime(calendar, at, 0)).toBe(nextOpens);
      }),
      runs(120),
    );
  });
});

describe('laws', () => {
  const span = fc.integer({ min: -400 * day, max: 400 * day });

  test('open time adds up, is antisymmetric, never decreases and never exceeds elapsed time', () => {
    fc.assert(
      fc.property(scene, span, span, ({ spec, at }, x, y) => {
        const calendar = compileCalendar(spec);
        const [b, c] = [at + x, at + x + y];
        const ab = openTimeBetween(calendar, at, b);
        expect(ab + openTimeBetween(calendar, b, c)).toBe(openTimeBetween(calendar, at, c));
        expect(openTimeBetween(calendar, b, at)).toBe(0 - ab);
        expect(ab * Math.sign(x)).toBeGreaterThanOrEqual(0);
        expect(Math.abs(ab)).toBeLessThanOrEqual(Math.abs(x));
      }),
      runs(200),
    );
  });

  test('adding undoes measuring, splits freely and is monotone', () => {
    const part = fc.integer({ min: 1, max: 300 * hour });
    fc.assert(
      fc.property(scene, part, part, fc.constantFrom(1, -1), ({ spec, at }, x, y, sign) => {
        const calendar = compileCalendar(spec);
        const once = addOpenTime(calendar, at, sign * (x + y));
        const half = addOpenTime(calendar, at, sign * x);
        expect(half === null ? null : addOpenTime(calendar, half, sign * y)).toBe(once);
        if (once === null || half === null) return;
        expect(openTimeBetween(calendar, at, once)).toBe(sign * (x + y));
        expect((once - half) * sign).toBeGreaterThan(0);
        const moved = addOpenTime(calendar, at + hour, sign * x);
        if (moved !== null) expect(moved).toBeGreaterThanOrEqual(half);
      }),
      runs(200),
    );
  });

  test('adding what was measured up to an instant leads to the last close before it, or back to the first opening', () => {
    const ends = fc.array(
      fc.oneof(
        windowEdges,
        fc.integer({ min: 0, max: 130 }).map((n) => n * day),
      ),
      { minLength: 3, maxLength: 6 },
    );
    fc.assert(
      fc.property(scene, ends, ({ spec, at }, drawn) => {
        const calendar = compileCalendar(spec);
        const edge = Math.ceil(at / (64 * day)) * 64 * day;
        for (const end of [edge, edge + 64 * day, ...drawn.map((n) => (n < from ? at + n : n))]) {
          const [start, stop] = [Math.min(at, end), Math.max(at, end)];
          const open = openTimeBetween(calendar, start, stop);
          if (open === 0) continue;
          const last = addOpenTime(calendar, start, open)!;
          expect(last).toBeLessThanOrEqual(stop);
          expect(openTimeBetween(calendar, last, stop)).toBe(0);
          expect(isOpen(calendar, last - 1)).toBe(true);
          const first = addOpenTime(calendar, stop, -open)!;
          expect(first).toBeGreaterThanOrEqual(start);
          expect(openTimeBetween(calendar, start, first)).toBe(0);
          expect(isOpen(calendar, first)).toBe(true);
        }
      }),
      runs(250),
    );
  });

  test('union, intersection and closures hold point by point, with the order of calendars of no account', () => {
    const leave = fc.array(
      fc.tuple(fc.integer({ min: -100 * hour, max: 100 * hour }), fc.integer({ min: 0, max: 50 * hour })),
      { maxLength: 4 },
    );
    fc.assert(
      fc.property(scene, scene, leave, ({ spec, at }, { spec: other, at: otherAt }, gaps) => {
        const [a, b] = [compileCalendar(spec), compileCalendar(other)];
        const closures = gaps.map(([start, length]): [number, number] => [at + start, at + start + length]);
        const [either, both, rest] = [unionCalendars(a, b), intersectCalendars(b, a), withClosures(a, closures)];
        const edges = [at, otherAt, ...closures.flat()];
        for (let i = 0; i < 6; i++)
          edges.push(nextOpen(either, edges.at(-1)!) ?? at, nextClose(either, edges.at(-1)!) ?? at);
        for (const instant of edges.flatMap((edge) => [edge - 1, edge, edge + 1])) {
          const [inA, inB] = [isOpen(a, instant), isOpen(b, instant)];
          expect(isOpen(either, instant)).toBe(inA || inB);
          expect(isOpen(both, instant)).toBe(inA && inB);
          expect(isOpen(rest, instant)).toBe(
            inA && !closures.some(([start, end]) => start <= instant && instant < end),
          );
        }
        // |A| + |B| = |A or B| + |A and B|
        const [x, y] = [at - 90 * day, at + 90 * day];
        expect(openTimeBetween(a, x, y) + openTimeBetween(b, x, y)).toBe(
          openTimeBetween(either, x, y) + openTimeBetween(both, x, y),
        );
        expect(nextClose(rest, at)).toBe(
          nextClose(compileCalendar({ ...spec, closures: [...(spec.closures ?? []), ...closures] }), at),
        );
      }),
      runs(120),
    );
  });

  test('what was asked before changes no answer', () => {
    fc.assert(
      fc.property(scene, fc.array(span, { maxLength: 6 }), ({ spec, at }, asked) => {
        const used = compileCalendar(spec);
        for (const step of asked) nextOpen(used, at + step * 10);
        const fresh = compileCalendar(spec);
        for (const step of [0, ...asked]) {
          expect(isOpen(used, at + step)).toBe(isOpen(fresh, at + step));
          expect(addOpenTime(used, at + step, hour)).toBe(addOpenTime(fresh, at + step, hour));
        }
      }),
      runs(100),
    );
  });
});

describe('checking', () => {
  test('any JSON is checked without a throw, and compiles exactly where nothing is wrong', () => {
    const member = fc.oneof(
      fc.jsonValue(),
      blocks,
      week,
      fc.array(fc.array(fc.oneof(time('24:00'), fc.string(), fc.integer()))),
    );
    const anything = fc.oneof(
      fc.jsonValue(),
      fc.record(
        {
          timeZone: fc.oneof(zone, fc.string()),
          weekly: fc.oneof(week, member),
          rotation: member,
          holidays: member,
          overrides: member,
          breaks: member,
          closures: member,
        },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(anything, (spec) => {
        const problems = checkCalendar(spec);
        for (const { message } of problems) expect(message).toMatch(/^expected [^\n]+, found [^\n]+$/);
        const compile = () => compileCalendar(spec as unknown as CalendarSpec);
        if (problems.length === 0) expect(isOpen(compile(), 0)).toBeTypeOf('boolean');
        else expect(compile).toThrow(problems[0]!.message);
      }),
      runs(600),
    );
  });
});
