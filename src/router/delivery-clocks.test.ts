import { expect, test } from 'vitest';
import { day, hour, leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import type { Router } from '../policy/index.js';
import { advance, type Input, initialState, type Outcome, rebase, route, setAvailability, slaStatus } from './index.js';

const tick: Input = { type: 'tick' };
const then = (router: Router, from: Outcome, input: Input, at: number): Outcome =>
  advance(router, from.state, from.record, input, at);
const types = ({ events }: Outcome): readonly string[] => events.map(({ type }) => type);

/** Two delivery targets, of ten minutes and of an hour, and nobody there. */
const milestones = [{ atFraction: 0.5, do: ['notify' as const], to: ['desk'] }];
const parts = {
  reps: ['ana'],
  slas: [
    {
      id: 's',
      targets: [
        { id: 'short', until: 'assign' as const, minutes: 10, clock: 'wall' as const, milestones },
        { id: 'long', until: 'assign' as const, minutes: 60, clock: 'wall' as const },
        { id: 'answer', minutes: 30, clock: 'wall' as const },
      ],
    },
  ],
  slaId: 's',
};
const router = routerWith(parts);
const empty = setAvailability(router, initialState(router), 'ana', false, monday).state;
const held = route(router, empty, leadWith(), monday);
const clocksOf = ({ record }: Outcome) =>
  record.delivery!.clocks.map(({ id, next, breachedAt, metAt, elapsedMs }) => [id, next, breachedAt, metAt, elapsedMs]);

test('each milestone passes on its own clock, and only the end of a target is a breach', () => {
  expect(held.record.wakeAt).toBe(monday + 5 * minute);
  const half = then(router, held, tick, monday + 5 * minute);
  expect(types(half)).toEqual(['sla_notified']);
  expect(clocksOf(half)).toEqual([
    ['short', 1, null, null, 0],
    ['long', 0, null, null, 0],
  ]);
  const ended = then(router, half, tick, monday + 10 * minute);
  expect(types(ended)).toEqual(['sla_breached']);
  expect(clocksOf(ended)).toEqual([
    ['short', 2, monday + 10 * minute, null, 0],
    ['long', 0, null, null, 0],
  ]);
  expect(ended.record.wakeAt).toBe(monday + hour);
});

test('what ends the waiting ends the clocks: met by an assignment, stopped by anything else', () => {
  const back = setAvailability(router, held.state, 'ana', true, monday).state;
  const assigned = advance(router, back, held.record, tick, monday + 4 * minute);
  expect(clocksOf(assigned)).toEqual([
    ['short', 0, null, monday + 4 * minute, 4 * minute],
    ['long', 0, null, monday + 4 * minute, 4 * minute],
  ]);
  for (const input of [{ type: 'close', outcome: 'lost' }, { type: 'reject' }] as const) {
    const over = then(router, held, input, monday + 4 * minute);
    expect(clocksOf(over)).toEqual([
      ['short', 0, null, null, 4 * minute],
      ['long', 0, null, null, 4 * minute],
    ]);
    expect(over.record.wakeAt).toBe(null);
    expect(slaStatus(over.record, monday + day).status).toBe('stopped');
  }
});

test('an assignment at once meets them in no time; without such targets there are no clocks', () => {
  const start = initialState(router);
  const assigned = route(router, start, leadWith(), monday);
  expect(clocksOf(assigned)).toMatchObject([
    ['short', expect.anything(), null, monday, 0],
    ['long', expect.anything(), null, monday, 0],
  ]);
  const plain = routerWith({ reps: ['ana'], slas: [{ id: 's', targets: [parts.slas[0]!.targets[2]!] }], slaId: 's' });
  const without = route(plain, initialState(plain), leadWith(), monday);
  expect(without.record).not.toHaveProperty('delivery');
  const bare = routerWith({ reps: ['ana'] });
  expect(route(bare, initialState(bare), leadWith(), monday).record).not.toHaveProperty('delivery');
});

test('a lead that comes back begins anew: no clocks are left of its first delivery', () => {
  const recycling = { tracks: [{ id: 't', coolDownDays: 1 }] };
  const resting = routerWith({ ...parts, recycling });
  const first = route(resting, initialState(resting), leadWith(), monday);
  const rested = then(resting, first, { type: 'nurture', reason: 't' }, monday);
  const away = setAvailability(resting, rested.state, 'ana', false, monday).state;
  const back = advance(resting, away, rested.record, tick, monday + day);
  expect(types(back)).toEqual(['lead_returned', 'lead_held']);
  expect(back.record.delivery!.clocks.map(({ elapsedMs, next }) => [elapsedMs, next])).toEqual([
    [0, 0],
    [0, 0],
  ]);
  expect(back.record.wakeAt).toBe(monday + day + 5 * minute);
  const rejecting = then(resting, back, { type: 'reject' }, monday + day);
  const again = then(resting, rejecting, { type: 'assign', repId: 'ana', by: 'kim' }, monday + day);
  expect(again.record.status).toBe('assigned');
});

test('where the SLA or the queue is gone meanwhile, clocks end with what they counted', () => {
  const other = { id: 'other', repIds: ['ana'], strategy: { type: 'fair_share' as const } };
  const moved = { queues: [other], rules: [{ id: 'r', when: true as const, then: { queueId: 'other' } }] };
  for (const edited of [routerWith({ reps: ['ana'] }), routerWith({ reps: ['ana'], slas: parts.slas, ...moved })]) {
    const close: Input = { type: 'close', outcome: 'lost' };
    const state = rebase(edited, held.state);
    const closed = advance(edited, state, held.record, close, monday + 4 * minute);
    expect(clocksOf(closed)).toEqual([
      ['short', 0, null, null, 0],
      ['long', 0, null, null, 0],
    ]);
    const back = setAvailability(edited, state, 'ana', true, monday).state;
    expect(advance(edited, back, held.record, tick, monday + 4 * minute).record).toMatchObject({ repId: 'ana' });
  }
});
