// Who gets the next lead: cursors, absences, weights, newcomers.
import { expect } from 'vitest';
import {
  compile,
  compileOrThrow,
  initialState,
  type Policy,
  type RoutingEvent,
  type RoutingState,
  rebase,
  route,
  routeMany,
  setAvailability,
} from '../../../src/index.js';
import { fairnessReport } from '../../../src/metrics/index.js';
import { day, hour, leadWith, minute, monday, policyWith, routerWith } from '../../support/samples.js';
import { countsOf, deskOf, scenario } from './scenario.js';

const leads = (count: number, from = 0) => Array.from({ length: count }, (_, n) => leadWith({ id: `l${from + n}` }));
const daily = [['00:00', '24:00']] as const;
const allWeek = { mon: daily, tue: daily, wed: daily, thu: daily, fri: daily, sat: daily, sun: daily };

scenario('stale-cursor', () => {
  const router = routerWith({ reps: ['ana', 'ben', 'cy'] });
  const ten = leads(10);
  const many = routeMany(router, initialState(router), ten, monday);
  const given = many.outcomes.map(({ record }) => record.repId);
  expect(Object.values(countsOf(given)).sort()).toEqual([3, 3, 4]);
  expect(given.filter((repId, n) => repId === given[n + 1])).toEqual([]);
  const desk = deskOf(router);
  expect(ten.map((lead) => desk.route(lead, monday).record.repId)).toEqual(given);
  expect(many.state).toEqual(desk.state);
});

scenario('inactive-rep', () => {
  const router = routerWith({ reps: ['ana', 'ben', 'cy'] });
  const { state } = setAvailability(router, initialState(router), 'ben', false, monday);
  const desk = deskOf(router, state);
  const decisions = leads(20).map((lead) => desk.route(lead, monday, { trace: 'full' }).decision!);
  for (const { trace } of decisions) {
    expect(trace.counts).toEqual({ 'match.offline': 1 });
    const ben = trace.candidates!.find(({ repId }) => repId === 'ben')!;
    expect(ben.verdict).toEqual({ type: 'unavailable', reason: { code: 'match.offline' }, until: null });
  }
  const given = decisions.map((decision) => (decision.type === 'assigned' ? decision.repId : null));
  expect(countsOf(given)).toEqual({ ana: 10, cy: 10 });
  // nobody is skipped for the one who is not there: the others take turns
  expect(given.filter((repId, n) => repId === given[n + 1])).toEqual([]);
});

scenario('member-removed-index-shift', () => {
  const reps = ['ana', 'ben', 'cy', 'dee'];
  const orders = new Set<string>();
  for (let series = 0; series < 60; series++) {
    const router = routerWith({ reps });
    const desk = deskOf(router);
    const had = leads(3, series * 10).map((lead) => desk.route(lead, monday).record.repId!);
    const next = reps.find((repId) => !had.includes(repId))!;
    const left = reps.filter((repId) => repId !== had[1]);
    const edited = routerWith({ reps: left });
    const later = route(edited, rebase(edited, desk.state), leadWith({ id: `next-${series}` }), monday);
    expect(later.record.repId).toBe(next);
    orders.add([...had, next].join());
  }
  // whoever is removed, and wherever they stood in the list
  expect(orders.size).toBeGreaterThan(8);
});

scenario('rule-with-empty-pool', () => {
  const router = routerWith({
    queues: [
      {
        id: 'experts',
        repIds: ['ana', 'ben'],
        strategy: { type: 'fair_share' },
        requirements: [{ all: [{ skill: 'law' }] }],
        nobodyEligible: { type: 'overflow', queueId: 'pool' },
      },
      { id: 'pool', repIds: ['ana', 'ben'], strategy: { type: 'fair_share' } },
      { id: 'alone', repIds: ['ana'], strategy: { type: 'fair_share' }, requirements: [{ all: [{ skill: 'law' }] }] },
    ],
    rules: [
      { id: 'alone', when: { field: 'source', op: 'eq', value: 'alone' }, then: { queueId: 'alone' } },
      { id: 'all', when: true, then: { queueId: 'experts' } },
    ],
  });
  const fallen = route(router, initialState(router), leadWith(), monday).decision;
  expect(fallen).toMatchObject({ type: 'assigned', queueId: 'pool', ruleId: 'all' });
  expect(fallen.trace.queuesPassed).toEqual(['experts']);
  const held = route(router, initialState(router), leadWith({ source: 'alone' }), monday).decision;
  expect(held).toMatchObject({ type: 'held', queueId: 'alone', retryAt: null });
  expect(held.trace).toMatchObject({ considered: 1, counts: { 'match.skill_missing': 1 } });
  // a queue without any member is refused where it is written
  const empty = policyWith({ queues: [{ id: 'pool', repIds: [], strategy: { type: 'fair_share' } }] });
  const result = compile(empty);
  expect(result.ok ? [] : result.error.map(({ path }) => path.join('.'))).toEqual(['queues.0.repIds']);
});

/** Two reps with leave for one; leads at an even pace; who got which, by day. */
function withLeave(days: number, perDay: number): readonly { readonly ana: number; readonly ben: number }[] {
  const router = routerWith({
    calendars: [{ id: 'utc', timeZone: 'UTC', weekly: allWeek }],
    reps: [
      { id: 'ana', calendarId: 'utc', leave: [{ from: '2026-03-12', to: '2026-03-18' }] },
      { id: 'ben', calendarId: 'utc' },
    ],
  });
  const desk = deskOf(router);
  const start = Date.UTC(2026, 2, 2);
  return Array.from({ length: days }, (_, n) => {
    const given = leads(perDay, n * perDay).map((lead, k) => desk.route(lead, start + n * day + k * hour).record.repId);
    const { ana = 0, ben = 0 } = countsOf(given);
    return { ana, ben };
  });
}

scenario('vacation-echo', () => {
  const days = withLeave(100, 5);
  expect(days.slice(10, 17)).toEqual(Array.from({ length: 7 }, () => ({ ana: 0, ben: 5 })));
  // from the day of the return on, every stretch of every length is even, also that of 30 days later
  for (let from = 17; from < 100; from++) {
    let difference = 0;
    for (let until = from; until < 100; until++) {
      difference += days[until]!.ana - days[until]!.ben;
      expect(Math.abs(difference)).toBeLessThanOrEqual(1);
    }
  }
});

scenario('small-capacity-starved', () => {
  const capacities = { small: 14, middle: 44, large: 45 };
  const ids = Object.keys(capacities) as (keyof typeof capacities)[];
  const start = Date.UTC(2026, 2, 1);
  // as caps, with far more leads than they allow, one run a day
  const capped = routerWith({
    reps: ids.map((id) => ({ id, caps: [{ per: 'month', max: capacities[id], window: 'rolling' }] })),
    pool: { nobodyEligible: { type: 'nurture' } },
  });
  const desk = deskOf(capped);
  const run = (n: number) => leads(30, n * 30).map((lead) => desk.route(lead, start + n * day).record.repId);
  expect(countsOf(Array.from({ length: 30 }, (_, n) => run(n)).flat())).toEqual(capacities);
  // as weights, with as many leads as they add up to, spread over the month
  const weighed = deskOf(routerWith({ reps: ids.map((id) => ({ id, weight: capacities[id] })) }));
  const given = leads(103).map((lead, n) => weighed.route(lead, start + Math.floor((n * 30) / 103) * day).record.repId);
  for (const id of ids) expect(Math.abs(countsOf(given)[id]! - capacities[id])).toBeLessThanOrEqual(1);
});

scenario('one-lead-a-day', () => {
  for (const caps of [[], [{ per: 'day' as const, max: 3 }]]) {
    for (const reps of [
      ['ana', 'ben'],
      ['ben', 'ana'],
    ]) {
      const desk = deskOf(routerWith({ reps: reps.map((id) => ({ id, caps })) }));
      const given = leads(30).map((lead, n) => desk.route(lead, monday + n * day).record.repId);
      expect(countsOf(given)).toEqual({ ana: 15, ben: 15 });
    }
  }
});

scenario('preferred-twice', () => {
  const prefer = [{ skill: 'law', points: 5 }];
  const reps = [{ id: 'ana', skills: { law: 1 } }, { id: 'ben', skills: { law: 1 } }, 'cy'];
  const router = routerWith({ reps, pool: { strategy: { type: 'best_match', budget: 4, prefer } } });
  const desk = deskOf(router);
  for (const lead of leads(12)) {
    const { events, state, record } = desk.route(lead, monday);
    expect(events.map(({ type }) => type)).toEqual(['lead_received', 'lead_assigned']);
    expect(record.owners).toHaveLength(1);
    expect(state.reps.open.reduce((sum, open) => sum + open)).toBe(desk.records.size);
  }
});

scenario('new-rep-burst', () => {
  const four = ['ana', 'ben', 'cy', 'dee'];
  const before = routerWith({ reps: four });
  const desk = deskOf(before);
  const had = leads(200).map((lead) => desk.route(lead, monday).record.repId);
  expect(countsOf(had)).toEqual({ ana: 50, ben: 50, cy: 50, dee: 50 });
  const after = routerWith({ reps: [...four, 'eve'] });
  const joined = deskOf(after, rebase(after, desk.state));
  const given = countsOf(leads(20, 200).map((lead) => joined.route(lead, monday).record.repId));
  expect(given['eve']).toBeGreaterThanOrEqual(3);
  expect(given['eve']).toBeLessThanOrEqual(5);
});

scenario('returning-rep-burst', () => {
  const router = routerWith({ reps: ['ana', 'ben', 'cy', 'dee'] });
  const desk = deskOf(router);
  const fair = { ana: 0, ben: 0, cy: 0, dee: 0 };
  const got = { ana: 0, ben: 0, cy: 0, dee: 0 };
  const away = (n: number): boolean => n >= 700 && n < 1_200;
  for (let n = 0; n < 2_000; n++) {
    if (n === 700 || n === 1_200) desk.state = setAvailability(router, desk.state, 'ana', n === 1_200, monday).state;
    const { repId } = desk.route(leadWith({ id: `l${n}` }), monday).record;
    got[repId as keyof typeof got] += 1;
    const eligible = (Object.keys(fair) as (keyof typeof fair)[]).filter((id) => id !== 'ana' || !away(n));
    for (const id of eligible) fair[id] += 12 / eligible.length;
    for (const id of eligible) expect(Math.abs(got[id] - fair[id] / 12)).toBeLessThan(1);
  }
  expect(got.ana).toBeLessThanOrEqual(376);
});

scenario('month-reset', () => {
  const router = routerWith({ reps: [{ id: 'ana', weight: 3 }, { id: 'ben', weight: 2 }, 'cy'] });
  const before = Date.UTC(2026, 3, 1) - minute;
  for (let had = 0; had < 30; had++) {
    const { state } = routeMany(router, initialState(router), leads(had), before);
    // one at 23:59 and one at 00:01, or both in the same minute: the same reps, the same balances
    const pair = (second: number) => {
      const desk = deskOf(router, state);
      return [desk.route(leadWith({ id: 'a' }), before), desk.route(leadWith({ id: 'b' }), second)].map(
        ({ record, state: after }) => [record.repId, after.ledgers],
      );
    };
    expect(pair(before + 2 * minute)).toEqual(pair(before));
  }
});

scenario('weights-ignored-for-partial-availability', () => {
  const reps = [
    { id: 'ana', weight: 40 },
    { id: 'ben', weight: 50 },
    { id: 'cy', weight: 100 },
  ];
  const router = routerWith({ reps });
  const desk = deskOf(router);
  const events: RoutingEvent[] = [];
  const ideal = { ana: 0, ben: 0, cy: 0 };
  for (let n = 0; n < 200; n++) {
    const there = n % 20 < 10;
    const switched = setAvailability(router, desk.state, 'cy', there, monday);
    desk.state = switched.state;
    events.push(...switched.events, ...desk.route(leadWith({ id: `l${n}` }), monday).events);
    const all = there ? 190 : 90;
    ideal.ana += 40 / all;
    ideal.ben += 50 / all;
    if (there) ideal.cy += 100 / all;
  }
  const [ledger] = fairnessReport(router, events).ledgers;
  expect(ledger!.reps.map(({ repId }) => repId)).toEqual(['ana', 'ben', 'cy']);
  const leadsOf = ({ whole, units }: { readonly whole: number; readonly units: number }) =>
    whole + units / 80_313_433_200;
  for (const { repId, owed, received } of ledger!.reps) {
    const share = ideal[repId as keyof typeof ideal];
    expect(leadsOf(owed)).toBeCloseTo(share, 6);
    expect(Math.abs(leadsOf(received) - share)).toBeLessThan(1);
  }
});

scenario('weight-fix-mean', () => {
  // a weight of 0 or none that can be read is refused where it is written; a rep without one weighs 1. Who is to get
  // nothing is taken out of the queue, or set offline
  for (const weight of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, '3', null]) {
    const result = compile(policyWith({ reps: [{ id: 'ana', weight } as never, 'ben'] }));
    expect(result.ok ? [] : result.error.map(({ path }) => path.join('.'))).toEqual(['reps.0.weight']);
  }
  const desk = deskOf(routerWith({ reps: [{ id: 'ana', weight: 2 }, { id: 'ben' }] }));
  expect(countsOf(leads(30).map((lead) => desk.route(lead, monday).record.repId))).toEqual({ ana: 20, ben: 10 });
});

scenario('first-pick-bias', () => {
  const policy: Policy = policyWith({
    reps: [
      { id: 'heavy', weight: 99 },
      { id: 'light', weight: 1 },
    ],
  });
  let stored = JSON.stringify(initialState(compileOrThrow(policy)));
  const given = leads(300).map((lead) => {
    // a cold start for each lead: everything is built anew, and the state comes out of the caller's store
    const router = compileOrThrow(JSON.parse(JSON.stringify(policy)) as Policy);
    const outcome = route(router, JSON.parse(stored) as RoutingState, lead, monday);
    stored = JSON.stringify(outcome.state);
    return outcome.record.repId;
  });
  for (const from of [0, 100, 200]) expect(countsOf(given.slice(from, from + 100))).toEqual({ heavy: 99, light: 1 });
});
