import { expect, test } from 'vitest';
import { day, hour, leadWith, minute, monday, officeHours, routerWith } from '../../test/support/samples.js';
import type { Router } from '../policy/index.js';
import {
  advance,
  decisionOf,
  type Input,
  initialState,
  type Outcome,
  route,
  setAvailability,
  slaStatus,
} from './index.js';

const types = (outcome: Outcome): readonly string[] => outcome.events.map(({ type }) => type);
const then = (router: Router, from: Outcome, input: Input, at: number): Outcome =>
  advance(router, from.state, from.record, input, at);
const tick: Input = { type: 'tick' };
const activity = (type: string): Input => ({ type: 'activity', activity: { type, at: monday } });
const first = (router: Router, at = monday): Outcome => route(router, initialState(router), leadWith(), at);

// ── attempts ──────────────────────────────────────────────────────────────────────────────────────────────────────

const cadence = (own: object = {}): Router =>
  routerWith({
    slas: [
      {
        id: 's',
        targets: [
          { id: 'follow_up', minutes: 60, attempts: 3, milestones: [{ atFraction: 0.5, do: ['remind'] }], ...own },
        ],
        meaningful: ['call'],
        pauseOn: ['wait'],
      },
    ],
    slaId: 's',
  });

test('each attempt starts the clock of the next, and its milestones; the last one meets the target', () => {
  const router = cadence();
  const one = then(router, first(router), activity('call'), monday + 10 * minute);
  expect(types(one)).toEqual(['activity_recorded', 'lead_responded', 'attempt_recorded']);
  expect(one.record.wakeAt).toBe(monday + 40 * minute);
  const late = then(router, one, tick, monday + 3 * hour);
  expect(types(late)).toEqual(['sla_reminded', 'sla_breached']);
  expect(slaStatus(late.record, monday + 3 * hour)).toMatchObject({
    status: 'breached',
    remainingMs: 70 * minute - 3 * hour,
  });
  const two = then(router, late, { type: 'respond', repId: late.record.repId! }, monday + 3 * hour);
  // somebody has responded before: this is an attempt and nothing else
  expect(types(two)).toEqual(['attempt_recorded']);
  expect(slaStatus(two.record, monday + 3 * hour)).toMatchObject({ status: 'running', remainingMs: hour });
  const three = then(router, two, activity('call'), monday + 3 * hour + 5 * minute);
  expect(three.events.at(-1)).toMatchObject({ type: 'attempt_recorded', attempts: 3, left: 0, due: [] });
  expect(three.record.wakeAt).toBeNull();
  expect(slaStatus(three.record, monday + day).targets[0]).toMatchObject({
    status: 'met',
    attempts: 3,
    elapsedMs: 5 * minute,
  });
  const four = then(router, three, { type: 'respond', repId: three.record.repId! }, monday + 4 * hour);
  expect(four.ignored?.because).toBe('it was answered before');
});

test('a target names what counts as an attempt, instead of what is meaningful', () => {
  const router = cadence({ activities: ['mail'], attempts: 1 });
  expect(types(then(router, first(router), activity('call'), monday))).toEqual(['activity_recorded', 'lead_responded']);
  const mailed = then(router, first(router), activity('mail'), monday);
  expect(types(mailed)).toEqual(['activity_recorded', 'attempt_recorded']);
  expect(mailed.record.sla!.clocks[0]).toMatchObject({ metAt: monday, elapsedMs: 0, attempts: 1 });
});

test('an attempt while the clocks stand still leaves them so, at nothing', () => {
  const router = cadence({ activities: ['wait', 'call'] });
  const waiting = then(router, first(router), activity('wait'), monday + 20 * minute);
  expect(types(waiting)).toEqual(['activity_recorded', 'sla_paused', 'attempt_recorded']);
  expect(waiting.record.sla!.clocks[0]).toMatchObject({ since: null, elapsedMs: 0, dueAt: null, attempts: 1 });
  const resumed = then(router, waiting, { type: 'resume' }, monday + hour);
  expect(resumed.record.wakeAt).toBe(monday + hour + 30 * minute);
  expect(slaStatus(resumed.record, monday + hour).dueAt).toBe(monday + 2 * hour);
});

test('another owner begins at the first attempt', () => {
  const router = cadence();
  const one = then(router, first(router), activity('call'), monday);
  const released = then(router, one, { type: 'release' }, monday + minute);
  expect(released.record.sla!.clocks[0]).not.toHaveProperty('attempts');
});

// ── delivery ──────────────────────────────────────────────────────────────────────────────────────────────────────

const delivering = (milestones: readonly object[] = [], more: object = {}): Router =>
  routerWith({
    reps: ['ana'],
    calendars: [officeHours('office', 'UTC')],
    pool: { calendarId: 'office', managerId: 'lee' },
    slas: [
      {
        id: 's',
        targets: [{ id: 'deliver', minutes: 10, milestones } as never, { id: 'first_response', minutes: 60 }],
      },
    ],
    slaId: 's',
    ...more,
  });
const offline = (router: Router): Outcome => {
  const { state } = setAvailability(router, initialState(router), 'ana', false, monday);
  return route(router, state, leadWith(), monday);
};
const online = (router: Router, { state, ...outcome }: Outcome, at: number): Outcome => ({
  ...outcome,
  state: setAvailability(router, state, 'ana', true, at).state,
});

test('a lead that finds a rep at once was delivered in no time', () => {
  const [deliver] = slaStatus(first(delivering()).record, monday).targets;
  expect(deliver).toMatchObject({ targetId: 'deliver', status: 'met', metAt: monday, elapsedMs: 0, remainingMs: null });
});

test('the delivery clock runs while the lead waits, and an assignment meets it', () => {
  const router = delivering();
  const held = offline(router);
  expect(slaStatus(held.record, monday + minute)).toMatchObject({
    status: 'running',
    targetId: 'deliver',
    remainingMs: 9 * minute,
  });
  expect(held.record.wakeAt).toBe(monday + 10 * minute);
  // what the decision says of retries is not what the clock wants
  expect(held.decision).toMatchObject({ type: 'held', retryAt: null });
  expect(decisionOf(held.record)).toMatchObject({ type: 'held', retryAt: null });
  const given = then(router, online(router, held, monday), tick, monday + 4 * minute);
  expect(types(given)).toEqual(['lead_assigned']);
  const [deliver, response] = slaStatus(given.record, monday + 5 * minute).targets;
  expect(deliver).toMatchObject({ status: 'met', elapsedMs: 4 * minute });
  expect(response).toMatchObject({ status: 'running', remainingMs: 59 * minute });
});

test('its milestones fire once each, with nobody to have the lead, and the lead is matched all the same', () => {
  const router = delivering([{ atMinutes: 5, do: ['notify', 'escalate'], to: ['#desk'] }]);
  const held = offline(router);
  const late = then(router, held, tick, monday + 11 * minute);
  expect(types(late)).toEqual(['sla_notified', 'sla_escalated', 'sla_breached']);
  expect(late.events[1]).toMatchObject({ at: monday + 5 * minute, repId: null, to: 'lee', targetId: 'deliver' });
  expect(types(then(router, late, tick, monday + 11 * minute))).toEqual([]);
  expect(slaStatus(late.record, monday + 11 * minute)).toMatchObject({ status: 'breached', remainingMs: -minute });
  const both = then(router, online(router, held, monday), tick, monday + 5 * minute);
  expect(types(both)).toEqual(['sla_notified', 'sla_escalated', 'lead_assigned']);
  const done = then(router, online(router, late, monday), tick, monday + 12 * minute);
  expect(slaStatus(done.record, monday + 12 * minute).targets[0]).toMatchObject({
    status: 'breached',
    elapsedMs: 12 * minute,
  });
});

test('it can let the lead rest, which stops it; a lead that comes back is to be delivered anew', () => {
  const router = delivering([{ atFraction: 1, do: ['recycle'] }], {
    recycling: { tracks: [{ id: 'no_response', coolDownDays: 1 }] },
  });
  const rested = then(router, offline(router), tick, monday + 10 * minute);
  expect(types(rested)).toEqual(['sla_breached', 'lead_nurtured']);
  const back = then(router, rested, tick, monday + day + 20 * minute);
  expect(types(back)).toEqual(['lead_returned', 'lead_held', 'sla_breached', 'lead_nurtured']);
  const stopped = then(router, offline(router), { type: 'reject' }, monday + minute);
  expect(slaStatus(stopped.record, monday + hour)).toMatchObject({
    status: 'stopped',
    targets: [{ elapsedMs: minute }],
  });
});

test('the hours are those of the queue that held it first', () => {
  const evening = monday + 7 * hour + 55 * minute;
  const router = delivering([], { reps: [{ id: 'ana', calendarId: 'office' }] });
  const { state } = setAvailability(router, initialState(router), 'ana', false, monday);
  const held = route(router, state, leadWith(), evening);
  expect(slaStatus(held.record, evening).dueAt).toBe(monday + day + 5 * minute);
});

// ── status ────────────────────────────────────────────────────────────────────────────────────────────────────────

test('the countdown shows the open target that ends first; a lead without targets has none', () => {
  const router = routerWith({
    slas: [
      {
        id: 's',
        targets: [
          { id: 'resolution', minutes: 120 },
          { id: 'first', minutes: 60 },
        ],
      },
    ],
    slaId: 's',
  });
  const started = first(router);
  const owner = started.record.repId!;
  expect(slaStatus(started.record, monday)).toMatchObject({
    targetId: 'first',
    dueAt: monday + hour,
    remainingMs: hour,
  });
  const paused = then(router, started, { type: 'pause' }, monday + minute);
  expect(slaStatus(paused.record, monday + hour)).toMatchObject({ status: 'paused', dueAt: null, remainingMs: null });
  const answered = then(router, started, { type: 'respond', repId: owner }, monday);
  expect(slaStatus(answered.record, monday)).toMatchObject({ status: 'running', targetId: 'resolution' });
  expect(slaStatus(answered.record, monday).targets[1]).toMatchObject({ status: 'met', elapsedMs: 0, metAt: monday });
  const closed = then(router, answered, { type: 'close', outcome: 'converted' }, monday + minute);
  expect(slaStatus(closed.record, monday + day)).toMatchObject({ status: 'met', targetId: null, remainingMs: null });
  const lost = then(router, started, { type: 'close', outcome: 'lost' }, monday + minute);
  expect(slaStatus(lost.record, monday + day).targets.map(({ status }) => status)).toEqual(['met', 'stopped']);
  const missed = then(router, started, { type: 'close', outcome: 'lost' }, monday + hour);
  expect(slaStatus(missed.record, monday + day).status).toBe('breached');
  const plain = routerWith();
  expect(slaStatus(first(plain).record, monday)).toEqual({
    status: 'none',
    targetId: null,
    dueAt: null,
    remainingMs: null,
    targets: [],
  });
});

test('an end that has passed stays where it was through a pause', () => {
  const router = cadence({ attempts: 1 });
  const late = then(router, first(router), { type: 'pause' }, monday + 2 * hour);
  expect(slaStatus(late.record, monday + 3 * hour)).toMatchObject({ status: 'breached', dueAt: monday + hour });
  const resumed = then(router, late, { type: 'resume' }, monday + 3 * hour);
  expect(slaStatus(resumed.record, monday + 3 * hour)).toMatchObject({ status: 'breached', dueAt: monday + hour });
});
