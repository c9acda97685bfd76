import { expect, test } from 'vitest';
import { diagnosticsOf, leadWith, monday, policyWith, routerWith } from '../../test/support/samples.js';
import { explain } from '../explain/index.js';
import type { Sticky } from '../policy/index.js';
import { initialState, type RoutingState, route, routeMany, setAvailability } from './index.js';

const sticky = (more: Partial<Sticky> = {}): Sticky => ({ type: 'sticky', field: 'companyKey', ...more });
const routerFor = (strategy: Sticky) => routerWith({ reps: ['ana', 'ben', 'cy'], pool: { strategy } });
const leadsOf = (companies: readonly (string | null)[]) =>
  companies.map((companyKey, n) => leadWith({ id: `l${n}`, companyKey }));
const gone = (router: ReturnType<typeof routerFor>, companies: readonly (string | null)[]) =>
  routeMany(router, initialState(router), leadsOf(companies), monday).outcomes.map(({ record, decision }) => [
    record.repId,
    decision.trace.pick?.method,
  ]);

test('leads of one company stay with one rep, until that one is too far ahead', () => {
  const [first, ...rest] = gone(routerFor(sticky()), Array(6).fill('acme'));
  expect(first![1]).toBe('sticky');
  // each costs two thirds of a lead: 0.67 ahead is allowed, 1.33 is not
  expect(rest[0]![0]).not.toBe(first![0]);
  const far = gone(routerFor(sticky({ overdraft: 1.34 })), Array(3).fill('acme'));
  expect(far.map(([repId]) => repId === first![0])).toEqual([true, true, false]);
  expect(new Set(gone(routerFor(sticky({ overdraft: 4 })), Array(6).fill('acme')).map(([repId]) => repId)).size).toBe(
    1,
  );
});

test('without a key the other strategy picks, and by itself it is the fair share', () => {
  const methods = gone(routerFor(sticky({ overdraft: 5 })), [null, '', 'acme']).map(([, method]) => method);
  expect(methods).toEqual(['deficit', 'deficit', 'sticky']);
  const loads = gone(routerFor(sticky({ otherwise: { type: 'load_balance' } })), [null, null]);
  expect(loads.map(([, method]) => method)).toEqual(['least_load', 'least_load']);
});

test('whoever is away is covered by the same rep every time, and gets the key back', () => {
  const router = routerFor(sticky({ overdraft: 5 }));
  let state: RoutingState = initialState(router);
  let count = 0;
  const next = () => {
    const done = route(router, state, leadWith({ id: `l${count++}`, companyKey: 'acme' }), monday);
    state = done.state;
    return done.record.repId!;
  };
  const home = next();
  state = setAvailability(router, state, home, false, monday).state;
  const cover = next();
  expect(next()).toBe(cover);
  expect(cover).not.toBe(home);
  state = setAvailability(router, state, home, true, monday).state;
  expect(next()).toBe(home);
});

test('the text says it in numbers', () => {
  const router = routerFor(sticky({ overdraft: 1.25 }));
  const { decision } = route(router, initialState(router), leadWith({ companyKey: 'acme' }), monday);
  expect(decision.trace.pick).toMatchObject({ method: 'sticky', overdraftMilli: 1_250, owedMilli: 333 });
  expect(explain(decision)).toContain('kept by its key within overdraft 1.25, owed 0.33 of a lead, one of 3 eligible');
});

test('a key must be a field of leads', () => {
  const found = (strategy: object) => diagnosticsOf(policyWith({ pool: { strategy: strategy as Sticky } }));
  expect(found({ type: 'sticky', field: 'fields.plan' }).map(({ code }) => code)).toEqual(['policy.unbounded_wait']);
  expect(found({ type: 'sticky', field: 'colour' })[0]).toMatchObject({
    code: 'policy.shape',
    message: 'expected a field of a lead, found `colour`',
  });
  expect(found({ type: 'sticky' })[0]).toMatchObject({ message: 'expected `field`, found nothing' });
});
