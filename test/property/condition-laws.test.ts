import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  buildRuleIndex,
  type Condition,
  checkCondition,
  compileCondition,
  evaluateCondition,
  fieldsUsed,
  type Truth,
} from '../../src/condition/index.js';
import { enough, runs } from '../support/runs.js';
import { condition, fieldNames, fieldOf, readerOf, subject } from './condition-arbitraries.js';
import { evaluateByReference } from './condition-reference.js';

const law = (name: string, sides: (a: Condition, b: Condition, c: Condition) => readonly [Condition, Condition]) =>
  test(`Kleene: ${name}`, () => {
    fc.assert(
      fc.property(condition, condition, condition, subject, (a, b, c, one) => {
        const [left, right] = sides(a, b, c);
        expect(evaluateCondition(left, one)).toBe(evaluateCondition(right, one));
      }),
      runs(500),
    );
  });

law('double negation', (a) => [{ not: { not: a } }, a]);
law('De Morgan, all', (a, b) => [{ not: { all: [a, b] } }, { any: [{ not: a }, { not: b }] }]);
law('De Morgan, any', (a, b) => [{ not: { any: [a, b] } }, { all: [{ not: a }, { not: b }] }]);
law('absorption, all', (a, b) => [{ all: [a, { any: [a, b] }] }, a]);
law('absorption, any', (a, b) => [{ any: [a, { all: [a, b] }] }, a]);
law('distribution, all', (a, b, c) => [{ all: [a, { any: [b, c] }] }, { any: [{ all: [a, b] }, { all: [a, c] }] }]);
law('distribution, any', (a, b, c) => [{ any: [a, { all: [b, c] }] }, { all: [{ any: [a, b] }, { any: [a, c] }] }]);
law('order does not matter', (a, b, c) => [{ all: [a, b, c] }, { all: [c, b, a] }]);
law('neutral values', (a) => [{ all: [true, { any: [a, false] }] }, a]);
law('dominant values', (a, b) => [{ any: [a, { all: [b, false] }, true] }, { not: { all: [a, false] } }]);

test('a condition and its opposite are both unknown or differ: excluded middle holds only where something is known', () => {
  fc.assert(
    fc.property(condition, subject, (a, one) => {
      const either = evaluateCondition({ any: [a, { not: a }] }, one);
      expect(either).toBe(evaluateCondition(a, one) === 'unknown' ? 'unknown' : true);
    }),
    runs(500),
  );
});

test('compiled, evaluated and by reference are the same', () => {
  fc.assert(
    fc.property(condition, subject, (a, one) => {
      const truth = evaluateByReference(a, one);
      expect(compileCondition(a, readerOf)(one)).toBe(truth);
      expect(evaluateCondition(a, one)).toBe(truth);
    }),
    runs(3_000),
  );
});

test('all three truths occur often, or these laws would say little', () => {
  const counts = new Map<Truth, number>();
  for (const [a, one] of fc.sample(fc.tuple(condition, subject), { numRuns: 600, seed: 1 })) {
    const truth = evaluateCondition(a, one);
    counts.set(truth, (counts.get(truth) ?? 0) + 1);
  }
  for (const truth of [true, false, 'unknown'] as const) expect(counts.get(truth)).toBeGreaterThan(enough(60));
});

test('no field but those used can change the result, and only those are read', () => {
  fc.assert(
    fc.property(condition, subject, subject, (a, one, other) => {
      const used = fieldsUsed(a);
      const mixed = Object.fromEntries(fieldNames.map((name) => [name, (used.includes(name) ? one : other)[name]]));
      expect(evaluateCondition(a, mixed)).toBe(evaluateCondition(a, one));
      const asked = new Set<string>();
      compileCondition(a, (field) => {
        asked.add(field);
        return () => undefined;
      });
      expect([...asked].sort()).toEqual(used);
    }),
    runs(1_000),
  );
});

// Conditions with one thing damaged, and JSON that has nothing to do with conditions.
const hostileKey = fc.constantFrom(
  '__proto__',
  'constructor',
  'prototype',
  'all',
  'any',
  'not',
  'field',
  'op',
  'value',
);
const hostileJson = fc.letrec<{ node: unknown }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 5 },
    fc.constantFrom<unknown>(
      null,
      true,
      0,
      '',
      '__proto__',
      'country',
      'constructor.prototype',
      'eq',
      'between',
      'hasOwnProperty',
    ),
    fc.array(tie('node'), { maxLength: 3 }),
    fc
      .array(fc.tuple(hostileKey, tie('node')), { maxLength: 3 })
      .map((members) =>
        JSON.parse(`{${members.map(([key, value]) => `"${key}":${JSON.stringify(value)}`).join(',')}}`),
      ),
  ),
})).node;
const maybeBroken = fc.oneof(hostileJson, condition, fc.record({ all: fc.array(fc.oneof(condition, hostileJson)) }));

test('any JSON is checked and evaluated without a throw, and leaves Object.prototype alone', () => {
  const before = Object.getOwnPropertyNames(Object.prototype).length;
  fc.assert(
    fc.property(maybeBroken, subject, (json, one) => {
      checkCondition(json, fieldOf);
      expect([true, false, 'unknown']).toContain(evaluateCondition(json as Condition, one));
      expect(buildRuleIndex(new Array(40).fill(json), readerOf).select(one)).toBe(
        evaluateCondition(json as Condition, one) === true ? 0 : -1,
      );
      expect(fieldsUsed(json as Condition).filter((name) => /__proto__|constructor|prototype/.test(name))).toEqual([]);
    }),
    runs(1_500),
  );
  expect(Object.getOwnPropertyNames(Object.prototype)).toHaveLength(before);
});

test('the path of a problem leads to what it is about', () => {
  fc.assert(
    fc.property(maybeBroken, (json) => {
      for (const { path } of checkCondition(json, fieldOf)) {
        let at: unknown = json;
        for (const key of path.slice(0, -1)) at = (at as { readonly [key: string | number]: unknown })[key];
        // The last key may be one that is missing.
        if (path.length > 0) expect(typeof at).toBe('object');
      }
    }),
    runs(1_000),
  );
});

test('a condition without problems that meets a value of its field’s kind is never unknown', () => {
  const values: { readonly [field: string]: unknown } = {
    country: 'US',
    postalCode: '94105',
    size: 3,
    points: 0,
    competitor: true,
    tags: ['a'],
    products: [],
  };
  let accepted = 0;
  fc.assert(
    fc.property(condition, (a) => {
      if (checkCondition(a, (name) => (name in values ? fieldOf(name) : null)).length > 0) return;
      accepted += 1;
      expect(evaluateCondition(a, values)).not.toBe('unknown');
    }),
    runs(3_000),
  );
  expect(accepted).toBeGreaterThan(enough(500));
});

test('depth 100,000 in objects, lists and both is a problem and unknown, not a crash', () => {
  const depth = 100_000;
  const open = ['{"not":', '{"all":[', '['];
  const close = ['}', ']}', ']'];
  for (const i of open.keys()) {
    const text = open[i]!.repeat(200) + close[i]!.repeat(200).replace(/^/, 'true');
    expect(checkCondition(JSON.parse(text), fieldOf)).toHaveLength(1);
    let node: unknown = true;
    for (let level = 0; level < depth; level++) node = i === 0 ? { not: node } : i === 1 ? { all: [node] } : [node];
    expect(checkCondition(node, fieldOf)).toHaveLength(1);
    expect(evaluateCondition(node as Condition, {})).toBe('unknown');
    expect(fieldsUsed(node as Condition)).toEqual([]);
    expect(buildRuleIndex(new Array(40).fill(node), readerOf).select({})).toBe(-1);
  }
});
