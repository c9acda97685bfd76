import { expect, test } from 'vitest';
import { buildRuleIndex } from './build-rule-index.js';
import { selectRuleNaive } from './select-rule-naive.js';
import type { Condition } from './types.js';

interface Subject {
  readonly [field: string]: unknown;
}
const readerOf = (field: string) => (subject: Subject) => subject[field];
const never: Condition = { field: 'country', op: 'eq', value: 'nowhere' };
const us: Condition = { field: 'country', op: 'eq', value: 'US' };
/** The index from the first subject on. */
const atOnce = { scansFirst: 0 };

/** The rules behind so many others that the index, not the scan, must find them. */
const behind = (count: number, ...rules: readonly Condition[]) =>
  buildRuleIndex<Subject>([...new Array<Condition>(count).fill(never), ...rules], readerOf, atOnce);

test.each([0, 14, 15, 16, 17, 30, 31, 32, 63, 64, 1_000])('the first true rule wins behind %i others', (count) => {
  const index = behind(count, us, true);
  expect(index.select({ country: 'US' })).toBe(count);
  expect(index.select({ country: 'CA' })).toBe(count + 1);
  expect(index.select({})).toBe(count + 1);
  expect(behind(count, us).select({ country: 'CA' })).toBe(-1);
});

test('no rules, only malformed rules and only constants are fine', () => {
  expect(buildRuleIndex([], readerOf, atOnce).select({})).toBe(-1);
  expect(buildRuleIndex(new Array(40).fill({ op: 'eq' }), readerOf, atOnce).select({})).toBe(-1);
  expect(buildRuleIndex(new Array(40).fill(false), readerOf, atOnce).select({})).toBe(-1);
  expect(buildRuleIndex(new Array(40).fill(true), readerOf, atOnce).select({})).toBe(0);
});

test.each([2, 40])('a rule that throws is told and passed over, with %i rules before it', (count) => {
  const readOrThrow = (field: string) => (subject: Subject) => {
    if (subject[field] === 'boom') throw new Error(field);
    return subject[field];
  };
  const size: Condition = { field: 'size', op: 'gt', value: 1 };
  const rules = [...new Array<Condition>(count).fill(never), size, us, size, true];
  const index = buildRuleIndex<Subject>(rules, readOrThrow, atOnce);
  for (const [subject, rule, faults] of [
    [{ country: 'US', size: 'boom' }, count + 1, [count]],
    [{ country: 'CA', size: 'boom' }, count + 3, [count, count + 2]],
    [{ country: 'US', size: 2 }, count, []],
  ] as const) {
    const told: number[] = [];
    expect(index.select(subject, (at, error) => told.push(error instanceof Error ? at : -1))).toBe(rule);
    expect(told).toEqual(faults);
    expect(index.select(subject)).toBe(rule);
    expect(selectRuleNaive(rules, readOrThrow, subject)).toBe(rule);
  }
});

test('a list is looked up anew each time', () => {
  const index = behind(
    40,
    { field: 'tags', op: 'contains', value: 'a' },
    { field: 'tags', op: 'contains_any', value: ['b', 'c'] },
  );
  expect(index.select({ tags: ['x', 'a'] })).toBe(40);
  expect(index.select({ tags: ['c'] })).toBe(41);
  expect(index.select({ tags: [] })).toBe(-1);
  expect(index.select({ tags: 'has an a' })).toBe(40);
  expect(index.select({})).toBe(-1);
});

test('prefixes, also those that end in the last code unit', () => {
  const starts = (value: string): Condition => ({ field: 'postalCode', op: 'starts_with', value });
  const index = behind(40, starts('941'), starts('94'), starts('\uffff'), starts('z\uffff'));
  for (const [postalCode, rule] of [
    ['94105', 40],
    ['941', 40],
    ['942', 41],
    ['94', 41],
    ['95', -1],
    ['9', -1],
    ['\uffffa', 42],
    ['z\uffff!', 43],
    ['{', -1],
  ] as const)
    expect(index.select({ postalCode })).toBe(rule);
});

test('a text that follows another at once, beside a cut that comes twice, stands for itself only', () => {
  const next: Condition = { field: 'country', op: 'in', value: ['US', 'US\u0000'] };
  const index = behind(40, { all: [next, { field: 'country', op: 'ne', value: 'US' }] });
  expect(index.select({ country: 'US\u0000' })).toBe(40);
  for (const country of ['US', 'FR', '', 'US\u0000\u0000', null]) expect(index.select({ country })).toBe(-1);
});

test('what a reader throws is told although the index has no use for its field', () => {
  const readOrThrow = (field: string) => (subject: Subject) => {
    if (field === 'jobTitle') throw new Error(field);
    return subject[field];
  };
  const rule: Condition = { all: [{ field: 'jobTitle', op: 'ends_with', value: 'VP' }, us] };
  const index = buildRuleIndex<Subject>([...new Array<Condition>(40).fill(never), rule, true], readOrThrow, atOnce);
  const told: number[] = [];
  expect(index.select({ country: 'CA' }, (at) => told.push(at))).toBe(41);
  expect(told).toEqual([40]);
});

test.each([
  [7, 100],
  [11, 100],
  [13, 100],
])('every one of %i fields with %i values can rule a rule out', (fieldCount, valueCount) => {
  const fields = Array.from({ length: fieldCount }, (_, i) => `field${i}`);
  const rules = Array.from(
    { length: 100 },
    (_, i): Condition => ({ all: fields.map((field) => ({ field, op: 'eq', value: `${field}${i % valueCount}` })) }),
  );
  const index = buildRuleIndex<Subject>(rules, readerOf, atOnce);
  for (const i of [0, 31, 32, 99]) {
    const subject = Object.fromEntries(fields.map((field) => [field, `${field}${i}`]));
    expect(index.select(subject)).toBe(i);
    for (const field of fields) expect(index.select({ ...subject, [field]: 'other' })).toBe(-1);
  }
});

test('with few values in each of many fields, every field still counts', () => {
  const fields = Array.from({ length: 12 }, (_, i) => `field${i}`);
  const rules = Array.from(
    { length: 64 },
    (_, i): Condition => ({
      all: fields.map((field, place) => ({ field, op: 'eq', value: (i >> (place % 6)) & 1 })),
    }),
  );
  const index = buildRuleIndex<Subject>(rules, readerOf, atOnce);
  for (const i of [0, 1, 31, 32, 63]) {
    const subject = Object.fromEntries(fields.map((field, place) => [field, (i >> (place % 6)) & 1]));
    expect(index.select(subject)).toBe(i);
    for (const field of fields) expect(index.select({ ...subject, [field]: 2 })).toBe(-1);
  }
});

test('the first subjects, matched before the index is built, meet the same rules as later ones', () => {
  const rules = [...new Array<Condition>(40).fill(never), us, true];
  const index = buildRuleIndex<Subject>(rules, readerOf, { scansFirst: 3 });
  const subjects = [{ country: 'US' }, { country: 'CA' }, {}];
  for (let turn = 0; turn < 4; turn++) expect(subjects.map((one) => index.select(one))).toEqual([40, 41, 41]);
});

test('a rule with very many combinations of alternatives is still indexed in no time', () => {
  const either = (i: number): Condition => ({
    any: [
      { field: `a${i}`, op: 'eq', value: 1 },
      { field: `b${i}`, op: 'eq', value: 1 },
    ],
  });
  const index = behind(40, { all: Array.from({ length: 40 }, (_, i) => either(i)) });
  const subject = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [i % 2 === 0 ? `a${i}` : `b${i}`, 1]));
  expect(index.select(subject)).toBe(40);
  expect(index.select({ ...subject, b39: 2 })).toBe(-1);
});
