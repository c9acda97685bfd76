// Leads on their way while the policy is edited: clocks whose target is gone, rounds of offers that are made no longer.
import { expect, test } from 'vitest';
import { day, leadWith, minute, monday, type PolicyParts, routerWith } from '../../test/support/samples.js';
import type { Router } from '../policy/index.js';
import { advance, type Input, initialState, type Outcome, rebase, route, setAvailability } from './index.js';

type Routed = Pick<Outcome, 'state' | 'record'>;
const start = (router: Router): Outcome => route(router, initialState(router), leadWith(), monday);
const on = (router: Router, { state, record }: Routed, input: Input, at = monday): Outcome =>
  advance(router, state, record, input, at);
const edited = (router: Router, { state, record }: Routed): Routed => ({ state: rebase(router, state), record });

const target = { minutes: 30, clock: 'wall' as const };
const withTarget = (id: string, more: object = {}): Router =>
  routerWith({ slaId: 's', slas: [{ id: 's', targets: [{ ...target, id, ...more }] }] });

test('a clock whose target is gone stands as it stood when the lead is paused, and goes on as it would', () => {
  const [before, after] = [withTarget('first'), withTarget('other')];
  const first = start(before);
  const paused = on(after, edited(after, first), { type: 'pause' }, monday + minute);
  expect(paused.events).toMatchObject([{ type: 'sla_paused', elapsed: [0] }]);
  const resumed = on(after, paused, { type: 'resume' }, monday + 2 * minute);
  expect(resumed.events).toMatchObject([{ type: 'sla_resumed', due: first.record.sla!.clocks.map(({ due }) => due) }]);
});

test('an answer is no attempt at a target that is gone', () => {
  const [before, after] = [withTarget('first', { attempts: 2 }), withTarget('other', { attempts: 2 })];
  const first = start(before);
  const answer: Input = { type: 'respond', repId: first.record.repId! };
  expect(on(before, first, answer).events.map(({ type }) => type)).toEqual(['lead_responded', 'attempt_recorded']);
  expect(on(after, edited(after, first), answer).events.map(({ type }) => type)).toEqual(['lead_responded']);
});

const asking = (parts: PolicyParts = {}): Router =>
  routerWith({ ...parts, pool: { offer: { forMinutes: 5, rounds: 2 }, ...parts.pool } });
/** Everybody asked declines, one after another, so many times. */
function declined(router: Router, times: number): Outcome {
  let outcome = start(router);
  for (let n = 0; n < times; n++) {
    const { repId } = outcome.record.offer!.open[0]!;
    outcome = on(router, outcome, { type: 'decline', repId });
  }
  return outcome;
}

test('where offers are made no longer nobody counts rounds: who declined first gets the lead', () => {
  const before = asking();
  const last = declined(before, 3);
  expect(last.record).toMatchObject({ round: 2, declines: [{}] });
  const after = routerWith();
  const { repId } = last.record.offer!.open[0]!;
  const given = on(after, edited(after, last), { type: 'decline', repId });
  expect(given.events.map(({ type }) => type)).toEqual(['offer_declined', 'declines_forgotten', 'lead_assigned']);
  expect(given.record.repId).toBe(last.record.declines[0]!.repId);
});

test('rounds are those of one queue: in the next the lead is asked for the first time', () => {
  const strategy = { type: 'fair_share' } as const;
  const offer = { forMinutes: 5, rounds: 3 };
  const overflow = { type: 'overflow', queueId: 'more' } as const;
  const router = routerWith({
    reps: ['ana', 'ben', 'cy'],
    queues: [
      { id: 'pool', repIds: ['ana', 'ben'], strategy, offer, nobodyEligible: overflow },
      { id: 'more', repIds: ['cy'], strategy, offer },
    ],
  });
  const second = declined(router, 2);
  const [asked] = second.record.offer!.open;
  expect(second.events.at(-1)).toMatchObject({ type: 'lead_offered', queueId: 'pool', round: 2 });
  const other = asked!.repId === 'ana' ? 'ben' : 'ana';
  const { state } = setAvailability(router, second.state, other, false, monday);
  const moved = on(router, { ...second, state }, { type: 'decline', repId: asked!.repId });
  expect(moved.events.at(-1)).toMatchObject({ type: 'lead_offered', queueId: 'more', repIds: ['cy'], round: 1 });
});

test('whoever accepts after an edit is among those who share, the first member as any other', () => {
  const reps = [
    { id: 'ana', capacity: 1 },
    { id: 'ben', capacity: 0 },
  ];
  const before = asking({ reps });
  const first = start(before);
  const after = asking({ reps: [...reps, 'cy'] });
  const taken = on(after, edited(after, first), { type: 'accept', repId: 'ana' });
  const given = taken.events.find(({ type }) => type === 'lead_assigned');
  // ana and cy of three
  expect(given).toMatchObject({ repId: 'ana', eligible: 'F' });
  expect(taken.decision!.trace.pick).toMatchObject({ method: 'accepted', eligible: 2 });
});

test('an offer names teams only where it charges one', () => {
  const router = asking({
    reps: [
      { id: 'ana', teamId: 'east' },
      { id: 'ben', teamId: 'west' },
    ],
    pool: { strategy: { type: 'fair_share', teams: [{ id: 'east' }, { id: 'west' }] } },
  });
  const first = start(router);
  expect(first.events.at(-1)).toMatchObject({ type: 'lead_offered', charge: 'new', teams: '*' });
  const taken = on(router, first, { type: 'accept', repId: first.record.offer!.open[0]!.repId });
  const again = on(router, taken, { type: 'release' }, monday + day);
  expect(again.events.at(-1)).toMatchObject({ type: 'lead_offered', charge: 'none' });
  expect(again.events.at(-1)).not.toHaveProperty('teams');
  expect(again.record.offer).not.toHaveProperty('teams');
});

test('an offer says which tier of the SLA its lead is in', () => {
  const tiers = [{ when: { field: 'source', op: 'eq', value: 'web' } as const, first: { minutes: 5 } }];
  const router = asking({ slaId: 's', slas: [{ id: 's', targets: [{ ...target, id: 'first' }], tiers }] });
  const tierOf = (source: string | null) => {
    const { events } = route(router, initialState(router), leadWith({ source }), monday);
    return events.at(-1);
  };
  expect(tierOf('web')).toMatchObject({ type: 'lead_offered', tier: 0 });
  expect(tierOf(null)).toMatchObject({ type: 'lead_offered', tier: -1 });
});

test('an SLA that is gone asks for nothing more: activities are noted, and the lead may be given back', () => {
  const first = start(withTarget('first'));
  const after = routerWith();
  const visited = on(after, edited(after, first), { type: 'activity', activity: { type: 'visit', at: monday } });
  expect(visited.events.map(({ type }) => type)).toEqual(['activity_recorded']);
  const released = on(after, visited, { type: 'release' });
  expect(released.events.at(-1)).toMatchObject({ type: 'lead_assigned', cause: 'release' });
  const alone = routerWith({ reps: [first.record.repId!] });
  const returned = on(alone, edited(alone, first), { type: 'release' });
  expect(returned.record).toMatchObject({ status: 'assigned', repId: first.record.repId });
});
