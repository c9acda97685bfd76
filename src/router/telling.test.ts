import { expect, test } from 'vitest';
import {
  advance,
  compileOrThrow,
  explain,
  initialState,
  type Policy,
  rebase,
  route,
  setAvailability,
} from '../index.js';

const lead = (more: object = {}) => ({ id: 'l-1', ...more }) as never;
const strategy = { type: 'fair_share' } as const;
const policyOf = (more: Partial<Policy>): Policy => ({
  behavior: 1,
  reps: [{ id: 'ana', capacity: 0 }, { id: 'bo' }],
  queues: [
    { id: 'q', repIds: ['ana'], strategy },
    { id: 'p', repIds: ['bo'], strategy },
  ],
  rules: [{ id: 'all', when: true, then: { queueId: 'q' } }],
  ...more,
});
const told = (policy: Policy, given = lead()) => {
  const router = compileOrThrow(policy);
  return explain(route(router, initialState(router), given, 0).decision);
};

test('a lead that overflowed says from where', () => {
  const nobodyEligible = { type: 'overflow', queueId: 'p' } as const;
  const queues = [
    { id: 'q', repIds: ['ana'], strategy, nobodyEligible },
    { id: 'p', repIds: ['bo'], strategy },
  ];
  expect(told(policyOf({ queues }))).toBe(
    'lead `l-1` assigned to `bo` in `p` by rule `all`: the only one eligible; nobody eligible in `q`',
  );
});

test('a lead whose owner cannot take it says so, waiting or covered', () => {
  const owned = lead({ accountOwner: 'ana' });
  const ownerRule = (ownerAbsent: object) =>
    policyOf({ rules: [{ id: 'own', when: true, then: { owner: 'account', ownerAbsent: ownerAbsent as never } }] });
  expect(told(ownerRule({ type: 'cover', queueId: 'p' }), owned)).toBe(
    'lead `l-1` assigned to `bo` in `p` by rule `own`: the only one eligible; owner `ana` passed over: at capacity 0/0',
  );
  expect(told(ownerRule({ type: 'wait', minutes: 5, queueId: 'p' }), owned)).toBe(
    'lead `l-1` held in `p` by rule `own`; owner `ana` passed over: at capacity 0/0; next try 1970-01-01T00:05:00Z',
  );
});

test('a lead nurtured or rejected says why', () => {
  const queues = [{ id: 'q', repIds: ['ana'], strategy, nobodyEligible: { type: 'nurture' } as const }];
  expect(told(policyOf({ queues }))).toBe('lead `l-1` nurtured; 0/1 reps available: 1 at capacity');
  const router = compileOrThrow(policyOf({}));
  const { record, state } = route(router, initialState(router), lead(), 0);
  const { decision } = advance(router, state, record, { type: 'reject', reason: 'spam,\nplainly' }, 1);
  expect(explain(decision!)).toBe('lead `l-1` rejected; spam, plainly');
});

test('what is no lead, state, record or router is refused by name', () => {
  const router = compileOrThrow(policyOf({}));
  const state = initialState(router);
  const { record } = route(router, state, lead(), 0);
  expect(() => route(router, state, null as never, 0)).toThrow('expected a lead');
  expect(() => route(router, null as never, lead(), 0)).toThrow('expected a state');
  expect(() => route(JSON.parse(JSON.stringify(router)), state, lead(), 0)).toThrow('expected a router');
  expect(() => advance(router, state, {} as never, { type: 'tick' }, 0)).toThrow('expected the record');
  expect(() => rebase(router, {} as never)).toThrow('expected a state');
  expect(() => setAvailability(router, state, 'zoe', true, 0)).toThrow('the policy has no rep `zoe`');
  expect(record.status).toBe('held');
});

test('a state that never saw the lead is noticed', () => {
  const router = compileOrThrow(policyOf({ rules: [{ id: 'all', when: true, then: { queueId: 'p' } }] }));
  const { record } = route(router, initialState(router), lead(), 0);
  const close = { type: 'close', outcome: 'lost' } as const;
  expect(() => advance(router, initialState(router), record, close, 1)).toThrow(
    'the state does not know that `bo` has lead',
  );
});

test('members that are undefined do not reach the record', () => {
  const router = compileOrThrow(policyOf({}));
  const facts = { accountByDomain: { 'a.example': { accountId: 'x' } as never } };
  const given = lead({ email: undefined, emailDomain: 'a.example' });
  const { record } = route(router, initialState(router), given, 0, { facts });
  expect(Object.values(record.lead)).not.toContain(undefined);
  expect(record.lead).toMatchObject({ accountId: 'x', accountOwner: null });
});
