import { expect, test } from 'vitest';
import { canonicalJson } from '../core/canonical-json.js';
import type { FieldKind } from '../lead/index.js';
import { leadField } from '../lead/index.js';
import { checkCondition, findProblems } from './check-condition.js';
import { copySound, soundReader } from './copy-sound.js';
import { operators } from './operators.js';

const kinds: { readonly [field: string]: FieldKind } = {
  country: 'text',
  size: 'number',
  competitor: 'boolean',
  tags: 'texts',
  'fields.x': 'any',
};
const fieldOf = (name: string) => (Object.hasOwn(kinds, name) ? { kind: kinds[name]! } : null);
/** Equal conditions have equal copies, whatever the order of their keys. */
const isSound = (node: unknown, of: typeof fieldOf): boolean => {
  const copy = copySound(node, soundReader(of));
  if (copy !== null) expect(JSON.stringify(copy)).toBe(canonicalJson(node));
  return copy !== null;
};
const check = (condition: unknown) => checkCondition(condition, fieldOf);

test.each<[unknown]>([
  [true],
  [{ all: [] }],
  [{ not: { any: [false] } }],
  [{ field: 'country', op: 'eq', value: '' }],
  [{ field: 'country', op: 'not_in', value: ['US'] }],
  [{ field: 'country', op: 'starts_with', value: ['U', 'C'] }],
  [{ field: 'country', op: 'contains', value: 'U' }],
  [{ field: 'size', op: 'between', value: [1, 1] }],
  [{ field: 'size', op: 'in', value: [1, 2] }],
  [{ field: 'competitor', op: 'eq', value: false }],
  [{ field: 'tags', op: 'contains', value: 'a' }],
  [{ field: 'tags', op: 'contains_all', value: ['a'] }],
  [{ field: 'tags', op: 'exists' }],
  [{ field: 'fields.x', op: 'in', value: ['a', 1, true] }],
  [{ field: 'fields.x', op: 'gt', value: 1 }],
  [{ field: 'fields.x', op: 'contains_any', value: [1] }],
])('%j has no problem', (condition) => {
  expect(check(condition)).toEqual([]);
});

test.each<[unknown, (string | number)[], string]>([
  [null, [], 'expected true, false, `all`, `any`, `not` or a comparison, found null'],
  [[true], [], 'expected true, false, `all`, `any`, `not` or a comparison, found a list'],
  [{ all: {} }, ['all'], 'expected a list of conditions, found an object'],
  [{ all: [true, 'x'] }, ['all', 1], 'expected true, false, `all`, `any`, `not` or a comparison, found a text'],
  [{ any: [], not: true }, ['not'], 'expected no key beside `any`, found `not`'],
  [{ not: { note: 1 } }, ['not', 'note'], 'expected no key beside `field`, `op`, `value`, found `note`'],
  [{ op: 'exists' }, ['field'], 'expected the name of a field, found nothing'],
  [{ field: 'nope', op: 'exists' }, ['field'], 'expected the name of a field, found `nope`'],
  [
    { field: 'fields.__proto__', op: 'exists' },
    ['field'],
    'expected the name of a field, at most 200 characters, found `fields.__proto__`',
  ],
  [{ field: 'country', op: 'eq' }, ['value'], 'expected a text, number or boolean beside `eq`, found nothing'],
  [
    { field: 'country', op: 'eq', value: null },
    ['value'],
    'expected a text, number or boolean beside `eq`, found null',
  ],
  [{ field: 'country', op: 'eq', value: 1 }, ['value'], '`country` is of kind text: expected a text, found a number'],
  [
    { field: 'country', op: 'in', value: ['US', 1] },
    ['value'],
    '`country` is of kind text: expected a text, found a number',
  ],
  [
    { field: 'country', op: 'in', value: [] },
    ['value'],
    'expected a list of texts, numbers or booleans with at least one item beside `in`, found an empty list',
  ],
  [{ field: 'country', op: 'gt', value: 1 }, ['op'], '`gt` compares fields of kind number; `country` is of kind text'],
  [
    { field: 'tags', op: 'eq', value: 'a' },
    ['op'],
    '`eq` compares fields of kind text, number, boolean; `tags` is of kind texts',
  ],
  [
    { field: 'tags', op: 'in', value: ['a'] },
    ['op'],
    '`in` compares fields of kind text, number, boolean; `tags` is of kind texts',
  ],
  [
    { field: 'country', op: 'contains_any', value: ['a'] },
    ['op'],
    '`contains_any` compares fields of kind texts; `country` is of kind text',
  ],
  [{ field: 'size', op: 'between', value: [2, 1] }, ['value'], 'expected the smaller number first, found 2 before 1'],
  [{ field: 'size', op: 'lt', value: Number.NaN }, ['value'], 'expected a number beside `lt`, found NaN'],
  [{ field: 'tags', op: 'exists', value: true }, ['value'], 'expected no value beside `exists`, found a boolean'],
])('%j is reported', (condition, path, message) => {
  expect(check(condition)).toEqual([{ path, message }]);
});

test('every problem is listed, in the order of the text', () => {
  const condition = { any: [{ field: 'a', op: 'exists' }, 7, { all: [{ field: 'b', op: 'exists' }] }] };
  expect(check(condition).map(({ path }) => path.join('.'))).toEqual(['any.0.field', 'any.1', 'any.2.all.0.field']);
});

test('an unknown operator is named with those that exist', () => {
  const [problem] = check({ field: 'country', op: 'matches', value: '.*' });
  expect(problem?.path).toEqual(['op']);
  expect(problem?.message).toContain('eq, ne, in');
  expect(problem?.message).toContain('found `matches`');
});

test('depth and size are limited, without recursion', () => {
  const nest = (depth: number): unknown => {
    let condition: unknown = true;
    for (let i = 1; i < depth; i++) condition = { not: condition };
    return condition;
  };
  expect(check(nest(32))).toEqual([]);
  expect(check(nest(33))).toEqual([
    { path: new Array(32).fill('not'), message: 'expected at most 32 conditions inside each other' },
  ]);
  expect(check(nest(100_000))).toHaveLength(1);
  expect(check({ all: new Array(19_999).fill(true) })).toEqual([]);
  expect(check({ all: new Array(20_000).fill(true) })).toHaveLength(1);
  expect(check({ field: 'size', op: 'in', value: new Array(19_999).fill(1) })).toEqual([]);
  expect(check({ field: 'size', op: 'in', value: new Array(20_000).fill(1) })).toHaveLength(1);
});

test('texts and names are limited and cut in messages', () => {
  expect(check({ field: 'country', op: 'eq', value: 'x'.repeat(4_097) })).toEqual([
    {
      path: ['value'],
      message: 'expected a text, number or boolean beside `eq`, found a text of more than 4096 characters',
    },
  ]);
  expect(check({ field: 'x'.repeat(201), op: 'exists' })).toHaveLength(1);
  expect(check({ field: 'x'.repeat(200), op: 'exists' })[0]?.message).toHaveLength(119);
});

test("the lead's field table fits", () => {
  expect(checkCondition({ field: 'score.fit', op: 'gte', value: 30 }, leadField)).toEqual([]);
  expect(checkCondition({ field: 'fields.plan', op: 'eq', value: 'pro' }, leadField)).toEqual([]);
  expect(checkCondition({ field: 'constructor', op: 'exists' }, leadField)).toHaveLength(1);
});

test('what is seen to be sound has no problem, and the other way round for what the whole search lets pass', () => {
  const values = [
    undefined,
    null,
    '',
    'US',
    0,
    Number.NaN,
    true,
    [],
    ['US'],
    ['US', 1],
    [1, 2],
    [2, 1],
    [true],
    [null],
    {},
  ];
  const names = [...Object.keys(kinds), 'nope', '', 'a..b', 'x'.repeat(300), 7];
  const nodes: unknown[] = [null, 'x', [], {}, { all: {} }, { any: [], not: true }, { field: 'size' }];
  for (const field of names)
    for (const op of [...Object.keys(operators), 'like', 'constructor'])
      for (const value of values) nodes.push({ field, op, value }, { all: [{ not: { field, op, value } }] });
  nodes.push({ field: 'size', op: 'exists', note: 1 }, { any: [true, { all: [] }] }, { not: undefined });
  let sound = 0;
  for (const node of nodes) {
    const problems = findProblems(node, fieldOf);
    expect(isSound(node, fieldOf), JSON.stringify(node)).toBe(problems.length === 0);
    if (problems.length === 0) sound += 1;
  }
  expect(sound).toBeGreaterThan(100);
});

test('size and depth are seen at one glance as well', () => {
  const deep = (depth: number): unknown => (depth === 1 ? true : { not: deep(depth - 1) });
  const wide = (items: number) => ({
    any: Array.from({ length: 4 }, () => ({ field: 'size', op: 'in', value: Array(items).fill(1) })),
  });
  for (const node of [
    deep(32),
    deep(33),
    wide(4_998),
    wide(4_999),
    { field: 'country', op: 'eq', value: 'x'.repeat(4_097) },
  ])
    expect(isSound(node, fieldOf)).toBe(findProblems(node, fieldOf).length === 0);
});
