import { describe, expect, test } from 'vitest';
import { leadWith, minute, monday, policyWith, routerWith } from '../../test/support/samples.js';
import { limits } from '../core/limits.js';
import { explain } from '../explain/index.js';
import type { OfferTerms } from '../policy/index.js';
import { compileOrThrow } from '../policy/index.js';
import {
  advance,
  evolve,
  type Input,
  initialState,
  type LeadRecord,
  type Outcome,
  type RoutingState,
  rebase,
  route,
} from './index.js';

type Routed = Pick<Outcome, 'state' | 'record'>;
const types = ({ events }: Outcome): readonly string[] => events.map(({ type }) => type);
const teams = (offer: Partial<OfferTerms> = {}, parts: Parameters<typeof routerWith>[0] = {}) =>
  routerWith({
    reps: ['ana', 'ben', 'cy'],
    ...parts,
    pool: { offer: { forMinutes: 5, ...offer }, ...parts?.pool },
  });

const single = teams();
const several = teams({ to: 2 });

function start(router: typeof single) {
  const first = route(router, initialState(router), leadWith(), monday);
  const asked = (first.record.offer?.open ?? []).map(({ repId }) => repId);
  const other = ['ana', 'ben', 'cy'].find((repId) => !asked.includes(repId))!;
  const on = (before: Routed, input: Input, at = monday): Outcome =>
    advance(router, before.state, before.record, input, at);
  return { first, asked, other, on };
}

const openOf = (state: RoutingState): { readonly [repId: string]: number } =>
  Object.fromEntries(state.reps.ids.map((id, index) => [id, state.reps.open[index]!]));
const balances = ({ ledgers }: RoutingState): readonly number[] => ledgers['pool']!.balance.map((units) => units + 0);
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const settled = [0, 0, 0];

test('a lead is offered, not given: room is reserved, no clock runs, nobody owns it', () => {
  const { first, asked } = start(several);
  expect(first.decision).toMatchObject({ type: 'offered', repIds: asked, queueId: 'pool', ruleId: 'everyone' });
  expect(first.decision).toMatchObject({ expiresAt: monday + 5 * minute });
  expect(first.record).toMatchObject({
    status: 'offered',
    repId: null,
    sla: null,
    epoch: 0,
    wakeAt: monday + 5 * minute,
  });
  expect(new Set(asked).size).toBe(2);
  expect(asked.map((repId) => openOf(first.state)[repId])).toEqual([1, 1]);
  expect(explain(first.decision)).toContain(`offered to \`${asked[0]}\`, \`${asked[1]}\` in \`pool\``);
});

describe('accept', () => {
  test('by the first gives it the lead and revokes the others', () => {
    const { first, asked, on } = start(several);
    const [one, two] = asked as [string, string];
    const taken = on(first, { type: 'accept', repId: two }, monday + minute);
    expect(types(taken)).toEqual(['offers_revoked', 'lead_assigned', 'lead_accepted']);
    expect(taken.events[0]).toMatchObject({ repIds: [one], cause: 'accept', charge: 'kept' });
    expect(taken.decision).toMatchObject({ type: 'assigned', repId: two });
    expect(taken.record).toMatchObject({ status: 'assigned', acceptedAt: monday + minute, offer: null, epoch: 1 });
    expect(openOf(taken.state)).toMatchObject({ [one]: 0, [two]: 1 });
    // only the accepter pays
    const { ids, balance } = taken.state.ledgers['pool']!;
    expect(ids.filter((_, index) => balance[index]! < 0)).toEqual([two]);
    expect(sum(balances(taken.state))).toBe(0);
    const late = on(taken, { type: 'accept', repId: one }, monday + minute);
    expect(late).toMatchObject({ events: [], ignored: { because: `the lead is not \`${one}\`'s` } });
    expect(on(taken, { type: 'accept', repId: two }).ignored?.because).toBe('it was accepted before');
  });

  test('by somebody who was not asked, or too late, changes nothing', () => {
    const { first, asked, other, on } = start(single);
    expect(on(first, { type: 'accept', repId: other })).toMatchObject({
      events: [],
      ignored: { because: `the lead is not on offer to \`${other}\`` },
    });
    const late = on(first, { type: 'accept', repId: asked[0]! }, monday + 5 * minute);
    expect(types(late)).toEqual(['offer_lapsed', 'lead_offered']);
    expect(late.ignored?.because).toBe(`the offer to \`${asked[0]}\` is over`);
    expect(on(first, { type: 'accept', repId: asked[0]! }, monday + 5 * minute - 1).record.status).toBe('assigned');
  });

  test('starts the SLA clock, and a response accepts', () => {
    const slas = [{ id: 'reply', targets: [{ id: 'first_response', minutes: 30, clock: 'wall' as const }] }];
    const { first, asked, on } = start(teams({}, { slaId: 'reply', slas }));
    const taken = on(first, { type: 'accept', repId: asked[0]! }, monday + minute);
    expect(taken.record.sla!.clocks[0]!.dueAt).toBe(monday + 31 * minute);
    const answered = on(first, { type: 'respond', repId: asked[0]! }, monday + minute);
    expect(types(answered)).toEqual(['lead_assigned', 'lead_accepted', 'lead_responded']);
    expect(answered.record.respondedAt).toBe(monday + minute);
  });

  test('holds whatever has happened to the rep meanwhile', () => {
    const router = teams({}, { reps: [{ id: 'ana', capacity: 1 }, 'ben'] });
    let state = initialState(router);
    const outcomes = ['a', 'b'].map((id) => {
      const outcome = route(router, state, leadWith({ id }), monday);
      state = outcome.state;
      return outcome;
    });
    const mine = outcomes.find(({ record }) => record.offer!.open[0]!.repId === 'ana')!;
    expect(mine.record.status).toBe('offered');
    const taken = advance(router, state, mine.record, { type: 'accept', repId: 'ana' }, monday);
    expect(taken.record.repId).toBe('ana');
  });
});

describe('a decline', () => {
  test('moves a single offer on at once, at the old age, and is charged', () => {
    const { first, asked, on } = start(single);
    const next = on(first, { type: 'decline', repId: asked[0]!, reason: 'not mine' }, monday + minute);
    expect(types(next)).toEqual(['offer_declined', 'lead_offered']);
    expect(next.events[0]).toMatchObject({ because: 'not mine', charge: 'kept' });
    expect(next.record.offer!.open[0]!.repId).not.toBe(asked[0]);
    expect(next.record).toMatchObject({ joinedAt: monday, receivedAt: monday });
    expect(next.state.ledgers['pool']!.received).toEqual(expect.arrayContaining([1, 1, 0]));
    expect(sum(balances(next.state))).toBe(0);
  });

  test('of one among several waits for the others; the last takes the charge back', () => {
    const { first, asked, other, on } = start(several);
    const one = on(first, { type: 'decline', repId: asked[0]! });
    expect(one).toMatchObject({ decision: null, record: { status: 'offered' } });
    const two = on(one, { type: 'decline', repId: asked[1]! });
    expect(types(two)).toEqual(['offer_declined', 'lead_offered']);
    expect(two.events[0]).toMatchObject({ charge: 'undone' });
    expect(two.record.offer!.open.map(({ repId }) => repId)).toEqual([other]);
    expect(two.state.ledgers['pool']!.received).toEqual(['ana', 'ben', 'cy'].map((repId) => (repId === other ? 1 : 0)));
    expect(balances(two.state)).toEqual(settled);
  });

  test('can be free, and a team of one asked of several can be charged', () => {
    const free = start(teams({ unaccepted: 'free' }));
    const declined = free.on(free.first, { type: 'decline', repId: free.asked[0]! });
    expect(declined.events[0]).toMatchObject({ charge: 'undone' });
    expect(sum(declined.state.ledgers['pool']!.received)).toBe(1);
    const charged = start(teams({ to: 3, unaccepted: 'charge', rounds: 1 }));
    let outcome: Outcome = charged.first;
    for (const repId of charged.asked) outcome = charged.on(outcome, { type: 'decline', repId });
    expect(sum(outcome.state.ledgers['pool']!.received)).toBe(1);
  });
});

describe('rounds', () => {
  test('everybody is asked as often as the queue says, then nobody-eligible applies', () => {
    const router = teams({ rounds: 2 }, { pool: { nobodyEligible: { type: 'nurture' } } });
    const asked: string[] = [];
    let outcome: Outcome = route(router, initialState(router), leadWith(), monday);
    while (outcome.record.status === 'offered') {
      asked.push(outcome.record.offer!.open[0]!.repId);
      outcome = advance(router, outcome.state, outcome.record, { type: 'tick' }, outcome.record.wakeAt!);
    }
    expect([...asked.slice(0, 3)].sort()).toEqual(['ana', 'ben', 'cy']);
    expect([...asked.slice(3)].sort()).toEqual(['ana', 'ben', 'cy']);
    expect(asked[3]).not.toBe(asked[2]);
    expect(types(outcome)).toEqual(['offer_lapsed', 'offers_exhausted', 'lead_nurtured']);
    expect(outcome.record.at).toBe(monday + 30 * minute);
  });

  test('a held lead rests before it is offered again, and late ticks come to the same', () => {
    const router = teams({ rounds: 1 }, { reps: ['ana', 'ben'] });
    const first = route(router, initialState(router), leadWith(), monday);
    const late = advance(router, first.state, first.record, { type: 'tick' }, monday + 26 * minute);
    let exact: Outcome = first;
    while (exact.record.wakeAt! <= monday + 26 * minute)
      exact = advance(router, exact.state, exact.record, { type: 'tick' }, exact.record.wakeAt!);
    expect(late.record).toEqual(exact.record);
    expect(late.state).toEqual(exact.state);
    expect(late.events.filter(({ type }) => type === 'lead_held')).toMatchObject([
      { at: monday + 10 * minute, restUntil: monday + 25 * minute },
    ]);
    expect(late.record.status).toBe('offered');
  });
});

test('a rep who lets an offer lapse is switched off where the queue says so', () => {
  const { first, asked, on } = start(teams({ onLapse: 'switch_off' }));
  const next = on(first, { type: 'tick' }, monday + 5 * minute);
  expect(types(next)).toEqual(['offer_lapsed', 'rep_switched', 'lead_offered']);
  expect(next.state.reps.online[next.state.reps.ids.indexOf(asked[0]!)]).toBe(0);
});

test('caps and capacity are kept free for what is on offer', () => {
  for (const rep of [
    { capacity: 1 },
    { caps: [{ per: 'day', max: 1 }] },
    { caps: [{ per: 'day', max: 1, window: 'rolling' }] },
  ] as const) {
    const router = teams({}, { reps: [{ id: 'ana', ...rep }] });
    const first = route(router, initialState(router), leadWith({ id: 'a' }), monday);
    expect(first.decision.type).toBe('offered');
    const second = route(router, first.state, leadWith({ id: 'b' }), monday, { trace: 'full' });
    expect(second.decision).toMatchObject({ type: 'held', retryAt: null });
    const passed = advance(router, second.state, first.record, { type: 'reject' }, monday);
    const retried = advance(router, passed.state, second.record, { type: 'tick' }, monday);
    expect(retried.record.status).toBe('offered');
  }
});

describe('whatever else happens to a lead on offer', () => {
  const cases: readonly (readonly [Input, readonly string[], string])[] = [
    [{ type: 'release' }, ['offers_revoked', 'lead_offered'], 'offered'],
    [{ type: 'reject' }, ['offers_revoked', 'lead_rejected'], 'rejected'],
    [{ type: 'nurture' }, ['offers_revoked', 'lead_nurtured'], 'nurtured'],
    [{ type: 'recycle' }, ['offers_revoked', 'lead_nurtured'], 'nurtured'],
    [{ type: 'close', outcome: 'lost' }, ['offers_revoked', 'lead_closed'], 'closed'],
    [{ type: 'activity', activity: { type: 'visit', at: monday } }, ['activity_recorded'], 'offered'],
    [{ type: 'pause' }, [], 'offered'],
    [{ type: 'resume' }, [], 'offered'],
  ];
  test.each(cases)('%o', (input, expected, status) => {
    const { first, asked, on } = start(several);
    const outcome = on(first, input);
    expect(types(outcome)).toEqual(expected);
    expect(outcome.record.status).toBe(status);
    if (expected.length === 0)
      expect(outcome.ignored?.because).toMatch(/^the (lead is offered|clocks are not paused)$/);
    if (expected[0] !== 'offers_revoked') return;
    expect(outcome.events[0]).toMatchObject({ repIds: asked, charge: 'undone' });
    if (status !== 'offered')
      expect([...balances(outcome.state), ...Object.values(openOf(outcome.state))]).toEqual(Array(6).fill(0));
  });

  test.each(['asked', 'other'] as const)('assigned by hand to a rep who was %s: the charge moves along', (whom) => {
    const { first, asked, other, on } = start(several);
    const repId = whom === 'other' ? other : asked[1]!;
    const outcome = on(first, { type: 'assign', repId, by: 'kim' });
    expect(types(outcome)).toEqual(['offers_revoked', 'lead_assigned']);
    expect(outcome.events).toMatchObject([
      { cause: 'manual', charge: 'kept' },
      { charge: 'moved', repId },
    ]);
    expect(openOf(outcome.state)).toEqual({ ana: 0, ben: 0, cy: 0, [repId]: 1 });
    expect(sum(outcome.state.ledgers['pool']!.received)).toBe(1);
  });
});

test('a lead taken back after a breach is offered to others, and the charge moves to whoever accepts', () => {
  const slas = [
    {
      id: 'reply',
      targets: [
        {
          id: 'first_response',
          minutes: 10,
          clock: 'wall' as const,
          milestones: [{ atFraction: 1, do: ['reassign' as const] }],
        },
      ],
    },
  ];
  const { first, asked, on } = start(teams({}, { slaId: 'reply', slas }));
  const owned = on(first, { type: 'accept', repId: asked[0]! });
  const breached = on(owned, { type: 'tick' }, monday + 10 * minute);
  expect(types(breached)).toEqual(['sla_breached', 'lead_taken_back', 'lead_offered']);
  expect(breached.events.at(-1)).toMatchObject({ charge: 'none', cause: 'breach' });
  const next = breached.record.offer!.open[0]!.repId;
  expect(next).not.toBe(asked[0]);
  const taken = on(breached, { type: 'accept', repId: next }, monday + 11 * minute);
  expect(taken.events.find(({ type }) => type === 'lead_assigned')).toMatchObject({ charge: 'moved' });
  expect(taken.state.ledgers['pool']!.received[taken.state.ledgers['pool']!.ids.indexOf(next)]).toBe(1);
});

test('an edit of the policy leaves offers open, their room reserved, and Σ at 0', () => {
  const { first, asked } = start(several);
  const gone = asked[0]!;
  const left = ['ana', 'ben', 'cy'].filter((id) => id !== gone);
  const edited = compileOrThrow(policyWith({ reps: left, pool: { offer: { forMinutes: 5, to: 2 } } }));
  const state = rebase(edited, first.state);
  expect(openOf(state)[gone]).toBe(1);
  const refused = advance(edited, state, first.record, { type: 'accept', repId: gone }, monday);
  expect(refused.ignored?.because).toBe(`the policy has no rep \`${gone}\``);
  const taken = advance(edited, state, first.record, { type: 'accept', repId: asked[1]! }, monday);
  expect(taken.record.repId).toBe(asked[1]);
  expect(openOf(taken.state)).toMatchObject({ [gone]: 0, [asked[1]!]: 1 });
  expect(sum(balances(taken.state))).toBe(0);
  const rejected = advance(edited, state, first.record, { type: 'reject' }, monday);
  expect(rejected.events[0]).toMatchObject({ charge: 'kept' });
});

test('events fold to the outcome, whatever is in them', () => {
  const { first, asked, on } = start(several);
  const chain: Outcome[] = [first];
  for (const input of [
    { type: 'decline', repId: asked[0]! },
    { type: 'tick' },
    { type: 'release' },
  ] as readonly Input[])
    chain.push(on(chain.at(-1)!, input, monday + 5 * minute));
  let folded: { state: RoutingState; record: LeadRecord | null } = { state: initialState(several), record: null };
  for (const event of chain.flatMap(({ events }) => events)) folded = evolve(several, folded, event);
  expect(folded.state).toEqual(chain.at(-1)!.state);
  expect(folded.record).toEqual(chain.at(-1)!.record);
});

test('an input before which more is due than one call performs waits until that is done', () => {
  const lonely = routerWith({ reps: ['ana'], pool: { offer: { forMinutes: 1, rounds: 1 } } });
  const first = route(lonely, initialState(lonely), leadWith(), monday);
  const late = monday + 300 * 24 * 60 * minute;
  const close = { type: 'close', outcome: 'lost' } as const;
  let once: Outcome = advance(lonely, first.state, first.record, close, late);
  expect(once.ignored?.because).toBe('too much was due before it: send it again');
  expect(once.record.wakeAt).toBeLessThanOrEqual(late);
  // every step asks or lets lapse
  const steps = once.events.filter(({ type }) => type === 'lead_offered' || type === 'offer_lapsed');
  expect(steps).toHaveLength(limits.stepsMax);
  // also where all that is left is due at the very instant of the input
  expect(advance(lonely, first.state, first.record, close, once.record.wakeAt!).ignored).toEqual(once.ignored);
  for (let calls = 0; calls < 20 && once.record.status !== 'closed'; calls++)
    once = advance(lonely, once.state, once.record, close, late);
  expect([once.record.status, once.ignored]).toEqual(['closed', null]);
});
