import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildRuleIndex, type Condition, compileCondition, selectRuleNaive } from '../../src/condition/index.js';
import { runs } from '../support/runs.js';
import {
  everyValue,
  oneFieldCondition,
  readerOf,
  ruleCondition,
  type Subject,
  subject,
} from './condition-arbitraries.js';

/** The index from the first subject on. */
const atOnce = { scansFirst: 0 };

const selectBoth = (conditions: readonly Condition[], subjects: readonly Subject[], read = readerOf): void => {
  const index = buildRuleIndex(conditions, read, atOnce);
  for (const one of subjects) {
    const [faults, naiveFaults]: [unknown[], unknown[]] = [[], []];
    const found = index.select(one, (rule, error) => faults.push([rule, error]));
    expect(found).toBe(selectRuleNaive(conditions, read, one, (rule, error) => naiveFaults.push([rule, error])));
    expect(faults).toEqual(naiveFaults);
  }
};

const manyRules = fc.oneof(
  fc.array(ruleCondition, { minLength: 12, maxLength: 40, size: 'max' }),
  fc.array(ruleCondition, { minLength: 60, maxLength: 100, size: 'max' }),
);
const subjects = fc.array(subject, { minLength: 20, maxLength: 20, size: 'max' });

test('the index selects what the naive scan selects', () => {
  fc.assert(
    fc.property(manyRules, subjects, (conditions, many) => selectBoth(conditions, many)),
    runs(200),
  );
});

test('the index lets a rule win that is alone among rules that are false', () => {
  const alone = fc.tuple(ruleCondition, fc.nat({ max: 99 }));
  const law = ([condition, at]: readonly [Condition, number], many: readonly Subject[]) => {
    const conditions: Condition[] = new Array(100).fill({ field: 'country', op: 'eq', value: 'nowhere' });
    conditions[at] = condition;
    const index = buildRuleIndex(conditions, readerOf, atOnce);
    const test = compileCondition(condition, readerOf);
    for (const one of many) expect(index.select(one)).toBe(test(one) === true ? at : -1);
  };
  fc.assert(fc.property(alone, subjects, law), runs(1_000));
});

test('the index tells every value of a field apart as the conditions do', () => {
  const law = (first: Condition, second: Condition) => {
    const conditions: readonly Condition[] = [...new Array<Condition>(40).fill(false), first, second];
    const index = buildRuleIndex<Subject>(conditions, readerOf, atOnce);
    const [isFirst, isSecond] = [first, second].map((one) => compileCondition<Subject>(one, readerOf));
    for (const value of everyValue) {
      const one = { 'fields.x': value };
      const expected = isFirst!(one) === true ? 40 : isSecond!(one) === true ? 41 : -1;
      if (index.select(one) !== expected) expect([value, index.select(one)]).toEqual([value, expected]);
    }
  };
  fc.assert(fc.property(oneFieldCondition, oneFieldCondition, law), runs(4_000));
});

test('a rule that throws is skipped and told in both, in the same order', () => {
  const throwing = fc.subarray(['country', 'size', 'tags', 'competitor'], { minLength: 1 });
  const law = (conditions: readonly Condition[], many: readonly Subject[], fields: readonly string[]) => {
    const readOrThrow = (field: string) => (one: Subject) => {
      if (fields.includes(field) && one.points === 1) throw new Error(`no ${field}`);
      return one[field];
    };
    selectBoth(conditions, [...many, { ...many[0], points: 1 }], readOrThrow);
  };
  fc.assert(fc.property(manyRules, subjects, throwing, law), runs(100));
});

test('the index is the same when values outnumber the slots of a table', () => {
  const conditions = Array.from({ length: 9_000 }, (_, i): Condition => {
    if (i % 3 === 0) return { field: 'accountId', op: 'eq', value: `account-${i}` };
    if (i % 3 === 1)
      return {
        all: [
          { field: 'size', op: 'between', value: [i, i + 1] },
          { field: 'country', op: 'eq', value: 'US' },
        ],
      };
    return { field: 'tags', op: 'contains', value: `tag-${i}` };
  });
  const some = fc.record({
    accountId: fc.nat({ max: 9_100 }).map((i) => `account-${i}`),
    size: fc.nat({ max: 18_200 }).map((i) => i / 2),
    country: fc.constantFrom('US', 'CA', null),
    tags: fc.array(
      fc.nat({ max: 9_100 }).map((i) => `tag-${i}`),
      { maxLength: 3 },
    ),
  });
  const index = buildRuleIndex<Subject>(conditions, readerOf, atOnce);
  const tests = conditions.map((condition) => compileCondition<Subject>(condition, readerOf));
  const law = (one: Subject) => {
    expect(index.select(one)).toBe(tests.findIndex((test) => test(one) === true));
  };
  fc.assert(fc.property(some, law), runs(500));
});

test('ten thousand comparisons of two fields in one rule are indexed without overflowing the stack', () => {
  const parts = Array.from({ length: 9_000 }, (_, i): Condition => ({ field: 'size', op: 'ne', value: i * 2 }));
  const rule: Condition = { all: [{ field: 'country', op: 'eq', value: 'US' }, ...parts] };
  const conditions: readonly Condition[] = [...new Array<Condition>(40).fill(false), rule];
  const index = buildRuleIndex<Subject>(conditions, readerOf, atOnce);
  expect(index.select({ country: 'US', size: 7 })).toBe(40);
  expect(index.select({ country: 'US', size: 8 })).toBe(-1);
  expect(index.select({ country: 'CA', size: 7 })).toBe(-1);
});
