import { expect, test } from 'vitest';
import { leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import {
  advance,
  credit,
  type Input,
  initialState,
  type LeadRecord,
  type Outcome,
  type Router,
  type RoutingEvent,
  type RoutingState,
  rebase,
  route,
  setAvailability,
} from '../router/index.js';
import { milliOf } from './amount.js';
import { fairnessReport, formatFairnessReport } from './index.js';

/** A scope whose events are kept. */
function scope(router: Router) {
  const events: RoutingEvent[] = [];
  const records = new Map<string, LeadRecord>();
  let [current, state, minutes] = [router, initialState(router), 0];
  const keep = (outcome: { readonly state: RoutingState; readonly events: readonly RoutingEvent[] }): void => {
    state = outcome.state;
    events.push(...outcome.events);
  };
  const keepLead = (outcome: Outcome): string | null => {
    keep(outcome);
    records.set(outcome.record.leadId, outcome.record);
    return outcome.record.repId;
  };
  const now = (): number => monday + ++minutes * minute;
  return {
    events,
    records,
    state: () => state,
    route: (id: string, known = {}) => keepLead(route(current, state, leadWith({ id, ...known }), now())),
    input: (id: string, input: Input) => keepLead(advance(current, state, records.get(id)!, input, now())),
    switch: (repId: string, online: boolean) => keep(setAvailability(current, state, repId, online, now())),
    credit: (repId: string, leads: number, expiresAt: number | null = null) =>
      keep(credit(current, state, { queueId: 'pool', repId, leads, reason: 'bad data', by: 'kim', expiresAt }, now())),
    change: (next: Router) => {
      current = next;
      state = rebase(next, state);
    },
  };
}

const two = routerWith();

test('skipped by whom, not eligible why, and what the ledger says', () => {
  const day = scope(two);
  const first = day.route('l1')!;
  const other = first === 'ana' ? 'ben' : 'ana';
  day.switch(other, false);
  day.route('l2');
  day.switch(other, true);
  day.input('l2', { type: 'assign', repId: other, by: 'kim' });
  const report = fairnessReport(two, day.events, other);
  expect(report).toMatchObject({ assignments: 3, unread: 0 });
  expect(report.reps).toEqual([
    expect.objectContaining({
      repId: other,
      considered: 3,
      eligible: 2,
      assigned: 1,
      outside: 0,
      skipped: [{ reason: 'deficit', count: 1 }],
      ineligible: [{ reason: 'match.offline', count: 1 }],
      takenOver: 1,
      givenBack: 0,
    }),
  ]);
  // l2 was never shared: its only receiver was owed all of it, and passed the charge on with the lead
  const [ledger] = report.ledgers;
  expect(
    ledger!.reps.map(({ repId, owed, received, leads }) => [repId, milliOf(owed), milliOf(received), leads]),
  ).toEqual(
    [
      [first, 1_500, 1_000, 1],
      [other, 500, 1_000, 1],
    ].sort(),
  );
  expect(fairnessReport(two, day.events, first).reps[0]).toMatchObject({ givenBack: 1, takenOver: 0, assigned: 2 });
});

test('credits are entries, and count until they run out', () => {
  const day = scope(two);
  day.credit('ana', 1.5, monday + 3 * minute);
  const sharesOf = () =>
    fairnessReport(two, day.events).ledgers[0]!.reps.map(({ credited, difference }) => [
      milliOf(credited),
      milliOf(difference),
    ]);
  expect(sharesOf()).toEqual([
    [1_500, 1_500],
    [-1_500, -1_500],
  ]);
  expect(day.route('l1')).toBe('ana');
  day.route('l2');
  day.route('l3');
  expect(sharesOf().map(([credited]) => credited)).toEqual([0, 0]);
  const report = fairnessReport(two, day.events);
  expect(report.reps.find(({ repId }) => repId === 'ana')!.credits).toEqual([
    {
      at: monday + minute,
      queueId: 'pool',
      leadsMilli: 1_500,
      reason: 'bad data',
      by: 'kim',
      expiresAt: monday + 3 * minute,
    },
  ]);
  expect(formatFairnessReport(report)).toContain('1.500  bad data  kim');
});

test('each event is read under the policy of its time', () => {
  const day = scope(two);
  const three = routerWith({ reps: [{ id: 'ana', weight: 3 }, 'ben', 'cy'] });
  for (const id of ['l1', 'l2', 'l3']) day.route(id);
  day.change(three);
  for (const id of ['l4', 'l5', 'l6', 'l7']) day.route(id);
  const report = fairnessReport(three, day.events, undefined, { earlier: [two] });
  expect(report.unread).toBe(0);
  const { ids, balance, unit } = day.state().ledgers['pool']!;
  const differences = report.ledgers[0]!.reps.map(({ repId, difference }) => [repId, milliOf(difference)]);
  expect(differences).toEqual(ids.map((repId, index) => [repId, Math.floor((balance[index]! * 1_000) / unit)]));
  // without the earlier policy its leads cannot be read, and why somebody was not eligible is not known any more
  day.switch('cy', false);
  day.route('l8');
  const untold = fairnessReport(three, day.events, 'cy');
  expect(untold).toMatchObject({ assignments: 5, unread: 3 });
  expect(untold.reps[0]!.ineligible).toEqual([{ reason: 'unknown', count: 1 }]);
  const [told] = fairnessReport(three, day.events, 'cy', { earlier: [two] }).reps;
  expect(told!.ineligible).toEqual([{ reason: 'match.offline', count: 1 }]);
});

test('a part needs what was there before it, and says where it is missing', () => {
  const day = scope(two);
  day.route('l1');
  const [before, state, records] = [day.events.length, day.state(), [...day.records.values()]];
  const owner = records[0]!.repId!;
  const other = owner === 'ana' ? 'ben' : 'ana';
  day.switch(other, false);
  day.route('l2');
  day.switch(other, true);
  day.input('l1', { type: 'release' });
  const later = day.events.slice(before);
  const [told, untold] = [{ state, records }, {}].map((options) => fairnessReport(two, later, other, options));
  expect(told).toMatchObject({ assignments: 2, unread: 0 });
  expect(told!.reps[0]!.ineligible).toEqual([{ reason: 'match.offline', count: 1 }]);
  expect(untold).toMatchObject({ assignments: 1, unread: 1 });
  expect(untold!.reps[0]!.ineligible).toEqual([{ reason: 'unknown', count: 1 }]);
});

test('classes, values and luck', () => {
  const scored = routerWith({
    scorecards: [
      { id: 'fit', criteria: [{ id: 'hot', points: 10, when: { field: 'source', op: 'eq', value: 'hot' } }] },
    ],
    segments: [{ id: 'hot', when: { field: 'points', op: 'gte', value: 10 } }],
  });
  const day = scope(scored);
  const first = day.route('l0', { source: 'hot', value: 100 })!;
  // whoever is first gets every other lead, so that all the good ones go one way
  for (let n = 1; n < 12; n++) day.route(`l${n}`, n % 2 === 0 ? { source: 'hot', value: 100 } : { value: 10 });
  const [rep] = fairnessReport(scored, day.events, first).reps;
  expect(
    rep!.classes.segment.map(({ id, eligible, owed, received }) => [id, eligible, milliOf(owed), received]),
  ).toEqual([
    [null, 6, 3_000, rep!.assigned - rep!.classes.segment[1]!.received],
    ['hot', 6, 3_000, rep!.classes.segment[1]!.received],
  ]);
  expect(rep!.value).toMatchObject({ eligible: 660, owed: 330 });
  const good = rep!.classes.segment[1]!.received;
  expect(rep!.value.received).toBe(good * 100 + (6 - good) * 10);
  expect(rep!.chance).toMatchObject({ method: 'exact', leads: 12, got: 6, sum: good * 10, expectedMilli: 30_000 });
  const byValue = fairnessReport(scored, day.events, first, { quality: 'value' }).reps[0]!.chance!;
  expect(byValue.sum).toBe(rep!.value.received);
  expect(byValue.asGood).toEqual(rep!.chance!.asGood);
});

test('a rep of whom nothing happened has an empty row', () => {
  expect(fairnessReport(two, [], 'cy')).toMatchObject({
    ledgers: [],
    reps: [{ repId: 'cy', considered: 0, chance: null }],
  });
});
