import { expect, test } from 'vitest';
import { diagnosticsOf, leadWith, monday, policyWith, routerWith } from '../../test/support/samples.js';
import { explain } from '../explain/index.js';
import type { BestMatch, Tier } from '../policy/index.js';
import { advance, distribute, initialState, route, routeMany, scoreLead } from './index.js';

const byIndustry = (budget: number): BestMatch => ({
  type: 'best_match',
  budget,
  prefer: [
    { industry: 'lead', points: 60 },
    { skill: 'closing', min: 2, points: 31, when: { field: 'country', op: 'eq', value: 'US' } },
  ],
});
const reps = [
  { id: 'ana', industries: ['health'] },
  { id: 'ben', industries: ['finance'], skills: { closing: 2 } },
  { id: 'cy', skills: { closing: 3 } },
];
const health = leadWith({ industry: 'health', country: 'US' });
const routerFor = (budget: number) => routerWith({ reps, pool: { strategy: byIndustry(budget) } });

test('the best match within the budget gets the lead, and the text says both numbers', () => {
  const router = routerFor(0.5);
  const { decision, record } = route(router, initialState(router), health, monday, { trace: 'full' });
  expect(record.repId).toBe('ana');
  expect(decision.trace.pick).toMatchObject({ method: 'best_match', match: 60, budgetMilli: 500, eligible: 3 });
  expect(decision.trace.candidates!.map(({ repId, parts }) => [repId, parts['match']])).toEqual([
    ['ana', 60],
    ['ben', 31],
    ['cy', 31],
  ]);
  expect(explain(decision)).toContain('within budget 0.5, best match 60, owed 0.33 of a lead, one of 3 eligible');
});

test('a budget lets the match go before the share; over a round everybody gets the same', () => {
  const heavier = reps.map((rep) => (rep.id === 'ben' ? { ...rep, weight: 2 } : rep));
  const owners = (budget: number) => {
    const router = routerWith({ reps: heavier, pool: { strategy: byIndustry(budget) } });
    const leads = Array.from({ length: 8 }, (_, n) => ({ ...health, id: `l${n}` }));
    return routeMany(router, initialState(router), leads, monday).outcomes.map(({ record }) => record.repId);
  };
  expect(owners(0).slice(0, 1)).toEqual(['ben']);
  expect(owners(0.24).slice(0, 1)).toEqual(['ben']);
  expect(owners(0.25).slice(0, 1)).toEqual(['ana']);
  expect(owners(4).sort()).toEqual(['ana', 'ana', 'ben', 'ben', 'ben', 'ben', 'cy', 'cy']);
});

const tiers = (...rows: readonly Tier[]) => ({ type: 'priority_tiers' as const, tiers: rows });
const tiered = routerWith({
  reps: [...reps.map((rep) => ({ ...rep, capacity: 2 })), { id: 'dan', capacity: 1 }],
  pool: {
    strategy: tiers(
      { repIds: ['cy', 'ben'], strategy: byIndustry(1) },
      { repIds: ['ana', 'dan'], strategy: { type: 'load_balance' } },
    ),
  },
});

test('tiers: the first with somebody eligible gets the lead, and shares it alone', () => {
  const leads = Array.from({ length: 8 }, (_, n) => leadWith({ id: `l${n}`, country: 'US' }));
  const { outcomes, state } = routeMany(tiered, initialState(tiered), leads, monday, { trace: 'full' });
  expect(outcomes.map(({ record }) => record.repId)).toEqual([
    ...outcomes.slice(0, 4).map(({ record }) => (record.repId === 'ben' ? 'ben' : 'cy')),
    'ana',
    ...outcomes.slice(5, 7).map(({ record }) => (record.repId === 'ana' ? 'ana' : 'dan')),
    null,
  ]);
  const [first] = outcomes;
  expect(first!.decision.trace.pick).toMatchObject({ tier: 1, eligible: 2, owedMilli: 500 });
  expect(outcomes[4]!.decision.trace.pick).toMatchObject({ tier: 2, eligible: 2, method: 'least_load' });
  expect(explain(outcomes[4]!.decision)).toContain('tier 2, load 1/2 with this lead, least loaded of 2 eligible');
  const owed = Object.fromEntries(
    first!.decision.trace.candidates!.map(({ repId, parts, rank }) => [repId, [parts['owedMilli'], rank! > 2]]),
  );
  expect(owed).toEqual({ ana: [0, true], ben: [500, false], cy: [500, false], dan: [0, true] });
  const { ids, balance } = state.ledgers['pool']!;
  const of = (id: string): number => balance[ids.indexOf(id)]!;
  expect(of('ben') + of('cy')).toBe(0);
  expect(of('ana') + of('dan')).toBe(0);
});

test('tiers: a lead given by hand is shared out in the tier of whoever gets it', () => {
  const first = route(tiered, initialState(tiered), leadWith(), monday);
  const free = advance(tiered, first.state, first.record, { type: 'nurture' }, monday);
  const { state, record } = advance(
    tiered,
    free.state,
    free.record,
    { type: 'assign', repId: 'dan', by: 'kim' },
    monday,
  );
  expect(record.repId).toBe('dan');
  const { ids, balance, unit } = state.ledgers['pool']!;
  expect(balance[ids.indexOf('dan')]! / unit).toBe(-0.5);
  expect(balance[ids.indexOf('ana')]! / unit).toBe(0.5);
});

test('tiers: the stage alone shares as the whole does', () => {
  const whole = route(tiered, initialState(tiered), leadWith(), monday);
  const stage = distribute(
    tiered,
    initialState(tiered),
    'pool',
    ['ana', 'ben', 'cy', 'dan'],
    scoreLead(tiered, leadWith(), monday),
  )!;
  expect(stage.repId).toBe(whole.record.repId);
  expect(stage.state.ledgers['pool']!.balance).toEqual(whole.state.ledgers['pool']!.balance);
});

test('what is wrong with a budget, a preference or a tier is said', () => {
  const errors = (strategy: object) =>
    diagnosticsOf(policyWith({ reps, pool: { strategy: strategy as BestMatch } }))
      .filter(({ severity }) => severity === 'error')
      .map(({ code, path }) => `${code} ${path.slice(2).join('.')}`);
  expect(errors(byIndustry(1.25))).toEqual([]);
  for (const budget of [4.01, -0.01, 0.123, '1']) {
    expect(errors({ ...byIndustry(0), budget })).toEqual(['policy.shape strategy.budget']);
  }
  expect(errors({ ...byIndustry(1), prefer: [{ tag: 'vip' }] })).toEqual(['policy.shape strategy.prefer.0.points']);
  expect(errors(tiers({ repIds: ['ana', 'zoe'] }, { repIds: ['ana', 'ben'] }))).toEqual([
    'policy.unknown_id strategy.tiers.0.repIds.1',
    'policy.duplicate_id strategy.tiers.1.repIds.0',
    'policy.shape strategy.tiers',
  ]);
});

test('up to 128 eligible members nobody may fall a lead behind; beyond that only the budget says how far', () => {
  const owners = (count: number) => {
    const ids = Array.from({ length: count }, (_, n) => `r${String(n).padStart(3, '0')}`);
    const rows = ids.map((id, n) => (n === 0 ? { id, industries: ['health'] } : { id }));
    const router = routerWith({ reps: rows, pool: { strategy: byIndustry(4) } });
    const leads = ['a', 'b'].map((id) => ({ ...health, id }));
    return routeMany(router, initialState(router), leads, monday).outcomes.map(({ record }) => record.repId);
  };
  expect(owners(129)).toEqual(['r000', 'r000']);
  const [best, other] = owners(128);
  expect([best, other === 'r000']).toEqual(['r000', false]);
});
