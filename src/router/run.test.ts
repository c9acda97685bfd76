import { expect, test } from 'vitest';
import { leadWith, monday, policyWith, routerWith } from '../../test/support/samples.js';
import { limits } from '../core/limits.js';
import { openDraft } from './draft.js';
import { initialState } from './initial-state.js';
import { earliestAfter } from './retry-at.js';
import { route } from './route.js';
import { faultIn, startRun } from './run.js';

test('the first faults of a run are listed, as many as there may be', () => {
  const router = routerWith();
  const run = startRun(router, openDraft(initialState(router)), leadWith().id, null, monday, {});
  for (let n = 0; n < limits.faultsMax + 3; n++) faultIn(run)(`f${n}`, new Error('no'));
  expect(run.faults.map(({ ruleId }) => ruleId)).toEqual(Array.from({ length: limits.faultsMax }, (_, n) => `f${n}`));
});

test('an instant that has come is none to wait for', () => {
  expect(earliestAfter(5, [9, 5, 7, null, 4])).toBe(7);
  expect(earliestAfter(5, [5, null])).toBe(null);
  // before 1970
  expect(earliestAfter(-5, [null, 7])).toBe(7);
});

test('a rule that throws on what a lead holds is listed, and the next one decides', () => {
  const broken = Object.assign(['a'], {
    includes: () => {
      throw new Error('no list');
    },
  });
  const odd = { field: 'fields.list', op: 'contains', value: 'a' } as const;
  const router = routerWith({
    rules: [{ id: 'odd', when: odd, then: { disposition: 'rejected' } }, ...policyWith().rules],
  });
  const lead = leadWith({ fields: { list: broken } as never });
  expect(route(router, initialState(router), lead, monday).decision).toMatchObject({
    type: 'assigned',
    ruleId: 'everyone',
    faults: [{ code: 'rule.faulted', ruleId: 'odd', message: 'no list' }],
  });
});

test('a strategy that fails is listed once for each rep that is to be asked', () => {
  const pick = (): number => {
    throw new Error('no table');
  };
  const faultsOf = (to: number) => {
    const pool = { strategy: { type: 'custom', strategyId: 'broken' }, offer: { forMinutes: 5, to } } as const;
    const router = routerWith({ pool }, { strategies: [{ id: 'broken', pick }] });
    return route(router, initialState(router), leadWith(), monday).decision.faults;
  };
  expect([faultsOf(1).length, faultsOf(2).length]).toEqual([1, 2]);
});
