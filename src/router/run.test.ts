import { expect, test } from 'vitest';
import { leadWith, monday, routerWith } from '../../test/support/samples.js';
import { limits } from '../core/limits.js';
import { openDraft } from './draft.js';
import { initialState } from './initial-state.js';
import { earliestAfter } from './retry-at.js';
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
});
