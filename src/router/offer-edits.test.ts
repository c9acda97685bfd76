// Offers that are open while the policy is edited: what they reserved, and who shares in what is charged afterwards.
import { describe, expect, test } from 'vitest';
import { leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import type { Cap } from '../match/index.js';
import type { Router } from '../policy/index.js';
import { recordSchema } from '../schema/index.js';
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

const offer = { forMinutes: 5, rounds: 1 };
const withCaps = (...caps: readonly Cap[]): Router =>
  routerWith({ reps: [{ id: 'ana', caps }], pool: { offer: { ...offer } } });
const from = (source: string): NonNullable<Cap['when']> => ({ field: 'source', op: 'eq', value: source });
const offeredIn = ({ caps }: RoutingState): readonly number[] =>
  Object.values(caps).flatMap(({ offered = [] }) => offered);
const freed = (state: RoutingState): void =>
  expect([...offeredIn(state), ...state.reps.open].filter((n) => n !== 0)).toEqual([]);
const close: Input = { type: 'close', outcome: 'lost' };
const daily: Cap = { id: 'k', per: 'day', max: 1 };
const offerOf = (router: Router, state: RoutingState, id: string): Outcome =>
  route(router, state, leadWith({ id, source: 'web' }), monday);

describe('an offer frees what it reserved', () => {
  const web = withCaps({ ...daily, when: from('web') });
  const nobody = routerWith({ reps: ['ben'], pool: { offer: { ...offer } } });
  test.each<[string, Router]>([
    ['the condition of its cap has changed', withCaps({ ...daily, when: from('list') })],
    ['its cap is gone', withCaps()],
    ['its rep is gone', nobody],
  ])('once it is closed, though %s', (_, edited) => {
    const first = offerOf(web, initialState(web), 'l1');
    expect(offeredIn(first.state)).toEqual([1]);
    const closed = advance(edited, rebase(edited, first.state), first.record, close, monday);
    freed(closed.state);
    const restored = rebase(web, closed.state);
    freed(restored);
    expect(offerOf(web, restored, 'l2').decision?.type).toBe('offered');
  });

  test('once it has run out, though its rep is gone, and the rep comes back to an empty desk', () => {
    const first = offerOf(web, initialState(web), 'l1');
    const lapsed = advance(nobody, rebase(nobody, first.state), first.record, { type: 'tick' }, monday + 5 * minute);
    expect(lapsed.events[0]).toMatchObject({ type: 'offer_lapsed', repId: 'ana' });
    expect(offeredIn(rebase(web, lapsed.state)).filter((n) => n !== 0)).toEqual([]);
  });

  test('and not what an offer after the edit reserved: a new cap is not overrun', () => {
    const [before, after] = [withCaps(), withCaps(daily)];
    const first = offerOf(before, initialState(before), 'l1');
    const second = offerOf(after, rebase(after, first.state), 'l2');
    expect([second.decision?.type, offeredIn(second.state)]).toEqual(['offered', [1]]);
    const closed = advance(after, second.state, first.record, close, monday);
    expect(offeredIn(closed.state)).toEqual([1]);
    expect(offerOf(after, closed.state, 'l3').decision?.type).toBe('held');
  });

  test('by the caps of today where a record of an earlier version does not name them', () => {
    const first = offerOf(web, initialState(web), 'l1');
    const open = first.record.offer!.open.map(({ caps: _, ...row }) => row);
    const older: LeadRecord = { ...first.record, offer: { ...first.record.offer!, open } };
    expect(recordSchema.safeParse(older).success).toBe(true);
    freed(advance(web, first.state, older, close, monday).state);
  });
});

describe('accepting after an edit', () => {
  const pool = (ledger: string, ...reps: readonly string[]): Router =>
    routerWith({ reps, pool: { offer: { ...offer }, ledger } });

  test('charges the rep and those who can take the lead now, where no charge can be moved', () => {
    const before = pool('old', 'bob', 'cy');
    const first = offerOf(before, initialState(before), 'l1');
    const repId = first.record.offer!.open[0]!.repId;
    // both positions of the old members are somebody else's now, and ann is not there
    const after = pool('new', 'abe', 'ann', 'bob', 'cy');
    const state = { ...rebase(after, first.state) };
    const online = state.reps.ids.map((id) => (id === 'ann' ? 0 : 1));
    const switched: RoutingState = { ...state, reps: { ...state.reps, online } };
    const taken = advance(after, switched, first.record, { type: 'accept', repId }, monday);
    const { ids, balance } = taken.state.ledgers['new']!;
    expect(ids.filter((_, index) => balance[index] !== 0)).toEqual(['abe', 'bob', 'cy']);
    expect(taken.events.find(({ type }) => type === 'lead_assigned')).toMatchObject({ repId, charge: 'new' });
    let folded: { state: RoutingState; record: LeadRecord | null } = { state: switched, record: first.record };
    for (const event of taken.events) folded = evolve(after, folded, event);
    expect(folded).toEqual({ state: taken.state, record: taken.record });
  });

  test('charges the rep too who cannot take another lead', () => {
    const before = pool('old', 'bob');
    const first = offerOf(before, initialState(before), 'l1');
    const reps = ['abe', { id: 'bob', capacity: 1 }];
    const after = routerWith({ reps, pool: { offer: { ...offer }, ledger: 'new' } });
    const taken = advance(after, rebase(after, first.state), first.record, { type: 'accept', repId: 'bob' }, monday);
    expect(taken.events[0]).toMatchObject({ type: 'lead_assigned', eligible: '*' });
    expect(taken.state.ledgers['new']).toMatchObject({ ids: ['abe', 'bob'], received: [0, 1] });
    const [abe, bob] = taken.state.ledgers['new']!.balance as [number, number];
    expect([abe > 0, abe + bob]).toEqual([true, 0]);
  });
});
