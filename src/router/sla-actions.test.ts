import { expect, test } from 'vitest';
import { day, hour, leadWith, minute, monday, officeHours, routerWith } from '../../test/support/samples.js';
import type { Router, SlaTarget } from '../policy/index.js';
import { advance, type Input, initialState, type Outcome, type RoutingEvent, route, setAvailability } from './index.js';

const types = (outcome: Outcome): readonly string[] => outcome.events.map(({ type }) => type);
const of = <T extends RoutingEvent['type']>(outcome: Outcome, type: T): readonly RoutingEvent<T>[] =>
  outcome.events.filter((event) => event.type === type) as unknown as readonly RoutingEvent<T>[];
const first = (router: Router, at = monday): Outcome => route(router, initialState(router), leadWith(), at);
const then = (router: Router, from: Outcome, input: Input, at: number): Outcome =>
  advance(router, from.state, from.record, input, at);
const tick: Input = { type: 'tick' };

type Do = NonNullable<SlaTarget['milestones']>[number]['do'];
/** Ana and Ben, and an SLA of an hour with these actions at its end. */
const acting = (actions: Do, more: object = {}, own: object = {}): Router =>
  routerWith({
    reps: [{ id: 'ana', managerId: 'kim' }, { id: 'ben' }],
    pool: { managerId: 'lee' },
    slas: [
      {
        id: 's',
        targets: [
          {
            id: 'first',
            minutes: 60,
            milestones: [{ atFraction: 1, do: actions, ...(actions.includes('notify') && { to: ['desk', 'boss'] }) }],
          },
        ],
        ...own,
      },
    ],
    slaId: 's',
    ...more,
  });

test('an escalation names the manager of the owner, else of the queue; without either nobody', () => {
  const router = acting(['escalate']);
  let outcome = first(router);
  const seen = new Map<string, string | undefined>();
  for (let n = 0; n < 4; n++) {
    outcome = route(router, outcome.state, leadWith({ id: `l${n}` }), monday);
    const [escalated] = of(then(router, outcome, tick, monday + hour), 'sla_escalated');
    seen.set(outcome.record.repId!, escalated!.to);
  }
  expect(Object.fromEntries(seen)).toEqual({ ana: 'kim', ben: 'lee' });
  const nobody = routerWith({
    slas: [{ id: 's', targets: [{ id: 'first', minutes: 60, milestones: [{ atMinutes: 5, do: ['escalate'] }] }] }],
    slaId: 's',
  });
  expect(of(then(nobody, first(nobody), tick, monday + 5 * minute), 'sla_escalated')[0]).not.toHaveProperty('to');
});

test('a notice goes to whom the milestone names, and changes nothing', () => {
  const router = acting(['notify']);
  const noticed = then(router, first(router), tick, monday + hour);
  expect(types(noticed)).toEqual(['sla_breached', 'sla_notified']);
  expect(of(noticed, 'sla_notified')[0]!.to).toEqual(['desk', 'boss']);
  expect(noticed.record.status).toBe('assigned');
  expect(types(then(router, noticed, tick, monday + 2 * hour))).toEqual([]);
});

test('take_back leaves the lead in its queue for the next tick, earlier owners passed over', () => {
  const router = acting(['take_back', 'escalate']);
  const started = first(router);
  const taken = then(router, started, tick, monday + hour);
  expect(types(taken)).toEqual(['sla_breached', 'lead_taken_back', 'lead_held']);
  expect(taken.record).toMatchObject({
    status: 'held',
    queueId: 'pool',
    takenBack: true,
    reassignments: 1,
    wakeAt: null,
  });
  const again = then(router, taken, tick, monday + hour);
  expect(types(again)).toEqual(['lead_assigned']);
  expect(again.record.repId).not.toBe(started.record.repId);
});

test('take_back keeps to maxReassignments, and to a manager where nobody new is left', () => {
  const never = acting(['take_back'], {}, { maxReassignments: 0 });
  expect(types(then(never, first(never), tick, monday + hour))).toEqual(['sla_breached', 'sla_escalated']);
  const alone = acting(['take_back'], { reps: ['ana'] }, { exhausted: 'manager' });
  expect(types(then(alone, first(alone), tick, monday + hour))).toEqual(['sla_breached', 'sla_escalated']);
});

test('set_offline switches the owner off, once, and the lead goes to another', () => {
  const router = acting(['set_offline', 'reassign']);
  const started = first(router);
  const moved = then(router, started, tick, monday + hour);
  expect(types(moved)).toEqual([
    'sla_breached',
    'sla_switched_off',
    'rep_switched',
    'lead_taken_back',
    'lead_assigned',
  ]);
  expect(of(moved, 'rep_switched')[0]).toMatchObject({ leadId: '', repId: started.record.repId, online: false });
  const off = setAvailability(router, started.state, started.record.repId!, false, monday);
  const again = advance(router, off.state, started.record, tick, monday + hour);
  expect(types(again)).toEqual(['sla_breached', 'sla_switched_off', 'lead_taken_back', 'lead_assigned']);
  const only = acting(['set_offline']);
  const alone = then(only, first(only), tick, monday + hour);
  expect(types(alone)).toEqual(['sla_breached', 'sla_switched_off', 'rep_switched']);
  expect(alone.record.wakeAt).toBeNull();
});

test('a milestone that escalates, and comes to the end of a chain that does, escalates once', () => {
  const router = acting(['escalate', 'reassign'], {}, { maxReassignments: 0 });
  expect(types(then(router, first(router), tick, monday + hour))).toEqual(['sla_breached', 'sla_escalated']);
});

test('accept meets the targets that wait for it', () => {
  const router = routerWith({
    slas: [{ id: 's', targets: [{ id: 'taken_on', minutes: 5, until: 'accept' }] }],
    slaId: 's',
  });
  const started = first(router);
  const accepted = then(router, started, { type: 'accept', repId: started.record.repId! }, monday + minute);
  expect(accepted.record.sla!.clocks[0]).toMatchObject({ metAt: monday + minute, elapsedMs: minute });
  expect(types(then(router, accepted, tick, monday + hour))).toEqual([]);
  expect(types(then(router, started, { type: 'respond', repId: started.record.repId! }, monday + hour))).toContain(
    'sla_breached',
  );
});

test('resumeOn says what starts paused clocks again; the end moves by the pause', () => {
  const router = routerWith({
    slas: [
      { id: 's', targets: [{ id: 'first', minutes: 60, until: 'close' }], pauseOn: ['wait'], resumeOn: ['reply'] },
    ],
    slaId: 's',
  });
  const activity = (type: string): Input => ({ type: 'activity', activity: { type, at: monday } });
  const paused = then(router, first(router), activity('wait'), monday + 10 * minute);
  expect(paused.record).toMatchObject({ paused: true, wakeAt: null });
  const visited = then(router, paused, activity('visit'), monday + 20 * minute);
  expect(visited.record.paused).toBe(true);
  expect(then(router, visited, activity('wait'), monday + 20 * minute).record.paused).toBe(true);
  const resumed = then(router, visited, activity('reply'), monday + 30 * minute);
  expect(resumed.record).toMatchObject({ paused: false, wakeAt: monday + 80 * minute });
});

test('a wall clock may wait for an opening, also after a pause in which nothing had run', () => {
  const night = monday - 12 * hour;
  const router = routerWith({
    reps: [{ id: 'ana', calendarId: 'office' }],
    pool: { nobodyEligible: { type: 'route_anyway' } },
    calendars: [officeHours('office', 'UTC')],
    slas: [
      {
        id: 's',
        targets: [
          { id: 'first', minutes: 600, clock: 'wall', start: 'opening' },
          { id: 'whole', minutes: 600, clock: 'wall' },
        ],
      },
    ],
    slaId: 's',
  });
  const started = first(router, night);
  const ends = ({ record }: Outcome) => record.sla!.clocks.map(({ dueAt }) => dueAt && dueAt - monday);
  expect(ends(started)).toEqual([10 * hour, -2 * hour]);
  const resumedEarly = then(
    router,
    then(router, started, { type: 'pause' }, night + hour),
    { type: 'resume' },
    night + 2 * hour,
  );
  expect(ends(resumedEarly)).toEqual([10 * hour, -hour]);
  const pausedLate = then(router, started, { type: 'pause' }, monday + hour);
  expect(pausedLate.record.sla!.clocks[0]).toMatchObject({ elapsedMs: hour, dueAt: null });
  const evening = then(router, pausedLate, { type: 'resume' }, monday + 12 * hour);
  expect(ends(evening)[0]).toBe(21 * hour);
  expect(ends(evening)[1]).toBe(-2 * hour);
});

test('a lead rests until its days, its open time and the gap between contacts have all passed', () => {
  const routerFor = (track: object, more: object = {}): Router =>
    routerWith({
      calendars: [officeHours('office', 'UTC')],
      recycling: { tracks: [{ id: 'later', coolDownDays: 0, ...track }], ...more },
    });
  const restOf = (router: Router, reason = 'later'): number =>
    then(router, first(router), { type: 'nurture', reason }, monday).record.restUntil! - monday;
  expect(restOf(routerFor({ coolDownOpen: { minutes: 17 * 60, calendarId: 'office' } }))).toBe(2 * day + hour);
  expect(restOf(routerFor({ coolDownOpen: { minutes: 60, calendarId: 'office' }, coolDownDays: 3 }))).toBe(3 * day);
  expect(
    restOf(routerFor({ coolDownOpen: { minutes: 60, calendarId: 'office' } }, { minDaysBetweenContacts: 2 })),
  ).toBe(2 * day);
  expect(restOf(routerFor({ coolDownDays: 4 }, { reasons: { 'no budget': 'later' } }), 'no budget')).toBe(4 * day);
});
