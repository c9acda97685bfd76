import { expect, test } from 'vitest';
import { evaluateCondition } from './evaluate-condition.js';
import type { Condition, Operator } from './types.js';

const lead = {
  country: 'US',
  empty: '',
  employeesMin: 250,
  value: -0,
  roleAccount: false,
  products: ['crm', 'chat'],
  tags: [],
  segment: null,
  points: Number.NaN,
  score: { fit: 55, 'a.b': 1 },
  fields: { 'plan.name': 'pro', plan: { name: 'free' }, list: [{ deep: 1 }] },
};
const on = (field: string, op: Operator, ...value: unknown[]) =>
  evaluateCondition((value.length > 0 ? { field, op, value: value[0] } : { field, op }) as Condition, lead);

test.each<[string, Operator, unknown, unknown]>([
  ['country', 'eq', 'US', true],
  ['country', 'eq', 'us', false],
  ['country', 'eq', 1, 'unknown'],
  ['country', 'ne', 'CA', true],
  ['country', 'ne', 1, 'unknown'],
  ['employeesMin', 'eq', 250, true],
  ['employeesMin', 'eq', '250', 'unknown'],
  ['value', 'eq', 0, true],
  ['roleAccount', 'eq', false, true],
  ['roleAccount', 'ne', false, false],
  ['points', 'eq', 1, 'unknown'],
  ['points', 'ne', 1, 'unknown'],
  ['points', 'in', [1], 'unknown'],
  ['points', 'lt', 1, 'unknown'],
  ['points', 'between', [0, 1], 'unknown'],
  ['products', 'eq', 'crm', 'unknown'],
  ['products', 'in', ['crm'], 'unknown'],
  ['country', 'in', ['CA', 'US'], true],
  ['country', 'in', ['CA', 1], false],
  ['country', 'in', [1, 2], 'unknown'],
  ['country', 'not_in', ['CA', 1], true],
  ['country', 'not_in', ['US'], false],
  ['country', 'not_in', [1], 'unknown'],
  ['employeesMin', 'lt', 250, false],
  ['employeesMin', 'lte', 250, true],
  ['employeesMin', 'gt', 250, false],
  ['employeesMin', 'gte', 250, true],
  ['employeesMin', 'between', [250, 250], true],
  ['employeesMin', 'between', [251, 300], false],
  ['employeesMin', 'between', [0, 249], false],
  ['employeesMin', 'between', [300, 200], false],
  ['country', 'gt', 1, 'unknown'],
  ['country', 'contains', 'S', true],
  ['country', 'contains', 's', false],
  ['employeesMin', 'contains', 2, 'unknown'],
  ['products', 'contains', 'crm', true],
  ['products', 'contains', 'cr', false],
  ['tags', 'contains', 'x', false],
  ['products', 'contains_any', ['x', 'chat'], true],
  ['products', 'contains_any', ['x'], false],
  ['country', 'contains_any', ['US'], 'unknown'],
  ['products', 'contains_all', ['crm', 'chat'], true],
  ['products', 'contains_all', ['crm', 'x'], false],
  ['country', 'starts_with', 'U', true],
  ['country', 'starts_with', ['X', 'U'], true],
  ['country', 'starts_with', 'S', false],
  ['country', 'ends_with', 'S', true],
  ['country', 'ends_with', ['U', 'X'], false],
  ['products', 'starts_with', 'c', 'unknown'],
])('%s %s %j is %s', (field, op, value, truth) => {
  expect(on(field, op, value)).toBe(truth);
});

test('presence has two values: an empty text, an empty list and NaN are there, null is not', () => {
  for (const field of ['country', 'empty', 'tags', 'roleAccount', 'points']) {
    expect(on(field, 'exists')).toBe(true);
    expect(on(field, 'missing')).toBe(false);
  }
  for (const field of ['segment', 'nowhere', 'score.nowhere', 'country.length']) {
    expect(on(field, 'exists')).toBe(false);
    expect(on(field, 'missing')).toBe(true);
  }
});

test.each<[Operator, unknown]>([
  ['eq', 'a'],
  ['ne', 'a'],
  ['in', ['a']],
  ['not_in', ['a']],
  ['lt', 1],
  ['lte', 1],
  ['gt', 1],
  ['gte', 1],
  ['between', [1, 2]],
  ['contains', 'a'],
  ['contains_any', ['a']],
  ['contains_all', ['a']],
  ['starts_with', 'a'],
  ['ends_with', 'a'],
])('%s on a missing field is unknown', (op, value) => {
  expect(on('segment', op, value)).toBe('unknown');
  expect(on('nowhere', op, value)).toBe('unknown');
});

test('all, any and not follow Kleene, with empty lists as their neutral values', () => {
  const unknown: Condition = { field: 'nowhere', op: 'eq', value: 1 };
  const truth = (condition: Condition) => evaluateCondition(condition, lead);
  expect(truth({ all: [] })).toBe(true);
  expect(truth({ any: [] })).toBe(false);
  expect(truth({ all: [unknown, false] })).toBe(false);
  expect(truth({ all: [true, unknown] })).toBe('unknown');
  expect(truth({ any: [unknown, true] })).toBe(true);
  expect(truth({ any: [false, unknown] })).toBe('unknown');
  expect(truth({ not: unknown })).toBe('unknown');
  expect(truth({ not: true })).toBe(false);
});

test('a name with dots reads own nested objects, the longest own name first', () => {
  expect(on('score.fit', 'eq', 55)).toBe(true);
  expect(on('score.a.b', 'eq', 1)).toBe(true);
  expect(on('fields.plan.name', 'eq', 'pro')).toBe(true);
  expect(evaluateCondition({ field: 'a.b', op: 'eq', value: 1 }, { 'a.b': 1, a: { b: 2 } })).toBe(true);
  expect(on('products.length', 'exists')).toBe(false);
  expect(on('fields.list.0', 'exists')).toBe(false);
});

test('inherited properties and prototypes are never read', () => {
  const heir = Object.create({ secret: 1 });
  expect(evaluateCondition({ field: 'secret', op: 'exists' }, heir)).toBe(false);
  expect(on('toString', 'exists')).toBe(false);
  for (const field of ['__proto__', 'constructor', 'score.constructor', 'prototype.x', '__proto__.x']) {
    const subject = JSON.parse('{"__proto__":{"x":1},"constructor":1,"prototype":{"x":1},"score":{"constructor":1}}');
    expect(evaluateCondition({ field, op: 'exists' }, subject)).toBe('unknown');
  }
});

test.each<[unknown]>([
  [null],
  [undefined],
  [1],
  ['true'],
  [[]],
  [{}],
  [{ all: true }],
  [{ all: [], any: [] }],
  [{ all: [], note: 'x' }],
  [{ field: 'country', op: 'eq' }],
  [{ field: 'country', op: 'eq', value: null }],
  [{ field: 'country', op: 'like', value: 'U' }],
  [{ field: 'country', op: 'toString', value: 'U' }],
  [{ field: 'country', op: '__proto__', value: 'U' }],
  [{ field: 7, op: 'exists' }],
  [{ field: '', op: 'exists' }],
  [{ field: 'country', op: 'exists', value: false }],
  [{ field: 'country', op: 'in', value: [] }],
  [{ field: 'country', op: 'in', value: ['US', null] }],
  [{ field: 'employeesMin', op: 'gt', value: '1' }],
  [{ field: 'employeesMin', op: 'between', value: [1] }],
  [{ field: 'employeesMin', op: 'between', value: [1, 2, 3] }],
  [{ field: 'country', op: 'starts_with', value: [] }],
])('malformed %j is unknown', (node) => {
  expect(evaluateCondition(node as Condition, lead)).toBe('unknown');
  expect(evaluateCondition({ any: [node as Condition, true] }, lead)).toBe(true);
});

test('what is past a limit is unknown and does not overflow the stack', () => {
  let deep: Condition = true;
  for (let i = 0; i < 100_000; i++) deep = i % 2 === 0 ? { not: deep } : { all: [deep] };
  expect(evaluateCondition(deep, lead)).toBe('unknown');
  expect(evaluateCondition({ any: [deep, true] }, lead)).toBe(true);
  expect(evaluateCondition({ all: new Array(20_000).fill(true) }, lead)).toBe('unknown');
  expect(evaluateCondition({ all: new Array(19_999).fill(true) }, lead)).toBe(true);
});
