import { expect, test } from 'vitest';
import { diagnosticsOf, leadWith, monday, policyWith, routerWith } from '../../test/support/samples.js';
import { explain } from '../explain/index.js';
import type { QueueStrategy } from '../policy/index.js';
import { advance, initialState, route, routeMany } from './index.js';

const sharing = (strategy: Omit<Extract<QueueStrategy, { type: 'fair_share' }>, 'type'>) => ({
  type: 'fair_share' as const,
  ...strategy,
});
const valued = (values: readonly (number | null)[]) => values.map((value, n) => leadWith({ id: `l${n}`, value }));
const byValue = routerWith({ pool: { strategy: sharing({ by: 'value', valueUnit: 1_000, valueMax: 50 }) } });

test('a lead counts its value in whole points, at least 1 and at most the maximum', () => {
  for (const [value, points] of [
    [null, 1],
    [-5_000, 1],
    [0, 1],
    [1_999, 1],
    [2_000, 2],
    [49_999, 49],
    [9_000_000, 50],
    [Number.POSITIVE_INFINITY, 50],
    [Number.NaN, 1],
  ] as const) {
    const { state } = route(byValue, initialState(byValue), leadWith({ value }), monday);
    expect(state.ledgers['pool']!.received.reduce((a, b) => a + b)).toBe(points);
  }
});

test('whoever got a large lead waits until the others have as much value', () => {
  const { outcomes, state } = routeMany(byValue, initialState(byValue), valued([9_000, 1, 1, 3_000, 2_500]), monday);
  const [first, ...rest] = outcomes.map(({ record }) => record.repId);
  expect(new Set(rest).size).toBe(1);
  expect(rest[0]).not.toBe(first);
  const { received, balance, unit } = state.ledgers['pool']!;
  expect([...received].sort()).toEqual([7, 9]);
  expect(balance.map((units) => units / unit).sort()).toEqual([-1, 1]);
});

test('decision and text say what is owed in points', () => {
  const first = route(byValue, initialState(byValue), leadWith({ value: 8_000 }), monday, { trace: 'full' });
  const second = route(byValue, first.state, leadWith({ id: 'l2', value: 3_000 }), monday, { trace: 'full' });
  expect(second.decision.trace.pick).toMatchObject({ owedMilli: 5_500, measure: 'value', counts: 3 });
  expect(second.decision.trace.candidates!.map(({ parts }) => parts['owedMilli']).sort()).toEqual([-2_500, 5_500]);
  expect(explain(second.decision)).toContain('owed 5.50 points of value, the lead counting 3, most of 2 eligible');
});

test('a lead that moves takes along what it counted', () => {
  const routed = route(byValue, initialState(byValue), leadWith({ value: 8_000 }), monday);
  expect(routed.record.charges).toMatchObject([{ repId: routed.record.repId, counts: 8 }]);
  const moved = advance(byValue, routed.state, routed.record, { type: 'release' }, monday);
  expect(moved.record.repId).not.toBe(routed.record.repId);
  const place = moved.state.ledgers['pool']!.ids.indexOf(moved.record.repId!);
  expect(moved.state.ledgers['pool']!.received).toEqual(place === 0 ? [8, 0] : [0, 8]);
});

const hot = { field: 'source', op: 'eq', value: 'hot' } as const;

test('effort: the first row that is true says the units, for capacity and for the ledger', () => {
  const router = routerWith({
    reps: [
      { id: 'ana', capacity: 5 },
      { id: 'ben', capacity: 5 },
    ],
    pool: {
      strategy: sharing({ by: 'effort' }),
      units: 2,
      unitsWhen: [
        { when: hot, units: 4 },
        { when: { field: 'country', op: 'eq', value: 'US' }, units: 1 },
      ],
    },
  });
  const leads = [
    leadWith({ source: 'hot', country: 'US' }),
    leadWith({ id: 'l2' }),
    leadWith({ id: 'l3', country: 'US' }),
  ];
  const { outcomes, state } = routeMany(router, initialState(router), leads, monday);
  expect(outcomes.map(({ record }) => record.units)).toEqual([4, 2, 1]);
  expect([...state.ledgers['pool']!.received].sort()).toEqual([3, 4]);
  expect([...state.reps.open].sort()).toEqual([3, 4]);
  expect(route(router, state, leadWith({ id: 'l4', source: 'hot' }), monday).decision.type).toBe('held');
});

test('several ledgers, each by its own measure', () => {
  const router = routerWith({
    pool: {
      strategy: sharing({
        valueUnit: 1_000,
        ledgers: [
          { id: 'all', weight: 100 },
          { id: 'worth', by: 'value' },
          { id: 'hot', when: hot },
        ],
      }),
    },
  });
  const { outcomes, state } = routeMany(router, initialState(router), valued([20_000, 1_000, 1_000, 1_000]), monday);
  expect(Object.keys(state.ledgers)).toEqual(['pool/all', 'pool/worth', 'pool/hot']);
  // one count outweighs up to 100 points: two leads each, and among equal counts the value decides
  expect(state.ledgers['pool/all']!.received).toEqual([2, 2]);
  expect([...state.ledgers['pool/worth']!.received].sort((a, b) => a - b)).toEqual([2, 21]);
  expect(state.ledgers['pool/hot']!.received).toEqual([0, 0]);
  expect(outcomes[1]!.decision.trace.pick).toMatchObject({ method: 'ledgers' });
});

test('queues that share a ledger must measure it alike, and values times weights must fit', () => {
  const queue = (id: string, by: 'count' | 'value', valueUnit = 100) => ({
    id,
    repIds: ['ana', 'ben'],
    ledger: 'shared',
    strategy: sharing({ by, valueUnit }),
  });
  const codes = (...queues: readonly ReturnType<typeof queue>[]) =>
    diagnosticsOf(policyWith({ queues: queues.map((one, n) => (n === 0 ? { ...one, id: 'pool' } : one)) }))
      .filter(({ severity }) => severity === 'error')
      .map(({ code }) => code);
  expect(codes(queue('a', 'value'), queue('b', 'value'))).toEqual([]);
  expect(codes(queue('a', 'value'), queue('b', 'count'))).toEqual(['policy.measure']);
  expect(codes(queue('a', 'value'), queue('b', 'value', 1))).toEqual(['policy.measure']);
  const heavy = [{ id: 'ana', weight: 9_999, startsAt: '2026-01-01', ramp: { from: 0.5, days: 9 } }, 'ben'] as const;
  const found = diagnosticsOf(policyWith({ reps: heavy, pool: { strategy: sharing({ by: 'value' }) } }));
  expect(found).toContainEqual(
    expect.objectContaining({ code: 'policy.limit', message: expect.stringContaining('weights times the values') }),
  );
});

test('the first of several ledgers counts every lead, whatever its condition says', () => {
  const ledgers = [{ id: 'all', when: { field: 'source', op: 'eq', value: 'web' } as const }, { id: 'more' }];
  const router = routerWith({ pool: { strategy: sharing({ ledgers }) } });
  const { record } = route(router, initialState(router), leadWith({ source: 'list' }), monday);
  expect(record.charges.map(({ ledgerId }) => ledgerId)).toEqual(['pool/all', 'pool/more']);
});
