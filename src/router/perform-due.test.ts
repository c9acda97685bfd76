// What a held lead is looked at again for: when its time comes, by the policy as it stands then.
import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { hour, leadWith, minute, monday, type PolicyParts, routerWith } from '../../test/support/samples.js';
import type { Queue, Router } from '../policy/index.js';
import { advance, initialState, type RoutingState, rebase, route, setAvailability } from './index.js';

const queue = (id: string, repIds: readonly string[], more: Partial<Queue> = {}): Queue => ({
  id,
  repIds,
  strategy: { type: 'fair_share' },
  ...more,
});
const switched = (router: Router, state: RoutingState, repId: string, online: boolean, at = monday): RoutingState =>
  setAvailability(router, state, repId, online, at).state;

describe('a lead that waits for its owner, when the policy is edited', () => {
  const own = {
    id: 'own',
    when: true,
    then: { owner: 'account', queueId: 'home', ownerAbsent: { type: 'wait', minutes: 60, queueId: 'cover' } },
  } as const;
  const home = queue('home', ['ana']);
  const cover = queue('cover', ['ben']);
  const rest = { id: 'rest', when: true, then: { queueId: 'other' } } as const;
  const other = queue('other', ['cy']);
  const parts: PolicyParts = { reps: ['ana', 'ben', 'cy'], queues: [home, cover, other], rules: [own, rest] };
  const router = routerWith(parts);
  const off = switched(router, initialState(router), 'ana', false);
  const facts = { accountByDomain: { 'acme.example': { accountId: 'acme', ownerRepId: 'ana' } } };
  const held = deepFreeze(
    route(router, off, leadWith({ emailDomain: 'acme.example', emailClass: 'business' }), monday, { facts }),
  );
  const after = (edit: PolicyParts) => {
    const edited = routerWith({ ...parts, ...edit });
    return advance(edited, rebase(edited, held.state), held.record, { type: 'tick' }, monday + hour);
  };

  test('it goes where the rules say now, whichever of its two queues is gone', () => {
    expect(held.record).toMatchObject({ status: 'held', queueId: 'home', awaitedOwner: { queueId: 'cover' } });
    expect(after({}).record).toMatchObject({ status: 'assigned', repId: 'ben', queueId: 'cover' });
    for (const queues of [[home, other], [cover, other], [other]]) {
      const { record, events } = after({ queues, rules: [rest] });
      expect(record).toMatchObject({ status: 'assigned', repId: 'cy', queueId: 'other', ruleId: 'rest' });
      expect(events.map(({ type }) => type)).toEqual(['lead_returned', 'lead_assigned']);
    }
  });

  test('it keeps its two queues where only its rule is gone, or is another now', () => {
    for (const rules of [[rest], [{ ...rest, id: 'own' }]])
      expect(after({ rules }).record).toMatchObject({ status: 'assigned', repId: 'ben', queueId: 'cover' });
  });
});

const offline = (router: Router) => switched(router, initialState(router), 'ana', false);
const delivery = (targets: readonly (readonly [id: string, minutes: number, atFraction: number])[]) => [
  {
    id: 's',
    targets: targets.map(([id, minutes, atFraction]) => ({
      id,
      minutes,
      until: 'assign' as const,
      milestones: [{ atFraction, do: ['notify' as const], to: ['chief'] }],
    })),
  },
];
const told = (events: readonly { readonly type: string; readonly at: number }[]) =>
  events.map(({ type, at }) => [type, (at - monday) / minute]);

describe('a milestone of the delivery of a held lead', () => {
  test('brings it to the queue that takes it over by now', () => {
    const spare = queue('spare', ['ben']);
    const parts: PolicyParts = {
      reps: ['ana', { id: 'ben', capacity: 0 }],
      queues: [queue('pool', ['ana']), spare],
      slas: delivery([['d', 30, 0.5]]),
      slaId: 's',
    };
    const router = routerWith(parts);
    const held = route(router, offline(router), leadWith(), monday);
    const passing = queue('pool', ['ana'], { nobodyEligible: { type: 'overflow', queueId: 'spare' } });
    const edited = routerWith({ ...parts, queues: [passing, spare] });
    const state = rebase(edited, held.state);
    const { events, record } = advance(edited, state, held.record, { type: 'tick' }, monday + 20 * minute);
    expect(told(events)).toEqual([
      ['sla_notified', 15],
      ['lead_held', 15],
    ]);
    expect(record).toMatchObject({ status: 'held', queueId: 'spare' });
  });

  test('of two at one instant both are told before the lead is looked at', () => {
    const router = routerWith({
      reps: ['ana'],
      slas: delivery([
        ['d', 30, 0.5],
        ['e', 60, 0.25],
      ]),
      slaId: 's',
    });
    const held = route(router, offline(router), leadWith(), monday);
    const state = switched(router, held.state, 'ana', true, monday + 10 * minute);
    const { events } = advance(router, state, held.record, { type: 'tick' }, monday + 40 * minute);
    expect(told(events)).toEqual([
      ['sla_notified', 15],
      ['sla_notified', 15],
      ['lead_assigned', 15],
    ]);
  });

  test('the last one is looked at as well, when nothing more is to come', () => {
    const router = routerWith({ reps: ['ana'], slas: delivery([['d', 30, 0.5]]), slaId: 's' });
    const held = route(router, offline(router), leadWith(), monday);
    const told15 = advance(router, held.state, held.record, { type: 'tick' }, monday + 15 * minute);
    const state = switched(router, told15.state, 'ana', true, monday + 20 * minute);
    const late = advance(router, state, told15.record, { type: 'tick' }, monday + 50 * minute);
    expect(told(late.events)).toEqual([
      ['sla_breached', 30],
      ['lead_assigned', 30],
    ]);
  });
});

test('a lead that is given back when its queue is gone goes where the rules say, for the same cause', () => {
  const parts: PolicyParts = { reps: ['ana', 'ben'], queues: [queue('pool', ['ana']), queue('other', ['ben'])] };
  const router = routerWith(parts);
  const first = route(router, initialState(router), leadWith(), monday);
  const rules = [{ id: 'now', when: true, then: { queueId: 'other' } }] as const;
  const edited = routerWith({ ...parts, queues: [queue('other', ['ana', 'ben'])], rules });
  const state = rebase(edited, first.state);
  for (const input of [{ type: 'release' }, { type: 'decline', repId: 'ana' }] as const) {
    const { events, record } = advance(edited, state, first.record, input, monday);
    expect(record).toMatchObject({ status: 'assigned', queueId: 'other', ruleId: 'now' });
    expect(events.at(-1)).toMatchObject({ type: 'lead_assigned', cause: input.type });
  }
});
