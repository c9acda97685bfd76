// What assignments write into caps and ledgers, and what hours clocks go by.
import { expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { day, hour, leadWith, minute, monday, officeHours, routerWith } from '../../test/support/samples.js';
import type { Router } from '../policy/index.js';
import {
  advance,
  evolve,
  initialState,
  type LeadRecord,
  type Outcome,
  type RoutingEvent,
  type RoutingState,
  rebase,
  route,
  routeMany,
} from './index.js';

const first = (router: Router, state = initialState(router), at = monday): Outcome =>
  route(router, deepFreeze(state), leadWith(), at);
const byHand = (router: Router, { state, record }: Pick<Outcome, 'state' | 'record'>, repId: string, at = monday) =>
  advance(router, deepFreeze(state), record, { type: 'assign', repId, by: 'kim' }, at);
const capOf = ({ caps }: RoutingState) => Object.values(caps)[0]!;

test('a rolling cap keeps its latest instants, in order, and none where it lets nothing through', () => {
  const capped = (max: number) => routerWith({ reps: [{ id: 'ana', caps: [{ per: 'day', max, window: 'rolling' }] }] });
  const give = (max: number, ...instants: readonly number[]) => {
    const router = capped(max);
    return instants.reduce((state, at) => {
      const held = route(router, state, leadWith({ id: `l${at}` }), at);
      return held.record.repId === null ? byHand(router, held, 'ana', at).state : held.state;
    }, initialState(router));
  };
  expect(capOf(give(0, monday))).toEqual({ instants: [[]] });
  expect(capOf(give(2, monday + hour, monday))).toEqual({ instants: [[monday, monday + hour]] });
  expect(capOf(give(2, monday + hour, monday, monday + 2 * hour))).toEqual({
    instants: [[monday + hour, monday + 2 * hour]],
  });
});

test('a calendar cap counts the latest period: a lead of an earlier one counts in it', () => {
  const router = routerWith({ reps: [{ id: 'ana', caps: [{ per: 'day', max: 9 }] }] });
  const today = first(router);
  // a copy: what writes into the column itself is to be seen
  const [before] = structuredClone([capOf(today.state)]);
  const earlier = route(router, today.state, leadWith({ id: 'l2' }), monday - day);
  expect(before).toHaveProperty('count', [1]);
  expect(capOf(earlier.state)).toEqual({ ...before, count: [2] });
  expect(capOf(today.state)).toEqual(before);
});

test('periods that begin within a batch are those of the same leads one by one', () => {
  const cap = [{ per: 'day', max: 9 }] as const;
  const router = routerWith({ reps: ['ana', 'ben', 'cy'].map((id) => ({ id, caps: cap })) });
  const begun = byHand(router, byHand(router, first(router), 'ana'), 'ben').state;
  const leads = ['a', 'b', 'c', 'd', 'e', 'f'].map((id) => leadWith({ id }));
  const uneven = routerWith({ reps: ['ana', 'ben'].map((id) => ({ id, caps: cap, weight: id === 'ana' ? 3 : 1 })) });
  const one = first(uneven);
  expect(one.record.repId).toBe('ana');
  const oneByOne = leads.reduce((state, lead) => route(uneven, state, lead, monday).state, one.state);
  expect(routeMany(uneven, one.state, leads, monday).state).toEqual(oneByOne);
  for (const at of [monday, monday + day]) {
    const single = leads.reduce((state, lead) => route(router, deepFreeze(state), lead, at).state, begun);
    expect(routeMany(router, deepFreeze(begun), leads, at).state).toEqual(single);
  }
});

test('a period that begins for one rep is noted beside one that has begun for another', () => {
  const caps = [{ per: 'day', max: 9 }] as const;
  // most leads go to ana, who has had one before the batch
  const router = routerWith({
    reps: [
      { id: 'ana', weight: 9, caps },
      { id: 'ben', caps },
    ],
  });
  const { state, record } = first(router);
  const leads = Array.from({ length: 9 }, (_, n) => leadWith({ id: `l${n}` }));
  const begun = capOf(state);
  const today = 'period' in begun ? Math.max(...begun.period) : 0;
  expect([record.repId, today > 0]).toEqual(['ana', true]);
  expect(capOf(routeMany(router, deepFreeze(state), leads, monday).state)).toMatchObject({
    period: [today, today],
    count: [9, 1],
  });
});

test('charges say what the lead counted only where that is not 1; somebody from outside the queue pays nothing', () => {
  const queues = [{ id: 'pool', repIds: ['ana', 'ben'], strategy: { type: 'fair_share' } }] as const;
  const router = routerWith({ reps: ['ana', 'ben', 'zoe'], queues });
  const given = first(router);
  const [charge] = given.record.charges;
  expect(Object.keys(charge!)).toEqual(['ledgerId', 'repId', 'paid']);
  const kept = advance(router, given.state, given.record, { type: 'decline', repId: given.record.repId! }, monday);
  const released = { ...kept, record: { ...kept.record, charges: [] } };
  const outside = byHand(router, released, 'zoe');
  expect(outside.record.repId).toBe('zoe');
  expect(outside.record.charges).toEqual([]);
});

const hours = (id: string, from: string, to: string) => ({ ...officeHours(id, 'UTC'), weekly: { mon: [[from, to]] } });
const calendars = [hours('early', '06:00', '11:00'), hours('late', '10:00', '20:00'), hours('desk', '09:30', '19:00')];
const [early, late] = [
  { id: 'ana', calendarId: 'early' },
  { id: 'ben', calendarId: 'late' },
];

test('a clock goes by the hours of the rep, of the queue, or of both, each rep and queue for itself', () => {
  const due = (clock: 'rep' | 'queue' | 'rep_and_queue', repId: string) => {
    const slas = [{ id: 's', targets: [{ id: 'first', minutes: 30, clock }] }];
    const pool = { calendarId: 'desk', ownerHits: 'free' as const };
    const router = routerWith({ reps: [early!, late!], calendars: calendars as never, pool, slas, slaId: 's' });
    const owned = first(router);
    const minutes = ['ana', 'ben'].map(
      (id) =>
        (byHand(router, { ...owned, record: { ...owned.record } }, id).record.sla?.clocks[0]?.dueAt ?? 0) - monday,
    );
    return minutes[repId === 'ana' ? 0 : 1]! / minute;
  };
  expect([due('rep', 'ana'), due('queue', 'ana'), due('rep_and_queue', 'ana')]).toEqual([30, 60, 60]);
  expect([due('rep', 'ben'), due('queue', 'ben'), due('rep_and_queue', 'ben')]).toEqual([90, 60, 90]);
});

const slas = [
  {
    id: 's',
    targets: [
      { id: 'first', minutes: 30, clock: 'wall' as const, milestones: [{ atMinutes: 5, do: ['remind' as const] }] },
      { id: 'resolution', minutes: 90, clock: 'wall' as const },
    ],
  },
];
const after = (router: Router, { state, record }: Pick<Outcome, 'state' | 'record'>, body: object, at: number) =>
  evolve(router, deepFreeze({ state, record }), { seq: state.seq + 1, at, leadId: 'l1', ...body } as RoutingEvent);
const clocksOf = ({ record }: { readonly record: LeadRecord }) => record.sla!.clocks;

test('where the rep or the queue has left, clocks end with what they counted last', () => {
  const router = routerWith({ reps: ['ana', 'ben'], slas, slaId: 's' });
  const owned = first(router);
  const body = { type: 'lead_closed', outcome: 'lost', value: null };
  const elapsed = (given: Router, more: Partial<LeadRecord>) => {
    const before = { state: rebase(given, owned.state), record: { ...owned.record, ...more } };
    return clocksOf(after(given, before, body, monday + minute)).map(({ elapsedMs }) => elapsedMs);
  };
  expect(elapsed(router, {})).toEqual([minute, minute]);
  expect(elapsed(router, { queueId: 'gone' })).toEqual([0, 0]);
  const remaining = ['ana', 'ben'].filter((id) => id !== owned.record.repId);
  expect(elapsed(routerWith({ reps: [...remaining, 'cy'], slas, slaId: 's' }), {})).toEqual([0, 0]);
  // targets that the SLA no longer has
  const fewer = routerWith({ slas: [{ id: 's', targets: [slas[0]!.targets[1]!] }], slaId: 's' });
  expect(elapsed(fewer, {})).toEqual([0, minute]);
  const resumed = after(fewer, owned, { type: 'sla_resumed', due: [] }, monday + minute);
  expect(clocksOf(resumed)[0]).toBe(clocksOf(owned)[0]);
  const attempt = { type: 'attempt_recorded', repId: 'ana', targetId: 'first', attempts: 1, left: 1, due: [] };
  expect(clocksOf(after(fewer, owned, attempt, monday))).toEqual(clocksOf(owned));
});

test('a reminder is no breach, a target is met once, and instants that an event leaves out are none', () => {
  const router = routerWith({ slas, slaId: 's' });
  const owned = first(router);
  const passed = (type: string) =>
    clocksOf(after(router, owned, { type, repId: 'ana', targetId: 'first', milestone: 0 }, monday + 5 * minute))[0];
  expect(passed('sla_reminded')).toMatchObject({ next: 1, breachedAt: null });
  expect(passed('sla_breached')).toMatchObject({ next: 1, breachedAt: monday + 5 * minute });
  const met = after(router, owned, { type: 'lead_responded', repId: 'ana' }, monday + minute);
  const closed = after(router, met, { type: 'lead_closed', outcome: 'lost', value: null }, monday + hour);
  expect(clocksOf(closed)[0]).toEqual(clocksOf(met)[0]);
  const again = after(router, met, { type: 'lead_responded', repId: 'ana' }, monday + 5 * minute);
  expect(clocksOf(again)).toEqual(clocksOf(met));
  expect(clocksOf(closed)[0]).toMatchObject({ metAt: monday + minute, elapsedMs: minute });
  const given = owned.events.find(({ type }) => type === 'lead_assigned')!;
  const bare = after(router, owned, { ...given, seq: owned.state.seq + 1, due: [] }, monday);
  expect(clocksOf(bare).map(({ due }) => due)).toEqual([[], []]);
});
