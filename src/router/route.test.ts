import { expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { hour, leadWith, minute, monday, officeHours, policyWith, routerWith } from '../../test/support/samples.js';
import { compileOrThrow, type Filter, type Router } from '../policy/index.js';
import type { RouteOptions } from './decision.js';
import { advance, evolve, initialState, route, routeMany } from './index.js';

const routed = (router: Router, known: Parameters<typeof leadWith>[0] = {}, options: RouteOptions = {}, now = monday) =>
  route(router, initialState(router), leadWith(known), now, options);
const facts = (ownerRepId: string | null) => ({
  accountByDomain: { 'acme.example': { accountId: 'acme', ownerRepId } },
  leadByDedupeKey: { 'email:vp@acme.example': { leadId: 'earlier', repId: 'ben' } },
});
const acme = { email: 'vp@acme.example', emailDomain: 'acme.example', emailClass: 'business' } as const;

test('a lead goes to a rep, and the three results say so', () => {
  const router = routerWith({ slas: [{ id: 'hot', targets: [{ id: 'first', minutes: 30 }] }], slaId: 'hot' });
  const { decision, record, events, state, ignored } = routed(router);
  expect(decision).toMatchObject({ type: 'assigned', leadId: 'l1', queueId: 'pool', ruleId: 'everyone' });
  expect(decision).toMatchObject({ at: monday, dueAt: monday + 30 * minute, faults: [] });
  expect(record).toMatchObject({ status: 'assigned', wakeAt: monday + 30 * minute, epoch: 1, units: 1, cycles: 0 });
  expect(events.map(({ type, seq }) => [type, seq])).toEqual([
    ['lead_received', 1],
    ['lead_assigned', 2],
  ]);
  expect(state.seq).toBe(2);
  expect(state.reps.open.reduce((sum, open) => sum + open, 0)).toBe(1);
  expect(ignored).toBeNull();
});

test('nothing that was given is changed', () => {
  const router = routerWith({
    reps: [
      {
        id: 'ana',
        caps: [
          { per: 'day', max: 5 },
          { per: 'hour', max: 5, window: 'rolling' },
        ],
      },
      'ben',
      'cy',
    ],
  });
  deepFreeze(router.policy);
  let state = deepFreeze(initialState(router));
  const lead = deepFreeze(leadWith({ activities: [{ type: 'call', at: monday }] }));
  for (let n = 0; n < 6; n++) {
    const { record, events, state: next } = route(router, state, { ...lead, id: `l${n}` }, monday + n);
    deepFreeze([record, events, next]);
    const moved = advance(router, next, record, { type: 'decline', repId: record.repId! }, monday + n);
    state = deepFreeze(moved.state);
    expect(state.seq).toBeGreaterThan(next.seq);
  }
});

test('the fold of the events is what came back', () => {
  const router = routerWith({ reps: ['ana', 'ben', 'cy'] });
  const outcome = routed(router);
  let seen = { state: initialState(router), record: null as never };
  for (const event of outcome.events) seen = evolve(router, seen, event) as typeof seen;
  expect(seen).toEqual({ state: outcome.state, record: outcome.record });
});

test('evolve refuses an event out of turn, and one without its record', () => {
  const router = routerWith();
  const { events, state, record } = routed(router);
  expect(() => evolve(router, { state, record }, events[0]!)).toThrow('expected event 3, found 1');
  const start = initialState(router);
  expect(() => evolve(router, { state: start, record: null }, { ...events[1]!, seq: 1 })).toThrow(
    'an event `lead_assigned` needs the record of lead `l1`',
  );
});

test('routeMany is route one after another', () => {
  const router = routerWith({ reps: ['ana', { id: 'ben', capacity: 2 }, { id: 'cy', weight: 3 }] });
  const leads = Array.from({ length: 9 }, (_, n) => leadWith({ id: `l${n}` }));
  let state = deepFreeze(initialState(router));
  const many = routeMany(router, state, leads, monday);
  for (const [n, lead] of leads.entries()) {
    const { state: next, ...outcome } = route(router, state, lead, monday);
    expect(many.outcomes[n]).toEqual(outcome);
    state = next;
  }
  expect(many.state).toEqual(state);
});

test('a lead that cannot be used is rejected, and everything else goes on', () => {
  const router = routerWith();
  const invalid = { field: 'email', expected: 'an address' };
  expect(routed(router, { invalid }).decision).toMatchObject({
    type: 'disposed',
    disposition: 'rejected',
    reason: { code: 'lead.invalid_field', ...invalid },
  });
  for (const id of ['', 'x'.repeat(201), 7, null, undefined] as string[]) {
    const { decision, state } = routed(router, { id });
    expect(decision).toMatchObject({ disposition: 'rejected', reason: { field: 'id' } });
    expect(state.reps.assigned).toEqual([0, 0]);
  }
});

test('account facts fill the lead, but not for free addresses', () => {
  const rules = [
    {
      id: 'own',
      when: { field: 'accountOwner', op: 'exists' },
      then: { owner: 'account', ownerAbsent: { type: 'cover', queueId: 'pool' } },
    },
    { id: 'rest', when: true, then: { queueId: 'pool' } },
  ] as const;
  const router = routerWith({ rules, duplicates: { action: 'ignore' } });
  const owned = routed(router, acme, { facts: facts('ben') });
  expect(owned.decision).toMatchObject({
    type: 'assigned',
    repId: 'ben',
    ruleId: 'own',
    trace: { pick: { method: 'owner' } },
  });
  expect(owned.record.lead).toMatchObject({ accountId: 'acme', accountOwner: 'ben' });
  expect(routed(router, acme, { facts: facts(null) }).decision).toMatchObject({ ruleId: 'rest' });
  expect(routed(router, { ...acme, emailClass: 'free' }, { facts: facts('ben') }).record.lead.accountId).toBeNull();
  expect(routed(router, acme, { facts: { accountByDomain: {} } }).record.lead.accountId).toBeNull();
  expect(
    routed(router, { ...acme, emailDomain: 'constructor' }, { facts: facts('ben') }).record.lead.accountId,
  ).toBeNull();
});

test('an owner who is away: another rep at once, or a wait that ends', () => {
  const rule = (ownerAbsent: object) => [{ id: 'own', when: true, then: { owner: 'account', ownerAbsent } }];
  const parts = {
    reps: ['ana', { id: 'ben', startsAt: '2026-03-02', calendarId: 'late' }],
    calendars: [{ ...officeHours('late', 'UTC'), weekly: { mon: [['12:00', '17:00']] } }],
    duplicates: { action: 'ignore' },
  };
  const cover = routerWith({ ...parts, rules: rule({ type: 'cover', queueId: 'pool' }) } as never);
  expect(routed(cover, acme, { facts: facts('ben') }).decision).toMatchObject({ type: 'assigned', repId: 'ana' });
  expect(routed(cover, acme, { facts: facts('nobody') }).decision).toMatchObject({ repId: 'ana' });
  const wait = routerWith({ ...parts, rules: rule({ type: 'wait', minutes: 240, queueId: 'pool' }) } as never);
  const held = routed(wait, acme, { facts: facts('ben') });
  expect(held.decision).toMatchObject({ type: 'held', retryAt: monday + 3 * hour });
  const back = advance(wait, held.state, held.record, { type: 'tick' }, monday + 3 * hour);
  expect(back.decision).toMatchObject({ type: 'assigned', repId: 'ben', trace: { pick: { method: 'owner' } } });
  const short = routerWith({ ...parts, rules: rule({ type: 'wait', minutes: 60, queueId: 'pool' }) } as never);
  const waiting = routed(short, acme, { facts: facts('ben') });
  expect(waiting.decision).toMatchObject({ type: 'held', retryAt: monday + hour });
  const covered = advance(short, waiting.state, waiting.record, { type: 'tick' }, monday + hour);
  expect(covered.decision).toMatchObject({ type: 'assigned', repId: 'ana' });
});

test('duplicates: disposed, to the earlier lead’s owner, or ignored', () => {
  const of = (action: 'dispose' | 'owner' | 'ignore') =>
    routed(routerWith({ reps: ['ana', 'ben', 'cy'], duplicates: { action } }), acme, { facts: facts(null) });
  expect(of('dispose').decision).toMatchObject({
    disposition: 'duplicate',
    reason: { code: 'lead.duplicate', ofLeadId: 'earlier' },
  });
  expect(of('dispose').record.status).toBe('rejected');
  expect(of('owner').decision).toMatchObject({ repId: 'ben', trace: { pick: { method: 'owner' } } });
  expect(of('ignore').decision).toMatchObject({ trace: { pick: { eligible: 3 } } });
  const same = routed(routerWith(), { ...acme, id: 'earlier' }, { facts: facts(null) });
  expect(same.decision.type).toBe('assigned');
});

test('dispositions: rejected, and nurtured on a track', () => {
  const rules = (then: object) => ({ rules: [{ id: 'no', when: true, then }] }) as never;
  const reason = { code: 'lead.disqualified', ruleId: 'no' };
  expect(routed(routerWith(rules({ disposition: 'rejected' }))).decision).toMatchObject({
    disposition: 'rejected',
    reason,
  });
  const recycling = { tracks: [{ id: 'rest', coolDownDays: 2 }] };
  const nurtured = routed(routerWith({ ...(rules({ disposition: 'nurtured', track: 'rest' }) as object), recycling }));
  expect(nurtured.decision).toMatchObject({ disposition: 'nurtured', reason });
  expect(nurtured.record).toMatchObject({ status: 'nurtured', track: 'rest', wakeAt: monday + 48 * hour });
});

test('nobody eligible: hold, overflow, route anyway, nurture, and what after hours says first', () => {
  const night = { calendars: [{ ...officeHours('night', 'UTC'), weekly: { mon: [['20:00', '22:00']] } as const }] };
  const away = [{ id: 'ana', calendarId: 'night' }, { id: 'ben', calendarId: 'night' }, 'cy'];
  const of = (pool: object, more: object = {}) =>
    routed(
      routerWith({
        ...night,
        reps: away,
        queues: [
          { id: 'pool', repIds: ['ana', 'ben'], strategy: { type: 'fair_share' }, ...pool },
          { id: 'other', repIds: ['cy'], strategy: { type: 'fair_share' } },
        ],
        ...more,
      }),
    );
  const evening = monday + 11 * hour;
  expect(of({}).decision).toMatchObject({
    type: 'held',
    queueId: 'pool',
    retryAt: evening,
    trace: { considered: 2, counts: { 'match.off_shift': 2 } },
  });
  expect(of({}).events.at(-1)).toMatchObject({ type: 'lead_held', afterHours: true });
  expect(of({ nobodyEligible: { type: 'overflow', queueId: 'other' } }).decision).toMatchObject({
    repId: 'cy',
    queueId: 'other',
  });
  expect(of({ nobodyEligible: { type: 'route_anyway' } }).decision).toMatchObject({
    type: 'assigned',
    queueId: 'pool',
  });
  const track = { recycling: { tracks: [{ id: 't', coolDownDays: 1 }] } };
  expect(of({ nobodyEligible: { type: 'nurture', track: 't' } }, track).record).toMatchObject({
    status: 'nurtured',
    track: 't',
  });
  const overflow = { nobodyEligible: { type: 'overflow', queueId: 'other' } };
  expect(of({ ...overflow, afterHours: { type: 'wait' } }).decision).toMatchObject({ type: 'held', retryAt: evening });
  expect(of({ afterHours: { type: 'on_call', queueId: 'other' } }).decision).toMatchObject({ repId: 'cy' });
  expect(of({ ...overflow, afterHours: { type: 'route_anyway' } }).decision).toMatchObject({
    queueId: 'pool',
    type: 'assigned',
  });
});

test('a hold with a limit moves the lead on when it is over', () => {
  const router = routerWith({
    reps: [{ id: 'ana', capacity: 0 }, 'cy'],
    queues: [
      {
        id: 'pool',
        repIds: ['ana'],
        strategy: { type: 'fair_share' },
        nobodyEligible: { type: 'hold', afterMinutes: 20, then: { queueId: 'other' } },
      },
      { id: 'other', repIds: ['cy'], strategy: { type: 'fair_share' } },
    ],
  });
  const held = routed(router);
  expect(held.decision).toMatchObject({ type: 'held', retryAt: monday + 20 * minute });
  const early = advance(router, held.state, held.record, { type: 'tick' }, monday + 20 * minute - 1);
  expect(early).toMatchObject({ decision: null, events: [] });
  const moved = advance(router, held.state, held.record, { type: 'tick' }, monday + 20 * minute);
  expect(moved.decision).toMatchObject({ type: 'assigned', repId: 'cy', queueId: 'other' });
});

test('how much the trace says', () => {
  const router = routerWith({ reps: ['ana', { id: 'ben', capacity: 0 }] });
  const full = routed(router, {}, { trace: 'full' }).decision.trace;
  expect(full).toMatchObject({ ruleId: 'everyone', considered: 2, counts: { 'match.at_capacity': 1 } });
  const atCapacity = { code: 'match.at_capacity', open: 0, capacity: 0 };
  expect(full.candidates).toMatchObject([
    { repId: 'ana', verdict: { type: 'eligible' }, rank: 1, parts: { weight: 1 } },
    { repId: 'ben', verdict: { type: 'unavailable', reason: atCapacity, until: null }, rank: null, parts: { open: 0 } },
  ]);
  expect(routed(router).decision.trace).toEqual({ ...full, candidates: null });
  expect(routed(router, {}, { trace: 'none' }).decision.trace).toMatchObject({
    considered: 0,
    counts: {},
    candidates: null,
  });
  for (const trace of ['none', 'counts', 'full'] as const) {
    const { decision, ...rest } = routed(router, {}, { trace });
    expect(rest).toEqual((({ decision: _, ...same }) => same)(routed(router)));
    expect(decision).toMatchObject({ repId: 'ana' });
  }
});

test('what throws is listed and decides nothing', () => {
  const broken: Filter = {
    id: 'broken',
    test: ({ rep }) => {
      if (rep.id === 'ana') throw new Error('no table');
      return { type: 'eligible' };
    },
  };
  const { decision } = routed(routerWith({}, { filters: [broken] }));
  expect(decision).toMatchObject({
    repId: 'ben',
    faults: [{ code: 'rule.faulted', ruleId: 'broken', message: 'no table' }],
  });
  const strategies = [
    {
      id: 'throws',
      pick: (): number => {
        throw 'no error';
      },
    },
    { id: 'elsewhere', pick: () => 7 },
    { id: 'last', pick: (eligible: readonly number[]) => eligible.at(-1)! },
  ];
  const by = (strategyId: string) =>
    routed(compileOrThrow(policyWith({ pool: { strategy: { type: 'custom', strategyId } } }), { strategies })).decision;
  expect(by('last')).toMatchObject({ repId: 'ben', faults: [], trace: { pick: { method: 'custom' } } });
  expect(by('throws').faults).toMatchObject([{ ruleId: 'throws', message: 'threw something that is no error' }]);
  expect(by('elsewhere').faults).toMatchObject([
    { ruleId: 'elsewhere', message: 'expected one of the eligible members, found `7`' },
  ]);
  for (const id of ['throws', 'elsewhere'])
    expect(by(id)).toMatchObject({ type: 'assigned', trace: { pick: { method: 'deficit' } } });
});

test('a state of another policy, and a clock that is no whole number, stop the program', () => {
  const [router, other] = [routerWith(), routerWith({ name: 'other' })];
  expect(() => route(router, initialState(other), leadWith(), monday)).toThrow(
    `the state belongs to policy \`${other.fingerprint}\`, not \`${router.fingerprint}\`: call \`rebase(router, state)\` first`,
  );
  for (const now of [1.5, Number.NaN, Number.POSITIVE_INFINITY, '1' as unknown as number]) {
    expect(() => routed(router, {}, {}, now)).toThrow(`expected \`now\` in whole milliseconds, found \`${now}\``);
  }
});

test('load balance: the least open work against capacity', () => {
  const router = routerWith({
    reps: [
      { id: 'ana', capacity: 2 },
      { id: 'ben', capacity: 4 },
    ],
    pool: { strategy: { type: 'load_balance' } },
  });
  const leads = Array.from({ length: 7 }, (_, n) => leadWith({ id: `l${n}` }));
  const { outcomes, state } = routeMany(router, initialState(router), leads, monday);
  expect(state.reps.open).toEqual([2, 4]);
  expect(outcomes.at(-1)!.decision).toMatchObject({ type: 'held', trace: { counts: { 'match.at_capacity': 2 } } });
});
