import { expect, test } from 'vitest';
import { leadWith, monday, routerWith } from '../../test/support/samples.js';
import { createRunner, memoryStore } from './index.js';

const scenario = (heldMax: number) => {
  const store = memoryStore();
  const router = routerWith({ reps: [{ id: 'ana', capacity: 3 }] });
  let now = monday;
  const runner = createRunner({ router, store, clock: { now: () => now++ }, heldMax });
  const ownerOf = async (leadId: string) => (await store.load('s', [leadId])).records[0]!.repId;
  return { runner, ownerOf };
};
const closing = { type: 'close', outcome: 'converted' } as const;

test('a freed place goes to the lead that has waited longest, at once, and not to a newcomer', async () => {
  const { runner, ownerOf } = scenario(10);
  for (const id of ['1', '2', '3', '4']) await runner.route('s', leadWith({ id }));
  expect(await ownerOf('4')).toBeNull();
  await runner.advance('s', '1', closing);
  expect(await ownerOf('4')).toBe('ana');
  expect((await runner.route('s', leadWith({ id: '5' }))).decision.type).toBe('held');
});

test('also where closing and newcomers are decided together', async () => {
  const { runner, ownerOf } = scenario(10);
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
