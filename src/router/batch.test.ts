import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { leadWith, monday, policyWith, routerWith } from '../../test/support/samples.js';
import { explain } from '../explain/index.js';
import type { Rep } from '../policy/index.js';
import { credit, evolve, initialState, type RoutingState, routeMany } from './index.js';

const batch = { fairness: 'batch' } as const;
const pool = { requirements: [{ all: [{ product: 'lead' }] }] };
const leadsFor = (wants: readonly (readonly string[])[]) =>
  wants.map((products, n) => leadWith({ id: `l${n}`, products }));

/** How far the rep furthest off is, in leads. */
const worst = ({ ledgers }: RoutingState): number =>
  Math.max(...ledgers['pool']!.balance.map((units) => Math.abs(units) / ledgers['pool']!.unit));

// Each pair is asked after those before it made its members unequal, the worst that can happen one after another.
const eight = Array.from({ length: 8 }, (_, n): Rep => ({ id: `r${n}`, products: ['abcdefgh'[n]!] }));
const hard = leadsFor(
  [...['ab', 'cd', 'ef', 'gh', 'ac', 'eg', 'bd', 'fh', 'ae', 'bc', 'fg', 'dh', 'ab', 'cd']].map((pair) => [...pair]),
);

test('a batch ends fairer than its leads one after another', () => {
  const router = routerWith({ reps: eight, pool });
  const start = deepFreeze(initialState(router));
  const together = routeMany(router, start, hard, monday, { ...batch, trace: 'full' });
  expect(worst(together.state)).toBeLessThan(1);
  expect(together.outcomes.map(({ record }) => record.leadId)).toEqual(hard.map(({ id }) => id));
  const [first] = together.outcomes;
  expect(first!.decision.trace.pick).toEqual({ method: 'batch', eligible: 2, owedMilli: 500, within: null });
  expect(first!.events[1]).toMatchObject({ type: 'lead_assigned', method: 'batch' });
  expect(explain(first!.decision)).toContain('as fair as can be for its batch, owed 0.50 of a lead, one of 2 eligible');
});

test('by default leads are routed one after another', () => {
  const router = routerWith({ reps: eight, pool });
  const [plain, named] = [{}, { fairness: 'sequential' } as const].map((options) =>
    routeMany(router, initialState(router), hard, monday, options),
  );
  expect(named).toEqual(plain);
  expect(
    plain!.outcomes.some(({ events }) => events.some((event) => 'method' in event && event.method === 'batch')),
  ).toBe(false);
});

const batchGene = fc.record({
  weights: fc.array(fc.constantFrom(1, 1, 2, 3, 7), { minLength: 2, maxLength: 7 }),
  knows: fc.array(fc.integer({ min: 1, max: 15 }), { minLength: 7, maxLength: 7 }),
  wants: fc.array(fc.integer({ min: 0, max: 15 }), { maxLength: 40 }),
});
const letters = (mask: number): string[] => [...'abcd'].filter((_, bit) => (mask >> bit) % 2 === 1);
const repsOf = ({ weights, knows }: { weights: readonly number[]; knows: readonly number[] }): Rep[] =>
  weights.map((weight, n) => ({ id: `r${n}`, weight, products: letters(knows[n]!) }));

test('a fresh batch leaves everybody less than one lead from its share', () => {
  fc.assert(
    fc.property(batchGene, (gene) => {
      const router = routerWith({ reps: repsOf(gene), pool });
      const { state } = routeMany(router, initialState(router), leadsFor(gene.wants.map(letters)), monday, batch);
      expect(worst(state)).toBeLessThan(1);
    }),
    { numRuns: 300 },
  );
});

test('caps and capacity hold, events fold to the outcome, and whoever can be served is', () => {
  fc.assert(
    fc.property(batchGene, fc.array(fc.nat(5), { minLength: 7, maxLength: 7 }), fc.nat(6), (gene, room, cap) => {
      const reps = repsOf(gene).map((rep, n) => ({
        ...rep,
        ...(n % 2 === 0 ? { capacity: room[n]! } : { caps: [{ per: 'day' as const, max: cap }] }),
      }));
      const router = routerWith({ reps, pool });
      const leads = leadsFor(gene.wants.map(letters));
      const { outcomes, state } = routeMany(router, initialState(router), leads, monday, batch);
      expect(outcomes.map(({ record }) => record.leadId)).toEqual(leads.map(({ id }) => id));
      let folded = initialState(router);
      for (const { events, record } of outcomes) {
        let seen = { state: folded, record: null as never };
        for (const event of events) seen = evolve(router, seen, event) as typeof seen;
        expect(seen.record).toEqual(record);
        folded = seen.state;
      }
      expect(folded).toEqual(state);
      for (const [n, open] of state.reps.open.entries()) {
        expect(open).toBeLessThanOrEqual(n % 2 === 0 ? room[n]! : cap);
      }
      const sequential = routeMany(router, initialState(router), leads, monday).state;
      const bound = Math.floor(reps.length / 2) + 1;
      expect(worst(state)).toBeLessThan(bound + worst(sequential));
      for (const { record } of outcomes.filter(({ decision }) => decision.type === 'held')) {
        const free = reps.filter(({ products }, n) => {
          const wanted = record.lead.products;
          const fits = wanted.length === 0 || products!.some((name) => wanted.includes(name));
          return fits && state.reps.open[n]! < (n % 2 === 0 ? room[n]! : cap);
        });
        expect(free).toEqual([]);
      }
    }),
    { numRuns: 200 },
  );
});

test('a credit that has run out is taken back before the batch is planned', () => {
  const router = routerWith({ reps: ['ana', 'ben'] });
  const request = { queueId: 'pool', repId: 'ana', leads: 8, reason: 'test', by: 'kim', expiresAt: monday + 1 };
  const posted = credit(router, initialState(router), request, monday);
  const leads = Array.from({ length: 6 }, (_, n) => leadWith({ id: `l${n}` }));
  const early = routeMany(router, posted.state, leads, monday, batch);
  expect(early.state.reps.assigned).toEqual([6, 0]);
  const late = routeMany(router, posted.state, leads, monday + 1, batch);
  expect(late.state.reps.assigned).toEqual([3, 3]);
});

test('owners, duplicates, other strategies and leads that cannot be used go their own way', () => {
  const own = {
    id: 'own',
    when: { field: 'accountOwner', op: 'exists' },
    then: { owner: 'account', ownerAbsent: { type: 'cover', queueId: 'pool' } },
  } as const;
  const web = { id: 'web', when: { field: 'source', op: 'eq', value: 'web' }, then: { queueId: 'even' } } as const;
  const router = routerWith({
    queues: [
      { id: 'pool', repIds: ['ana', 'ben'], strategy: { type: 'fair_share' } },
      { id: 'even', repIds: ['ana', 'ben'], strategy: { type: 'load_balance' } },
    ],
    rules: [own, web, ...policyWith().rules],
  });
  const known = { emailDomain: 'acme.example', emailClass: 'business' } as const;
  const leads = [
    leadWith({ id: 'a' }),
    leadWith({ id: 'b', ...known }),
    leadWith({ id: 'c', source: 'web' }),
    leadWith({ id: '' }),
    leadWith({ id: 'e', email: 'twin@acme.example' }),
    leadWith({ id: 'f' }),
  ];
  const facts = {
    accountByDomain: { 'acme.example': { accountId: 'acme', ownerRepId: 'ben' } },
    leadByDedupeKey: { 'email:twin@acme.example': { leadId: 'earlier', repId: null } },
  };
  const { outcomes } = routeMany(router, initialState(router), leads, monday, { ...batch, facts });
  expect(
    outcomes.map(({ decision }) => (decision.type === 'assigned' ? decision.trace.pick!.method : decision.type)),
  ).toEqual(['batch', 'owner', 'least_load', 'disposed', 'disposed', 'batch']);
});
