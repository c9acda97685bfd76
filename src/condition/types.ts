import type { Json } from '../core/json.js';

/** How a condition compares a field with its value; `docs/conditions.md` has the table. */
export type Operator =
  | 'eq'
  | 'ne'
  | 'in'
  | 'not_in'
  | 'lt'
  | 'lte'
  | 'gt'
  | 'gte'
  | 'between'
  | 'exists'
  | 'missing'
  | 'contains'
  | 'contains_any'
  | 'contains_all'
  | 'starts_with'
  | 'ends_with';

/**
 * A test of one lead as plain JSON. `{ all: [] }` is true and `{ any: [] }` is false.
 *
 * @example
 * const enterprise: Condition = { all: [
 *   { field: 'country', op: 'in', value: ['US', 'CA'] },
 *   { not: { field: 'employeesMin', op: 'lt', value: 500 } },
 * ] };
 */
export type Condition =
  | boolean
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly field: string; readonly op: Operator; readonly value?: Json };

/**
 * Kleene's three values. A comparison that has nothing to compare is `'unknown'`; `all` is false as soon as one part
 * is, `any` true as soon as one part is, and `not` leaves `'unknown'` as it is (Kleene 1938).
 */
export type Truth = true | false | 'unknown';

/** Reads one field of a subject; `undefined` or `null` where the subject has none. Same subject, same answer. */
export type FieldReader<S> = (subject: S) => unknown;

/** One thing wrong with a condition; `path` leads from the condition's root to the place. */
export interface ConditionProblem {
  readonly path: readonly (string | number)[];
  readonly message: string;
}
