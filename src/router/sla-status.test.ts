import { expect, test } from 'vitest';
import { leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import { initialState, route, slaStatus } from './index.js';

const timed = (...minutes: readonly number[]) => {
  const targets = minutes.map((length, n) => ({ id: `t${n}`, minutes: length, until: 'respond' as const }));
  const router = routerWith({ slas: [{ id: 's', targets }], slaId: 's' });
  return route(router, initialState(router), leadWith(), monday).record;
};

test('the open target that ends first counts, of those that end together the first one', () => {
  const firstOf = (...minutes: readonly number[]) => {
    const { targetId, dueAt } = slaStatus(timed(...minutes), monday);
    return [targetId, (dueAt! - monday) / minute];
  };
  expect(firstOf(20, 10, 30)).toEqual(['t1', 10]);
  expect(firstOf(10, 20)).toEqual(['t0', 10]);
  expect(firstOf(10, 10)).toEqual(['t0', 10]);
});

test('a lead that is offered has its delivery clocks running', () => {
  const targets = [{ id: 'd', minutes: 30, until: 'assign' as const }];
  const router = routerWith({ slas: [{ id: 's', targets }], slaId: 's', pool: { offer: { forMinutes: 5 } } });
  const { record } = route(router, initialState(router), leadWith(), monday);
  expect(record.status).toBe('offered');
  expect(slaStatus(record, monday + minute)).toMatchObject({
    status: 'running',
    targetId: 'd',
    remainingMs: 29 * minute,
  });
});
