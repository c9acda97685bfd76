import { expect, test } from 'vitest';
import { leadWith, monday, routerWith } from '../../test/support/samples.js';
import { leadOf, smallRouter } from '../../test/support/small-router.js';
import { initialState, setAvailability } from '../router/index.js';
import { createRunner, memoryStore, type Store } from './index.js';

const scenario = (heldMax?: number) => {
  const store = memoryStore();
  const router = routerWith({ reps: [{ id: 'ana', capacity: 3 }] });
  let now = monday;
  const runner = createRunner({
    router,
    store,
    clock: { now: () => now++ },
    ...(heldMax !== undefined && { heldMax }),
  });
  const ownerOf = async (leadId: string) => (await store.load('s', [leadId])).records[0]!.repId;
  return { runner, store, ownerOf };
};
const closing = { type: 'close', outcome: 'converted' } as const;

test('a freed place goes to the lead that has waited longest, at once, and not to a newcomer', async () => {
  const { runner, ownerOf } = scenario();
  for (const id of ['1', '2', '3', '4']) await runner.route('s', leadWith({ id }));
  expect(await ownerOf('4')).toBeNull();
  await runner.advance('s', '1', closing);
  expect(await ownerOf('4')).toBe('ana');
  expect((await runner.route('s', leadWith({ id: '5' }))).decision.type).toBe('held');
});

test('also where closing and newcomers are decided together', async () => {
  const { runner, ownerOf } = scenario();
  const ids = ['1', '2', '3', '4', '5'];
  await Promise.all(ids.map((id) => runner.route('s', leadWith({ id }))));
  await Promise.all([
    runner.route('s', leadWith({ id: '6' })),
    runner.advance('s', '2', closing),
    runner.route('s', leadWith({ id: '7' })),
    runner.advance('s', '3', closing),
  ]);
  expect(await Promise.all(['4', '5', '6', '7'].map(ownerOf))).toEqual(['ana', 'ana', null, null]);
});

test('without it held leads wait for the sweep', async () => {
  const { runner, ownerOf } = scenario(0);
  for (const id of ['1', '2', '3', '4']) await runner.route('s', leadWith({ id }));
  await runner.advance('s', '1', closing);
  expect(await ownerOf('4')).toBeNull();
  await runner.sweep('s');
  expect(await ownerOf('4')).toBe('ana');
});

test('a store is not asked for held leads while nothing is known to be held, nor for calls that take and free no rep', async () => {
  const inner = memoryStore();
  let asked = 0;
  const held: Store['held'] = (...args) => {
    asked += 1;
    return inner.held(...args);
  };
  const router = routerWith({ reps: [{ id: 'ana', capacity: 2 }] });
  const make = () => createRunner({ router, store: { ...inner, held }, clock: { now: () => monday } });
  const runner = make();
  for (const id of ['1', '2']) await runner.route('s', leadWith({ id }));
  await runner.advance('s', '1', closing);
  await runner.route('s', leadWith({ id: '3' }));
  expect(asked).toBe(0);
  // another runner has to look once
  const other = make();
  await other.advance('s', '2', { type: 'accept', repId: 'ana' });
  expect(asked).toBe(0);
  expect((await other.route('s', leadWith({ id: '4' }))).record.status).toBe('held');
  expect(asked).toBe(1);
  await runner.route('s', leadWith({ id: '5' }));
  expect(asked).toBe(2);
  await runner.advance('s', '2', { type: 'respond', repId: 'ana' });
  expect(asked).toBe(2);
  await runner.advance('s', '2', closing);
  expect((await inner.load('s', ['4', '5'])).records.map(({ status }) => status)).toEqual(['assigned', 'held']);
});

test('only so many have turns, and more once those are served', async () => {
  const { runner, ownerOf } = scenario(1);
  for (const id of ['1', '2', '3', '4', '5']) await runner.route('s', leadWith({ id }));
  await Promise.all(['1', '2'].map((id) => runner.advance('s', id, closing)));
  expect(await Promise.all(['4', '5'].map(ownerOf))).toEqual(['ana', null]);
  await runner.route('s', leadWith({ id: '6' }));
  expect(await Promise.all(['5', '6'].map(ownerOf))).toEqual(['ana', null]);
});

test('a held lead that cannot be decided on is in nobody’s way', async () => {
  const { runner, store, ownerOf } = scenario();
  for (const id of ['1', '2', '3', '4', '5']) await runner.route('s', leadWith({ id }));
  const { state, revision, records } = await store.load('s', ['4']);
  const broken = records.map((record) => ({ ...record, owners: null as never }));
  await store.commit('s', revision, { state: state!, records: broken, events: [] });
  await runner.advance('s', '1', closing);
  expect(await ownerOf('5')).toBe('ana');
});

test('a store that fails on the held leads is asked again', async () => {
  const inner = memoryStore();
  let calls = 0;
  const held: Store['held'] = (...args) => {
    calls += 1;
    return calls === 1 ? Promise.reject(new Error('connection lost')) : inner.held(...args);
  };
  const router = routerWith({ reps: [{ id: 'ana', capacity: 1 }] });
  const runner = createRunner({ router, store: { ...inner, held }, clock: { now: () => monday } });
  for (const id of ['1', '2']) await runner.route('s', leadWith({ id }));
  await runner.advance('s', '1', closing);
  expect(calls).toBe(2);
  expect((await inner.load('s', ['2'])).records[0]!.repId).toBe('ana');
});

test('a sweep tells of leads that had their turns because of it', async () => {
  const router = smallRouter({ reps: 3, capacity: 1, breachMinutes: 10 });
  const time = { now: 0 };
  const store = memoryStore();
  const runner = createRunner({ router, store, clock: { now: () => time.now } });
  const turn = async (online: boolean) => {
    const { state, revision } = await store.load('s', []);
    const next = setAvailability(router, state ?? initialState(router), 'rep-2', online, time.now);
    await store.commit('s', revision, { state: next.state, records: [], events: next.events });
  };
  await turn(false);
  for (const id of ['1', '2', '3']) await runner.route('s', leadOf(id));
  await turn(true);
  const { seq } = (await store.load('s', [])).state!;
  time.now = 600_000;
  expect(await runner.sweep('s')).toEqual(await store.events('s', seq, 100));
  expect((await store.load('s', ['3'])).records[0]!.repId).toBe('rep-2');
});
