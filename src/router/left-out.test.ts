// What inputs and policies may leave out: no reason, no track, no owner.
import { expect, test } from 'vitest';
import { hour, leadWith, monday, routerWith } from '../../test/support/samples.js';
import type { Recycling } from '../policy/index.js';
import { advance, distribute, type Input, initialState, route, scoreLead } from './index.js';

/** What the input does with a lead that somebody has; `capacity` 0: that is held. */
function after(input: Input, recycling?: Recycling, capacity = 1) {
  const reps = [{ id: 'ana', capacity }];
  const router = routerWith({ reps, ...(recycling && { recycling }) });
  const { state, record } = route(router, initialState(router), leadWith(), monday);
  return advance(router, state, record, input, monday);
}

test('no reason is not the reason called `undefined`', () => {
  const recycling = {
    reasons: { undefined: 'odd' },
    tracks: [
      { id: 'odd', coolDownDays: 1 },
      { id: 'no_response', coolDownDays: 2 },
    ],
  };
  expect(after({ type: 'nurture' }, recycling).record.track).toBeNull();
  expect(after({ type: 'recycle' }, recycling).record.track).toBe('no_response');
  expect(after({ type: 'recycle', reason: 'undefined' }, recycling).record.track).toBe('odd');
});

test('a track that the policy lacks is none', () => {
  expect(after({ type: 'recycle' }).events.at(-1)).toMatchObject({
    type: 'lead_nurtured',
    track: null,
    restUntil: null,
    wakeAt: null,
  });
});

test('a rejection says why only where it was told', () => {
  expect(after({ type: 'reject', reason: 'spam' }).decision!.trace).toMatchObject({ because: 'spam' });
  expect(after({ type: 'reject' }).decision!.trace).not.toHaveProperty('because');
  // also where the trace has more to say
  const facts = { accountByDomain: { 'acme.example': { accountId: 'acme', ownerRepId: 'ana' } } };
  const ownerAbsent = { type: 'wait', minutes: 60, queueId: 'pool' } as const;
  const router = routerWith({
    reps: [{ id: 'ana', capacity: 0 }],
    rules: [{ id: 'own', when: true, then: { owner: 'account', ownerAbsent } }],
  });
  const acme = leadWith({ emailDomain: 'acme.example', emailClass: 'business' });
  const { state, record } = route(router, initialState(router), acme, monday, { facts });
  const { trace } = advance(router, state, record, { type: 'reject' }, monday + hour).decision!;
  expect(trace.passedOver).toMatchObject({ repId: 'ana' });
  expect(trace).not.toHaveProperty('because');
});

test('what a duplicate adds reaches a held lead as well', () => {
  const lead = leadWith({ company: 'Acme' });
  const merged = after({ type: 'merge', lead }, undefined, 0);
  expect(merged.events.map(({ type }) => type)).toEqual(['lead_merged']);
  expect(merged.record).toMatchObject({ status: 'held', lead: { company: 'Acme' } });
});

test('the distribute stage knows of nobody absent: there is nothing to make up for', () => {
  const reps = [{ id: 'ana', weight: 3 }, 'ben'];
  const router = routerWith({ reps, pool: { strategy: { type: 'fair_share', makeUp: 'full' } } });
  const lead = scoreLead(router, leadWith(), monday);
  expect(distribute(router, initialState(router), 'pool', ['ana', 'ben'], lead)).toMatchObject({ repId: 'ana' });
});

test('a lead without a domain is of no account, also where a table has one under `null`', () => {
  const facts = { accountByDomain: { null: { accountId: 'nobody', ownerRepId: 'ana' } } };
  const router = routerWith();
  const { record } = route(router, initialState(router), leadWith(), monday, { facts });
  expect(record.lead).toMatchObject({ accountId: null, accountOwner: null });
});
