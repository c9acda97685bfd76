// Charges that move or do not, credits one beside the other, and clocks of deliveries that are over.
import { expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { day, hour, leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import type { Router } from '../policy/index.js';
import { heldPlace } from './held-turns.js';
import {
  advance,
  credit,
  evolve,
  type Input,
  initialState,
  type Outcome,
  type RoutingEvent,
  type RoutingState,
  route,
} from './index.js';

const first = (router: Router, state = initialState(router)): Outcome =>
  route(router, deepFreeze(state), leadWith(), monday);
const then = (router: Router, { state, record }: Pick<Outcome, 'state' | 'record'>, input: Input, at = monday) =>
  advance(router, deepFreeze({ ...state }), record, input, at);
const last = ({ events }: Outcome) => events.at(-1)!;

test('credits that run out are taken back one by one, each as it was posted', () => {
  const router = routerWith({ reps: ['ana', 'ben', 'cy'] });
  const post = (state: RoutingState, repId: string, leads: number, expiresAt: number) =>
    credit(router, state, { queueId: 'pool', repId, leads, reason: 'r', by: 'b', expiresAt }, monday).state;
  const one = post(initialState(router), 'ana', 2, monday + 2 * hour);
  const two = post(one, 'ben', 1, monday + hour);
  const request = { queueId: 'pool', repId: 'cy', leads: 3, reason: 'r', by: 'b', expiresAt: null };
  const at = (now: number) => credit(router, two, request, now);
  const posted = (state: RoutingState) => credit(router, state, request, monday).state.ledgers;
  expect(at(monday + hour).state.ledgers).toEqual(posted(one));
  expect(at(monday + 2 * hour).state.ledgers).toEqual(posted(initialState(router)));
  expect(at(monday + 2 * hour).events.map(({ type, leadId }) => [type, leadId])).toEqual([
    ['credit_expired', ''],
    ['credit_expired', ''],
    ['credit_posted', ''],
  ]);
  // at one instant: in the order in which they were posted
  const same = post(post(initialState(router), 'ana', 2, monday + hour), 'ben', 1, monday + hour);
  const turned = { ...same, credits: [...same.credits!].reverse() };
  const over = route(router, turned, leadWith(), monday + hour).events.filter(({ type }) => type === 'credit_expired');
  expect(over.map((event) => event.type === 'credit_expired' && event.credit)).toEqual([1, 2]);
});

test('a credit in several ledgers is taken back in each by itself', () => {
  const strategy = { type: 'fair_share', ledgers: [{ id: 'a' }, { id: 'b', by: 'value' }] } as const;
  const router = routerWith({ pool: { strategy } });
  const start = initialState(router);
  const [a, b] = Object.keys(start.ledgers) as [string, string];
  const row = { seq: 1, repId: 'ana', expiresAt: monday };
  const credits = [
    { ...row, ledgerId: a, gains: [3, -3] },
    { ...row, ledgerId: b, gains: [7, -7] },
  ];
  const state = { ...start, credits };
  const event = { seq: 1, at: monday, leadId: '', type: 'credit_expired', repId: 'ana', ledgerId: b, credit: 1 };
  const now = evolve(router, deepFreeze({ state, record: null }), event as RoutingEvent).state;
  expect(now.ledgers[b]!.balance).toEqual([-7, 7]);
  expect(now.ledgers[a]!.balance).toEqual(start.ledgers[a]!.balance);
  expect(now.credits).toEqual([credits[0]]);
});

test('a credit that is refused leaves the very state', () => {
  const router = routerWith({ reps: ['ana'] });
  const state = initialState(router);
  const request = { queueId: 'pool', repId: 'ana', leads: 1, reason: 'r', by: 'b', expiresAt: null };
  const refused = credit(router, state, request, monday);
  expect(refused).toMatchObject({ events: [], ignored: { because: 'nobody else shares the ledger' } });
  expect(refused.state).toBe(state);
});

test('each ownership ends when it ended', () => {
  const router = routerWith();
  const owned = first(router);
  const other = owned.record.repId === 'ana' ? 'ben' : 'ana';
  const moved = then(router, owned, { type: 'assign', repId: other, by: 'kim' }, monday + minute);
  const closed = then(router, moved, { type: 'close', outcome: 'lost' }, monday + hour);
  expect(closed.record.owners.map(({ until }) => until)).toEqual([monday + minute, monday + hour]);
});

test('a charge moves only where all the ledgers that count the lead have it, and to a member of the queue', () => {
  const strategy = { type: 'fair_share', ledgers: [{ id: 'a' }, { id: 'b' }] } as const;
  const pool = { id: 'pool', repIds: ['ana', 'ben'], strategy } as const;
  const router = routerWith({ reps: ['ana', 'ben', 'zoe'], queues: [pool] });
  const owned = first(router);
  const { charges, repId } = owned.record;
  const to = repId === 'ana' ? 'ben' : 'ana';
  const kind = (record: Partial<typeof owned.record>, rep = to) => {
    const before = { state: owned.state, record: { ...owned.record, ...record } };
    const given = then(router, before, { type: 'assign', repId: rep, by: 'kim' });
    return last(given).type === 'lead_assigned' && (last(given) as RoutingEvent<'lead_assigned'>).charge;
  };
  expect(kind({})).toBe('moved');
  expect(kind({}, 'zoe')).toBe('new');
  expect(kind({ charges: charges.slice(1) })).toBe('new');
  expect(kind({ charges: [charges[0]!, { ...charges[1]!, ledgerId: 'gone' }] })).toBe('new');
  expect(kind({ charges: [...charges, { ...charges[0]!, ledgerId: 'more' }] })).toBe('new');
});

test('somebody from outside shares with no team and makes up for nobody', () => {
  const leave = [{ from: '2026-03-01', to: '2026-03-09' }];
  const reps = [{ id: 'ana', teamId: 'x' }, { id: 'ben', teamId: 'y' }, { id: 'cy', teamId: 'y', leave }, 'zoe'];
  const repIds = ['ana', 'ben', 'cy'];
  const outside = (strategy: object) => {
    const queues = [{ id: 'pool', repIds, strategy: { type: 'fair_share' as const, ...strategy } }];
    const router = routerWith({ reps, queues });
    return last(then(router, first(router), { type: 'assign', repId: 'zoe', by: 'kim' }));
  };
  for (const strategy of [{ teams: [{ id: 'x' }, { id: 'y' }] }, { makeUp: 'full' }]) {
    const event = outside(strategy);
    expect(event).toMatchObject({ type: 'lead_assigned', repId: 'zoe', charge: 'new' });
    expect(event).not.toHaveProperty('teams');
    expect(event).not.toHaveProperty('accruing');
  }
});

test('nobody makes up for a lead that a member is given without a look at the queue', () => {
  const leave = [{ from: '2026-03-01', to: '2026-03-09' }];
  const strategy = { type: 'fair_share', makeUp: 'full' } as const;
  const router = routerWith({ reps: ['ana', 'ben', { id: 'cy', leave }], pool: { strategy } });
  const owned = first(router);
  const repId = owned.record.repId === 'ana' ? 'ben' : 'ana';
  const before = { state: owned.state, record: { ...owned.record, charges: [] } };
  const event = last(then(router, before, { type: 'assign', repId, by: 'kim' }));
  expect(event).toMatchObject({ type: 'lead_assigned', repId, charge: 'new' });
});

test('offers to others are undone where somebody from outside gets the lead', () => {
  const queues = [
    { id: 'pool', repIds: ['ana', 'ben'], strategy: { type: 'fair_share' as const }, offer: { forMinutes: 5 } },
  ];
  const router = routerWith({ reps: ['ana', 'ben', 'zoe'], queues });
  const offered = first(router);
  const given = then(router, offered, { type: 'assign', repId: 'zoe', by: 'kim' });
  expect(given.events[0]).toMatchObject({ type: 'offers_revoked', cause: 'manual', charge: 'undone' });
  const asked = offered.record.offer!.open[0]!.repId;
  const inside = then(router, offered, { type: 'assign', repId: asked === 'ana' ? 'ben' : 'ana', by: 'kim' });
  expect(inside.events[0]).toMatchObject({ type: 'offers_revoked', cause: 'manual', charge: 'kept' });
});

test('an activity brings a lead back as often as the policy says, and only one that rests', () => {
  const recycling = { tracks: [{ id: 't', coolDownDays: 1, backOn: ['visit'] }], maxCycles: 2 };
  const router = routerWith({ recycling });
  const rested = then(router, first(router), { type: 'nurture', reason: 't' });
  const visit = (more: Partial<typeof rested.record>) => {
    const input = { type: 'activity', activity: { type: 'visit', at: monday + 2 * day } } as const;
    const before = { state: rested.state, record: { ...rested.record, wakeAt: null, ...more } };
    return then(router, before, input, monday + 2 * day).events.map(({ type }) => type);
  };
  expect(visit({ cycles: 1 })).toContain('lead_returned');
  expect(visit({ cycles: 2 })).not.toContain('lead_returned');
  expect(visit({ status: 'rejected' })).not.toContain('lead_returned');
});

test('clocks of a delivery that is over stand still; an SLA that is gone starts none', () => {
  const targets = [{ id: 'd', until: 'assign' as const, minutes: 10, clock: 'wall' as const }];
  const router = routerWith({ reps: [{ id: 'ana', capacity: 0 }], slas: [{ id: 's', targets }], slaId: 's' });
  const held = first(router);
  const rejected = then(router, held, { type: 'reject' }, monday + 4 * minute);
  const given = then(router, rejected, { type: 'assign', repId: 'ana', by: 'kim' }, monday + 8 * minute);
  expect(given.record.delivery!.clocks).toEqual(rejected.record.delivery!.clocks);
  const plain = routerWith();
  const owned = first(plain);
  const withNull = { state: owned.state, record: { ...owned.record, delivery: null } };
  expect(then(plain, withNull, { type: 'reject' }).record.delivery).toBe(null);
  const event = held.events.find(({ type }) => type === 'lead_held') as RoutingEvent<'lead_held'>;
  const before = { state: initialState(router), record: { ...held.record, delivery: null } };
  const again = (record: object, delivery: object) =>
    evolve(router, { ...before, record: { ...before.record, ...record } }, {
      ...event,
      seq: 1,
      delivery,
    } as RoutingEvent).record.delivery;
  expect(again({ slaId: 'gone' }, event.delivery!)).toBe(null);
  expect(again({}, { tier: -1, due: [] })!.clocks[0]!.due).toEqual([]);
});

test('a held lead’s place counts from when it joined the queue, or from when it came', () => {
  const { record } = first(routerWith());
  expect(heldPlace({ ...record, joinedAt: 5, receivedAt: 3 }).since).toBe(5);
  expect(heldPlace({ ...record, joinedAt: null, receivedAt: 3 }).since).toBe(3);
});

/** 2⁵². */
const most = 4_503_599_627_370_496;
const oneLead = { queueId: 'pool', repId: 'ana', leads: 1, reason: 'r', by: 'b', expiresAt: null };
const withBalance = (state: RoutingState, id: string, ...balance: number[]): RoutingState => ({
  ...state,
  ledgers: { ...state.ledgers, [id]: { ...state.ledgers[id]!, balance } },
});

test('a credit may bring a balance to the largest there may be, and not beyond', () => {
  const two = routerWith();
  const { unit } = initialState(two).ledgers['pool']!;
  const from = (balance: number) => withBalance(initialState(two), 'pool', balance, -balance);
  const posted = credit(two, from(most - unit), oneLead, monday);
  expect([posted.ignored, ...posted.state.ledgers['pool']!.balance]).toEqual([null, most, -most]);
  const refused = credit(two, from(most - unit + 1), oneLead, monday);
  expect(refused).toMatchObject({ events: [], ignored: { because: 'the balance would be too large' } });
});

test('one ledger without room for a credit is enough to refuse it', () => {
  const ledgers = [{ id: 'all' }, { id: 'more' }];
  const two = routerWith({ pool: { strategy: { type: 'fair_share', ledgers } } });
  for (const id of ['pool/all', 'pool/more']) {
    const full = withBalance(initialState(two), id, most, -most);
    const { ignored } = credit(two, full, { ...oneLead, ledgers: ['all', 'more'] }, monday);
    expect(ignored?.because).toBe('the balance would be too large');
  }
});

test('what a strategy of the caller’s calls its ledgers is no ledger', () => {
  const strategy = { type: 'custom', strategyId: 'last', ledgers: [{ id: 'own' }] } as const;
  const pick = (eligible: readonly number[]) => eligible.at(-1)!;
  const custom = routerWith({ pool: { strategy } }, { strategies: [{ id: 'last', pick }] });
  const named = { ...oneLead, ledgers: ['own'] };
  expect(() => credit(custom, initialState(custom), named, monday)).toThrow('queue `pool` has no ledger `own`');
});
