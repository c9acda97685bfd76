import { expect, test } from 'vitest';
import { compileCalendar } from '../calendar/index.js';
import {
  type ClockHours,
  compileTargets,
  dueInstants,
  elapsedOn,
  meetClock,
  nextMilestone,
  pauseClock,
  resumeClock,
  type SlaTarget,
  startClock,
  type TargetClock,
  targetStatus,
  wallHours,
} from './index.js';

const minute = 60_000;
const hour = 60 * minute;
const friday = Date.UTC(2026, 2, 6, 16); // 16:00, an hour before closing time
const hours = compileCalendar({ timeZone: 'UTC', weekly: { mon: [['09:00', '17:00']], fri: [['09:00', '17:00']] } });
const office: ClockHours = { counted: hours, opens: null };

const first: SlaTarget = {
  id: 'first_response',
  minutes: 120,
  milestones: [
    { atMinutes: 90, do: ['remind'] },
    { atFraction: 1, do: ['reassign'] },
    { atFraction: 0.25, do: ['remind', 'escalate'] },
  ],
};
const compile = (target: SlaTarget, minutes?: number) => compileTargets([target], () => minutes)[0]!;
const started = (target = compile(first), since = friday): TargetClock =>
  startClock(target, since, dueInstants(target, office, since, 0));

test('milestones go by when they are due; at one instant the breach is first', () => {
  expect(compile(first).milestones).toEqual([
    { after: 30 * minute, actions: ['remind', 'escalate'] },
    { after: 90 * minute, actions: ['remind'] },
    { after: 120 * minute, actions: ['breach'] },
    { after: 120 * minute, actions: ['reassign'] },
  ]);
});

test('a tier’s minutes scale every milestone, rounded down to the millisecond', () => {
  expect(compile(first, 60).milestones.map(({ after }) => after / minute)).toEqual([15, 45, 60, 60]);
  const third = compile({ id: 't', minutes: 3, milestones: [{ atMinutes: 2, do: ['remind'] }] }, 1);
  expect(third.milestones[0]!.after).toBe(Math.floor((2 * minute) / 3));
});

test('a fraction is read in thousandths, and may lie past the end', () => {
  const after = (atFraction: number) =>
    compile({ id: 't', minutes: 1, milestones: [{ atFraction, do: ['remind'] }] }).milestones.map((row) => row.after);
  expect(after(0.3334)).toEqual([19_980, 60_000]);
  expect(after(0.75)).toEqual([45_000, 60_000]);
  expect(after(2)).toEqual([60_000, 120_000]);
});

test('clocks and what meets them have defaults', () => {
  expect(compile({ id: 'first_response', minutes: 1 })).toMatchObject({ clock: 'rep', until: 'respond' });
  expect(compile({ id: 'resolution', minutes: 1 })).toMatchObject({ until: 'close' });
  expect(compile({ id: 'resolution', minutes: 1, until: 'respond', clock: 'wall' })).toMatchObject({
    clock: 'wall',
    until: 'respond',
  });
});

test('a target goes by its name, its attempts and its own words, in rising order', () => {
  const read = (target: Omit<SlaTarget, 'minutes'>) => {
    const { until, clock, attempts, activities, waitsForOpening } = compile({ minutes: 1, ...target });
    return [until, clock, attempts, activities, waitsForOpening];
  };
  expect(read({ id: 'deliver' })).toEqual(['assign', 'queue', 0, null, false]);
  expect(read({ id: 'deliver', attempts: 3 })).toEqual(['attempts', 'rep', 3, null, false]);
  expect(read({ id: 'deliver', until: 'accept', attempts: 3 })).toEqual(['accept', 'rep', 0, null, false]);
  expect(read({ id: 'tries', until: 'attempts', activities: ['call'] })).toEqual([
    'attempts',
    'rep',
    1,
    ['call'],
    false,
  ]);
  expect(read({ id: 'constructor' })).toEqual(['respond', 'rep', 0, null, false]);
  // only a clock that counts all time can be said to wait: those of open time do by themselves
  expect(read({ id: 'x', clock: 'wall', start: 'opening' })[4]).toBe(true);
  expect(read({ id: 'x', clock: 'wall', start: 'assignment' })[4]).toBe(false);
  expect(read({ id: 'x', clock: 'wall' })[4]).toBe(false);
  expect(read({ id: 'x', clock: 'queue', start: 'opening' })[4]).toBe(false);
});

test('a milestone keeps whom it tells, and only that', () => {
  const milestones = [
    { atMinutes: 1, do: ['notify'] as const, to: ['desk'] },
    { atMinutes: 2, do: ['remind'] as const },
  ];
  expect(compile({ id: 'x', minutes: 3, milestones }).milestones).toStrictEqual([
    { after: minute, actions: ['notify'], to: ['desk'] },
    { after: 2 * minute, actions: ['remind'] },
    { after: 3 * minute, actions: ['breach'] },
  ]);
});

const saturday = Date.UTC(2026, 2, 7, 12);
const mondayAt9 = Date.UTC(2026, 2, 9, 9);
const waiting: SlaTarget = {
  id: 'x',
  minutes: 60,
  clock: 'wall',
  start: 'opening',
  milestones: [{ atMinutes: 20, do: ['remind'] }],
};

test('a clock that waits for an opening starts then; once it has run it goes on at once', () => {
  const target = compile(waiting);
  const opening: ClockHours = { counted: null, opens: hours };
  expect(dueInstants(target, opening, saturday, 0)).toEqual([mondayAt9 + 20 * minute, mondayAt9 + hour]);
  expect(dueInstants(target, opening, saturday, 1)).toEqual([saturday + 20 * minute - 1, saturday + hour - 1]);

  const clock = startClock(target, saturday, dueInstants(target, opening, saturday, 0));
  expect(clock).toMatchObject({ since: mondayAt9, dueAt: mondayAt9 + hour });
  expect(elapsedOn(clock, opening, saturday + hour)).toBe(0);
  expect(elapsedOn(clock, opening, mondayAt9)).toBe(0);
  expect(elapsedOn(clock, opening, mondayAt9 + 1)).toBe(1);

  const paused = pauseClock(clock, 7);
  const due = dueInstants(target, opening, saturday, 7);
  expect(resumeClock(target, paused, saturday, due)).toMatchObject({ since: saturday, dueAt: saturday + hour - 7 });
  // paused before it opened: it waits again
  const again = dueInstants(target, opening, saturday, 0);
  expect(resumeClock(target, pauseClock(clock, 0), saturday, again)).toMatchObject({ since: mondayAt9 });
});

test('a clock that waits for what never opens never starts, and owes nothing', () => {
  const target = compile(waiting);
  const never: ClockHours = { counted: null, opens: compileCalendar({ timeZone: 'UTC', weekly: {} }) };
  expect(dueInstants(target, never, saturday, 0)).toEqual([null, null]);
  const clock = startClock(target, saturday, [null, null]);
  expect(clock).toMatchObject({ since: Number.MAX_SAFE_INTEGER, dueAt: null });
  expect(elapsedOn(clock, never, saturday + hour)).toBe(0);
});

test('a breached clock keeps its end through a pause; what has fired keeps its instant', () => {
  const breached = { ...started(), breachedAt: started().dueAt, next: 3 };
  expect(pauseClock(breached, 5).dueAt).toBe(started().dueAt);
  const later = saturday + 24 * hour;
  const resumed = resumeClock(compile(first), pauseClock(breached, 5), later, [later, later, later, later + 5]);
  expect(resumed.due).toEqual([...breached.due.slice(0, 3), later + 5]);
  expect(resumed.dueAt).toBe(breached.dueAt);
});

test('due instants are in open time: what does not fit before the week-end falls on Monday', () => {
  const monday = Date.UTC(2026, 2, 9, 9);
  expect(dueInstants(compile(first), office, friday, 0)).toEqual([
    friday + 30 * minute,
    monday + 30 * minute,
    monday + 60 * minute,
    monday + 60 * minute,
  ]);
  expect(dueInstants(compile(first), wallHours, friday, 0)[2]).toBe(friday + 2 * hour);
  const never: ClockHours = { counted: compileCalendar({ timeZone: 'UTC', weekly: {} }), opens: null };
  expect(dueInstants(compile(first), never, friday, 0)).toEqual([null, null, null, null]);
  expect(started().dueAt).toBe(monday + 60 * minute);
});

test('a clock that resumes owes only the rest; what has passed is due at once', () => {
  expect(dueInstants(compile(first), wallHours, friday, 100 * minute).map((at) => at! - friday)).toEqual([
    0,
    0,
    20 * minute,
    20 * minute,
  ]);
  expect(elapsedOn(started(), office, friday + 3 * 24 * hour)).toBe(2 * hour - hour + 7 * hour);
  expect(elapsedOn({ ...started(), elapsedMs: 7 }, wallHours, friday + 5)).toBe(12);
  expect(elapsedOn(pauseClock(started(), 9), office, friday + hour)).toBe(9);
});

test('pause keeps what has run; resume goes on from there; both leave a met clock alone', () => {
  const target = compile(first);
  const paused = pauseClock(started(), 10 * minute);
  expect(paused).toMatchObject({ since: null, elapsedMs: 10 * minute, dueAt: null });
  expect(pauseClock(paused, 99)).toBe(paused);
  const later = friday + 24 * hour;
  const due = dueInstants(target, wallHours, later, paused.elapsedMs);
  expect(resumeClock(target, paused, later, due)).toMatchObject({
    since: later,
    elapsedMs: 10 * minute,
    dueAt: later + 110 * minute,
  });
  const met = meetClock(started(), friday + 5, 5);
  expect(met).toMatchObject({ since: null, metAt: friday + 5, elapsedMs: 5 });
  expect(pauseClock(met, 99)).toBe(met);
  expect(resumeClock(target, met, later, due)).toBe(met);
  expect(meetClock(met, later, 99)).toBe(met);
});

test('the milestone that fires next: the earliest of running clocks, the first target where two are due together', () => {
  const a = { ...started(), due: [5, 9], next: 0, since: 0 };
  const b = { ...a, id: 'b', due: [5, 7] };
  expect(nextMilestone([a, b])).toEqual({ clock: 0, milestone: 0, at: 5 });
  expect(nextMilestone([{ ...a, next: 1 }, b])).toEqual({ clock: 1, milestone: 0, at: 5 });
  expect(
    nextMilestone([
      { ...a, next: 1 },
      { ...b, next: 1 },
    ]),
  ).toEqual({ clock: 1, milestone: 1, at: 7 });
  expect(nextMilestone([{ ...a, next: 2 }, pauseClock(b, 0)])).toBeNull();
  expect(nextMilestone([{ ...a, due: [null, 9] }])).toBeNull();
  expect(nextMilestone([])).toBeNull();
});

test('status for a countdown', () => {
  const target = compile(first);
  const clock = startClock(target, friday, dueInstants(target, wallHours, friday, 0));
  const end = friday + 2 * hour;
  expect(targetStatus(clock, friday)).toEqual({
    targetId: 'first_response',
    status: 'running',
    dueAt: end,
    remainingMs: 2 * hour,
    elapsedMs: null,
    metAt: null,
  });
  expect(targetStatus(clock, friday)).not.toHaveProperty('attempts');
  expect(targetStatus({ ...clock, attempts: 0 }, friday)).toHaveProperty('attempts', 0);
  expect(targetStatus(clock, end - 1)).toMatchObject({ status: 'running', remainingMs: 1 });
  expect(targetStatus(clock, end)).toMatchObject({ status: 'breached', remainingMs: 0 });
  expect(targetStatus(clock, end + 5)).toMatchObject({ status: 'breached', remainingMs: -5 });
  expect(targetStatus(pauseClock(clock, 0), end + 5)).toMatchObject({
    status: 'paused',
    dueAt: null,
    remainingMs: null,
  });
  expect(targetStatus(meetClock(clock, friday, 0), end + 5)).toMatchObject({ status: 'met', remainingMs: null });
  expect(targetStatus({ ...meetClock(clock, end + 1, 9), breachedAt: end }, end + 5)).toMatchObject({
    status: 'breached',
  });
});
