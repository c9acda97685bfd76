import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diagnosticsOf, policyWith } from '../../test/support/samples.js';
import { canonicalJson } from '../core/canonical-json.js';
import { fingerprintText } from '../core/hash.js';
import { compile, type Policy } from './index.js';
import { findUnreadable } from './measure.js';
import { policyShape } from './shape/policy-shape.js';
import { soundRules } from './sound-rules.js';

const nested = (depth: number, wrap: (inner: unknown) => unknown, core: unknown = true): unknown => {
  let value = core;
  for (let level = 1; level < depth; level++) value = wrap(value);
  return value;
};

const atom = { field: 'country', op: 'in', value: ['US', 'DE'] };
const text = fc.constantFrom<unknown>(
  'r1',
  'ana',
  '',
  '__proto__',
  'x'.repeat(201),
  'a\0',
  '\ud800',
  'é',
  7,
  null,
  undefined,
);
const condition = fc.constantFrom<unknown>(
  true,
  atom,
  { op: 'exists', field: 'region' },
  { value: [-0, 5], field: 'employeesMin', op: 'between' },
  { field: 'fields.plan', op: 'eq', value: 'a "{" b' },
  { any: [{ not: atom }, { all: [] }] },
  nested(31, (inner) => ({ all: [inner] }), atom),
  nested(32, (inner) => ({ all: [inner] }), atom),
  { field: 'country', op: 'gt', value: 3 },
  { field: 'country', op: 'in', value: new Array(2) },
  { ...atom, note: '' },
  { all: {} },
  Number.NaN,
  null,
);
const action = fc.constantFrom<unknown>(
  { queueId: 'pool' },
  { slaId: 'fast', queueId: 'pool' },
  { queueId: 'pool', slaId: undefined },
  { queueId: 'pool', slaId: '' },
  { queueId: 'pool', when: 1 },
  { queueId: 7 },
  { disposition: 'nurtured', track: 'later' },
  { ownerAbsent: { queueId: 'pool', type: 'cover' }, owner: 'account', overdraft: 0.25 },
  { owner: 'account' },
  { disposition: 'rejected', track: Number.NaN },
  ['pool'],
  () => 'pool',
  null,
);
const usually = <T>(value: T, other: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> =>
  fc.oneof({ arbitrary: fc.constant<unknown>(value), weight: 3 }, { arbitrary: other, weight: 1 });
const rule = fc
  .record(
    {
      then: usually({ queueId: 'pool' }, action),
      note: usually('why', text),
      id: usually('r', text),
      when: usually(atom, condition),
      more: fc.constant(1),
    },
    { requiredKeys: ['id', 'when', 'then'] },
  )
  .map(({ more, ...rest }) => (more === undefined || Object.keys(rest).length > 3 ? rest : { ...rest, more }));

/** Values that a value holds, one inside the other. */
const valuesIn = (value: unknown): number =>
  typeof value === 'object' && value !== null
    ? Object.values(value).reduce((sum: number, member) => sum + 1 + valuesIn(member), 0)
    : 0;

/** What the checks of the whole policy find in its rules. */
function complaints(document: object): number {
  if (findUnreadable(document) !== null) return 1;
  let count = 0;
  const hear = (_code: string, path: readonly unknown[]): void => {
    if (path[0] === 'rules') count += 1;
  };
  policyShape(document, [], { error: hear, warning: hear });
  return count;
}

test('copies the rules that nothing is wrong with, their keys in order, and no others', () => {
  const seen = { sound: 0, wrong: 0 };
  fc.assert(
    fc.property(fc.array(fc.oneof(rule, fc.constantFrom<unknown>(null, [], 7)), { maxLength: 3 }), (rules) => {
      const found = soundRules({ rules });
      expect(found === null).toBe(complaints({ rules }) > 0);
      seen[found === null ? 'wrong' : 'sound'] += 1;
      if (found === null) return;
      expect(JSON.stringify(found.rules)).toBe(canonicalJson(rules));
      expect(found.valuesMax).toBeGreaterThanOrEqual(valuesIn(rules));
      expect(found.rules.some((row, i) => row === rules[i] || row.then === (rules[i] as Policy['rules'][0]).then)).toBe(
        false,
      );
    }),
    { numRuns: 2_000 },
  );
  expect(Math.min(seen.sound, seen.wrong)).toBeGreaterThan(100);
});

test('looks for rules in objects alone', () => {
  const rules = [{ id: 'r', when: true, then: { queueId: 'pool' } }];
  expect(soundRules({ rules })).toEqual({ rules, valuesMax: 20 });
  for (const document of [
    null,
    undefined,
    'rules',
    Object.assign([], { rules }),
    Object.create({ rules }),
    { rules: {} },
  ])
    expect(soundRules(document)).toBeNull();
  expect(soundRules({ rules: Array(20_001).fill(rules[0]) })).toBeNull();
  const padding = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`none${i}`, undefined]));
  expect(soundRules({ rules: [{ ...rules[0], then: { ...padding, queueId: 'pool' } }] })).toBeNull();
});

test('sound rules count towards the size of a policy, to the last value', () => {
  const value = Array(19_500).fill('US');
  const large = (rest: number) =>
    Array.from({ length: 104 }, (_, i) => ({
      id: `r${i}`,
      when: i === 103 ? true : { field: 'country', op: 'in', value: i === 0 ? value.slice(0, rest) : value },
      then: { queueId: 'pool' },
    }));
  const sizeOf = (rest: number) => 1 + valuesIn(policyWith({ rules: large(rest) as never }));
  const room = 2_000_000 - sizeOf(1);
  const policy = (rest: number) => policyWith({ rules: large(rest) as never });
  expect(sizeOf(1 + room)).toBe(2_000_000);
  expect(diagnosticsOf(policy(1 + room)).filter(({ code }) => code === 'policy.limit')).toEqual([]);
  expect(diagnosticsOf(policy(2 + room))).toEqual([
    { severity: 'error', code: 'policy.limit', path: [], message: 'expected at most 2000000 values' },
  ]);
  expect(soundRules({ rules: Array(200).fill(large(1)[1]) })).toBeNull();
});

test('a policy has one fingerprint, whether its rules are sound or merely let pass', () => {
  const plain = policyWith();
  const odd = { ...plain, rules: plain.rules.map((row) => ({ ...row, owner: 'me' })) };
  for (const policy of [plain, odd]) {
    const result = compile(policy as Policy);
    if (!result.ok) throw new Error('expected the policy to compile');
    expect(result.value.fingerprint).toBe(fingerprintText(canonicalJson([policy, null, [], []])));
    expect(canonicalJson(result.value.policy)).toBe(canonicalJson(policy));
  }
});
