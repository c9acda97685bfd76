import { expect, test } from 'vitest';
import type { Condition } from '../../condition/index.js';
import { isAlways, isNever } from './is-always.js';

const atom: Condition = { field: 'country', op: 'exists' };

test.each<[boolean | null, Condition]>([
  [true, true],
  [false, false],
  [true, { all: [] }],
  [false, { any: [] }],
  [true, { not: { any: [] } }],
  [true, { all: [true, { not: false }] }],
  [false, { all: [atom, false] }],
  [true, { any: [atom, { all: [] }] }],
  [null, atom],
  [null, { not: atom }],
  [null, { all: [true, atom] }],
  [null, { any: [false, atom] }],
])('%s: %j', (constant, condition) => {
  expect([isAlways(condition), isNever(condition)]).toEqual([constant === true, constant === false]);
});

test('what is no condition is settled by nothing', () => {
  for (const wrong of [null, {}, 'yes', { op: 'eq' }, { not: null }])
    expect([isAlways(wrong as never), isNever(wrong as never)]).toEqual([false, false]);
});

test('a group whose parts are no list has none', () => {
  expect([isAlways({ all: 7 } as never), isNever({ any: {} } as never)]).toEqual([true, true]);
  expect([isNever({ all: 7 } as never), isAlways({ any: {} } as never)]).toEqual([false, false]);
});
