import fc from 'fast-check';
import type { Condition, Operator } from '../../src/condition/index.js';
import type { FieldKind } from '../../src/lead/index.js';

export const fieldKinds: { readonly [field: string]: FieldKind } = {
  country: 'text',
  postalCode: 'text',
  size: 'number',
  points: 'number',
  competitor: 'boolean',
  tags: 'texts',
  products: 'texts',
  'fields.x': 'any',
};
export const fieldNames: readonly string[] = Object.keys(fieldKinds);
export const fieldOf = (name: string): { readonly kind: FieldKind } | null =>
  Object.hasOwn(fieldKinds, name) ? { kind: fieldKinds[name]! } : null;

export type Subject = { readonly [field: string]: unknown };
export const readerOf =
  (field: string) =>
  (subject: Subject): unknown =>
    subject[field];

// Few values, close to each other, so that conditions and subjects meet at their edges.
const texts = [
  '',
  'U',
  'US',
  'US\u0000',
  'USA',
  'UT',
  'V',
  '94',
  '941',
  '94105',
  '95',
  '\uffff',
  'U\uffff',
  'U\uffffx',
];
const numbers = [0, -0, 1, 2, 3, 10, 11, 0.1, 0.1 + Number.EPSILON / 8, -5, 1e308, 1.7e308, 5e-324, 1e-323, 1.5e-323];
const text = fc.constantFrom(...texts);
const number = fc.constantFrom(...numbers);
const scalar = fc.oneof(text, number, fc.boolean());
const listOf = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: 1, maxLength: 4 });

const operand: { readonly [op in Operator]: fc.Arbitrary<unknown> } = {
  eq: scalar,
  ne: scalar,
  in: listOf(scalar),
  not_in: listOf(scalar),
  lt: number,
  lte: number,
  gt: number,
  gte: number,
  between: fc.tuple(number, number),
  exists: fc.constant(undefined),
  missing: fc.constant(undefined),
  contains: scalar,
  contains_any: listOf(scalar),
  contains_all: listOf(scalar),
  starts_with: fc.oneof(text, listOf(text)),
  ends_with: fc.oneof(text, listOf(text)),
};
export const operatorNames: readonly Operator[] = Object.keys(operand) as Operator[];

const atomOn = (field: fc.Arbitrary<string>): fc.Arbitrary<Condition> =>
  fc
    .tuple(field, fc.constantFrom(...operatorNames))
    .chain(([name, op]) => operand[op].map((value) => ({ field: name, op, value }) as Condition));

/** Values of the right type for the field, so that comparisons are often true or false. */
const likelyAtom: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({ field: fc.constant('country'), op: fc.constantFrom('eq', 'ne'), value: text }),
  fc.record({ field: fc.constant('country'), op: fc.constantFrom('in', 'not_in'), value: listOf(text) }),
  fc.record({ field: fc.constant('postalCode'), op: fc.constant('starts_with'), value: fc.oneof(text, listOf(text)) }),
  fc.record({
    field: fc.constantFrom('size', 'points'),
    op: fc.constantFrom('lt', 'lte', 'gt', 'gte', 'eq'),
    value: number,
  }),
  fc.record({
    field: fc.constant('size'),
    op: fc.constant('between'),
    value: fc.tuple(number, number).map(([a, b]) => [Math.min(a, b), Math.max(a, b)]),
  }),
  fc.record({ field: fc.constant('competitor'), op: fc.constant('eq'), value: fc.boolean() }),
  fc.record({ field: fc.constantFrom('tags', 'products'), op: fc.constant('contains'), value: text }),
  fc.record({
    field: fc.constantFrom('tags', 'products'),
    op: fc.constantFrom('contains_any', 'contains_all'),
    value: listOf(text),
  }),
) as fc.Arbitrary<Condition>;

const malformed = fc.constantFrom(
  null,
  {},
  { all: true },
  { field: 'size', op: 'gt', value: '1' },
  { field: 'size', op: 'like', value: 1 },
) as unknown as fc.Arbitrary<Condition>;

const treeOf = (leaf: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
  fc.letrec<{ node: Condition }>((tie) => ({
    node: fc.oneof(
      { maxDepth: 4, withCrossShrink: true },
      leaf,
      fc.record({ all: fc.array(tie('node'), { maxLength: 3 }) }),
      fc.record({ any: fc.array(tie('node'), { maxLength: 3 }) }),
      fc.record({ not: tie('node') }),
    ),
  })).node;

/** Any well-formed condition, sensible or not. */
export const condition: fc.Arbitrary<Condition> = treeOf(
  fc.oneof(
    { arbitrary: likelyAtom, weight: 5 },
    { arbitrary: atomOn(fc.constantFrom(...fieldNames)), weight: 5 },
    { arbitrary: fc.boolean(), weight: 1 },
  ),
);

/** A rule as people write them, or anything at all, malformed parts included. */
export const ruleCondition: fc.Arbitrary<Condition> = fc.oneof(
  { arbitrary: fc.array(likelyAtom, { minLength: 1, maxLength: 4 }).map((all) => ({ all })), weight: 6 },
  { arbitrary: condition, weight: 3 },
  {
    arbitrary: treeOf(fc.oneof({ arbitrary: likelyAtom, weight: 4 }, { arbitrary: malformed, weight: 1 })),
    weight: 1,
  },
);

// Very few constants, direct neighbours among them, so that the same one comes up several times in a condition.
const closeText = fc.constantFrom('', '\u0000', 'US', 'US\u0000', 'USA');
const closeNumber = fc.constantFrom(0, 5e-324, 1e-323, 1, 2);
const closeAtom = (op: readonly Operator[], value: fc.Arbitrary<unknown>): fc.Arbitrary<Condition> =>
  fc.record({ field: fc.constant('fields.x'), op: fc.constantFrom(...op), value }) as fc.Arbitrary<Condition>;

/** A tree over one field of any kind: its comparisons must be told apart by the field's value alone. */
export const oneFieldCondition: fc.Arbitrary<Condition> = fc.oneof(
  treeOf(atomOn(fc.constant('fields.x'))),
  treeOf(fc.oneof(closeAtom(['eq', 'ne'], closeText), closeAtom(['in', 'not_in'], listOf(closeText)))),
  treeOf(fc.oneof(closeAtom(['in', 'not_in'], listOf(closeText)), closeAtom(['starts_with'], listOf(closeText)))),
  treeOf(
    fc.oneof(
      closeAtom(['eq', 'ne', 'lt', 'lte', 'gt', 'gte'], closeNumber),
      closeAtom(['in', 'not_in'], listOf(closeNumber)),
    ),
  ),
);

/** Every constant that conditions use, what lies directly beside it, and everything that is neither text nor number. */
export const everyValue: readonly unknown[] = [
  ...texts.flatMap((one) => [one, `${one}\u0000`, `${one}x`, one.slice(0, -1)]),
  ...numbers.flatMap((one) => [one, one - 1, one + 1, one * (1 + Number.EPSILON), one / 2]),
  ...[true, false, null, undefined, Number.NaN, Infinity, -Infinity, {}, [], 10n],
  ...texts.map((one) => [one]),
  ...numbers.map((one) => [one, 'U']),
];

const nextTo = number.chain((value) => fc.constantFrom(value, value - 1, value + 1));
const odd = fc.constantFrom<unknown>(Number.NaN, {}, [], Infinity, -Infinity, 10n);
const missing = fc.constantFrom<unknown>(null, undefined);
const likelyValue: { readonly [kind in FieldKind]: fc.Arbitrary<unknown> } = {
  text: fc.oneof(
    text,
    fc.tuple(text, text).map((parts) => parts.join('')),
  ),
  number: nextTo,
  boolean: fc.boolean(),
  texts: fc.array(text, { maxLength: 4 }),
  any: fc.oneof(scalar, nextTo, fc.array(scalar, { maxLength: 3 })),
};
const valueFor = (kind: FieldKind) =>
  fc.oneof(
    { arbitrary: likelyValue[kind], weight: 12 },
    { arbitrary: missing, weight: 2 },
    { arbitrary: likelyValue.any, weight: 1 },
    { arbitrary: odd, weight: 1 },
  );

/** A subject whose values sit on and beside the constants of the conditions, or are missing or of a wrong type. */
export const subject: fc.Arbitrary<Subject> = fc.record(
  Object.fromEntries(fieldNames.map((name) => [name, valueFor(fieldKinds[name]!)])),
);
