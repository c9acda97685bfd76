import type { FieldKind } from '../lead/index.js';
import type { Operator, Truth } from './types.js';

/** A value of a field that can be compared for equality. */
export type Scalar = string | number | boolean;

/** Compares what a field holds with the value that the comparison was made for. */
export type FieldTest = (found: unknown) => Truth;

/** What the value beside an operator must look like. */
export type ValueShape = 'nothing' | 'scalar' | 'scalars' | 'number' | 'range' | 'affix';

export interface OperatorRow {
  /** Kinds of field that the operator can ever compare; `any` fields are always allowed. */
  readonly kinds: readonly FieldKind[];
  readonly shape: ValueShape;
  /** Call with a value of the row's shape only. */
  readonly compile: (value: never) => FieldTest;
}

const scalarKinds: readonly FieldKind[] = ['text', 'number', 'boolean'];
const isPresent = (found: unknown): boolean => found !== undefined && found !== null;

const negate =
  (test: FieldTest): FieldTest =>
  (found) => {
    const truth = test(found);
    return truth === 'unknown' ? truth : !truth;
  };

// NaN is a number that compares with nothing, so `found === found` keeps it out.
const equals = (value: Scalar): FieldTest => {
  const type = typeof value;
  // biome-ignore lint/suspicious/noSelfCompare: only NaN differs from itself
  return (found) => (typeof found === type && found === found ? found === value : 'unknown');
};

const isAmong = (values: readonly Scalar[]): FieldTest => {
  const type = typeof values[0];
  const types = values.every((value) => typeof value === type) ? null : new Set(values.map((value) => typeof value));
  // A short list is searched faster than a set.
  const set = values.length > 8 ? new Set<unknown>(values) : null;
  return (found) => {
    const isComparable = types === null ? typeof found === type : types.has(typeof found as typeof type);
    if (!isComparable || Number.isNaN(found)) return 'unknown';
    return set === null ? values.includes(found as Scalar) : set.has(found);
  };
};

const onNumber =
  (holds: (found: number, value: number) => boolean) =>
  (value: number): FieldTest =>
  (found) =>
    typeof found === 'number' && !Number.isNaN(found) ? holds(found, value) : 'unknown';

const isBetween =
  ([min, max]: readonly [number, number]): FieldTest =>
  (found) =>
    typeof found === 'number' && !Number.isNaN(found) ? found >= min && found <= max : 'unknown';

const contains =
  (value: Scalar): FieldTest =>
  (found) => {
    if (Array.isArray(found)) return found.includes(value);
    return typeof found === 'string' && typeof value === 'string' ? found.includes(value) : 'unknown';
  };

const onList =
  (holds: (found: readonly unknown[], values: readonly Scalar[]) => boolean) =>
  (values: readonly Scalar[]): FieldTest =>
  (found) =>
    Array.isArray(found) ? holds(found, values) : 'unknown';

const onAffix =
  (holds: (found: string, affix: string) => boolean) =>
  (value: string | readonly string[]): FieldTest => {
    const affixes = typeof value === 'string' ? [value] : value;
    return (found) => (typeof found === 'string' ? affixes.some((affix) => holds(found, affix)) : 'unknown');
  };

const ordering = (holds: (found: number, value: number) => boolean): OperatorRow => ({
  kinds: ['number'],
  shape: 'number',
  compile: onNumber(holds),
});

/** The operators: what each applies to, the value it takes and what it means. */
export const operators: { readonly [op in Operator]: OperatorRow } = {
  eq: { kinds: scalarKinds, shape: 'scalar', compile: equals },
  ne: { kinds: scalarKinds, shape: 'scalar', compile: (value) => negate(equals(value)) },
  in: { kinds: scalarKinds, shape: 'scalars', compile: isAmong },
  not_in: { kinds: scalarKinds, shape: 'scalars', compile: (value) => negate(isAmong(value)) },
  lt: ordering((found, value) => found < value),
  lte: ordering((found, value) => found <= value),
  gt: ordering((found, value) => found > value),
  gte: ordering((found, value) => found >= value),
  between: { kinds: ['number'], shape: 'range', compile: isBetween },
  exists: { kinds: [...scalarKinds, 'texts'], shape: 'nothing', compile: () => isPresent },
  missing: { kinds: [...scalarKinds, 'texts'], shape: 'nothing', compile: () => (found) => !isPresent(found) },
  contains: { kinds: ['text', 'texts'], shape: 'scalar', compile: contains },
  contains_any: {
    kinds: ['texts'],
    shape: 'scalars',
    compile: onList((found, values) => values.some((value) => found.includes(value))),
  },
  contains_all: {
    kinds: ['texts'],
    shape: 'scalars',
    compile: onList((found, values) => values.every((value) => found.includes(value))),
  },
  starts_with: { kinds: ['text'], shape: 'affix', compile: onAffix((found, affix) => found.startsWith(affix)) },
  ends_with: { kinds: ['text'], shape: 'affix', compile: onAffix((found, affix) => found.endsWith(affix)) },
};
