// Reps who have had a lead before: where that keeps them from it, and where it does not.
import { describe, expect, test } from 'vitest';
import {
  hour,
  leadWith,
  minute,
  monday,
  officeHours,
  type PolicyParts,
  routerWith,
} from '../../test/support/samples.js';
import type { RuleAction } from '../policy/index.js';
import { advance, initialState, type Outcome, reassignOwner, route, setAvailability } from './index.js';

type Owned = Extract<RuleAction, { owner: unknown }>;
const facts = { accountByDomain: { 'acme.example': { accountId: 'acme', ownerRepId: 'ana' } } };
const acme = leadWith({ emailDomain: 'acme.example', emailClass: 'business' });
const owned = (ownerAbsent: Owned['ownerAbsent'], parts: PolicyParts = {}) =>
  routerWith({
    calendars: [officeHours('office', 'UTC')],
    rules: [{ id: 'own', when: true, then: { owner: 'account', ownerAbsent } }],
    recycling: { tracks: [{ id: 'cool', coolDownDays: 0, backOn: ['visit'] }] },
    ...parts,
  });
const cover = { type: 'cover', queueId: 'pool' } as const;
const wait = { type: 'wait', minutes: 60 * 24, queueId: 'pool' } as const;

/** A lead that its owner has had and that comes back after a rest, at `at`. */
function returned(router: ReturnType<typeof owned>, at: number): Outcome {
  const first = route(router, initialState(router), acme, monday, { facts });
  expect(first.record.repId).toBe('ana');
  const rest = advance(router, first.state, first.record, { type: 'nurture', reason: 'cool' }, monday);
  expect(rest.record.status).toBe('nurtured');
  return advance(router, rest.state, rest.record, { type: 'activity', activity: { type: 'visit', at } }, at);
}

describe('a lead that comes back', () => {
  test('goes to its owner again, who shares it with all who can take it', () => {
    const back = returned(owned(cover), monday + hour);
    expect(back.events.at(-1)).toMatchObject({ type: 'lead_assigned', repId: 'ana', method: 'owner', eligible: '*' });
    expect(back.decision!.trace).toMatchObject({ considered: 2, counts: {} });
  });

  test('waits for its owner: the owner’s hours are those that are waited for', () => {
    const reps = [{ id: 'ana', calendarId: 'office' }];
    const back = returned(owned(wait, { reps }), monday + 12 * hour);
    expect(back.events.at(-1)).toMatchObject({
      type: 'lead_held',
      awaitedOwner: { repId: 'ana' },
      afterHours: true,
    });
  });
});

test('whoever is passed over for having had a lead is so since losing it', () => {
  const router = routerWith();
  const first = route(router, initialState(router), acme, monday);
  const given = first.record.repId!;
  const later = advance(router, first.state, first.record, { type: 'release' }, monday + minute, { trace: 'full' });
  expect(later.record.repId).not.toBe(given);
  expect(later.decision!.trace.candidates!.find(({ repId }) => repId === given)!.verdict).toEqual({
    type: 'ineligible',
    reason: { code: 'match.excluded_owner', since: monday + minute },
  });
});

test('the time that a lead waits for its owner is no time in the queue: the steps of the queue begin after it', () => {
  const steps = [{ all: [{ skill: 'closing', min: 1 }], forMinutes: 30 }, { all: [] }];
  const router = owned({ ...wait, minutes: 60 }, { pool: { requirements: steps } });
  const { state } = setAvailability(router, initialState(router), 'ana', false, monday);
  const held = route(router, state, acme, monday, { facts });
  expect(held.record.awaitedOwner).toMatchObject({ repId: 'ana' });
  const end = monday + hour;
  const joined = advance(router, held.state, held.record, { type: 'tick' }, end);
  expect(joined.record).toMatchObject({ status: 'held', awaitedOwner: null, joinedAt: end, wakeAt: end + 30 * minute });
  const relaxed = advance(router, joined.state, joined.record, { type: 'tick' }, end + 30 * minute);
  expect(relaxed.record.repId).toBe('ben');
});

test('a wait that has ended by the time its owner leaves is over once: the lead is given once', () => {
  const router = owned({ ...wait, minutes: 60 });
  const { state } = setAvailability(router, initialState(router), 'ana', false, monday);
  const held = route(router, state, acme, monday, { facts });
  const turns = reassignOwner(router, held.state, [held.record], 'ana', monday + 2 * hour);
  expect(turns.events.filter(({ type }) => type === 'lead_assigned')).toMatchObject([
    { at: monday + hour, repId: 'ben' },
  ]);
  expect(turns.outcomes[0]!.record).toMatchObject({ repId: 'ben', epoch: 1 });
});
