// What the program itself gives wrongly stops it, and says what was expected.
import { expect, test } from 'vitest';
import { leadWith, monday, policyWith, routerWith } from '../../test/support/samples.js';
import { compileOrThrow } from '../policy/index.js';
import { advance, credit, distribute, initialState, route, scoreLead, setAvailability } from './index.js';

const router = routerWith();
const state = initialState(router);
const { record } = route(router, state, leadWith(), monday);

test.each<[string, unknown]>([
  ['null', null],
  ['undefined', undefined],
  ['a text', 'x'],
  ['another version', { ...record, version: 2 }],
  ['no lead', { ...record, lead: undefined }],
  ['a function', Object.assign(() => {}, record)],
])('a record that is %s', (_, given) => {
  expect(() => advance(router, state, given as never, { type: 'tick' }, monday)).toThrow(
    'expected the record of a lead as an earlier outcome returned it',
  );
});

test.each<[string, unknown]>([
  ['null', null],
  ['undefined', undefined],
  ['a text', 'x'],
  ['another version', { ...state, version: 2 }],
  ['no reps', { ...state, reps: undefined }],
  ['no ids', { ...state, reps: {} }],
  ['a function', Object.assign(() => {}, state)],
])('a state that is %s', (_, given) => {
  expect(() => route(router, given as never, leadWith(), monday)).toThrow(
    'expected a state as `initialState` or an earlier outcome returned it',
  );
});

test.each<[string, unknown]>([
  ['null', null],
  ['undefined', undefined],
  ['a text', 'x'],
  ['one that went through JSON', JSON.parse(JSON.stringify({ ...router }))],
])('a router that is %s', (_, given) => {
  expect(() => route(given as never, state, leadWith(), monday)).toThrow(
    'expected a router as `compile` returned it: one that went through JSON is none',
  );
});

test('a lead that is none, and one without an id', () => {
  for (const given of [null, undefined, 'x'])
    expect(() => route(router, state, given as never, monday)).toThrow('expected a lead, found something else');
  for (const id of [undefined, 5]) {
    const { decision } = route(router, state, { ...leadWith(), id } as never, monday);
    expect(decision).toMatchObject({
      leadId: '',
      reason: { code: 'lead.invalid_field', field: 'id', expected: 'a text of 1 to 200 characters' },
    });
  }
});

test('a lead’s id may be as long as the limit, and no longer', () => {
  const typeOf = (id: string) => route(router, state, leadWith({ id }), monday).decision.type;
  expect([typeOf('x'.repeat(200)), typeOf('x'.repeat(201)), typeOf('x')]).toEqual(['assigned', 'disposed', 'assigned']);
});

test('instants that are no whole milliseconds', () => {
  const message = 'expected `now` in whole milliseconds, found `0.5`';
  expect(() => route(router, state, leadWith(), 0.5)).toThrow(message);
  expect(() => scoreLead(router, leadWith(), 0.5)).toThrow(message);
});

test('queues, reps and ledgers that the policy does not have', () => {
  const lead = scoreLead(router, leadWith(), monday);
  expect(() => distribute(router, state, 'no', ['ana'], lead)).toThrow('the policy has no queue `no`');
  expect(() => distribute(router, state, 'pool', ['zoe'], lead)).toThrow('queue `pool` has no rep `zoe`');
  expect(() => setAvailability(router, state, 'zoe', false, monday)).toThrow('`zoe`');
  const request = { queueId: 'pool', repId: 'ana', leads: 1, reason: 'r', by: 'b', expiresAt: null };
  const ledgers = [{ id: 'big' }, { id: 'small', when: { field: 'value', op: 'lt', value: 5 } }] as const;
  const several = compileOrThrow(policyWith({ pool: { strategy: { type: 'fair_share', ledgers } } }));
  const own = initialState(several);
  const naming = (names: readonly string[]) => () => credit(several, own, { ...request, ledgers: names }, monday);
  expect(naming(['tiny'])).toThrow('queue `pool` has no ledger `tiny`');
  expect(naming(['big', 'tiny'])).toThrow('queue `pool` has no ledger `tiny`');
  expect(naming([])).toThrow('expected the id of a ledger, found none');
  expect(() => credit(router, state, { ...request, ledgers: ['pool'] }, monday)).toThrow('has no ledger `pool`');
});
