import { expect, test } from 'vitest';
import { leadOf, smallRouter } from '../../test/support/small-router.js';
import { setAvailability } from '../router/index.js';
import { createRunner, isRunnerError, memoryStore, type Store } from './index.js';

const scope = 'emea';
const minute = 60_000;

/** A runner whose clock the test sets, and that leaves held leads to its sweep. */
function atWork(router = smallRouter({ reps: 1, capacity: 1 }), store: Store = memoryStore()) {
  const time = { now: 0 };
  const runner = createRunner({ router, store, clock: { now: () => time.now }, heldMax: 0 });
  return { router, store, time, runner };
}

test('fires what is due, each lead once', async () => {
  const { time, runner } = atWork(smallRouter({ reps: 2, breachMinutes: 10 }));
  await Promise.all(['l1', 'l2'].map((id) => runner.route(scope, leadOf(id))));
  expect(await runner.sweep(scope)).toEqual([]);
  time.now = 10 * minute;
  const events = await runner.sweep(scope);
  expect(events.filter(({ type }) => type === 'sla_breached').map(({ leadId }) => leadId)).toEqual(['l1', 'l2']);
  expect(await runner.sweep(scope)).toEqual([]);
});

test('gives a free rep to the held lead whose turn it is: priority, then the longest wait', async () => {
  const { time, runner } = atWork();
  await runner.route(scope, leadOf('busy'));
  const waiting: readonly (readonly [string, string])[] = [
    ['cold', 'list'],
    ['warm-late', 'warm'],
    ['hot', 'hot'],
    ['warm', 'warm'],
  ];
  // `warm` came before `warm-late`
  for (const [id, source] of [waiting[3]!, waiting[0]!, waiting[1]!, waiting[2]!]) {
    time.now += minute;
    expect((await runner.route(scope, leadOf(id, { source }))).decision.type).toBe('held');
  }
  const turns: string[] = [];
  for (let last = 'busy'; turns.length < 4; last = turns.at(-1)!) {
    time.now += minute;
    await runner.advance(scope, last, { type: 'close', outcome: 'lost' });
    const assigned = (await runner.sweep(scope)).filter(({ type }) => type === 'lead_assigned');
    turns.push(...assigned.map(({ leadId }) => leadId));
  }
  expect(turns).toEqual(['hot', 'warm', 'warm-late', 'cold']);
});

test('a held lead whose timer is due waits for its turn among the held ones', async () => {
  const { router, store, time, runner } = atWork();
  await runner.route(scope, leadOf('busy'));
  for (const [id, source] of [
    ['cold', 'list'],
    ['hot', 'hot'],
  ] as const)
    await runner.route(scope, leadOf(id, { source }));
  const { state, revision, records } = await store.load(scope, ['cold']);
  // the cold lead's timer is due, the hot one has none
  const due = records.map((record) => ({ ...record, wakeAt: 5 }));
  await store.commit(scope, revision, { state: state!, records: due, events: [] });
  await runner.advance(scope, 'busy', { type: 'close', outcome: 'lost' });
  time.now = minute;
  const assigned = (await runner.sweep(scope)).filter(({ type }) => type === 'lead_assigned');
  expect(assigned.map(({ leadId }) => leadId)).toEqual(['hot']);
  expect(router.policy.queues).toHaveLength(1);
});

test('goes through at most the limit, what is due first', async () => {
  const { store, time, runner } = atWork(smallRouter({ reps: 5, capacity: 5 }));
  const ids = Array.from({ length: 30 }, (_, i) => `l${String(i).padStart(2, '0')}`);
  for (const id of ids) await runner.route(scope, leadOf(id));
  await Promise.all(ids.slice(0, 25).map((id) => runner.advance(scope, id, { type: 'close', outcome: 'lost' })));
  expect(await store.held(scope, 'pool', 100)).toEqual(ids.slice(25));
  time.now = minute;
  expect((await runner.sweep(scope, 2)).map(({ leadId }) => leadId)).toEqual(ids.slice(25, 27));
  expect(await runner.sweep(scope, 0)).toEqual([]);
  expect((await runner.sweep(scope)).map(({ leadId }) => leadId)).toEqual(ids.slice(27));
});

test('sweeps again after a rep came back online', async () => {
  const { router, store, time, runner } = atWork();
  const first = await runner.route(scope, leadOf('l1'));
  const repId = first.record.repId!;
  const off = setAvailability(router, first.state, repId, false, 1);
  await store.commit(scope, '1', { state: off.state, records: [], events: off.events });
  await runner.advance(scope, 'l1', { type: 'close', outcome: 'lost' });
  await runner.route(scope, leadOf('l2'));
  time.now = minute;
  expect(await runner.sweep(scope)).toEqual([]);
  const { state, revision } = await store.load(scope, []);
  const on = setAvailability(router, state!, repId, true, minute);
  await store.commit(scope, revision, { state: on.state, records: [], events: on.events });
  expect((await runner.sweep(scope)).map(({ type }) => type)).toEqual(['lead_assigned']);
});

test('a lead that fails is named after all others were swept', async () => {
  const { store, time, runner } = atWork(smallRouter({ reps: 2, breachMinutes: 10 }));
  for (const id of ['l1', 'l2', 'l3']) await runner.route(scope, leadOf(id));
  const { state, revision, records } = await store.load(scope, ['l2']);
  const wrong = records.map((record) => ({ ...record, version: 9 as never }));
  await store.commit(scope, revision, { state: state!, records: wrong, events: [] });
  time.now = 10 * minute;
  const error: unknown = await runner.sweep(scope).catch((reason: unknown) => reason);
  if (!isRunnerError(error)) throw error;
  expect([error.code, error.message]).toEqual([
    'runner.sweep_incomplete',
    '1 of 3 leads could not be swept: the record of lead `l2` is not of version 1',
  ]);
  expect(error.failures?.map(({ leadId }) => leadId)).toEqual(['l2']);
  const breached = error.events?.filter(({ type }) => type === 'sla_breached').map(({ leadId }) => leadId);
  expect(breached).toEqual(['l1', 'l3']);
});

test('a sweep and calls at the same time do not get in each other’s way', async () => {
  const { store, time, runner } = atWork(smallRouter({ reps: 3, breachMinutes: 10 }));
  await Promise.all(Array.from({ length: 50 }, (_, i) => runner.route(scope, leadOf(`l${i}`))));
  time.now = 10 * minute;
  const responses = Array.from({ length: 50 }, async (_, i) => {
    const { records } = await store.load(scope, [`l${i}`]);
    return runner.advance(scope, `l${i}`, { type: 'respond', repId: records[0]!.repId! });
  });
  const [swept, again] = await Promise.all([runner.sweep(scope), runner.sweep(scope), ...responses]);
  const breaches = [...swept, ...again].filter(({ type }) => type === 'sla_breached');
  const stored = (await store.events(scope, 0, 10_000)).filter(({ type }) => type === 'sla_breached');
  expect(new Set(stored.map(({ leadId }) => leadId)).size).toBe(stored.length);
  expect(breaches.length).toBeLessThanOrEqual(stored.length);
});
