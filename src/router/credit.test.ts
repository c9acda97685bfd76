import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { hour, leadWith, monday, routerWith } from '../../test/support/samples.js';
import { limits } from '../core/limits.js';
import { checkState } from '../runtime/index.js';
import { type CreditRequest, credit, evolve, initialState, type RoutingState, rebase, route } from './index.js';

const reps = ['ana', { id: 'ben', weight: 2 }, { id: 'cy', weight: 4 }] as const;
const router = routerWith({ reps });
const start = deepFreeze(initialState(router));
const request = (known: Partial<CreditRequest> = {}): CreditRequest => ({
  queueId: 'pool',
  repId: 'ana',
  leads: 1.5,
  reason: 'bad data',
  by: 'kim',
  expiresAt: null,
  ...known,
});
const balances = ({ ledgers }: RoutingState): readonly number[] => ledgers['pool']!.balance;
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

test('a credit is taken from the others by their weights', () => {
  const { state, events, ignored } = credit(router, start, request(), monday);
  const { unit } = state.ledgers['pool']!;
  expect(balances(state).map((units) => units / unit)).toEqual([1.5, -0.5, -1]);
  expect(events).toEqual([
    {
      seq: 1,
      at: monday,
      leadId: '',
      type: 'credit_posted',
      queueId: 'pool',
      repId: 'ana',
      leadsMilli: 1_500,
      reason: 'bad data',
      by: 'kim',
      expiresAt: null,
    },
  ]);
  expect(ignored).toBeNull();
  expect(state.credits).toBeUndefined();
  expect(route(router, state, leadWith(), monday).record.repId).toBe('ana');
});

test('the first decision at or after its end takes it back to the unit', () => {
  const posted = credit(router, start, request({ leads: -0.333, expiresAt: monday + hour }), monday);
  expect(posted.state.credits).toMatchObject([{ seq: 1, repId: 'ana', ledgerId: 'pool', expiresAt: monday + hour }]);
  const before = route(router, posted.state, leadWith(), monday + hour - 1);
  expect(before.state.credits).toHaveLength(1);
  const after = route(router, posted.state, leadWith(), monday + hour);
  expect(after.events.map(({ type, leadId }) => `${type} ${leadId}`)).toEqual([
    'lead_received l1',
    'credit_expired ',
    'lead_assigned l1',
  ]);
  expect(after.state.ledgers).toEqual({
    pool: {
      ...route(router, start, leadWith(), monday + hour).state.ledgers['pool'],
      lastSeq: after.state.ledgers['pool']!.lastSeq,
    },
  });
  expect(after.state.credits).toBeUndefined();
});

test('a credit call takes back what has run out, also where it posts nothing itself', () => {
  const alone = routerWith({ reps: ['ana'] });
  const nothing = credit(alone, initialState(alone), request(), monday);
  expect(nothing).toMatchObject({
    events: [],
    ignored: { code: 'input.ignored', because: 'nobody else shares the ledger' },
  });
  expect(nothing.state).toEqual(initialState(alone));
  const posted = credit(router, start, request({ expiresAt: monday + 1 }), monday);
  const next = credit(router, posted.state, request({ repId: 'cy' }), monday + 1);
  expect(next.events.map(({ type }) => type)).toEqual(['credit_expired', 'credit_posted']);
  expect(balances(next.state)).toEqual(balances(credit(router, start, request({ repId: 'cy' }), monday).state));
});

test('in a queue with tiers those of the rep’s tier give', () => {
  const tiers = [{ repIds: ['ana', 'cy'] }, { repIds: ['ben'] }];
  const tiered = routerWith({ reps, pool: { strategy: { type: 'priority_tiers', tiers } } });
  const { state } = credit(tiered, initialState(tiered), request({ leads: 1 }), monday);
  const { unit } = state.ledgers['pool']!;
  expect(balances(state)).toEqual([unit, 0, -unit]);
});

test('what cannot be is refused', () => {
  const fails = (known: Partial<CreditRequest>) => () => credit(router, start, request(known), monday);
  expect(fails({ queueId: 'no' })).toThrow('the policy has no queue `no`');
  expect(fails({ repId: 'no' })).toThrow('queue `pool` has no rep `no`');
  for (const leads of [0, 0.0001, 1_000.001, Number.NaN])
    expect(fails({ leads })).toThrow('expected `leads` other than 0');
  for (const expiresAt of [monday, 1.5]) expect(fails({ expiresAt })).toThrow('expected `expiresAt` after `now`');
});

test('a state holds so many credits that have yet to run out, and no balance grows too large', () => {
  let state: RoutingState = start;
  const later = { leads: 0.001, expiresAt: monday + hour };
  for (let n = 0; n < limits.creditsMax; n++) ({ state } = credit(router, state, request(later), monday));
  expect(state.credits).toHaveLength(limits.creditsMax);
  const full = credit(router, state, request(later), monday);
  expect(full).toMatchObject({ events: [], ignored: { because: '1000 credits have not run out yet' } });
  let because: string | undefined;
  for (let n = 0; n < 60 && because === undefined; n++) {
    const posted = credit(router, state, request({ leads: 1_000 }), monday);
    ({ state } = posted);
    because = posted.ignored?.because;
  }
  expect(because).toBe('the balance would be too large');
});

const step = fc.oneof(
  fc.record({
    type: fc.constant('credit' as const),
    repId: fc.constantFrom('ana', 'ben', 'cy', 'dan'),
    milli: fc.integer({ min: -3_000, max: 3_000 }).filter((milli) => milli !== 0),
    lasts: fc.option(fc.integer({ min: 1, max: 5 }), { nil: null }),
  }),
  fc.record({ type: fc.constant('lead' as const) }),
  fc.record({ type: fc.constant('edit' as const), weight: fc.constantFrom(1, 7, 9_999), leaves: fc.boolean() }),
);

test('whatever happens, balances sum to 0, events fold to the state, and in the end only what stays is left', () => {
  const four = { reps: [...reps, { id: 'dan', startsAt: '2026-02-20', ramp: { from: 0.1, days: 30 } }] };
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      let current = routerWith(four);
      let state = initialState(current);
      for (const [n, each] of steps.entries()) {
        const now = monday + n;
        if (each.type === 'edit') {
          const kept = four.reps.filter((rep) => !each.leaves || typeof rep === 'string' || rep.id !== 'cy');
          current = routerWith({ reps: kept, pool: { weights: { ana: each.weight } } });
          state = rebase(current, state);
        } else {
          const repId = each.type === 'credit' && !current.policy.reps.some(({ id }) => id === each.repId) ? 'ana' : '';
          const outcome =
            each.type === 'lead'
              ? route(current, state, leadWith({ id: `l${n}` }), now)
              : credit(
                  current,
                  state,
                  request({
                    repId: repId || each.repId,
                    leads: each.milli / 1_000,
                    expiresAt: each.lasts === null ? null : now + each.lasts,
                  }),
                  now,
                );
          let folded = { state, record: null as never };
          for (const event of outcome.events) folded = evolve(current, folded, event) as typeof folded;
          expect(folded.state).toEqual(outcome.state);
          ({ state } = outcome);
        }
        expect(sum(balances(state))).toBe(0);
        expect(checkState(state).ok).toBe(true);
        for (const { gains, ledgerId } of state.credits ?? []) {
          expect(sum(gains)).toBe(0);
          expect(gains).toHaveLength(state.ledgers[ledgerId]!.ids.length);
        }
      }
      const end = route(current, state, leadWith({ id: 'end' }), monday + 1_000).state;
      expect(end.credits).toBeUndefined();
      expect(sum(balances(end))).toBe(0);
    }),
    { numRuns: 100 },
  );
});

test('posted and run out, a credit leaves no trace in the balances', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.constantFrom('ana', 'ben', 'cy'), fc.integer({ min: 1, max: 9_999 })), { maxLength: 8 }),
      (rows) => {
        const led = routerWith({
          reps,
          queues: [{ id: 'pool', repIds: ['ana', 'ben', 'cy'], strategy: { type: 'fair_share' } }],
        });
        let state = route(led, initialState(led), leadWith(), monday).state;
        const before = balances(state);
        for (const [repId, milli] of rows) {
          ({ state } = credit(led, state, request({ repId, leads: milli / 1_000, expiresAt: monday + 5 }), monday));
        }
        const ended = credit(led, state, request({ leads: 1, expiresAt: monday + 10 }), monday + 5).state;
        const last = credit(led, ended, request({ leads: 1 }), monday + 10).state;
        const direct = credit(
          led,
          route(led, initialState(led), leadWith(), monday).state,
          request({ leads: 1 }),
          monday,
        ).state;
        expect(balances(last)).toEqual(balances(direct));
        expect(before).not.toEqual(balances(direct));
      },
    ),
    { numRuns: 50 },
  );
});

test('of several ledgers those that count every lead alike are corrected, or those that are named', () => {
  const ledgers = [
    { id: 'all' },
    { id: 'small', when: { field: 'value', op: 'lt', value: 5 } },
    { id: 'again' },
    { id: 'worth', by: 'value' },
  ] as const;
  const several = routerWith({ reps, pool: { strategy: { type: 'fair_share', ledgers } } });
  const from = initialState(several);
  const changed = ({ state }: { readonly state: RoutingState }) =>
    Object.entries(state.ledgers).flatMap(([id, { balance }]) => (balance.some((units) => units !== 0) ? [id] : []));
  const ids = Object.keys(from.ledgers);
  const [all, small, again, worth] = ['all', 'small', 'again', 'worth'].map(
    (name) => ids.find((id) => id === name || id.endsWith(name)) ?? ids[0]!,
  );
  const asked = (names?: readonly string[]) =>
    credit(several, from, request(names === undefined ? {} : { ledgers: names }), monday);
  expect(changed(asked()).sort()).toEqual([all, again].sort());
  expect(asked().events[0]).toMatchObject({ ledgerIds: [all, again] });
  expect(changed(asked(['all']))).toEqual([all]);
  expect(asked(['all']).events[0]).not.toHaveProperty('ledgerIds');
  expect(changed(asked(['small']))).toEqual([small]);
  expect(asked(['small']).events[0]).toMatchObject({ ledgerIds: [small] });
  expect(changed(asked(['worth', 'again'])).sort()).toEqual([worth, again].sort());
  // each entry is taken back by itself
  const posted = credit(several, from, request({ expiresAt: monday + hour }), monday);
  expect(posted.state.credits).toHaveLength(2);
  const over = credit(several, posted.state, request({ repId: 'ben', leads: -1 }), monday + hour);
  expect(over.events.map(({ type }) => type)).toEqual(['credit_expired', 'credit_expired', 'credit_posted']);
  expect(over.state.ledgers).toEqual(
    credit(several, from, request({ repId: 'ben', leads: -1 }), monday + hour).state.ledgers,
  );
});

test('credits run out in the order of their ends, of one end as they were posted', () => {
  let state: RoutingState = start;
  for (const [leads, minutes] of [
    [1, 50],
    [2, 10],
    [3, 30],
    [4, 10],
  ] as const) {
    ({ state } = credit(router, state, request({ leads, expiresAt: monday + minutes * 60_000 }), monday));
  }
  const after = credit(router, state, request(), monday + hour);
  const over = after.events.flatMap((event) => (event.type === 'credit_expired' ? [event.credit] : []));
  expect(over).toEqual([2, 4, 3, 1]);
  expect(balances(after.state)).toEqual(balances(credit(router, start, request(), monday).state));
});

test('leads are counted in thousandths, to the last', () => {
  expect(() => credit(router, start, request({ leads: 1.0001 }), monday)).toThrow('expected `leads` other than 0');
  expect(credit(router, start, request({ leads: 0.001 }), monday).events[0]).toMatchObject({ leadsMilli: 1 });
  expect(credit(router, start, request({ leads: 1_000 }), monday).events[0]).toMatchObject({ leadsMilli: 1_000_000 });
  const alone = routerWith({ reps: ['ana'] });
  expect(credit(alone, initialState(alone), request(), monday).ignored).toEqual({
    code: 'input.ignored',
    type: 'credit',
    because: 'nobody else shares the ledger',
  });
});
