import { expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { leadWith, monday, policyWith, routerWith } from '../../test/support/samples.js';
import {
  decisionOf,
  distribute,
  initialState,
  matchReps,
  requirements,
  route,
  scoreLead,
  setAvailability,
} from './index.js';

const router = routerWith({
  reps: ['ana', { id: 'ben', skills: { x: 2 } }, { id: 'cy', capacity: 0 }, { id: 'abe', skills: { x: 1 } }],
  rules: [
    { id: 'students', when: { field: 'emailClass', op: 'eq', value: 'academic' }, then: { disposition: 'rejected' } },
    {
      id: 'own',
      when: { field: 'source', op: 'eq', value: 'owned' },
      then: { owner: 'account', ownerAbsent: { type: 'cover', queueId: 'pool' } },
    },
    ...policyWith().rules,
  ],
  scorecards: [{ id: 'fit', criteria: [{ id: 'us', when: { field: 'country', op: 'eq', value: 'US' }, points: 7 }] }],
  segments: [{ id: 'good', when: { field: 'points', op: 'gte', value: 7 } }],
});
const state = deepFreeze(initialState(router));
const scored = (known: Parameters<typeof leadWith>[0] = {}) => scoreLead(router, leadWith(known), monday);

test('the stages one at a time come to what `route` comes to', () => {
  const lead = leadWith({ country: 'US' });
  const whole = route(router, state, lead, monday, { trace: 'full' });
  const one = scoreLead(router, lead, monday);
  expect(one).toEqual(whole.record.lead);
  expect(one.score).toMatchObject({ points: 7, segment: 'good', because: [{ criterionId: 'us', points: 7 }] });
  const matched = matchReps(router, state, one, monday);
  expect(matched).toMatchObject({ ruleId: 'everyone', queueId: 'pool', eligibleRepIds: ['abe', 'ana', 'ben'] });
  expect(matched.trace.counts).toEqual({ 'match.at_capacity': 1 });
  expect(matched.trace.candidates).toHaveLength(4);
  const picked = distribute(router, state, 'pool', matched.eligibleRepIds, one)!;
  expect(whole.decision).toMatchObject({ type: 'assigned', repId: picked.repId });
  expect(picked.state.ledgers['pool']!.balance).toEqual(whole.state.ledgers['pool']!.balance);
  expect(picked.state.reps.open).toEqual([0, 0, 0, 0]);
});

test('matching a lead that a rule disposes of names no queue; an owner’s rule names its own', () => {
  expect(matchReps(router, state, scored({ emailClass: 'academic' }), monday)).toMatchObject({
    ruleId: 'students',
    queueId: null,
    eligibleRepIds: [],
  });
  expect(matchReps(router, state, scored({ source: 'owned' }), monday)).toMatchObject({
    ruleId: 'own',
    queueId: 'pool',
  });
});

test('distribute: nobody, repeated ids, any order; strangers stop the program', () => {
  expect(distribute(router, state, 'pool', [], scored())).toBeNull();
  const once = distribute(router, state, 'pool', ['ana', 'ben'], scored());
  expect(distribute(router, state, 'pool', ['ben', 'ana', 'ben'], scored())).toEqual(once);
  expect(() => distribute(router, state, 'pond', ['ana'], scored())).toThrow('the policy has no queue `pond`');
  expect(() => distribute(router, state, 'pool', ['zoe'], scored())).toThrow('queue `pool` has no rep `zoe`');
});

test('requirements: the domain where it may be an account’s, and the keys of the person', () => {
  const known = { email: 'vp@acme.example', emailDomain: 'acme.example', phone: '+12125550142' } as const;
  expect(requirements(router, leadWith({ ...known, emailClass: 'business' }))).toEqual({
    domains: ['acme.example'],
    dedupeKeys: ['email:vp@acme.example', 'phone:+12125550142'],
  });
  expect(requirements(router, leadWith({ ...known, emailClass: 'free' })).domains).toEqual([]);
  expect(requirements(router, leadWith({ ...known, emailClass: 'invalid' }))).toEqual({
    domains: [],
    dedupeKeys: ['phone:+12125550142'],
  });
  expect(requirements(router, leadWith())).toEqual({ domains: [], dedupeKeys: [] });
});

test('switching a rep off and on', () => {
  const off = setAvailability(router, state, 'ben', false, monday);
  expect(off.events).toEqual([{ seq: 1, at: monday, leadId: '', type: 'rep_switched', repId: 'ben', online: false }]);
  expect(off.state.reps.online).toEqual([1, 1, 0, 1]);
  expect(off.state.seq).toBe(1);
  expect(setAvailability(router, off.state, 'ben', false, monday)).toEqual({ state: off.state, events: [] });
  expect(matchReps(router, off.state, scored(), monday).trace.counts).toMatchObject({ 'match.offline': 1 });
  const on = setAvailability(router, off.state, 'ben', true, monday);
  expect(on.state).toEqual({ ...state, seq: 2 });
  expect(() => setAvailability(router, state, 'zoe', false, monday)).toThrow('the policy has no rep `zoe`');
});

test('the decision that a record stands for is the one that was made, but for its trace', () => {
  const leads = [{}, { emailClass: 'academic' }, { id: '' }] as const;
  const nobody = initialState(router);
  const offline = { ...nobody, reps: { ...nobody.reps, online: [0, 0, 0, 0] as const } };
  for (const [n, from] of [state, state, state, offline].entries()) {
    const { decision, record } = route(router, from, leadWith(leads[n] ?? {}), monday);
    const again = decisionOf(record);
    expect(again).toEqual({ ...decision, trace: again.trace });
    expect(again.trace).toEqual({ ruleId: record.ruleId, considered: 0, counts: {}, candidates: null, pick: null });
  }
});

test('a lead that was scored elsewhere, without account and scorecards, is read as having none', () => {
  const rules = [
    { id: 'owned', when: { field: 'accountId', op: 'exists' }, then: { disposition: 'rejected' } },
    { id: 'none', when: { field: 'qualification', op: 'eq', value: 'none' }, then: { queueId: 'pool' } },
    { id: 'rest', when: true, then: { disposition: 'nurtured' } },
  ] as const;
  const small = routerWith({ rules });
  const score = { points: 7, grade: 'A', segment: null, priority: 0, because: [] };
  const partly = deepFreeze({ ...leadWith(), score });
  const whole = {
    ...partly,
    accountId: null,
    accountOwner: null,
    score: { ...score, byCard: {}, qualification: 'none' },
  } as const;
  const fresh = initialState(small);
  const matched = matchReps(small, fresh, partly, monday);
  expect(matched.ruleId).toBe('none');
  expect(matched).toEqual(matchReps(small, fresh, whole, monday));
  expect(distribute(small, fresh, 'pool', matched.eligibleRepIds, partly)).toEqual(
    distribute(small, fresh, 'pool', matched.eligibleRepIds, whole),
  );
});

test('a lead scored by another version lacks parts that conditions read: they are filled in, and what it has stays', () => {
  const by = (field: string, value: string) => ({ field, op: 'eq' as const, value });
  const asking = routerWith({
    rules: [
      { id: 'ours', when: by('accountId', 'a-1'), then: { disposition: 'rejected' } },
      { id: 'ana', when: by('accountOwner', 'ana'), then: { disposition: 'rejected' } },
      { id: 'ready', when: by('qualification', 'mql'), then: { disposition: 'rejected' } },
      { id: 'nobody', when: { field: 'accountId', op: 'missing' }, then: { queueId: 'pool' } },
      ...policyWith().rules,
    ],
  });
  const { accountId: _, accountOwner: __, score, ...lead } = scoreLead(asking, leadWith(), monday);
  const { byCard: ___, qualification: ____, ...points } = score;
  const ruleOf = (known: object) =>
    matchReps(asking, initialState(asking), { ...lead, score: points, ...known } as never, monday).ruleId;
  expect(ruleOf({})).toBe('nobody');
  expect(ruleOf({ accountId: null, score })).toBe('nobody');
  expect(ruleOf({ accountId: 'a-1' })).toBe('ours');
  expect(ruleOf({ accountId: 'a-2', accountOwner: 'ana' })).toBe('ana');
  expect(ruleOf({ accountOwner: 'ana' })).toBe('ana');
  expect(ruleOf({ score: { ...points, qualification: 'mql' } })).toBe('ready');
  expect(ruleOf({ accountId: 'a-2', accountOwner: 'ben', score })).toBe('everyone');
});

test('distribute counts on: whoever was picked longer ago goes first among equals', () => {
  const even = routerWith({ reps: ['ana', 'ben', 'cy', 'di'] });
  let from = initialState(even);
  const picked: string[] = [];
  for (let n = 0; n < 8; n++) {
    const one = distribute(
      even,
      from,
      'pool',
      ['di', 'cy', 'ben', 'ana'],
      scoreLead(even, leadWith({ id: `l${n}` }), monday),
    )!;
    picked.push(one.repId);
    from = one.state;
    expect(from.seq).toBe(n + 1);
    expect(from.ledgers['pool']!.lastSeq[from.reps.ids.indexOf(one.repId)]).toBe(n + 1);
  }
  expect([...picked.slice(0, 4)].sort()).toEqual(['ana', 'ben', 'cy', 'di']);
});

test('distribute shows a strategy of the caller’s the eligible in order, and a lead with nothing left out', () => {
  const asked: { readonly eligible: readonly number[]; readonly lead: unknown }[] = [];
  const pick = (eligible: readonly number[], context: unknown): number => {
    asked.push({ eligible, lead: (context as { readonly lead: object }).lead });
    return eligible[0]!;
  };
  const parts = { reps: ['ana', 'ben', 'cy'], pool: { strategy: { type: 'custom', strategyId: 'mine' } } } as const;
  const own = routerWith(parts, { strategies: [{ id: 'mine', pick }] });
  const from = initialState(own);
  const whole = scoreLead(own, leadWith(), monday);
  const names = ['ana', 'ben', 'cy'];
  for (const order of ['012', '021', '102', '120', '201', '210'])
    distribute(
      own,
      from,
      'pool',
      [...order].map((digit) => names[Number(digit)]!),
      whole,
    );
  expect(asked.splice(0).map(({ eligible }) => eligible)).toEqual(Array(6).fill([0, 1, 2]));

  const { accountId: _, ...noAccount } = whole;
  const { accountOwner: __, ...noOwner } = whole;
  const { byCard: ___, ...noCards } = whole.score;
  const { qualification: ____, ...noQualification } = whole.score;
  const partly = [whole, noAccount, noOwner, { ...whole, score: noCards }, { ...whole, score: noQualification }];
  for (const lead of partly) distribute(own, from, 'pool', ['ana'], lead);
  expect(asked.map(({ lead }) => lead)).toStrictEqual(Array(partly.length).fill(whole));
});

test('a hand-written lead that leaves its domain out has none to look up', () => {
  const bare = { ...leadWith(), emailDomain: undefined } as never;
  expect(requirements(router, bare).domains).toEqual([]);
});
