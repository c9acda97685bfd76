// When SLAs fall due, by a walk from minute to minute; and what comes of ticks in any order.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import {
  advance,
  compileOrThrow,
  type Input,
  initialState,
  type LeadRecord,
  type Policy,
  type Router,
  type RoutingEvent,
  type RoutingState,
  route,
  slaStatus,
} from '../../src/index.js';
import { offsetByParts } from '../spec/calendar.js';
import { enough, runs, runsFactor } from '../support/runs.js';
import { leadWith } from '../support/samples.js';

vi.setConfig({ testTimeout: 240_000 * Math.max(1, runsFactor) });

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

// ── a walk from minute to minute ──────────────────────────────────────────────────────────────────────────────────

/** Hours whose edges no change of clocks touches, but which such a change may lie inside of. */
const shifts = { day: [540, 1020], night: [1320, 360], late: [810, 1110] } as const;
const zones = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Africa/Casablanca'];
/** Around changes of the clocks in one of these zones, or of several. */
const starts = [
  '2026-03-07',
  '2026-03-28',
  '2026-04-04',
  '2026-09-05',
  '2026-10-03',
  '2026-10-24',
  '2026-10-31',
  '2026-03-21',
];
type Hours = readonly [zone: string, shift: keyof typeof shifts];

const quarter = 15 * minute;
const known = new Map<string, readonly boolean[]>();
/** Whether each minute of a quarter of an hour lies within the hours, by the clocks of the zone; closed on Sundays. */
function openMinutes([zone, shift]: Hours, start: number): readonly boolean[] {
  const key = `${zone} ${shift} ${start}`;
  const before = known.get(key);
  if (before !== undefined) return before;
  // clocks change at quarters of an hour
  const offset = offsetByParts(zone, start);
  const [from, to] = shifts[shift];
  const open = Array.from({ length: 15 }, (_, k) => {
    const local = start + k * minute + offset;
    const now = Math.floor(local / minute) % 1_440;
    // what opens in the evening belongs to the day on which it opened
    const opened = local - (from > to && now < to ? day : 0);
    const inside = from < to ? now >= from && now < to : now >= from || now < to;
    return inside && new Date(opened).getUTCDay() !== 0;
  });
  known.set(key, open);
  return open;
}

/** The earliest instant by which `length` has passed that was open by all these hours and not paused. */
function walk(hours: readonly Hours[], running: readonly (readonly [number, number])[], length: number): number {
  let left = length;
  for (let start = Math.floor(running[0]![0] / quarter) * quarter; ; start += quarter) {
    const open = hours.map((one) => openMinutes(one, start));
    for (let k = 0; k < 15; k++) {
      if (!open.every((minutes) => minutes[k])) continue;
      const at = start + k * minute;
      for (const [from, to] of running) {
        const [a, b] = [Math.max(from, at), Math.min(to, at + minute)];
        if (a >= b) continue;
        if (left <= b - a) return a + left;
        left -= b - a;
      }
    }
  }
}

const text = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat'] as const;
const calendarOf = (id: string, [timeZone, shift]: Hours) => ({
  id,
  timeZone,
  weekly: Object.fromEntries(weekdays.map((name) => [name, [[text(shifts[shift][0]), text(shifts[shift][1])]]])),
});
const lengths = [1, 59, 240, 481, 700];
const clocks = ['rep', 'queue', 'rep_and_queue', 'wall'] as const;

const routers = new Map<string, Router>();
function routerFor(rep: Hours, queue: Hours): Router {
  const key = `${rep} ${queue}`;
  const made = routers.get(key);
  if (made !== undefined) return made;
  const targets = clocks.flatMap((clock) => lengths.map((minutes) => ({ id: `${clock} ${minutes}`, minutes, clock })));
  const router = compileOrThrow({
    behavior: 1,
    calendars: [calendarOf('rep', rep), calendarOf('queue', queue)],
    reps: [{ id: 'ana', calendarId: 'rep' }],
    queues: [
      {
        id: 'desk',
        repIds: ['ana'],
        calendarId: 'queue',
        strategy: { type: 'fair_share' },
        nobodyEligible: { type: 'route_anyway' },
      },
    ],
    rules: [{ id: 'all', when: true, then: { queueId: 'desk', slaId: 'desk' } }],
    slas: [{ id: 'desk', targets }],
  } as Policy);
  routers.set(key, router);
  return router;
}

const hours: fc.Arbitrary<Hours> = fc.tuple(
  fc.constantFrom(...zones),
  fc.constantFrom<keyof typeof shifts>('day', 'night', 'late'),
);
/** Lengths of running and pausing in turn; some are those of a target, or one off. */
const stretches = fc.array(
  fc.oneof(
    fc.integer({ min: 0, max: 12 * hour }),
    fc.integer({ min: 0, max: 3 * day }),
    fc.tuple(fc.constantFrom(...lengths), fc.constantFrom(-1, 0, 1)).map(([length, delta]) => length * minute + delta),
  ),
  { maxLength: 6 },
);
const timeline = fc.record({
  rep: hours,
  queue: hours,
  start: fc
    .tuple(fc.constantFrom(...starts), fc.integer({ min: 0, max: 2 * day }))
    .map(([date, past]) => Date.parse(`${date}T00:00Z`) + past),
  stretches,
});

test('deadlines are those of a walk from minute to minute, with pauses, when clocks change', () => {
  let compared = 0;
  fc.assert(
    fc.property(timeline, ({ rep, queue, start, stretches: all }) => {
      const router = routerFor(rep, queue);
      let { state, record } = route(router, initialState(router), leadWith(), start);
      if (record.status !== 'assigned') return;
      const running: [number, number][] = [[start, Number.POSITIVE_INFINITY]];
      let now = start;
      // ends running, so that every end is known
      for (const length of all.slice(0, all.length - (all.length % 2))) {
        now += length;
        const type = record.paused ? 'resume' : 'pause';
        ({ state, record } = advance(router, state, record, { type }, now));
        if (type === 'pause') running.at(-1)![1] = now;
        else running.push([now, Number.POSITIVE_INFINITY]);
      }
      const by = { rep: [rep], queue: [queue], rep_and_queue: [rep, queue], wall: [] };
      for (const { targetId, dueAt } of slaStatus(record, now).targets) {
        const [clock, length] = targetId.split(' ') as [keyof typeof by, string];
        // hours that hardly ever meet would make the walk a long one
        const meets = rep[0] === queue[0] && (rep[1] === 'night') === (queue[1] === 'night');
        if (clock === 'rep_and_queue' && !meets) continue;
        expect([targetId, dueAt]).toEqual([targetId, walk(by[clock], running, Number(length) * minute)]);
        compared++;
      }
    }),
    runs(500),
  );
  expect(compared).toBeGreaterThan(enough(5_000));
});

// ── ticks in any order ────────────────────────────────────────────────────────────────────────────────────────────

const does = fc.uniqueArray(
  fc.constantFrom('remind', 'notify', 'escalate', 'set_offline', 'reassign', 'reassign', 'recycle'),
  { minLength: 1, maxLength: 2 },
);
const milestone = (actions: fc.Arbitrary<string[]>) =>
  fc
    .tuple(fc.constantFrom(0.25, 0.5, 1, 1, 2), actions)
    .map(([atFraction, all]) => ({ atFraction, do: all, ...(all.includes('notify') && { to: ['desk'] }) }));
const target = fc.record({
  minutes: fc.constantFrom(1, 7, 60, 61),
  clock: fc.constantFrom(...clocks),
  milestones: fc.array(milestone(does), { maxLength: 3 }),
});
const ticked = fc.record({
  targets: fc.tuple(
    target,
    target.map((one) => ({ ...one, attempts: 2 })),
  ),
  deliver: fc.array(milestone(fc.constantFrom(['notify'], ['escalate'], ['recycle'])), { maxLength: 2 }),
  maxReassignments: fc.constantFrom(1, 3, 9),
  thenDo: fc.constantFrom('manager', 'recycle'),
  exhausted: fc.constantFrom('reuse_earliest', 'hold', 'manager'),
  hours,
  after: fc.integer({ min: 0, max: day }),
  inputs: fc.array(fc.constantFrom('call', 'wait', 'visit'), { maxLength: 2 }),
  ticks: fc.array(fc.integer({ min: 0, max: 40 * hour }), { maxLength: 12 }),
  order: fc.infiniteStream(fc.nat(1_000)),
});

interface Lead {
  readonly state: RoutingState;
  readonly record: LeadRecord;
  readonly events: readonly RoutingEvent[];
}
const tickAt = (router: Router, lead: Lead, at: number): Lead => {
  const { state, record, events } = advance(router, lead.state, lead.record, { type: 'tick' }, at);
  return { state, record, events: [...lead.events, ...events] };
};

test('late, repeated and disordered ticks give the record and the events of exact ones', () => {
  let fired = 0;
  fc.assert(
    fc.property(ticked, ({ targets: [first, more], deliver, hours: own, after, inputs, ticks, order, ...sla }) => {
      const router = compileOrThrow({
        behavior: 1,
        calendars: [calendarOf('rep', own)],
        reps: [{ id: 'ana', calendarId: 'rep' }, { id: 'bo', calendarId: 'rep' }, { id: 'cy' }],
        queues: [{ id: 'desk', repIds: ['ana', 'bo'], strategy: { type: 'fair_share' } }],
        rules: [{ id: 'all', when: true, then: { queueId: 'desk', slaId: 'desk' } }],
        slas: [
          {
            id: 'desk',
            targets: [
              { id: 'first', ...first },
              { id: 'again', ...more },
              { id: 'deliver', minutes: 30, milestones: deliver },
            ],
            meaningful: ['call'],
            pauseOn: ['wait'],
            ...sla,
          },
        ],
        recycling: { tracks: [{ id: 'no_response', coolDownDays: 1 }] },
      } as unknown as Policy);
      const start = Date.parse('2026-03-28T00:00Z') + after;
      let lead: Lead = { ...route(router, initialState(router), leadWith(), start), events: [] };
      for (const type of inputs) {
        const input: Input = { type: 'activity', activity: { type, at: start } };
        lead = { ...advance(router, lead.state, lead.record, input, lead.record.at + 90_000), events: [] };
      }
      const end = lead.record.at + 40 * hour;
      const late = tickAt(router, lead, end);
      let exact = lead;
      for (let guard = 0; exact.record.wakeAt !== null && exact.record.wakeAt <= end && guard < 500; guard++) {
        exact = tickAt(router, exact, exact.record.wakeAt);
      }
      exact = tickAt(router, exact, end);
      let disordered = lead;
      const picks = order[Symbol.iterator]();
      const rest = [...ticks, ...ticks].map((past) => lead.record.at + past);
      while (rest.length > 0) {
        const [at] = rest.splice(picks.next().value! % rest.length, 1);
        disordered = tickAt(router, disordered, at!);
      }
      disordered = tickAt(router, disordered, end);
      expect(exact).toEqual(late);
      expect(disordered).toEqual(late);
      expect(tickAt(router, late, end)).toEqual(late);
      fired += late.events.filter(({ type }) => type.startsWith('sla_')).length;
    }),
    runs(300),
  );
  expect(fired).toBeGreaterThan(enough(300));
});
