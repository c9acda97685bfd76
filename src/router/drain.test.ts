import { describe, expect, test } from 'vitest';
import { day, hour, leadWith, minute, monday, policyWith, routerWith } from '../../test/support/samples.js';
import { compileOrThrow } from '../policy/index.js';
import {
  advance,
  drain,
  evolve,
  initialState,
  type LeadRecord,
  type RoutingEvent,
  type RoutingState,
  reassignOwner,
  rebase,
  route,
  setAvailability,
} from './index.js';

const urgent = { field: 'source', op: 'eq', value: 'hot' } as const;
const priorities = [{ id: 'hot', when: urgent, priority: 5 }];

/** Routes leads one after the other, a minute apart. */
function routed(
  router: ReturnType<typeof routerWith>,
  leads: readonly (readonly [string, string | null])[],
  before?: RoutingState,
) {
  let state = before ?? initialState(router);
  const records = leads.map(([id, source], n) => {
    const outcome = route(router, state, leadWith({ id, source }), monday + n * minute);
    state = outcome.state;
    return outcome.record;
  });
  return { state, records };
}
const owners = (outcomes: readonly { readonly record: LeadRecord }[]): readonly (readonly [string, string | null])[] =>
  outcomes.map(({ record }) => [record.leadId, record.repId]);

describe('drain', () => {
  test('a freed place goes to the lead that waits longest, before one that comes later', () => {
    const router = routerWith({ reps: [{ id: 'ana', capacity: 3 }] });
    const { state, records } = routed(
      router,
      ['1', '2', '3', '4'].map((id) => [id, null] as const),
    );
    expect(records[3]!.status).toBe('held');
    const now = monday + 10 * minute;
    const closed = advance(router, state, records[0]!, { type: 'close', outcome: 'converted' }, now);
    const drained = drain(router, closed.state, records, now);
    expect(owners(drained.outcomes)).toEqual([['4', 'ana']]);
    expect(route(router, drained.state, leadWith({ id: '5' }), now).decision.type).toBe('held');
  });

  test('the highest priority first, then the oldest, then by id, whatever the order of the records', () => {
    const router = routerWith({ reps: [{ id: 'ana', capacity: 3 }], priorities });
    const off = setAvailability(router, initialState(router), 'ana', false, monday).state;
    const { state, records } = routed(
      router,
      [
        ['a', null],
        ['b', 'hot'],
        ['c', null],
        ['d', 'hot'],
      ],
      off,
    );
    const on = setAvailability(router, state, 'ana', true, monday).state;
    const now = monday + 10 * minute;
    const drained = drain(router, on, [...records].reverse(), now);
    expect(owners(drained.outcomes)).toEqual([
      ['b', 'ana'],
      ['d', 'ana'],
      ['a', 'ana'],
      ['c', null],
    ]);
    expect(drain(router, on, records, now)).toEqual(drained);
    expect(drained.outcomes[3]).toMatchObject({ events: [], decision: null });
    expect(
      drain(
        router,
        drained.state,
        drained.outcomes.map(({ record }) => record),
        now,
      ).events,
    ).toEqual([]);
  });

  test('with ageing, waiting makes up for priority', () => {
    const order = (ageMinutes: number) => {
      const router = routerWith({ reps: [{ id: 'ana', capacity: 1 }], priorities, backlog: { ageMinutes } });
      const off = setAvailability(router, initialState(router), 'ana', false, monday).state;
      const { state, records } = routed(
        router,
        [
          ['old', null],
          ['new', 'hot'],
        ],
        off,
      );
      const on = setAvailability(router, state, 'ana', true, monday).state;
      return drain(router, on, records, monday + day).outcomes.map(({ record }) => record.leadId);
    };
    // a minute of waiting against five steps of priority
    expect(order(1)).toEqual(['new', 'old']);
    const slow = routerWith({ priorities: [{ id: 'hot', when: urgent, priority: 1 }], backlog: { ageMinutes: 1 } });
    const away = ['ana', 'ben'].reduce(
      (state, id) => setAvailability(slow, state, id, false, monday).state,
      initialState(slow),
    );
    const { state, records } = routed(
      slow,
      [
        ['oldest', null],
        ['older', null],
        ['hot', 'hot'],
      ],
      away,
    );
    expect(drain(slow, state, records, monday + day).outcomes.map(({ record }) => record.leadId)).toEqual([
      'oldest',
      'hot',
      'older',
    ]);
  });

  test('events fold to the state and the records', () => {
    const router = routerWith({ pool: { offer: { forMinutes: 5 } } });
    const away = ['ana', 'ben'].reduce(
      (state, id) => setAvailability(router, state, id, false, monday).state,
      initialState(router),
    );
    const { state, records } = routed(
      router,
      [
        ['a', null],
        ['b', null],
      ],
      away,
    );
    const on = setAvailability(router, state, 'ana', true, monday).state;
    const drained = drain(router, on, records, monday + 5 * minute);
    expect(drained.outcomes.map(({ record }) => record.status)).toEqual(['offered', 'offered']);
    const folded = new Map<string, LeadRecord>(records.map((record) => [record.leadId, record]));
    let before = on;
    for (const event of drained.events) {
      const after = evolve(router, { state: before, record: folded.get(event.leadId)! }, event);
      before = after.state;
      folded.set(event.leadId, after.record);
    }
    expect(before).toEqual(drained.state);
    for (const { record } of drained.outcomes) expect(folded.get(record.leadId)).toEqual(record);
  });
});

describe('reassignOwner', () => {
  const reps = ['ana', 'ben', 'cy'];
  const many = Array.from({ length: 30 }, (_, n) => [`l${n}`, n % 3 === 0 ? 'hot' : null] as const);
  const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);

  test('shares everything a rep has out among the others, most urgent and oldest first; Σ is 0', () => {
    const router = routerWith({ reps, priorities });
    const { state, records } = routed(router, many);
    const mine = records.filter(({ repId }) => repId === 'ana');
    const left = reassignOwner(router, state, records, 'ana', monday + day);
    expect(left.events[0]).toMatchObject({ type: 'rep_switched', repId: 'ana', online: false });
    expect(left.outcomes).toHaveLength(mine.length);
    const ranks = left.outcomes.map(({ record }) => -record.lead.score.priority);
    expect(ranks).toEqual([...ranks].sort((a, b) => a - b));
    const got = ['ben', 'cy'].map((id) => left.outcomes.filter(({ record }) => record.repId === id).length);
    expect(sum(got)).toBe(mine.length);
    expect(Math.abs(got[0]! - got[1]!)).toBeLessThanOrEqual(1);
    const { balance, received, ids } = left.state.ledgers['pool']!;
    expect(sum(balance)).toBe(0);
    expect(received[ids.indexOf('ana')]).toBe(0);
    expect(left.state.reps.open[left.state.reps.ids.indexOf('ana')]).toBe(0);
  });

  test('also of a rep whom the policy has no more, and of one who was only asked', () => {
    const router = routerWith({ reps });
    const { state, records } = routed(router, many.slice(0, 6));
    const edited = compileOrThrow(policyWith({ reps: ['ben', 'cy'] }));
    const left = reassignOwner(edited, rebase(edited, state), records, 'ana', monday + day);
    expect(left.outcomes.every(({ record }) => record.repId !== 'ana' && record.repId !== null)).toBe(true);
    expect(left.events[0]!.type).toBe('lead_taken_back');
    const asking = routerWith({ reps, pool: { offer: { forMinutes: 5 } } });
    const offered = routed(asking, many.slice(0, 3));
    const asked = offered.records.filter(({ offer }) => offer!.open[0]!.repId === 'ana');
    const passed = reassignOwner(asking, offered.state, offered.records, 'ana', monday + minute);
    expect(asked).toHaveLength(1);
    expect(owners(passed.outcomes)).toEqual([[asked[0]!.leadId, null]]);
    expect(passed.outcomes[0]!.record.offer!.open[0]!.repId).not.toBe('ana');
  });

  describe('of a rep whom held leads wait for', () => {
    const waitFor = (ownerAbsent: string, more: readonly string[]) => {
      const queues = [
        { id: 'own', repIds: ['ana'], strategy: { type: 'fair_share' } },
        { id: 'others', repIds: more, strategy: { type: 'fair_share' } },
      ] as const;
      const absent = { type: 'wait', minutes: 120, queueId: ownerAbsent } as const;
      const then = { owner: 'account', queueId: 'own', ownerAbsent: absent } as const;
      const router = routerWith({ reps, queues, rules: [{ id: 'owned', when: true, then }] });
      const { state } = setAvailability(router, initialState(router), 'ana', false, monday);
      const lead = leadWith({ emailDomain: 'acme.test', emailClass: 'business' });
      const facts = { accountByDomain: { 'acme.test': { accountId: 'a', ownerRepId: 'ana' } } };
      const { record, state: next } = route(router, state, lead, monday, { facts });
      expect(record).toMatchObject({ status: 'held', awaitedOwner: { repId: 'ana', until: monday + 2 * hour } });
      return { router, record, state: next };
    };
    const folded = ({ router, record, state }: ReturnType<typeof waitFor>, events: readonly RoutingEvent[]) =>
      events.reduce((before, event) => evolve(router, before, event), { state, record } as {
        state: RoutingState;
        record: LeadRecord;
      });

    test('gives them to others at once', () => {
      const given = waitFor('others', ['ben']);
      const left = reassignOwner(given.router, given.state, [given.record], 'ana', monday + hour);
      const { record } = left.outcomes[0]!;
      expect(record).toMatchObject({ status: 'assigned', repId: 'ben', queueId: 'others', awaitedOwner: null });
      expect(folded(given, left.events)).toEqual({ state: left.state, record });
      const other = reassignOwner(given.router, given.state, [given.record], 'ben', monday + hour);
      expect(other.outcomes).toEqual([]);
    });

    test.each(['own', 'others'])('lets them join queue `%s` where nobody can take them', (queueId) => {
      const given = waitFor(queueId, ['ana']);
      const left = reassignOwner(given.router, given.state, [given.record], 'ana', monday + hour);
      const { record } = left.outcomes[0]!;
      expect(record).toMatchObject({ status: 'held', queueId, awaitedOwner: null, joinedAt: monday + hour });
      expect(left.events.map(({ type }) => type)).toEqual(['lead_held']);
      expect(folded(given, left.events)).toEqual({ state: left.state, record });
      // late, the wait has ended at its own instant
      const late = reassignOwner(given.router, given.state, [given.record], 'ana', monday + 3 * hour);
      expect(late.outcomes[0]!.record).toMatchObject({
        status: 'held',
        awaitedOwner: null,
        joinedAt: monday + 2 * hour,
      });
    });
  });

  test('holds what nobody else can take', () => {
    const router = routerWith({ reps: ['ana'] });
    const { state, records } = routed(router, many.slice(0, 2));
    const left = reassignOwner(router, state, records, 'ana', monday + day);
    expect(left.outcomes.map(({ record }) => record.status)).toEqual(['held', 'held']);
  });
});
