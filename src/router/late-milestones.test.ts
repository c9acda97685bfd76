import { expect, test } from 'vitest';
import { hour, leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import type { Router, SlaTarget } from '../policy/index.js';
import { advance, type Input, initialState, type Outcome, rebase, route, setAvailability } from './index.js';

const types = (outcome: Outcome): readonly string[] => outcome.events.map(({ type }) => type);
const tick: Input = { type: 'tick' };
const then = (router: Router, from: Outcome, input: Input, at: number): Outcome =>
  advance(router, from.state, from.record, input, at);
const first = (router: Router): Outcome => route(router, initialState(router), leadWith(), monday);

type Milestones = NonNullable<SlaTarget['milestones']>;
const withMilestones = (milestones: Milestones, more: object = {}, own: object = {}): Router =>
  routerWith({
    slas: [{ id: 's', targets: [{ id: 'first', minutes: 600, clock: 'wall', milestones }], ...own }],
    slaId: 's',
    ...more,
  });

test('milestones that escalate one after the other each tell the manager, in one late tick as in two', () => {
  const router = withMilestones([
    { atMinutes: 5, do: ['escalate'] },
    { atMinutes: 10, do: ['escalate'] },
  ]);
  const late = then(router, first(router), tick, monday + hour);
  expect(types(late)).toEqual(['sla_escalated', 'sla_escalated']);
  const five = then(router, first(router), tick, monday + 5 * minute);
  const ten = then(router, five, tick, monday + 10 * minute);
  expect([types(five), types(ten)]).toEqual([['sla_escalated'], ['sla_escalated']]);
  expect(ten.record.sla).toEqual(late.record.sla);
});

test('actions after one that gave the lead to somebody else are left out', () => {
  const router = withMilestones([{ atMinutes: 5, do: ['reassign', 'remind', 'escalate'] }]);
  expect(types(then(router, first(router), tick, monday + 5 * minute))).toEqual(['lead_taken_back', 'lead_assigned']);
});

test('with `exhausted: manager` a lead still moves while somebody new can take it', () => {
  const router = withMilestones([{ atMinutes: 5, do: ['reassign'] }], {}, { exhausted: 'manager' });
  const moved = then(router, first(router), tick, monday + 5 * minute);
  expect(types(moved)).toEqual(['lead_taken_back', 'lead_assigned']);
  expect(types(then(router, moved, tick, monday + 10 * minute))).toEqual(['sla_escalated']);
});

test('a late tick looks for a rep at its own instant, though the lead went back to its queue before', () => {
  const router = withMilestones([{ atMinutes: 5, do: ['take_back'] }]);
  const late = then(router, first(router), tick, monday + hour);
  expect(types(late)).toEqual(['lead_taken_back', 'lead_held', 'lead_assigned']);
  expect(late.events.map(({ at }) => at - monday)).toEqual([5 * minute, 5 * minute, hour]);
  // just then it has been looked at
  expect(types(then(router, first(router), tick, monday + 5 * minute))).toEqual(['lead_taken_back', 'lead_held']);
});

test('a delivery that recycles a lead on offer takes the offers back first', () => {
  const router = routerWith({
    pool: { offer: { forMinutes: 60, to: 2 } },
    recycling: { tracks: [{ id: 'no_response', coolDownDays: 1 }] },
    slas: [
      {
        id: 's',
        targets: [
          { id: 'd', until: 'assign', minutes: 10, clock: 'wall', milestones: [{ atFraction: 1, do: ['recycle'] }] },
        ],
      },
    ],
    slaId: 's',
  });
  const recycled = then(router, first(router), tick, monday + 10 * minute);
  expect(types(recycled)).toEqual(['sla_breached', 'offers_revoked', 'lead_nurtured']);
  expect(recycled.events[1]).toMatchObject({ cause: 'recycle', charge: 'undone' });
  expect(recycled.record).toMatchObject({ status: 'nurtured', track: 'no_response', offer: null, charges: [] });
  expect(recycled.state.ledgers['pool']!.balance).toEqual([0, 0]);
});

test('a breach that recycles says so', () => {
  const router = withMilestones([{ atMinutes: 5, do: ['recycle'] }], {
    recycling: { tracks: [{ id: 'no_response', coolDownDays: 1 }] },
  });
  const [nurtured] = then(router, first(router), tick, monday + 5 * minute).events;
  expect(nurtured).toMatchObject({ type: 'lead_nurtured', track: 'no_response', because: 'breach', reason: null });
});

test('what an SLA does not say is: three moves, then the manager', () => {
  const router = withMilestones([{ atMinutes: 5, do: ['reassign'] }], { reps: ['ana', 'ben', 'cy', 'di', 'ed'] });
  let now = first(router);
  for (let n = 1; n <= 3; n++) {
    now = then(router, now, tick, monday + n * 5 * minute);
    expect(types(now)).toEqual(['lead_taken_back', 'lead_assigned']);
  }
  expect(types(then(router, now, tick, monday + 20 * minute))).toEqual(['sla_escalated']);
});

test('where the SLA is no longer in the policy its milestones pass, each with a note to the manager', () => {
  const router = withMilestones([
    { atMinutes: 5, do: ['reassign'] },
    { atMinutes: 10, do: ['reassign'] },
  ]);
  const without = routerWith({
    reps: [
      { id: 'ana', managerId: 'kim' },
      { id: 'ben', managerId: 'kim' },
    ],
  });
  const started = first(router);
  const state = rebase(without, started.state);
  const late = advance(without, state, started.record, tick, monday + hour);
  expect(late.events).toMatchObject([
    { type: 'sla_escalated', milestone: 0, to: 'kim' },
    { type: 'sla_escalated', milestone: 1, to: 'kim' },
  ]);
  expect(late.record).toMatchObject({ status: 'assigned', wakeAt: monday + 600 * minute });
});

test('where its target is no longer in the SLA, and where its queue is gone, a milestone is noted too', () => {
  const milestones: Milestones = [{ atMinutes: 5, do: ['reassign'] }];
  const router = withMilestones(milestones);
  const started = first(router);
  const renamed = routerWith({
    slas: [{ id: 's', targets: [{ id: 'other', minutes: 600, clock: 'wall', milestones }] }],
    slaId: 's',
  });
  const noted = advance(renamed, rebase(renamed, started.state), started.record, tick, monday + 5 * minute);
  expect(types(noted)).toEqual(['sla_escalated']);
  const moved = withMilestones(milestones, {
    queues: [{ id: 'elsewhere', repIds: ['ana', 'ben'], strategy: { type: 'fair_share' }, managerId: 'lee' }],
    rules: [{ id: 'all', when: true, then: { queueId: 'elsewhere', slaId: 's' } }],
  });
  const stayed = advance(moved, rebase(moved, started.state), started.record, tick, monday + 5 * minute);
  expect(stayed.events).toMatchObject([{ type: 'sla_escalated', repId: started.record.repId }]);
  expect(stayed.events[0]).not.toHaveProperty('to');
});

test('an owner who is off already is not switched off again', () => {
  const router = withMilestones([{ atMinutes: 5, do: ['set_offline'] }]);
  const started = first(router);
  const repId = started.record.repId!;
  expect(types(then(router, started, tick, monday + 5 * minute))).toEqual(['sla_switched_off', 'rep_switched']);
  const { state } = setAvailability(router, started.state, repId, false, monday);
  const off = advance(router, state, started.record, tick, monday + 5 * minute);
  expect(off.events).toMatchObject([{ type: 'sla_switched_off', repId }]);
});
