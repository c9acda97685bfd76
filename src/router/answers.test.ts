// Who answers an offer, when, and what the policy says by then.
import { expect, test } from 'vitest';
import {
  hour,
  leadWith,
  minute,
  monday,
  officeHours,
  type PolicyParts,
  routerWith,
} from '../../test/support/samples.js';
import type { Router } from '../policy/index.js';
import { advance, type Input, initialState, type Outcome, rebase, route, setAvailability } from './index.js';

const first = (router: Router, at = monday): Outcome => route(router, initialState(router), leadWith(), at);
const then = (router: Router, from: Outcome, input: Input, at = monday): Outcome =>
  advance(router, from.state, from.record, input, at);
const types = ({ events }: Outcome): readonly string[] => events.map(({ type }) => type);
const askedIn = ({ record }: Outcome): readonly string[] => (record.offer?.open ?? []).map(({ repId }) => repId);
const offer = { forMinutes: 5, to: 2 };

test('who was not asked is told so, who passed that it is over', () => {
  const router = routerWith({ reps: ['ana', 'ben', 'cy'], pool: { offer: { forMinutes: 5 } } });
  const started = first(router);
  const [asked] = askedIn(started) as [string];
  const passed = then(router, started, { type: 'decline', repId: asked });
  const [next] = askedIn(passed) as [string];
  const third = ['ana', 'ben', 'cy'].find((id) => id !== asked && id !== next)!;
  const because = (repId: string) => then(router, passed, { type: 'accept', repId }).ignored?.because;
  expect(because(asked)).toBe(`the offer to \`${asked}\` is over`);
  expect(because(third)).toBe(`the lead is not on offer to \`${third}\``);
});

test('those who could take the lead when it was offered share in it, whoever has come since', () => {
  const router = routerWith({ reps: ['ana', 'ben', 'cy'], pool: { offer: { forMinutes: 5 } } });
  const off = setAvailability(router, initialState(router), 'cy', false, monday).state;
  const offered = route(router, off, leadWith(), monday);
  const [repId] = askedIn(offered) as [string];
  const on = setAvailability(router, offered.state, 'cy', true, monday).state;
  const accepted = advance(router, on, offered.record, { type: 'accept', repId }, monday);
  const { balance, ids } = accepted.state.ledgers['pool']!;
  expect(balance[ids.indexOf('cy')]).toBe(0);
  expect(accepted.events[0]).toMatchObject({ type: 'lead_assigned', method: 'accepted' });
  expect(accepted.decision?.trace.pick).toMatchObject({ method: 'accepted', eligible: 2 });
});

test('after an edit whoever accepts shares with those who could take the lead now, in the queue or not', () => {
  const before = routerWith({ reps: ['ana', 'ben'], pool: { offer } });
  const offered = first(before);
  const edited = routerWith({
    reps: ['ana', 'ben', 'cy', 'di'],
    queues: [{ id: 'pool', repIds: ['ben', 'cy', 'di'], strategy: { type: 'fair_share' }, offer }],
  });
  const accept = (repId: string) =>
    advance(edited, rebase(edited, offered.state), offered.record, { type: 'accept', repId }, monday);
  expect(accept('ben').decision?.trace.pick?.eligible).toBe(3);
  expect(accept('ana').decision?.trace.pick?.eligible).toBe(3);
  expect([accept('ben').record.repId, accept('ana').record.repId]).toEqual(['ben', 'ana']);
  const elsewhere = routerWith({
    reps: ['ana', 'cy'],
    queues: [{ id: 'other', repIds: ['ana', 'cy'], strategy: { type: 'fair_share' } }],
    rules: [{ id: 'r', when: true, then: { queueId: 'other' } }],
  });
  const gone = (repId: string) =>
    advance(elsewhere, rebase(elsewhere, offered.state), offered.record, { type: 'accept', repId }, monday);
  expect(gone('ana').ignored?.because).toBe('the policy has no queue `pool`');
  expect(gone('ben').ignored?.because).toBe('the policy has no rep `ben`');
});

test('where its queue is gone a lead that everybody passed over goes where the rules say now', () => {
  const before = routerWith({ reps: ['ana', 'ben'], pool: { offer: { forMinutes: 5 } } });
  const offered = first(before);
  const elsewhere = routerWith({
    reps: ['ana', 'ben', 'cy'],
    queues: [{ id: 'other', repIds: ['cy'], strategy: { type: 'fair_share' } }],
    rules: [{ id: 'r', when: true, then: { queueId: 'other' } }],
  });
  const [repId] = askedIn(offered) as [string];
  const after = (input: Input, at = monday) =>
    advance(elsewhere, rebase(elsewhere, offered.state), offered.record, input, at);
  for (const outcome of [after({ type: 'decline', repId }), after({ type: 'tick' }, monday + 5 * minute)]) {
    expect(types(outcome).slice(1)).toEqual(['lead_returned', 'lead_assigned']);
    expect(outcome.record).toMatchObject({ repId: 'cy', queueId: 'other', declines: [], cycles: 0 });
  }
  const byHand = after({ type: 'assign', repId: 'cy', by: 'kim' });
  expect(types(byHand)).toEqual(['offers_revoked', 'lead_assigned']);
});

test('offers lapse each at its own time, and the last of them asks others', () => {
  const parts: PolicyParts = {
    reps: [{ id: 'ana', calendarId: 'office' }, { id: 'ben', calendarId: 'late' }, 'cy'],
    calendars: [
      officeHours('office', 'UTC'),
      {
        ...officeHours('late', 'UTC'),
        weekly: {
          mon: [
            ['09:00', '09:02'],
            ['12:00', '18:00'],
          ],
        },
      },
    ],
    pool: { offer: { ...offer, clock: 'rep', onLapse: 'switch_off' } },
  };
  const router = routerWith(parts);
  const off = setAvailability(router, initialState(router), 'cy', false, monday).state;
  const offered = route(router, off, leadWith(), monday);
  const ends = Object.fromEntries(
    offered.record.offer!.open.map(({ repId, expiresAt }) => [repId, expiresAt - monday]),
  );
  expect(ends).toEqual({ ana: 5 * minute, ben: 3 * hour + 3 * minute });
  expect(offered.record.wakeAt).toBe(monday + 5 * minute);
  const one = advance(router, offered.state, offered.record, { type: 'tick' }, monday + 5 * minute);
  expect(types(one)).toEqual(['offer_lapsed', 'rep_switched']);
  expect([askedIn(one), one.record.wakeAt]).toEqual([['ben'], monday + 3 * hour + 3 * minute]);
  // who has been switched off meanwhile is not switched off again
  const away = setAvailability(router, offered.state, 'ana', false, monday).state;
  expect(types(advance(router, away, offered.record, { type: 'tick' }, monday + 5 * minute))).toEqual(['offer_lapsed']);
});

test('an offer of several is free where nobody takes it, one of one is charged, unless the queue says otherwise', () => {
  const charges = (own: object) => {
    const router = routerWith({ pool: { offer: { forMinutes: 5, ...own } } });
    const offered = first(router);
    let now = offered;
    const seen: unknown[] = [];
    for (const repId of askedIn(offered)) {
      now = then(router, now, { type: 'decline', repId });
      seen.push((now.events[0] as { readonly charge?: string }).charge);
    }
    return seen;
  };
  expect(charges({ to: 2 })).toEqual(['kept', 'undone']);
  expect(charges({ to: 2, unaccepted: 'charge' })).toEqual(['kept', 'kept']);
  expect(charges({})).toEqual(['kept']);
  expect(charges({ unaccepted: 'free' })).toEqual(['undone']);
});

test.each<[string, PolicyParts]>([
  ['several ledgers', { pool: { offer, strategy: { type: 'fair_share', ledgers: [{ id: 'all' }, { id: 'again' }] } } }],
  [
    'teams',
    {
      reps: [
        { id: 'ana', teamId: 'west' },
        { id: 'ben', teamId: 'east' },
        { id: 'cy', teamId: 'east' },
      ],
      pool: { offer, strategy: { type: 'fair_share', teams: [{ id: 'west', weight: 2 }, { id: 'east' }] } },
    },
  ],
  [
    'make-up',
    {
      reps: ['ana', 'ben', { id: 'cy', leave: [{ from: '2026-03-01', to: '2026-03-09' }] }],
      pool: { offer, strategy: { type: 'fair_share', makeUp: 'full' } },
    },
  ],
])('an offer that is withdrawn takes its charge back: %s', (_, parts) => {
  const router = routerWith(parts);
  const offered = first(router);
  expect(Object.values(offered.state.ledgers).some(({ balance }) => balance.some((units) => units !== 0))).toBe(true);
  const closed = then(router, offered, { type: 'close', outcome: 'lost' });
  expect(closed.events[0]).toMatchObject({ type: 'offers_revoked', cause: 'close', charge: 'undone' });
  for (const { balance } of Object.values(closed.state.ledgers))
    expect(balance.every((units) => units === 0)).toBe(true);
  expect(closed.record.charges).toEqual([]);
  // after an edit nobody knows who shared in it: the charge stays
  const edited = routerWith({ ...parts, reps: [...(parts.reps ?? ['ana', 'ben']), { id: 'zoe', teamId: 'east' }] });
  const late = advance(
    edited,
    rebase(edited, offered.state),
    offered.record,
    { type: 'close', outcome: 'lost' },
    monday,
  );
  expect(late.events[0]).toMatchObject({ type: 'offers_revoked', charge: 'kept' });
});
