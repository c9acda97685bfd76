import { describe, expect, test } from 'vitest';
import { leadWith, monday, type PolicyParts, routerWith } from '../../test/support/samples.js';
import type { Lead } from '../lead/index.js';
import { initialState, type RoutingState, route } from './index.js';

/** What the last of so many leads has as its trace: per member its rank and its numbers. */
function lastOf(parts: PolicyParts, count: number, change: (state: RoutingState) => RoutingState = (state) => state) {
  const router = routerWith(parts);
  let state = initialState(router);
  let last = route(router, state, leadWith({ id: 'l0' }), monday, { trace: 'full' });
  for (let n = 1; n <= count; n++) {
    last = route(router, change(state), leadWith({ id: `l${n}` } as Partial<Lead>), monday, { trace: 'full' });
    ({ state } = last);
  }
  const candidates = last.decision.trace.candidates!;
  const rows: { readonly [repId: string]: readonly [number | null, object] } = Object.fromEntries(
    candidates.map(({ repId, rank, parts: numbers }) => [repId, [rank, numbers]]),
  );
  return { ...last, rows };
}

const withOpen =
  (...open: readonly number[]) =>
  (state: RoutingState): RoutingState => ({ ...state, reps: { ...state.reps, open } });

describe('candidates', () => {
  test('are ranked by what they are owed, whoever has the lead first', () => {
    const reps = ['ana', { id: 'ben', weight: 2 }, { id: 'cy', weight: 3 }];
    const { rows, record } = lastOf({ reps }, 1);
    expect(record.repId).toBe('cy');
    expect(rows).toEqual({
      ana: [3, { owedMilli: 167, open: 0, weight: 1 }],
      ben: [2, { owedMilli: 333, open: 0, weight: 2 }],
      cy: [1, { owedMilli: 500, open: 0, weight: 3 }],
    });
    const second = lastOf({ reps }, 2);
    expect(second.record.repId).toBe('ben');
    expect(second.rows).toEqual({
      ana: [2, { owedMilli: 333, open: 0, weight: 1 }],
      ben: [1, { owedMilli: 667, open: 0, weight: 2 }],
      cy: [3, { owedMilli: 0, open: 1, weight: 3 }],
    });
  });

  test('of `load_balance` are ranked by load, then by open work', () => {
    const reps = [
      { id: 'ana', capacity: 10 },
      { id: 'ben', capacity: 4 },
      { id: 'cy', capacity: 20 },
      { id: 'di', capacity: 5 },
      'ed',
      'flo',
    ];
    const parts = { reps, pool: { strategy: { type: 'load_balance' as const } } };
    // loads with this lead: 0.4, 0.5, 0.4, 0.4, and 0 of those without a limit
    const { rows, record } = lastOf(parts, 1, withOpen(3, 1, 7, 1, 9, 2));
    const ranks = Object.fromEntries(Object.entries(rows).map(([id, [rank]]) => [id, rank]));
    const { repId } = record;
    const others = ['flo', 'ed', 'di', 'ana', 'cy', 'ben'].filter((id) => id !== repId);
    expect([repId, ...others].map((id) => ranks[id!])).toEqual([1, 2, 3, 4, 5, 6]);
  });

  test('of tiers are ranked by tier, and only the first shares', () => {
    const tiers = [{ repIds: ['cy'] }, { repIds: ['ana', 'ben'] }];
    const parts = { reps: ['ana', 'ben', 'cy'], pool: { strategy: { type: 'priority_tiers' as const, tiers } } };
    expect(lastOf(parts, 1).rows).toEqual({
      ana: [2, { owedMilli: 0, open: 0, weight: 1 }],
      ben: [3, { owedMilli: 0, open: 0, weight: 1 }],
      cy: [1, { owedMilli: 1_000, open: 0, weight: 1 }],
    });
  });

  test('of `best_match` have their points', () => {
    const strategy = { type: 'best_match' as const, budget: 1, prefer: [{ points: 3, tag: 'vip' }] };
    const parts = { reps: [{ id: 'ana' }, { id: 'ben', tags: ['vip'] }], pool: { strategy } };
    expect(lastOf(parts as PolicyParts, 1).rows).toMatchObject({
      ana: [2, { match: 0 }],
      ben: [1, { match: 3 }],
    });
    expect(lastOf({}, 1).rows['ana']![1]).not.toHaveProperty('match');
  });

  test('of an offer are those who were asked first, in their order', () => {
    const reps = ['ana', 'ben', 'cy', 'di'];
    const { record, rows } = lastOf({ reps, pool: { offer: { forMinutes: 5, to: 2 } } }, 3);
    const asked = record.offer!.open.map(({ repId }) => repId);
    expect(asked.map((id) => rows[id]![0])).toEqual([1, 2]);
    expect(
      Object.values(rows)
        .map(([rank]) => rank)
        .sort(),
    ).toEqual([1, 2, 3, 4]);
  });

  test('who cannot take the lead have no rank, and no share', () => {
    const { rows } = lastOf({ reps: ['ana', { id: 'ben', capacity: 0 }] }, 1);
    expect(rows).toEqual({
      ana: [1, { owedMilli: 1_000, open: 0, weight: 1 }],
      ben: [null, { owedMilli: 0, open: 0, weight: 1 }],
    });
  });
});

test('a trace says what was passed over only where something was', () => {
  const { decision } = lastOf({}, 1);
  expect(Object.keys(decision.trace).sort()).toEqual(['candidates', 'considered', 'counts', 'pick', 'ruleId']);
  const { decision: none } = route(routerWith(), initialState(routerWith()), leadWith(), monday, { trace: 'none' });
  expect(none.trace).toMatchObject({ ruleId: 'everyone', considered: 0, counts: {}, candidates: null });
  const { decision: unusable } = route(routerWith(), initialState(routerWith()), leadWith({ id: '' }), monday);
  expect(unusable.trace.ruleId).toBe(null);
});

test('what is owed is never −0, which JSON cannot hold', () => {
  const router = routerWith({ reps: ['ana', { id: 'ben', capacity: 0 }] });
  const start = initialState(router);
  const ledger = start.ledgers['pool']!;
  const state = { ...start, ledgers: { pool: { ...ledger, balance: [-ledger.unit - 1, ledger.unit + 1] } } };
  const { pick, candidates } = route(router, state, leadWith(), monday, { trace: 'full' }).decision.trace;
  expect(pick!.owedMilli).toBe(0);
  expect(candidates![0]!.parts['owedMilli']).toBe(0);
});
