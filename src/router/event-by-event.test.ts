// What each event by itself makes of a state and a record: the steps in between, which no outcome shows.
import { expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { day, leadWith, minute, monday, type PolicyParts, routerWith } from '../../test/support/samples.js';
import type { Router } from '../policy/index.js';
import {
  advance,
  credit,
  evolve,
  type Input,
  initialState,
  type LeadRecord,
  type Outcome,
  type RoutingEvent,
  type RoutingState,
  rebase,
  route,
} from './index.js';

interface At {
  readonly state: RoutingState;
  readonly record: LeadRecord;
}
type Body = { readonly type: RoutingEvent['type']; readonly [more: string]: unknown };

const first = (router: Router, at = monday): Outcome => route(router, initialState(router), leadWith(), at);
/** The record and state after one more event, neither of which the event may write to. */
const after = (router: Router, { state, record }: At, body: Body, at = monday): At =>
  evolve(router, deepFreeze({ state, record }), { seq: state.seq + 1, at, leadId: 'l1', ...body } as RoutingEvent);
/** The records after each event of an input. */
function stepsOf(router: Router, before: At, input: Input, at = monday): readonly [string, LeadRecord][] {
  let now = deepFreeze<At>({ state: before.state, record: before.record });
  return advance(router, now.state, now.record, input, at).events.map((event) => {
    now = deepFreeze(evolve(router, now, event));
    return [event.type, now.record];
  });
}
const offering = (parts: PolicyParts = {}): Router =>
  routerWith({ reps: ['ana', 'ben', 'cy'], ...parts, pool: { offer: { forMinutes: 5 }, ...parts.pool } });

test('a lead that leaves its owner, its offers or its rest is held until the next event', () => {
  const owned = first(routerWith());
  const repId = owned.record.repId!;
  const [declined] = stepsOf(routerWith(), owned, { type: 'decline', repId });
  expect(declined).toMatchObject(['lead_declined', { status: 'held', repId: null, charges: [] }]);
  const [released] = stepsOf(routerWith(), owned, { type: 'release' });
  expect(released).toMatchObject(['lead_taken_back', { status: 'held', repId: null, takenBack: true }]);
  const recycling = routerWith({ recycling: { tracks: [{ id: 't', coolDownDays: 1 }] } });
  const rested = first(recycling);
  const nurtured = advance(recycling, rested.state, rested.record, { type: 'nurture', reason: 't' }, monday);
  const [returned] = stepsOf(recycling, nurtured, { type: 'tick' }, monday + day);
  expect(returned).toMatchObject(['lead_returned', { status: 'held', queueId: null, declines: [], charges: [] }]);
  expect(returned![1]).not.toHaveProperty('delivery');
  expect(returned![1]).not.toHaveProperty('offer');
});

test('a breach that keeps its charge forgets what the record says of it; a queue that is gone keeps none', () => {
  const parts = { pool: { charges: { breach: 'keep' as const, decline: 'move' as const } } };
  const router = routerWith(parts);
  const owned = first(router);
  const { repId } = owned.record;
  const taken = (cause: string) => after(router, owned, { type: 'lead_taken_back', repId, cause, because: null });
  expect(taken('breach').record.charges).toEqual([]);
  expect(taken('release').record.charges).toHaveLength(1);
  const gone = { ...owned, record: { ...owned.record, queueId: 'gone' } };
  expect(after(router, gone, { type: 'lead_declined', repId, because: null }).record.charges).toEqual([]);
  const breach = { type: 'lead_taken_back', repId, cause: 'breach', because: null } as const;
  expect(after(router, gone, breach).record.charges).toHaveLength(1);
  expect(after(router, owned, { type: 'lead_declined', repId, because: null }).record.charges).toHaveLength(1);
});

test('rounds: only a second one is noted, and a lead that moves on begins with the first', () => {
  const router = offering({ reps: ['ana'], pool: { offer: { forMinutes: 5, rounds: 3 } } });
  const once = first(router);
  expect(once.record).not.toHaveProperty('round');
  const asked = {
    queueId: 'pool',
    cause: 'route',
    method: 'fair_share',
    repIds: ['ana'],
    expiresAt: [monday],
  } as const;
  const offered = { type: 'lead_offered', ...asked, eligible: '*', charge: 'new', tier: null } as const;
  const queued = { state: once.state, record: { ...once.record, offer: null } };
  expect(after(router, queued, { ...offered, round: 2 }).record.round).toBe(2);
  expect(after(router, queued, { ...offered, round: 1 }).record).not.toHaveProperty('round');
  const twice = { state: once.state, record: { ...once.record, round: 2 } };
  expect(after(router, twice, { ...offered, round: 1 }).record.round).toBe(1);
  const exhausted = { type: 'offers_exhausted', queueId: 'pool', rounds: 1 } as const;
  expect(after(router, twice, exhausted).record).toMatchObject({ round: 1, offer: null, declines: [] });
  expect(after(router, once, exhausted).record).not.toHaveProperty('round');
  const held = { type: 'lead_held', cause: 'route', retryAt: null, awaitedOwner: null, restUntil: null } as const;
  expect(after(router, twice, { ...held, queueId: 'pool' }).record.round).toBe(2);
  expect(after(router, twice, { ...held, queueId: 'next' }).record.round).toBe(1);
  expect(after(router, once, { type: 'declines_forgotten' }).record).not.toHaveProperty('round');
  expect(after(router, once, { type: 'declines_forgotten', round: 2 }).record).toMatchObject({
    round: 2,
    declines: [],
  });
  const noOffer = first(routerWith());
  const rounds = { state: initialState(routerWith()), record: { ...noOffer.record, round: 2 } };
  const { lead_assigned: given } = Object.fromEntries(noOffer.events.map((event) => [event.type, event]));
  expect(after(routerWith(), rounds, { ...given!, seq: 1 }).record.round).toBe(1);
  expect(after(routerWith(), rounds, { ...given!, seq: 1 }).record).not.toHaveProperty('delivery');
});

test('offers: a pass keeps the charge unless it was undone; who is not asked again is noted', () => {
  const router = offering();
  const once = first(router);
  const { repId } = once.record.offer!.open[0]!;
  const decline = (charge: string) => after(router, once, { type: 'offer_declined', repId, because: null, charge });
  const passed = { status: 'held', charges: [], offer: null, declines: [{ repId, at: monday }] };
  expect(decline('kept').record).toMatchObject(passed);
  expect(decline('undone').record).toMatchObject(passed);
  const { ledgers } = initialState(router);
  expect(decline('undone').state.ledgers['pool']!.balance.map((units) => units + 0)).toEqual(ledgers['pool']!.balance);
  const revoked = (cause: string) =>
    after(router, once, { type: 'offers_revoked', repIds: [repId], cause, charge: 'kept' }).record.declines;
  expect([revoked('close'), revoked('accept')]).toEqual([[], []]);
  expect(revoked('release')).toEqual([{ repId, at: monday }]);
  // a policy edited since does not say any more who shared in it
  const edited = offering({ reps: ['ana', 'ben', 'cy', 'di'] });
  const state = rebase(edited, once.state);
  const undone = after(edited, { state, record: once.record }, { type: 'offer_declined', repId, charge: 'undone' });
  expect(undone.state.ledgers).toEqual(state.ledgers);
});

test('an offer that an earlier owner carries charges nobody', () => {
  const router = offering({ pool: { charges: { decline: 'move' } } });
  const once = first(router);
  const repId = once.record.offer!.open[0]!.repId;
  const taken = advance(router, once.state, once.record, { type: 'accept', repId }, monday);
  const released = advance(router, taken.state, taken.record, { type: 'release' }, monday);
  expect(released.record.status).toBe('offered');
  expect(released.record.offer!.charged).toBe(false);
  expect(released.record.charges).toStrictEqual(taken.record.charges);
  expect(released.state.ledgers).toEqual(taken.state.ledgers);
});

test('room reserved by records that do not name their caps: the caps of the rep that count the lead, while it is there', () => {
  const when = { field: 'country', op: 'eq', value: 'DE' } as const;
  const caps = [
    { per: 'day', max: 5 },
    { id: 'de', per: 'day', max: 5, when },
  ] as const;
  const rows = ['ana', 'ben'].map((id) => ({ id, caps }));
  const router = offering({ reps: rows });
  const once = first(router);
  const [plain, other] = [Object.keys(once.state.caps)[0]!, Object.keys(once.state.caps)[1]!];
  const open = once.record.offer!.open.map(({ caps: named, ...rest }) => {
    expect(named).toHaveLength(1);
    return rest;
  });
  const early = { ...once.record, offer: { ...once.record.offer!, open } };
  const repId = open[0]!.repId;
  const counted = once.record.offer!.open[0]!.caps![0]!;
  expect([plain, other]).toContain(counted);
  const ended = after(router, { state: once.state, record: early }, { type: 'offer_declined', repId, charge: 'kept' });
  expect(ended.state.caps[counted]!.offered).toEqual([0, 0]);
  expect(ended.state.caps[counted === plain ? other : plain]).not.toHaveProperty('offered');
  // the leaver had room reserved in caps that nobody can name
  const edited = offering({ reps: rows.filter(({ id }) => id !== repId).concat({ id: 'zoe', caps }) });
  const state = rebase(edited, once.state);
  const left = after(edited, { state, record: early }, { type: 'offer_declined', repId, charge: 'kept' }).state;
  expect(left.caps).toEqual(state.caps);
  expect(left.reps.open).toEqual([0, 0, 0]);
  // a rep, and a cap, that the state does not know
  const unknown = (row: object) => ({ ...early, offer: { ...early.offer, open: [{ ...open[0]!, ...row }] } });
  const nobody = { state: once.state, record: unknown({ repId: 'nobody' }) };
  const forgotten = after(router, nobody, { type: 'offer_declined', repId: 'nobody', charge: 'kept' }).state;
  expect(Object.keys(forgotten.reps.open)).toEqual(['0', '1']);
  const gone = { state: once.state, record: unknown({ caps: ['gone'] }) };
  expect(after(router, gone, { type: 'offer_declined', repId, charge: 'kept' }).state.caps).toEqual(once.state.caps);
});

test('the first activity of a lead that has none is the only one', () => {
  const router = routerWith();
  const { state, record } = first(router);
  const { activities: _, ...lead } = record.lead;
  const activity = { type: 'call', at: monday };
  const now = after(
    router,
    { state, record: { ...record, lead: lead as typeof record.lead } },
    { type: 'activity_recorded', activity },
  );
  expect(now.record.lead.activities).toEqual([activity]);
});

test('an event about a rep leaves a lead as it was', () => {
  const router = routerWith();
  const owned = first(router);
  const request = { queueId: 'pool', repId: 'ana', leads: 1, reason: 'r', by: 'b', expiresAt: null };
  const [posted] = credit(router, owned.state, request, monday + minute).events;
  const now = after(router, owned, { ...posted!, inputId: 'i' }, monday + minute);
  expect(now.record).toBe(owned.record);
});
