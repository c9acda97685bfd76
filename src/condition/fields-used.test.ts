import { expect, test } from 'vitest';
import { fieldsUsed } from './fields-used.js';
import type { Condition } from './types.js';

test('names every field once, in code-unit order', () => {
  const condition: Condition = {
    any: [
      { field: 'region', op: 'exists' },
      {
        not: {
          all: [
            { field: 'country', op: 'eq', value: 'US' },
            { field: 'Zone', op: 'missing' },
          ],
        },
      },
      { field: 'region', op: 'eq', value: 'US-CA' },
      false,
    ],
  };
  expect(fieldsUsed(condition)).toEqual(['Zone', 'country', 'region']);
});

test('a malformed comparison reads nothing', () => {
  expect(fieldsUsed({ field: 'size', op: 'gt', value: 'x' })).toEqual([]);
  expect(fieldsUsed(true)).toEqual([]);
});
