// `routeMany` serves a pool that stays the same in a way of its own; nobody may be able to tell.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  evolve,
  initialState,
  type Lead,
  type Queue,
  type Rep,
  type Router,
  type RoutingState,
  route,
  routeMany,
} from '../../src/index.js';
import { deepFreeze } from '../support/deep-freeze.js';
import { runs } from '../support/runs.js';
import { leadWith, monday, routerWith } from '../support/samples.js';

const rep = fc.record({
  weight: fc.oneof(fc.constantFrom(1, 1, 2, 3, 20), fc.integer({ min: 1, max: 90 })),
  products: fc.subarray(['a', 'b'], { minLength: 1 }),
  /** The first few may fill up. */
  capacity: fc.constantFrom(4, 25, 1_000, 1_000),
});

const gene = fc.record({
  reps: fc.array(rep, { minLength: 1, maxLength: 9 }),
  by: fc.constantFrom('count' as const, 'value' as const, 'effort' as const),
  /** A second queue shares the ledger, or has one of its own. */
  shared: fc.boolean(),
  picky: fc.boolean(),
  ramped: fc.boolean(),
  trace: fc.constantFrom('none' as const, 'counts' as const, 'full' as const),
  /** Runs of leads that are alike, with somebody who asks for something else or knows a rep in between. */
  stretches: fc.array(
    fc.record({
      leads: fc.integer({ min: 1, max: 90 }),
      product: fc.constantFrom('a', 'b', null),
      queue: fc.constantFrom('pool', 'pool', 'other'),
      owner: fc.option(fc.nat(8), { nil: null, freq: 3 }),
      value: fc.constantFrom(100, 100, 250),
    }),
    { minLength: 1, maxLength: 6, size: 'max' },
  ),
});
type Gene = typeof gene extends fc.Arbitrary<infer T> ? T : never;

function routerOf({ reps, by, shared, picky, ramped }: Gene): Router {
  const rows = reps.map(
    (row, n): Rep => ({
      id: `r${n}`,
      ...row,
      ...(ramped && n === 0 && { startsAt: '2026-02-20', ramp: { from: 0.25, days: 30 } }),
    }),
  );
  const queue = (id: string, members: readonly Rep[]): Queue => ({
    id,
    repIds: members.map((member) => member.id),
    strategy: { type: 'fair_share', by },
    unitsWhen: [{ when: { field: 'value', op: 'gt', value: 100 }, units: 2 }],
    ...(shared && { ledger: 'both' }),
    ...(picky && { requirements: [{ all: [{ product: 'lead' as const }] }] }),
  });
  const parity = rows.filter((_, n) => n % 2 === 0);
  return routerWith({
    reps: rows,
    queues: [queue('pool', rows), queue('other', parity)],
    rules: [
      {
        id: 'owned',
        when: { field: 'accountOwner', op: 'exists' },
        then: { owner: 'account', ownerAbsent: { type: 'cover', queueId: 'pool' }, overdraft: 1 },
      },
      { id: 'others', when: { field: 'source', op: 'eq', value: 'other' }, then: { queueId: 'other' } },
      { id: 'everyone', when: true, then: { queueId: 'pool' } },
    ],
  });
}

const leadsOf = ({ stretches, reps }: Gene): Lead[] =>
  stretches.flatMap(({ leads, product, queue, owner, value }, stretch) =>
    Array.from({ length: leads }, (_, n) =>
      leadWith({
        id: `l${stretch}-${n}`,
        source: queue,
        products: product === null ? [] : [product],
        value,
        ...(owner !== null && n === leads - 1 && { accountOwner: `r${owner % reps.length}` }),
      }),
    ),
  );

/** The state that folding the events of all outcomes gives. */
function folded(router: Router, start: RoutingState, outcomes: ReturnType<typeof routeMany>['outcomes']): RoutingState {
  let state = start;
  for (const { events, record } of outcomes) {
    let at: Parameters<typeof evolve>[1] = { state, record: null };
    for (const event of events) at = evolve(router, at, event);
    expect(at.record).toEqual(record);
    state = at.state;
  }
  return state;
}

test('a batch gives what routing one by one gives, and what its events say', () => {
  fc.assert(
    fc.property(gene, (one) => {
      const router = routerOf(one);
      const start = deepFreeze(initialState(router));
      const leads = leadsOf(one);
      const many = routeMany(router, start, leads, monday, { trace: one.trace });
      let state: RoutingState = start;
      for (const [index, lead] of leads.entries()) {
        const { state: next, ...outcome } = route(router, state, lead, monday, { trace: one.trace });
        expect(many.outcomes[index]).toEqual(outcome);
        state = next;
      }
      expect(many.state).toEqual(state);
      expect(folded(router, start, many.outcomes)).toEqual(state);
    }),
    runs(60),
  );
});
