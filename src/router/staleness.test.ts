import { expect, test } from 'vitest';
import { leadWith, monday, routerWith } from '../../test/support/samples.js';
import { initialState, route } from './index.js';
import { staleness } from './staleness.js';

const router = routerWith();
const { record } = route(router, initialState(router), leadWith(), monday);
const taken = { ...record, inputs: ['i-1'] };

test('an input that was taken before is stale, a tick by its epoch alone', () => {
  expect(staleness(taken, { type: 'release', id: 'i-1' })).toBe('input `i-1` was taken before');
  for (const input of [{ type: 'release', id: 'i-2' }, { type: 'release' }, { type: 'tick', id: 'i-1' }] as const)
    expect(staleness(taken, input)).toBe(null);
  expect(staleness(record, { type: 'release', id: 'i-1' })).toBe(null);
  const epoch = record.epoch + 1;
  const because = `it was made at epoch ${epoch}, the lead is at ${record.epoch}`;
  expect(staleness(taken, { type: 'tick', id: 'i-1', epoch })).toBe(because);
  expect(staleness(taken, { type: 'release', epoch: record.epoch })).toBe(null);
});
