import { expect, test } from 'vitest';
import { diagnosticsOf, policyWith } from '../../test/support/samples.js';
import { compile, type Policy } from './index.js';

/** Nested so deep in lists or objects. */
function nested(depth: number, wrap: (inner: unknown) => unknown): unknown {
  let value: unknown = true;
  for (let level = 0; level < depth; level++) value = wrap(value);
  return value;
}

const first = (policy: unknown) => diagnosticsOf(policy)[0]!;

test.each<[string, unknown]>([
  ['null', null],
  ['nothing', undefined],
  ['a number', 7],
  ['a text', 'policy'],
  ['a list', []],
  ['an empty object', {}],
  ['a date', new Date(0)],
  ['a map', new Map([['behavior', 1]])],
  ['a function', () => {}],
  ['a symbol', Symbol('policy')],
  ['a big integer', 1n],
  ['not a number', Number.NaN],
  ['a list with holes', { behavior: 1, reps: new Array(3), queues: [], rules: [] }],
  ['a list that claims a length', { behavior: 1, reps: { length: 1e9 }, queues: [], rules: [] }],
])('%s is no policy, and says so', (_, policy) => {
  const result = compile(policy as Policy);
  expect(result.ok).toBe(false);
  for (const { code, message } of diagnosticsOf(policy)) {
    expect(code).toMatch(/^policy\.[a-z_]+$/);
    expect(message).toMatch(/^[^\n]+$/);
  }
});

test.each<[string, unknown, string]>([
  ['a big integer', 1n, 'bigint'],
  ['a function', () => true, 'function'],
  ['a symbol', Symbol('x'), 'symbol'],
  ['not a number', Number.NaN, 'number'],
  ['infinity', Number.POSITIVE_INFINITY, 'number'],
])('%s anywhere inside is named with its place', (_, value, kind) => {
  expect(first({ ...policyWith(), normalize: { deep: [1, { er: value }] } })).toEqual({
    severity: 'error',
    code: 'policy.not_json',
    path: ['normalize', 'deep', 1, 'er'],
    message: `expected JSON data, found a ${kind}`,
  });
});

test.each<[string, (depth: number) => unknown]>([
  ['lists', (depth) => ({ ...policyWith(), normalize: nested(depth, (inner) => [inner]) })],
  ['objects', (depth) => ({ ...policyWith(), normalize: nested(depth, (inner) => ({ inner })) })],
  [
    'conditions',
    (depth) =>
      policyWith({ rules: [{ id: 'r', when: nested(depth, (not) => ({ not })) as true, then: { queueId: 'pool' } }] }),
  ],
])('%s 100,000 deep are refused, not recursed into', (_, make) => {
  expect(first(make(100_000))).toMatchObject({ code: 'policy.limit', message: 'expected at most 64 levels' });
  expect(compile(make(63) as Policy)).toBeDefined();
});

test.each<[object, readonly (string | number)[], string]>([
  [{ defaultCountry: 5 }, ['defaultCountry'], 'expected a text, found `5`'],
  [{ competitorDomains: 'x' }, ['competitorDomains'], 'expected a list, found `x`'],
  [{ aliases: { country: null } }, ['aliases', 'country'], 'expected an object, found `null`'],
  [{ aliases: { country: { a: 1 } } }, ['aliases', 'country', 'a'], 'expected a text, found `1`'],
  [{ mapping: { email: ['Mail', 7] } }, ['mapping', 'email', 1], 'expected a text, found `7`'],
])('options of normalising %j are named with their place', (normalize, path, message) => {
  const policy = { ...policyWith(), normalize } as unknown as Policy;
  expect(compile(policy).ok).toBe(false);
  expect(first(policy)).toEqual({ severity: 'error', code: 'policy.shape', path: ['normalize', ...path], message });
});

test('an option of normalising that there is not is warned of', () => {
  const policy = { ...policyWith(), normalize: { defaultCountry: 'US', defualt: 1 } };
  expect(diagnosticsOf(policy).filter(({ code }) => code === 'policy.unknown_key')).toEqual([
    {
      severity: 'warning',
      code: 'policy.unknown_key',
      path: ['normalize', 'defualt'],
      message: 'no such key: `defualt`',
    },
  ]);
});

test('a condition deeper than conditions may be, in a policy that is not too deep', () => {
  const when = nested(40, (not) => ({ not })) as true;
  const found = diagnosticsOf(policyWith({ rules: [{ id: 'r', when, then: { queueId: 'pool' } }] }));
  const errors = found.filter(({ severity }) => severity === 'error');
  expect(errors.map(({ code }) => code)).toEqual(['policy.condition', 'policy.no_catch_all']);
});

test('cycles end at the depth limit, however many ways round there are', () => {
  const knot: { [key: string]: unknown } = { ...policyWith() };
  knot['again'] = knot;
  knot['more'] = [knot, knot];
  expect(first(knot)).toMatchObject({ code: 'policy.limit', message: 'expected at most 64 levels' });
});

test('the same object in many places counts as often as it is there', () => {
  const wide = nested(22, (inner) => [inner, inner]);
  expect(first({ ...policyWith(), normalize: wide })).toMatchObject({
    code: 'policy.limit',
    message: 'expected at most 2000000 values',
  });
});

test('a huge list is refused in bounded time', () => {
  const reps = new Array(2_500_000).fill(0);
  expect(first({ ...policyWith(), reps })).toMatchObject({ code: 'policy.limit' });
});

test.each(['__proto__', 'constructor', 'prototype'])('the key `%s` reaches no prototype', (key) => {
  const { behavior } = policyWith();
  const text = (json: string) => JSON.parse(json.replaceAll('KEY', key));
  const found = (json: string) =>
    diagnosticsOf({ ...policyWith(), behavior, ...text(json) }).map(({ path }) => path.join('.'));
  expect(found('{ "reps": [{ "id": "KEY" }] }')).toContain('reps.0.id');
  expect(found('{ "reps": [{ "id": "ana", "skills": { "KEY": 1 } }] }')).toContain(`reps.0.skills.${key}`);
  expect(found('{ "grades": { "scorecards": ["KEY"], "KEY": { "A": 1 } } }')).toContain('grades.scorecards.0');
  expect(
    found(
      '{ "rules": [{ "id": "r", "when": { "field": "fields.KEY", "op": "exists" }, "then": { "queueId": "pool" } }] }',
    ),
  ).toContain('rules.0.when.field');
  expect(diagnosticsOf(text('{ "KEY": { "polluted": 1 } }')).length).toBeGreaterThan(0);
  expect(({} as { polluted?: number }).polluted).toBeUndefined();
});

test('a value from the policy stands in a message on one line, and not at length', () => {
  const { message } = first({ ...policyWith(), name: { text: `${'x'.repeat(500)}\n` } });
  expect(message).toHaveLength('expected a text, found ``'.length + 61);
  expect(message).not.toContain('\n');
});
