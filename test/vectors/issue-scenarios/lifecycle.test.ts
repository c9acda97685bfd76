// What becomes of leads: waiting, competing routers, owners, rules, scores.
import fc from 'fast-check';
import { expect } from 'vitest';
import {
  compile,
  initialState,
  type LeadRecord,
  type Policy,
  route,
  scoreLead,
  setAvailability,
  targetStatus,
} from '../../../src/index.js';
import { foldMetrics, metricsReport } from '../../../src/metrics/index.js';
import { createRunner, memoryStore } from '../../../src/runtime/index.js';
import { day, hour, leadWith, minute, monday, officeHours, policyWith, routerWith } from '../../support/samples.js';
import { countsOf, deskOf, scenario } from './scenario.js';

const leads = (count: number, from = 1) => Array.from({ length: count }, (_, n) => leadWith({ id: `l${from + n}` }));
const repOf = ({ repId }: LeadRecord): string | null => repId;

scenario('stuck-queue', async () => {
  const router = routerWith({ reps: [{ id: 'ana', capacity: 3 }] });
  const store = memoryStore();
  let now = monday;
  const runner = createRunner({ router, store, clock: { now: () => now } });
  for (const lead of leads(4)) await runner.route('team', lead);
  const statuses = async (): Promise<readonly string[]> =>
    (await store.load('team', ['l1', 'l2', 'l3', 'l4', 'l5', 'l6'])).records.map(
      ({ leadId, status }) => `${leadId} ${status}`,
    );
  expect(await statuses()).toEqual(['l1 assigned', 'l2 assigned', 'l3 assigned', 'l4 held']);
  now += hour;
  await runner.advance('team', 'l1', { type: 'close', outcome: 'converted' });
  // what comes free goes to who waits, without anybody new coming in, and without a sweep
  const after = ['l1 closed', 'l2 assigned', 'l3 assigned', 'l4 assigned'];
  expect(await statuses()).toEqual(after);
  await runner.route('team', leadWith({ id: 'l5' }));
  expect(await statuses()).toEqual([...after, 'l5 held']);
  // who comes in together with what makes room does not overtake either
  now += hour;
  await Promise.all([
    runner.advance('team', 'l2', { type: 'close', outcome: 'lost' }),
    runner.route('team', leadWith({ id: 'l6' })),
  ]);
  expect(await statuses()).toEqual(['l1 closed', 'l2 closed', ...after.slice(2), 'l5 assigned', 'l6 held']);
  expect(await runner.sweep('team')).toEqual([]);
  // nor does who comes before any sweep where time alone has made room
  const daily = routerWith({ reps: [{ id: 'ana', caps: [{ per: 'day', max: 1 }] }] });
  const days = createRunner({ router: daily, store: memoryStore(), clock: { now: () => now } });
  for (const lead of leads(2)) await days.route('team', lead);
  now += day;
  expect((await days.route('team', leadWith({ id: 'l3' }))).record.status).toBe('held');
  expect((await days.advance('team', 'l2', { type: 'accept', repId: 'ana' })).ignored).toBeNull();
});

scenario('cap-race', async () => {
  const router = routerWith({ reps: [{ id: 'ana', caps: [{ per: 'day', max: 3 }] }] });
  const store = memoryStore();
  // three processes, each with a runner of its own, and two leads each at the same moment
  const runners = [1, 2, 3].map(() => createRunner({ router, store, clock: { now: () => monday } }));
  const outcomes = await Promise.all(leads(6).map((lead, n) => runners[n % 3]!.route('team', lead)));
  expect(outcomes.map(({ record }) => record.status).sort()).toEqual([
    ...Array(3).fill('assigned'),
    ...Array(3).fill('held'),
  ]);
  const { state, records } = await store.load(
    'team',
    leads(6).map(({ id }) => id),
  );
  expect(countsOf(records.map(repOf))).toEqual({ ana: 3 });
  expect(state!.reps.assigned).toEqual([3]);
  // and by hand: of three changes worked out from one revision, one is written
  const before = await store.load('race', []);
  const changes = leads(3).map((lead) => route(router, initialState(router), lead, monday));
  const commits = await Promise.all(
    changes.map(({ state: after, record, events }) =>
      store.commit('race', before.revision, { state: after, records: [record], events }),
    ),
  );
  expect(commits.map(({ ok }) => ok).sort()).toEqual([false, false, true]);
});

scenario('double-assign', async () => {
  const router = routerWith({ reps: ['ana', 'ben', 'cy'] });
  const store = memoryStore();
  const runners = [1, 2, 3, 4].map(() => createRunner({ router, store, clock: { now: () => monday } }));
  const outcomes = await Promise.all(runners.map((runner) => runner.route('team', leadWith())));
  expect(new Set(outcomes.map(({ record }) => record.repId)).size).toBe(1);
  const events = await store.events('team', 0, 100);
  expect(events.map(({ type }) => type)).toEqual(['lead_received', 'lead_assigned']);
});

scenario('turn-lost-on-failed-claim', async () => {
  const router = routerWith({ reps: ['ana', 'ben'] });
  const store = memoryStore();
  const runner = createRunner({ router, store, clock: { now: () => monday } });
  await runner.route('team', leadWith({ id: 'first' }));
  const { state, revision } = await store.load('team', []);
  const turn = route(router, state!, leadWith({ id: 'claimed' }), monday);
  // the claim fails: somebody else has written meanwhile, something that changes nobody's turn
  const busy = setAvailability(router, state!, turn.record.repId!, false, monday);
  const back = setAvailability(router, busy.state, turn.record.repId!, true, monday);
  await store.commit('team', revision, { state: back.state, records: [], events: [...busy.events, ...back.events] });
  const claim = await store.commit('team', revision, {
    state: turn.state,
    records: [turn.record],
    events: turn.events,
  });
  expect(claim).toEqual({ ok: false, error: { code: 'store.revision_conflict' } });
  const kept = await store.load('team', ['claimed']);
  expect(kept.records).toEqual([]);
  expect(kept.state!.ledgers).toEqual(state!.ledgers);
  expect((await runner.route('team', leadWith({ id: 'other' }))).record.repId).toBe(turn.record.repId);
});

scenario('equal-probability-order', async () => {
  const score = {
    scorecards: [
      { id: 'card', criteria: [{ id: 'hot', when: { field: 'source', op: 'eq', value: 'hot' }, points: 9 }] },
    ],
  } as const;
  const priorities = [{ id: 'hot', when: { field: 'points', op: 'gte', value: 9 }, priority: 5 }] as const;
  const router = routerWith({ ...score, priorities, reps: [{ id: 'ana', capacity: 1 }] } as never);
  const arrivals = [
    { id: 'busy', at: 0 },
    { id: 'late', at: 3 },
    { id: 'b', at: 1 },
    { id: 'a', at: 1 },
    { id: 'c', at: 1 },
    { id: 'hot', at: 5, source: 'hot' },
  ];
  const orders = [arrivals, [arrivals[0]!, ...arrivals.slice(1).reverse()]];
  for (const order of orders) {
    const store = memoryStore();
    let now = monday;
    const runner = createRunner({ router, store, clock: { now: () => now } });
    for (const { id, at, source = null } of order) {
      now = monday + at * minute;
      await runner.route('team', leadWith({ id, source }));
    }
    const turns: string[] = [];
    for (let leadId = 'busy'; leadId !== undefined; leadId = turns.at(-1)!) {
      now = monday + hour;
      await runner.advance('team', leadId, { type: 'close', outcome: 'lost' });
      const next = (await store.events('team', 0, 100)).at(-1)!;
      if (next.type !== 'lead_assigned') break;
      turns.push(next.leadId);
    }
    expect(turns).toEqual(['hot', 'a', 'b', 'c', 'late']);
  }
});

const night = monday + 12 * hour;
const office = {
  calendars: [officeHours('office', 'UTC')],
  reps: ['ana', 'ben'].map((id) => ({ id, calendarId: 'office' })),
};

scenario('offline-all', () => {
  const opens = monday + day;
  const waiting = routerWith({ ...office, pool: { afterHours: { type: 'wait' } } });
  const held = route(waiting, initialState(waiting), leadWith(), night);
  expect(held.decision).toMatchObject({ type: 'held', retryAt: opens });
  expect(held.record.wakeAt).toBe(opens);
  expect(held.events.at(-1)).toMatchObject({ type: 'lead_held', afterHours: true });
  const desk = deskOf(waiting, held.state);
  desk.records.set('l1', held.record);
  expect(desk.advance('l1', { type: 'tick' }, opens - 1).record.status).toBe('held');
  expect(desk.advance('l1', { type: 'tick' }, opens).record.status).toBe('assigned');
  // or in tiers: those on call, then anybody
  const queues = (last: object) => [
    {
      id: 'pool',
      repIds: ['ana', 'ben'],
      strategy: { type: 'fair_share' as const },
      afterHours: { type: 'on_call' as const, queueId: 'nights' },
    },
    {
      id: 'nights',
      repIds: ['cy'],
      strategy: { type: 'fair_share' as const },
      nobodyEligible: { type: 'overflow' as const, queueId: 'anybody' },
    },
    { id: 'anybody', repIds: ['ana', 'ben'], strategy: { type: 'fair_share' as const }, ...last },
  ];
  const tiers = routerWith({
    ...office,
    reps: [...office.reps, 'cy'],
    queues: queues({ afterHours: { type: 'route_anyway' } }),
  });
  const fresh = initialState(tiers);
  expect(route(tiers, fresh, leadWith(), night).decision).toMatchObject({
    type: 'assigned',
    repId: 'cy',
    queueId: 'nights',
  });
  const nobody = setAvailability(tiers, fresh, 'cy', false, night).state;
  const anyway = route(tiers, nobody, leadWith(), night).decision;
  expect(anyway).toMatchObject({ type: 'assigned', queueId: 'anybody' });
  expect(anyway.trace.queuesPassed).toEqual(['pool', 'nights']);
});

scenario('reopened-owner-offline', () => {
  const ownerRule = (absent: object) => ({
    ...office,
    reps: [...office.reps, 'cy'],
    recycling: { tracks: [{ id: 'later', coolDownDays: 0, backOn: ['visit'] }] },
    rules: [
      { id: 'own', when: true, then: { owner: 'account', ownerAbsent: { queueId: 'pool', ...absent } } },
    ] as unknown as Policy['rules'],
  });
  const facts = { accountByDomain: { 'acme.example': { accountId: 'acme', ownerRepId: 'ana' } } };
  const lead = leadWith({ email: 'x@acme.example', emailDomain: 'acme.example', emailClass: 'business' });
  const reopened = (absent: object, at: number) => {
    const desk = deskOf(routerWith(ownerRule(absent)));
    expect(desk.route(lead, monday, { facts }).record.repId).toBe('ana');
    desk.advance('l1', { type: 'nurture', reason: 'later' }, monday + hour);
    return desk.advance('l1', { type: 'activity', activity: { type: 'visit', at } }, at).decision;
  };
  expect(reopened({ type: 'cover' }, monday + 2 * hour)).toMatchObject({ type: 'assigned', repId: 'ana' });
  const reason = { code: 'match.off_shift', nextShiftAt: monday + day };
  const covered = reopened({ type: 'cover' }, night);
  expect(covered).toMatchObject({ type: 'assigned', repId: 'cy' });
  expect(covered!.trace.passedOver).toEqual({ repId: 'ana', reason });
  const held = reopened({ type: 'wait', minutes: 24 * 60 }, night);
  expect(held).toMatchObject({ type: 'held', retryAt: monday + day });
  expect(held!.trace.passedOver).toEqual({ repId: 'ana', reason });
});

scenario('multi-rule-one-owner', () => {
  // rules have no priority of their own: their order is it
  const ids = ['first', 'second', 'third'];
  const rule = (id: string) =>
    ({ id, when: { field: 'source', op: 'eq', value: 'web' }, then: { queueId: 'pool' } }) as const;
  for (const order of [ids, [...ids].reverse()]) {
    const rules = [...order.map(rule), { id: 'rest', when: true, then: { disposition: 'rejected' } } as const];
    const router = routerWith({ rules });
    const { decision, events, record } = route(router, initialState(router), leadWith({ source: 'web' }), monday);
    expect(decision).toMatchObject({ type: 'assigned', ruleId: order[0] });
    expect(events[0]).toMatchObject({ type: 'lead_received', ruleId: order[0] });
    expect(record.owners).toHaveLength(1);
  }
});

scenario('blank-condition-catch-all', () => {
  const blank = (when: unknown) =>
    compile(
      policyWith({
        rules: [
          { id: 'blank', when, then: { queueId: 'pool' } },
          { id: 'rest', when: true, then: { disposition: 'rejected' } },
        ] as never,
      }),
    );
  // no condition at all is refused, and never compiles to one that fits
  for (const when of [undefined, null, '', {}, []]) {
    const result = blank(when);
    expect(result.ok ? [] : result.error.map(({ path }) => path.slice(0, 2).join('.'))).toContain('rules.0');
  }
  // an empty `all` is true by logic, and so it is read; it is warned of, as is the rule that is never reached
  for (const when of [{ all: [] }, { not: { any: [] } }]) {
    const result = blank(when);
    const codes = result.ok ? result.value.warnings.map(({ code, path }) => `${code} ${path.join('.')}`) : [];
    expect(codes).toEqual(
      expect.arrayContaining(['policy.blank_condition rules.0.when', 'policy.unreachable_rule rules.1']),
    );
  }
});

scenario('instant-response', () => {
  const slas = [{ id: 'fast', targets: [{ id: 'first_response', minutes: 30 }] }];
  const desk = deskOf(routerWith({ slas, slaId: 'fast' }));
  const first = desk.route(leadWith(), monday);
  const answered = desk.advance('l1', { type: 'respond', repId: first.record.repId! }, monday);
  const clock = answered.record.sla!.clocks[0]!;
  expect(clock.metAt).toBe(monday);
  expect(targetStatus(clock, monday).status).toBe('met');
  expect(targetStatus(clock, monday + day).status).toBe('met');
  const { response, firstResponse } = metricsReport(foldMetrics([...first.events, ...answered.events])).total.times;
  expect([response.count, response.medianMs, firstResponse.medianMs]).toEqual([1, 0, 0]);
  expect(desk.advance('l1', { type: 'tick' }, monday + day).events).toEqual([]);
});

scenario('score-log-mismatch', () => {
  // once, so many times, every time; fading with age; within a card's limits
  const criteria = [
    { id: 'once', activity: 'visit', points: 10, maxTimes: 1 },
    { id: 'thrice', activity: 'mail', points: 7, maxTimes: 3 },
    { id: 'always', activity: 'call', points: -3 },
    { id: 'fading', activity: 'call', points: 40, decay: { halfLifeDays: 3 } },
    { id: 'fits', when: { field: 'source', op: 'eq', value: 'web' }, points: 127 },
  ] as const;
  const limited = {
    id: 'limited',
    max: 60,
    min: -20,
    criteria: criteria.map((row) => ({ ...row, id: `limited-${row.id}` })),
  };
  const router = routerWith({ scorecards: [{ id: 'free', criteria }, limited] });
  const activity = fc.record({
    type: fc.constantFrom('visit', 'mail', 'call', 'other'),
    at: fc.integer({ min: 0, max: 40 }).map((days) => monday - days * day),
    count: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(activity, { maxLength: 12 }), fc.constantFrom('web', null), (activities, source) => {
      const { score } = scoreLead(router, leadWith({ activities, source }), monday);
      const explained = (prefix: boolean) =>
        score.because
          .filter(({ criterionId }) => criterionId.startsWith('limited-') === prefix)
          .reduce((sum, { points }) => sum + points, 0);
      expect(score.byCard).toEqual({ free: explained(false), limited: Math.max(-20, Math.min(60, explained(true))) });
      expect(score.points).toBe(score.byCard['free']! + score.byCard['limited']!);
      // the same log in another order is the same log
      expect(scoreLead(router, leadWith({ activities: [...activities].reverse(), source }), monday).score).toEqual(
        score,
      );
    }),
    { numRuns: 200 },
  );
});
