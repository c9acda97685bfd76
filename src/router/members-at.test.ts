import { expect, test } from 'vitest';
import { leadWith, monday, routerWith } from '../../test/support/samples.js';
import {
  advance,
  evolve,
  initialState,
  type LeadRecord,
  membersAt,
  type Outcome,
  type RoutingEvent,
  type RoutingState,
  route,
  unitsByQueue,
} from './index.js';

type Assigned = RoutingEvent<'lead_assigned'>;
interface At {
  readonly state: RoutingState;
  readonly record: LeadRecord | null;
}

const router = routerWith({ reps: ['ana', 'ben', { id: 'cy', capacity: 0 }] });

/** How members stood at the last assignment of an outcome. */
function standing(before: At, { events }: Outcome) {
  let at = before;
  for (const event of events) {
    if (event.type === 'lead_assigned') {
      const rows = membersAt(router, at as At & { record: LeadRecord }, event as Assigned);
      return rows.map(({ repId, eligible, verdict }) => [
        repId,
        eligible,
        verdict.type === 'eligible' ? verdict.type : verdict.reason.code,
      ]);
    }
    at = evolve(router, at, event);
  }
  return null;
}

test('members at an assignment: who was eligible, and why the others were not', () => {
  const start = initialState(router);
  const first = route(router, start, leadWith(), monday);
  expect(standing({ state: start, record: null }, first)).toEqual([
    ['ana', true, 'eligible'],
    ['ben', true, 'eligible'],
    ['cy', false, 'match.at_capacity'],
  ]);
});

test('after a breach earlier owners are passed over; by hand they are not', () => {
  const start = initialState(router);
  const first = route(router, start, leadWith(), monday);
  const owner = first.record.repId!;
  const other = owner === 'ana' ? 'ben' : 'ana';
  const released = advance(router, first.state, first.record, { type: 'release' }, monday + 1);
  const rows = standing(first, released);
  expect(rows).toEqual(
    [
      [owner, false, 'match.excluded_owner'],
      [other, true, 'eligible'],
      ['cy', false, 'match.at_capacity'],
    ].sort(([a], [b]) => (String(a) < String(b) ? -1 : 1)),
  );
  const byHand = advance(router, first.state, first.record, { type: 'assign', repId: other, by: 'kim' }, monday + 1);
  expect(standing(first, byHand)).toEqual([
    ['ana', true, 'eligible'],
    ['ben', true, 'eligible'],
    ['cy', false, 'match.at_capacity'],
  ]);
});

test('an event of a queue that the policy does not have stops the program', () => {
  const first = route(router, initialState(router), leadWith(), monday);
  const event = { ...first.events.at(-1)!, queueId: 'no' } as Assigned;
  expect(() => membersAt(router, first, event)).toThrow('the policy has no queue `no`');
});

test('units by queue: of the queues whose units depend on the lead', () => {
  expect(unitsByQueue(router)).toBe(null);
  const unitsWhen = [{ when: { field: 'value', op: 'gte', value: 100 } as const, units: 3 }];
  const strategy = { type: 'fair_share' } as const;
  const queues = [
    { id: 'big', repIds: ['ana'], strategy, units: 2, unitsWhen },
    { id: 'even', repIds: ['ana'], strategy, units: 2 },
    { id: 'none', repIds: ['ana'], strategy, unitsWhen: [] },
  ];
  const depending = routerWith({ queues, rules: [{ id: 'r', when: true, then: { queueId: 'big' } }] });
  const unitsOf = (value: number) =>
    unitsByQueue(depending)!(route(depending, initialState(depending), leadWith({ value }), monday).record.lead);
  expect([unitsOf(99), unitsOf(100)]).toEqual([{ big: 2 }, { big: 3 }]);
});

test('an earlier owner is passed over only where the way of picking passes over earlier owners', () => {
  const { record, state, events } = route(router, initialState(router), leadWith(), monday);
  const owners = [{ repId: 'ana', from: monday, until: monday }] as unknown as LeadRecord['owners'];
  const back = { state, record: { ...record, owners, takenBack: true } };
  const event = events.find(({ type }) => type === 'lead_assigned') as Assigned;
  const anaBy = (method: Assigned['method'], takenBack = true) =>
    membersAt(router, { ...back, record: { ...back.record, takenBack } }, { ...event, method })[0]!.verdict;
  for (const method of ['manual', 'owner', 'earliest_owner'] as const)
    expect(anaBy(method)).toEqual({ type: 'eligible' });
  expect(anaBy('deficit').type).not.toBe('eligible');
  expect(anaBy('deficit', false)).toEqual({ type: 'eligible' });
});
