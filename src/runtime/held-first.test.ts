import { expect, test } from 'vitest';
import { leadWith, monday, routerWith } from '../../test/support/samples.js';
import { leadOf, smallPolicy, smallRouter } from '../../test/support/small-router.js';
import { compileOrThrow } from '../policy/index.js';
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
  // the first learns from the outbox who came meanwhile
  await runner.route('s', leadWith({ id: '5' }));
  await runner.advance('s', '2', { type: 'respond', repId: 'ana' });
  expect(asked).toBe(1);
  await runner.advance('s', '2', closing);
  expect((await inner.load('s', ['4', '5'])).records.map(({ status }) => status)).toEqual(['assigned', 'held']);
});

test('of leads that ask for the same only the first is asked in vain, of others so many kinds as the runner is told', async () => {
  const asking = (id: string, product: string) => leadOf(id, { products: [product] });
  const served = async (heldMax: number) => {
    const policy = smallPolicy({ reps: 1, capacity: 1 });
    const router = compileOrThrow({
      ...policy,
      reps: [{ ...policy.reps[0]!, products: ['crm', 'pos'] }],
      queues: [{ ...policy.queues[0]!, requirements: [{ all: [{ product: 'lead' }] }] }],
    });
    const store = memoryStore();
    const runner = createRunner({ router, store, clock: { now: () => 0 }, heldMax });
    await runner.route('s', asking('busy', 'crm'));
    for (const id of ['1', '2', '3']) await runner.route('s', asking(id, 'erp'));
    await runner.route('s', asking('4', 'pos'));
    await runner.advance('s', 'busy', closing);
    return (await store.load('s', ['4'])).records[0]!.status;
  };
  expect([await served(1), await served(2)]).toEqual(['held', 'assigned']);
});

test('more held leads than a runner has in mind are read once those are served', async () => {
  const router = routerWith({ reps: [{ id: 'ana', capacity: 1 }] });
  const store = memoryStore();
  const make = () => createRunner({ router, store, clock: { now: () => monday }, heldMax: 1 });
  const ids = Array.from({ length: 250 }, (_, i) => String(1_000 + i));
  const first = make();
  for (const id of ids) await first.route('s', leadWith({ id }));
  // this one has all to read, a hundred at a time
  const runner = make();
  for (const [i, id] of ids.entries()) {
    expect((await store.load('s', [id])).records[0]!.status).toBe('assigned');
    await runner.advance('s', id, closing);
    if (i % 100 === 50) await runner.route('s', leadWith({ id: `late-${i}` }));
  }
  expect((await store.load('s', ['late-150'])).records[0]!.status).toBe('assigned');
});

test('where waiting makes up for priority, who has aged is in mind before who is urgent', async () => {
  const policy = { ...smallPolicy({ reps: 1, capacity: 1 }), backlog: { ageMinutes: 1 } };
  const time = { now: 0 };
  const served = async (store: Store) => {
    const make = () =>
      createRunner({ router: compileOrThrow(policy), store, clock: { now: () => time.now }, heldMax: 1 });
    const first = make();
    for (const id of ['busy', 'aged']) await first.route('s', leadOf(id));
    time.now += 3_600_000;
    for (let i = 0; i < 101; i++) await first.route('s', leadOf(`hot-${i}`, { source: 'hot' }));
    await make().advance('s', 'busy', closing);
    return (await store.load('s', ['aged'])).records[0]!.status;
  };
  expect(await served(memoryStore())).toBe('assigned');
  // a store that only knows priorities names others first
  const { heldInTurn: _, ...plain } = memoryStore();
  expect(await served(plain)).toBe('held');
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
  const make = () => createRunner({ router, store: { ...inner, held }, clock: { now: () => monday } });
  const first = make();
  for (const id of ['1', '2']) await first.route('s', leadWith({ id }));
  await make().advance('s', '1', closing);
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
