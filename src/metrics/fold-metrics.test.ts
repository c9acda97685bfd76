import { expect, test } from 'vitest';
import { hour, leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import {
  advance,
  type Input,
  initialState,
  type LeadRecord,
  type Router,
  type RoutingEvent,
  route,
} from '../router/index.js';
import { foldMetrics, formatMetrics, mergeMetrics, metricsReport } from './index.js';

type Step =
  | { readonly at: number; readonly route: string; readonly source?: string }
  | { readonly at: number; readonly to: string; readonly input: Input };

/** Plays steps, with instants in minutes after Monday 09:00. */
function eventsOf(router: Router, steps: readonly Step[]): readonly RoutingEvent[] {
  const records = new Map<string, LeadRecord>();
  const events: RoutingEvent[] = [];
  let state = initialState(router);
  for (const step of steps) {
    const at = monday + step.at * minute;
    const outcome =
      'route' in step
        ? route(router, state, leadWith({ id: step.route, source: step.source ?? null }), at)
        : advance(router, state, records.get(step.to)!, step.input, at);
    state = outcome.state;
    records.set(outcome.record.leadId, outcome.record);
    events.push(...outcome.events);
  }
  return events;
}

/** One rep after the other, reminded after 10 minutes and replaced after 20; a day of rest for who does not answer. */
const router = routerWith({
  reps: [{ id: 'ana', capacity: 2 }, { id: 'ben' }],
  slaId: 'fast',
  slas: [
    {
      id: 'fast',
      targets: [
        {
          id: 'first_response',
          minutes: 20,
          clock: 'wall',
          milestones: [
            { atMinutes: 10, do: ['remind'] },
            { atMinutes: 20, do: ['reassign'] },
          ],
        },
      ],
    },
  ],
  recycling: { tracks: [{ id: 'no_response', coolDownDays: 1 }] },
});
const first = eventsOf(router, [{ at: 0, route: 'a' }]).flatMap((e) =>
  e.type === 'lead_assigned' ? [e.repId] : [],
)[0]!;
const second = first === 'ana' ? 'ben' : 'ana';

const steps: readonly Step[] = [
  { at: 0, route: 'a', source: 'web' },
  { at: 1, to: 'a', input: { type: 'accept', repId: first } },
  { at: 4, to: 'a', input: { type: 'respond', repId: first } },
  { at: 6, route: 'b', source: 'web' },
  // reminded at 16, breached and replaced at 26, answered at 27
  { at: 27, to: 'b', input: { type: 'respond', repId: first } },
  { at: 30, route: 'c' },
  // the other one has as much as it can
  { at: 32, to: 'c', input: { type: 'decline', repId: second, reason: 'misroute' } },
  { at: 33, to: 'c', input: { type: 'recycle' } },
  // back after a day
  { at: 33 + 24 * 60, to: 'c', input: { type: 'tick' } },
  { at: 2 * 24 * 60, to: 'a', input: { type: 'close', outcome: 'converted', value: 500 } },
  { at: 2 * 24 * 60, to: 'b', input: { type: 'close', outcome: 'lost' } },
];
const events = eventsOf(router, steps);
const metrics = foldMetrics(events);

test('every kind of fact is counted once', () => {
  expect(metrics.total).toMatchObject({
    received: 3,
    returned: 1,
    assigned: 5,
    accepted: 1,
    responded: 2,
    declined: 1,
    misrouted: 1,
    reassigned: 1,
    reminded: 1,
    breached: 1,
    nurtured: 1,
    converted: 1,
    lost: 1,
    value: 500,
    held: 1,
  });
  expect(metrics.by.source.map(({ id, received, converted }) => [id, received, converted])).toEqual([
    [null, 1, 0],
    ['web', 2, 1],
  ]);
  expect(metrics.by.queue.map(({ id, assigned }) => [id, assigned])).toEqual([
    [null, 0],
    ['pool', 5],
  ]);
});

test('speed to lead: from the assignment to its owner, and from the lead coming in to anybody', () => {
  const { times, acceptance, response, breach, conversion, valuePerLead } = metricsReport(metrics).total;
  expect([acceptance, response, breach]).toEqual([
    { of: 1, outOf: 5 },
    { of: 2, outOf: 5 },
    { of: 1, outOf: 5 },
  ]);
  expect(conversion).toEqual({ of: 1, outOf: 2 });
  expect(valuePerLead).toBe(125);
  expect(times.response).toEqual({
    count: 2,
    medianMs: 60_000,
    p90Ms: 240_000,
    meanMs: 150_000,
    maxMs: 240_000,
  });
  expect(times.firstResponse).toMatchObject({ count: 2, meanMs: (4 * minute + 21 * minute) / 2 });
  expect(times.inNurtured).toMatchObject({ count: 1, maxMs: 24 * hour });
  expect(times.cycle).toMatchObject({ count: 2, maxMs: 48 * hour });
});

test('a lead that is open goes on counting for its rep, until the instant asked for', () => {
  const load = (until: number) => metricsReport(metrics, { router, until }).loads;
  const [end, later] = [load(metrics.lastAt!), load(metrics.lastAt! + hour)];
  const sum = (loads: ReturnType<typeof load>): number => loads.reduce((total, { unitMs }) => total + unitMs, 0);
  expect(metrics.open.map(({ leadId, place }) => [leadId, place])).toEqual([['c', 'assigned']]);
  expect(sum(later) - sum(end)).toBe(hour);
  expect(end.map(({ repId, capacity }) => [repId, capacity])).toEqual([
    ['ana', 2],
    ['ben', null],
  ]);
});

test('a part without the beginning keeps what it cannot attribute, and reports it under no id', () => {
  const cut = events.findIndex(({ type }) => type === 'sla_reminded');
  const later = foldMetrics(events.slice(cut));
  expect(later.pending.map(({ leadId }) => leadId)).toEqual(['a', 'b']);
  expect(later.total.breached).toBe(0);
  const report = metricsReport(later);
  expect(report.total.counters).toMatchObject({ received: 1, breached: 1, reassigned: 1, converted: 1 });
  expect(report.by.rule.map(({ id, counters }) => [id, counters.converted])).toEqual([
    [null, 1],
    ['everyone', 0],
  ]);
  expect(mergeMetrics(foldMetrics(events.slice(0, cut)), later)).toEqual(metrics);
});

test('reasons that mean a misroute can be named', () => {
  expect(foldMetrics(events, { misroute: [] }).total.misrouted).toBe(0);
  expect(foldMetrics(events, { misroute: ['other', 'misroute'] }).total.misrouted).toBe(1);
});

test('ids that every object answers to are ids like others', () => {
  const { by } = foldMetrics(
    eventsOf(router, [
      { at: 0, route: '__proto__', source: '__proto__' },
      { at: 1, route: 'constructor', source: 'toString' },
    ]),
  );
  expect(by.source.map(({ id, received }) => [id, received])).toEqual([
    ['__proto__', 1],
    ['toString', 1],
  ]);
});

test('waiting, after hours and failing over', () => {
  const open = [['09:00', '10:00']] as const;
  const closing = routerWith({
    calendars: [{ id: 'hour', timeZone: 'UTC', weekly: { mon: open, tue: open } }],
    reps: [
      { id: 'ana', calendarId: 'hour', capacity: 1 },
      { id: 'ben', capacity: 1 },
    ],
    queues: [
      {
        id: 'pool',
        repIds: ['ana'],
        strategy: { type: 'fair_share' },
        nobodyEligible: { type: 'overflow', queueId: 'spare' },
      },
      { id: 'spare', repIds: ['ben'], strategy: { type: 'fair_share' } },
      { id: 'night', repIds: ['ana'], strategy: { type: 'fair_share' } },
    ],
    rules: [
      { id: 'late', when: { field: 'source', op: 'eq', value: 'late' }, then: { queueId: 'night' } },
      { id: 'all', when: true, then: { queueId: 'pool' } },
    ],
  });
  const waited = foldMetrics(
    eventsOf(closing, [
      { at: 0, route: 'a' },
      { at: 1, route: 'b' },
      { at: 2, route: 'c' },
      { at: 30, to: 'b', input: { type: 'close', outcome: 'lost' } },
      { at: 30, to: 'c', input: { type: 'tick' } },
      { at: 60, to: 'a', input: { type: 'close', outcome: 'lost' } },
      { at: 61, route: 'd', source: 'late' },
    ]),
  );
  const { flow, total, bottlenecks } = metricsReport(waited, { router: closing });
  expect(
    flow.map(({ ruleId, queueId, assigned, held, failover }) => [ruleId, queueId, assigned, held, failover]),
  ).toEqual([
    ['all', 'pool', 1, 0, false],
    ['all', 'spare', 2, 1, true],
    ['late', 'night', 0, 1, false],
  ]);
  expect(total.counters).toMatchObject({ held: 2, afterHours: 1, unmatched: 2 });
  expect(bottlenecks).toEqual([
    {
      ruleId: 'all',
      leads: 3,
      assigned: 3,
      failedOver: 2,
      unmatched: 1,
      failover: { of: 2, outOf: 3 },
      noMatch: { of: 1, outOf: 4 },
    },
    {
      ruleId: 'late',
      leads: 1,
      assigned: 0,
      failedOver: 0,
      unmatched: 1,
      failover: null,
      noMatch: { of: 1, outOf: 1 },
    },
  ]);
  expect(metricsReport(waited).bottlenecks[0]).toMatchObject({ failedOver: null, failover: null, unmatched: 1 });
  expect(total.times.wait).toMatchObject({ count: 1, maxMs: 28 * minute });
});

test('the text says the same, in tables', () => {
  const text = formatMetrics(metrics, { router });
  expect(text).toContain(
    '20 events, 2026-03-02T09:00:00Z to 2026-03-04T09:00:00Z\nopen: 1 assigned, 0 held, 0 nurtured',
  );
  const table = text.slice(text.indexOf('Speed to lead'), text.indexOf('Assignments'));
  expect(table.split('\n').slice(0, 3)).toEqual([
    'Speed to lead',
    '                 assigned  answered  median     p90  lead waits, median      p90',
    '  all                   5         2  1m 00s  4m 00s              4m 00s  21m 00s',
  ]);
  expect(formatMetrics(foldMetrics([]))).toContain('no events');
});

test('a lead counts the units that it takes, where the router says', () => {
  const large = { field: 'source', op: 'eq', value: 'large' } as const;
  const sized = routerWith({
    reps: [{ id: 'ana', capacity: 8 }],
    pool: { units: 2, unitsWhen: [{ when: large, units: 5 }] },
  });
  const events = eventsOf(sized, [
    { at: 0, route: 'a', source: 'large' },
    { at: 10, to: 'a', input: { type: 'close', outcome: 'lost' } },
    { at: 20, route: 'b', source: 'large' },
    { at: 30, route: 'c' },
  ]);
  const folded = foldMetrics(events, { router: sized });
  expect(folded.unitWork).toEqual([{ repId: 'ana', queueId: 'pool', units: 5, ownedMs: 10 * minute }]);
  const loadIn = (metrics: typeof folded, minutes: number) =>
    metricsReport(metrics, { router: sized, until: monday + minutes * minute }).loads[0];
  expect(loadIn(folded, 40)).toEqual({
    repId: 'ana',
    unitMs: (5 * 10 + 5 * 20 + 2 * 10) * minute,
    meanOpenMilli: 4_250,
    capacity: 8,
    utilisationMilli: 531,
    openUnits: 7,
    // seven in 40 minutes, so the eighth in 40/7 more
    timeToCapacityMs: Math.floor((40 * minute) / 7),
  });
  // without it every lead of the queue counts alike
  expect(loadIn(foldMetrics(events), 40)).toMatchObject({ unitMs: 2 * (10 + 20 + 10) * minute, openUnits: 4 });
  const full = routerWith({ reps: [{ id: 'ana', capacity: 7 }], pool: sized.policy.queues[0]! });
  expect(metricsReport(folded, { router: full, until: monday + 40 * minute }).loads[0]!.timeToCapacityMs).toBe(0);
  expect(metricsReport(foldMetrics([]), { router: full }).loads[0]!.timeToCapacityMs).toBeNull();
});

test('how evenly a queue was shared, by count and by weight', () => {
  const weighed = routerWith({ reps: [{ id: 'ana', weight: 3 }, 'ben', 'cy'], pool: { weights: { cy: 2 } } });
  const steps = Array.from({ length: 12 }, (_, n) => ({ at: n, route: `l${n}` }));
  const shared = foldMetrics(eventsOf(weighed, steps));
  expect(metricsReport(shared, { router: weighed }).balance).toEqual([
    {
      queueId: 'pool',
      assigned: 12,
      jain: { of: 6, outOf: 7 },
      gini: { of: 2, outOf: 9 },
      least: 2,
      most: 6,
      largestOffMilli: 0,
    },
  ]);
  const equal = routerWith({ reps: ['ana', 'ben', 'cy'] });
  expect(metricsReport(shared, { router: equal }).balance[0]!.largestOffMilli).toBe(2_000);
  expect(metricsReport(shared).balance[0]!.largestOffMilli).toBeNull();
});

test('metrics that were stored before a count or a column was added can be added to', () => {
  const { unmatched: _, ...total } = metrics.total;
  const old = { ...metrics, total } as typeof metrics;
  expect(mergeMetrics(old, foldMetrics([])).total).toEqual({ ...metrics.total, unmatched: 0 });
});
