import { expect, test } from 'vitest';
import { leadWith, minute, monday, type PolicyParts, routerWith } from '../../test/support/samples.js';
import type { Lead } from '../lead/index.js';
import type { Extensions, Queue } from '../policy/index.js';
import { heldKind, initialState, type LeadRecord, type Outcome, route } from './index.js';

const never = Number.POSITIVE_INFINITY;
const away = [
  { id: 'ana', capacity: 0, skills: { de: 1 } },
  { id: 'ben', capacity: 0 },
];

/** Leads held in a queue of reps who have no room, and what kind each is, with what its record says besides. */
function held(pool: Partial<Queue> = {}, parts: PolicyParts = {}, extensions: Extensions = {}) {
  const router = routerWith({ reps: away, ...parts, pool }, extensions);
  const recordOf = (lead: Partial<Lead> = {}): LeadRecord => {
    const { record }: Outcome = route(router, initialState(router), leadWith(lead), monday);
    expect(record.status).toBe('held');
    return record;
  };
  const kind = (more: Partial<LeadRecord> = {}, now = monday, lead: Partial<Lead> = {}) =>
    heldKind(router, { ...recordOf(lead), ...more }, now);
  return { kind, recordOf };
}

test('leads without a history there are of one kind, which names the queue, the units and whether the wait is over', () => {
  const { kind } = held();
  expect(kind()).toEqual({ name: plain, until: never });
  expect(kind({}, monday + minute, { id: 'l2' })).toEqual(kind());
  const heavy = { unitsWhen: [{ when: { field: 'country', op: 'eq', value: 'DE' }, units: 3 }] } as const;
  expect(held(heavy).kind({}, monday, { country: 'DE' }).name).toBe('["pool",3,false,"0 * "]');
});

test('a lead with a history there is alone, until its wake-up', () => {
  const { kind } = held();
  const alone = { name: 'lead l1', until: never };
  expect(kind({ takenBack: true })).toEqual(alone);
  expect(kind({ declines: [{ repId: 'ana', at: monday }] })).toEqual(alone);
  expect(kind({ awaitedOwner: { repId: 'ana', until: monday + minute, queueId: 'pool' } })).toEqual(alone);
  expect(kind({ queueId: 'gone' })).toEqual(alone);
  expect(kind({ queueId: null })).toEqual(alone);
  expect(kind({ joinedAt: null })).toEqual(alone);
  expect(kind({ takenBack: true, wakeAt: monday + minute })).toEqual({ ...alone, until: monday + minute });
  expect(kind({ takenBack: true, wakeAt: monday })).toEqual(alone);
});

test('a lead seen later than now is alone, until then or until its wake-up before', () => {
  const { kind } = held();
  const later = { name: 'lead l1', until: monday + 5 * minute };
  expect(kind({ at: monday + 5 * minute })).toEqual(later);
  expect(kind({ at: monday + 5 * minute, wakeAt: monday + 9 * minute })).toEqual(later);
  expect(kind({ at: monday + 9 * minute, wakeAt: monday + 5 * minute })).toEqual(later);
  expect(kind({ at: monday })).toEqual(kind());
});

test('where filters of the caller have a say, every lead is alone', () => {
  const filters = [{ id: 'any', test: () => ({ type: 'eligible' as const }) }];
  expect(held({}, {}, { filters }).kind()).toEqual({ name: 'lead l1', until: never });
});

test('nothing can come of a tick while a lead rests, unless something is due', () => {
  const { kind } = held();
  const restUntil = monday + 5 * minute;
  expect(kind({ restUntil })).toEqual({ name: null, until: restUntil });
  expect(kind({ restUntil, wakeAt: monday + minute })).toEqual({ name: null, until: monday + minute });
  expect(kind({ restUntil, wakeAt: monday + 9 * minute })).toEqual({ name: null, until: restUntil });
  expect(kind({ restUntil, wakeAt: monday }).name).toBe(`${monday} ${plain}`);
  expect(kind({ restUntil }, restUntil - 1).name).toBe(null);
  expect(kind({ restUntil }, restUntil)).toEqual(kind());
  // before 1970 as well a lead that does not rest may be looked at
  expect(kind({ at: -9, joinedAt: -9 }, -5)).toEqual(kind());
});

const steps = [{ all: [{ product: 'lead' }], forMinutes: 10 }, { all: [] }] as const;
const patient = { type: 'hold', afterMinutes: 20, then: { queueId: 'next' } } as const;
const next = { id: 'next', repIds: ['ana'], strategy: { type: 'fair_share' } } as const;
const pool = { id: 'pool', repIds: ['ana', 'ben'], strategy: { type: 'fair_share' } } as const;
const plain = '["pool",1,false,"0 * "]';

test('a kind ends with the wake-up or the wait, whichever comes first', () => {
  const wakes = monday + 3 * minute;
  expect(held().kind({ wakeAt: wakes })).toEqual({ name: plain, until: wakes });
  const waiting = held({}, { queues: [{ ...pool, nobodyEligible: patient }, next] });
  const ends = monday + 20 * minute;
  const quiet = { wakeAt: null };
  expect(waiting.kind(quiet)).toEqual({ name: plain, until: ends });
  expect(waiting.kind({ wakeAt: wakes }).until).toBe(wakes);
  expect(waiting.kind(quiet, ends - 1).until).toBe(ends);
  expect(waiting.kind(quiet, ends)).toEqual({ name: '["pool",1,true,"0 * "]', until: never });
  expect(waiting.kind({ ...quiet, joinedAt: monday - 15 * minute }).until).toBe(monday + 5 * minute);
});

test('a kind ends with the step of requirements, and names it', () => {
  const { kind } = held({ requirements: steps });
  const quiet = { wakeAt: null };
  expect(kind(quiet)).toEqual({ name: plain, until: monday + 10 * minute });
  expect(kind({ ...quiet, joinedAt: monday - 4 * minute }).until).toBe(monday + 6 * minute);
  expect(kind(quiet, monday + 9 * minute).until).toBe(monday + 10 * minute);
  expect(kind(quiet, monday + 10 * minute)).toEqual({ name: '["pool",1,false,"1 * "]', until: never });
});

test('where something is due, a kind is of one instant, and only where no wait, step or delivery clock adds others', () => {
  const due = { wakeAt: monday - minute };
  const alone = { name: 'lead l1', until: never };
  expect(held().kind(due)).toEqual({ name: `${monday - minute} ${plain}`, until: never });
  expect(held().kind({ wakeAt: monday })).toEqual({ name: `${monday} ${plain}`, until: never });
  expect(held({}, { queues: [{ ...pool, nobodyEligible: patient }, next] }).kind(due)).toEqual(alone);
  expect(held({ requirements: steps }).kind(due)).toEqual(alone);
  const delivery = { slaId: 's', tier: -1, queueId: 'pool', clocks: [], retryAt: null };
  expect(held().kind({ ...due, delivery })).toEqual(alone);
  expect(held().kind({ ...due, delivery: null }).name).toBe(`${monday - minute} ${plain}`);
});
