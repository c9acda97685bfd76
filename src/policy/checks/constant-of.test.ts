import { expect, test } from 'vitest';
import type { Condition } from '../../condition/index.js';
import { constantOf } from './constant-of.js';

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
  expect(constantOf(condition)).toBe(constant);
});

test('what is no condition is settled by nothing', () => {
  for (const wrong of [null, {}, 'yes', { op: 'eq' }, { not: null }]) expect(constantOf(wrong as never)).toBe(null);
});
