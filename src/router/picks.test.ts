// What the strategies are told, and what their picks say of themselves.
import { describe, expect, test } from 'vitest';
import {
  day,
  hour,
  leadWith,
  minute,
  monday,
  type PolicyParts,
  policyWith,
  routerWith,
} from '../../test/support/samples.js';
import type { Lead } from '../lead/index.js';
import { compileOrThrow, type Rep } from '../policy/index.js';
import { advance, initialState, type RoutingState, route, routeMany, setAvailability } from './index.js';

const pickOf = (parts: PolicyParts, known: Partial<Lead> = {}, change = (state: RoutingState) => state) => {
  const router = routerWith(parts);
  return route(router, change(initialState(router)), leadWith(known), monday).decision.trace.pick;
};

describe('a pick says', () => {
  test('in a ledger of values what the lead counts, and what is owed of it', () => {
    const strategy = { type: 'fair_share' as const, by: 'value' as const, valueUnit: 1 };
    expect(pickOf({ pool: { strategy } }, { value: 40 })).toMatchObject({
      measure: 'value',
      counts: 40,
      owedMilli: 20_000,
    });
    expect(pickOf({})).toEqual({ method: expect.any(String), eligible: 2, owedMilli: 500, within: null });
  });

  test('in a ledger of leads what is owed of what a lead costs there, rounded shares and all', () => {
    // points in a ledger beside it leave room for coarse units alone
    const beside = { type: 'fair_share', ledgers: [{ id: 'points', by: 'value' }] } as const;
    const repIds = ['ana', 'ben', 'cy'];
    const weights = [999, 1_000, 998];
    const parts: PolicyParts = {
      reps: repIds.map((id, n): Rep => ({ id, weight: weights[n]! })),
      queues: [
        { id: 'pool', repIds, strategy: { type: 'fair_share' } },
        { id: 'other', repIds, strategy: beside, ledger: 'pool' },
      ],
    };
    const { unit } = initialState(routerWith(parts)).ledgers['pool']!;
    const shares = weights.map((weight) => Math.floor((unit * weight) / 2_997));
    const [ana, ben, cy] = shares as [number, number, number];
    const ahead = 3_000 * unit;
    const pick = pickOf(parts, {}, (state) => ({
      ...state,
      ledgers: { ...state.ledgers, pool: { ...state.ledgers['pool']!, balance: [ahead, -ahead, 0] } },
    }));
    const owedMilli = Math.round(((ahead + ana) * 1_000) / (ana + ben + cy));
    expect(owedMilli).not.toBe(Math.round(((ahead + ana) * 1_000) / unit));
    expect(pick).toMatchObject({ eligible: 3, owedMilli });
  });

  test('what load it goes by, and what limit there is', () => {
    const strategy = { type: 'load_balance' as const };
    const busy = (state: RoutingState): RoutingState => ({ ...state, reps: { ...state.reps, open: [2] } });
    const one = (rep: Rep) => pickOf({ reps: [rep], pool: { strategy } }, {}, busy);
    expect(one({ id: 'ana', capacity: 5 })).toMatchObject({ load: { units: 3, capacity: 5 } });
    expect(one({ id: 'ana' })).toMatchObject({ load: { units: 3, capacity: null } });
  });

  test('which tier it is from, and nothing of tiers where there are none', () => {
    const tiers = [{ repIds: ['ana'] }, { repIds: ['ben'] }];
    const tiered = { pool: { strategy: { type: 'priority_tiers' as const, tiers } } };
    expect(pickOf(tiered)).toMatchObject({ tier: 1 });
    expect(pickOf({ ...tiered, reps: [{ id: 'ana', capacity: 0 }, 'ben'] })).toMatchObject({ tier: 2 });
    expect(pickOf({})).not.toHaveProperty('tier');
    expect(pickOf({})).not.toHaveProperty('measure');
  });
});

test('a strategy of the caller’s is told the lead, the instant and the queue', () => {
  const asked: unknown[] = [];
  const pick = (eligible: readonly number[], context: unknown): number => {
    asked.push([eligible, context]);
    return eligible.at(-1)!;
  };
  const parts = policyWith({ pool: { strategy: { type: 'custom', strategyId: 'last' } } });
  const router = compileOrThrow(parts, { strategies: [{ id: 'last', pick }] });
  const { record, decision } = route(router, initialState(router), leadWith(), monday);
  expect(record.repId).toBe('ben');
  expect(decision.trace.pick).toEqual({ method: 'custom', eligible: 2, owedMilli: null, within: null });
  expect(asked).toEqual([[[0, 1], { lead: record.lead, now: monday, queueId: 'pool' }]]);
});

describe('a batch plans', () => {
  const leads = Array.from({ length: 4 }, (_, n) => leadWith({ id: `l${n}`, value: n + 1 }));
  const methods = (parts: PolicyParts, given: readonly Lead[] = leads) => {
    const router = routerWith(parts);
    const { outcomes } = routeMany(router, initialState(router), given, monday, { fairness: 'batch' });
    return new Set(outcomes.map(({ decision }) => decision.trace.pick?.method ?? null));
  };
  const fair = { type: 'fair_share' as const };

  test('only leads that count one each, in one ledger', () => {
    expect([...methods({})]).toEqual(['batch']);
    const others: readonly PolicyParts[] = [
      { pool: { offer: { forMinutes: 5 } } },
      { pool: { strategy: { ...fair, ledgers: [{ id: 'a' }, { id: 'b' }] } } },
      { pool: { strategy: { ...fair, by: 'value' } } },
      { pool: { strategy: { ...fair, makeUp: 'full' } } },
      {
        reps: [
          { id: 'ana', teamId: 'x' },
          { id: 'ben', teamId: 'y' },
        ],
        pool: { strategy: { ...fair, teams: [{ id: 'x' }, { id: 'y' }] } },
      },
      { pool: { strategy: { type: 'load_balance' } } },
    ];
    for (const parts of others) expect([parts, methods(parts).has('batch')]).toEqual([parts, false]);
  });

  test('around leads that cannot be used, and that rules dispose of', () => {
    const no = {
      id: 'no',
      when: { field: 'value', op: 'eq', value: 2 } as const,
      then: { disposition: 'rejected' as const },
    };
    const parts = { rules: [no, { id: 'r', when: true as const, then: { queueId: 'pool' } }] };
    const given = [leads[0]!, { ...leadWith(), id: '' }, leads[1]!, leads[2]!];
    expect([...methods(parts, given)]).toEqual(['batch', null]);
  });

  test('each member once before anybody twice, whoever ties are broken for', () => {
    const reps = ['ana', 'ben', 'cy', 'di', 'ed'];
    const router = routerWith({ reps });
    const order = (prefix: string) => {
      const given = reps.map((_, n) => leadWith({ id: `${prefix}${n}` }));
      const { outcomes } = routeMany(router, initialState(router), given, monday, { fairness: 'batch' });
      const got = outcomes.map(({ record }) => record.repId!);
      expect([...got].sort()).toEqual(reps);
      return got.join(' ');
    };
    // who goes first depends on the lead's id alone
    expect(new Set(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map(order)).size).toBeGreaterThan(3);
  });
});

describe('teams', () => {
  const reps: readonly Rep[] = [
    { id: 'ana', teamId: 'west' },
    { id: 'ben', teamId: 'mid' },
    { id: 'cy', teamId: 'east' },
  ];
  const teams = [{ id: 'west' }, { id: 'mid' }, { id: 'east' }];

  test('share by value where the queue does', () => {
    const strategy = { type: 'fair_share' as const, by: 'value' as const, valueUnit: 1, teams };
    const router = routerWith({ reps, pool: { strategy } });
    let state = initialState(router);
    const got = new Map<string, number>();
    for (const [n, value] of [90, 10, 10, 10, 10, 10, 10].entries()) {
      const outcome = route(router, state, leadWith({ id: `l${n}`, value }), monday);
      ({ state } = outcome);
      got.set(outcome.record.repId!, (got.get(outcome.record.repId!) ?? 0) + value);
    }
    // whoever had the large one gets no more while the others catch up
    expect([...got.values()].sort((a, b) => a - b)).toEqual([30, 30, 90]);
  });

  test('that tie take turns by the lead’s id, each once', () => {
    const router = routerWith({ reps, pool: { strategy: { type: 'fair_share', teams } } });
    const firsts = new Set<string>();
    for (let n = 0; n < 12; n++)
      firsts.add(route(router, initialState(router), leadWith({ id: `l${n}` }), monday).record.repId!);
    expect([...firsts].sort()).toEqual(['ana', 'ben', 'cy']);
  });

  test('of an owner who is far ahead are asked too', () => {
    const owner = { id: 'own', when: { field: 'source', op: 'eq', value: 'owned' } as const };
    const then = { owner: 'account' as const, overdraft: 0, ownerAbsent: { type: 'cover' as const, queueId: 'pool' } };
    const everyone = { id: 'r', when: true as const, then: { queueId: 'pool' } };
    const parts = {
      reps,
      rules: [{ ...owner, then }, everyone],
      pool: { strategy: { type: 'fair_share' as const, teams } },
    };
    const router = routerWith(parts as PolicyParts);
    const facts = { accountByDomain: { 'x.test': { accountId: 'a', ownerRepId: 'ana' } } };
    let state = initialState(router);
    const owners: (string | null)[] = [];
    for (let n = 0; n < 4; n++) {
      const lead = leadWith({ id: `l${n}`, source: 'owned', emailDomain: 'x.test', emailClass: 'business' });
      const outcome = route(router, state, lead, monday, { facts });
      ({ state } = outcome);
      owners.push(outcome.decision.trace.passedOver?.repId ?? null);
    }
    expect(owners.filter((id) => id === 'ana').length).toBeGreaterThan(0);
  });
});

describe('waiting', () => {
  const away = (state: RoutingState, router: ReturnType<typeof routerWith>) =>
    ['ana', 'ben'].reduce((before, id) => setAvailability(router, before, id, false, monday).state, state);

  test('a held lead is looked at again when a step of requirements ends, when its hold does, or when a rep comes', () => {
    const steps = [{ all: [{ tag: 'vip' }], forMinutes: 30 }, { all: [] }];
    const retryIn = (parts: PolicyParts, offline = false) => {
      const router = routerWith(parts);
      const start = offline ? away(initialState(router), router) : initialState(router);
      const { decision } = route(router, start, leadWith(), monday);
      return decision.type === 'held' && decision.retryAt !== null ? (decision.retryAt - monday) / minute : null;
    };
    expect(retryIn({}, true)).toBe(null);
    expect(retryIn({ pool: { requirements: steps } })).toBe(30);
    const leave = [{ from: '2026-03-02', to: '2026-03-02' }];
    expect(
      retryIn({
        reps: [
          { id: 'ana', leave },
          { id: 'ben', capacity: 0 },
        ],
      }),
    ).toBe(15 * 60);
    const held = { nobodyEligible: { type: 'hold' as const, afterMinutes: 20, then: { queueId: 'next' } } };
    const queues = [
      { id: 'pool', repIds: ['ana'], strategy: { type: 'fair_share' as const }, ...held },
      { id: 'next', repIds: ['ben'], strategy: { type: 'fair_share' as const } },
    ];
    expect(retryIn({ reps: [{ id: 'ana', leave }, 'ben'], queues })).toBe(20);
  });

  test('time in a queue counts from when the lead joined it, and not while it waited for an owner', () => {
    const steps = [{ all: [{ tag: 'vip' }], forMinutes: 30 }, { all: [] }];
    const router = routerWith({ reps: ['ana'], pool: { requirements: steps } });
    const held = route(router, initialState(router), leadWith(), monday);
    const at = (minutes: number) =>
      advance(router, held.state, held.record, { type: 'tick' }, monday + minutes * minute).record.status;
    expect([at(29), at(30)]).toEqual(['held', 'assigned']);
    const resting = routerWith({
      reps: ['ana'],
      pool: { requirements: steps },
      recycling: { tracks: [{ id: 't', coolDownDays: 1 }] },
    });
    const first = route(resting, initialState(resting), leadWith(), monday);
    const rested = advance(resting, first.state, first.record, { type: 'nurture', reason: 't' }, monday + hour);
    const back = advance(resting, rested.state, rested.record, { type: 'tick' }, monday + hour + day);
    expect(back.record).toMatchObject({ status: 'held', joinedAt: monday + hour + day });
    expect(back.record.wakeAt).toBe(monday + hour + day + 30 * minute);
  });
});
