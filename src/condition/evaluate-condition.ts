import { compileCondition } from './compile-condition.js';
import type { Condition, FieldReader, Truth } from './types.js';

interface Fields {
  readonly [field: string]: unknown;
}

const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Own properties only; the whole rest of the name is tried before it is cut at its first dot. */
const readerOf =
  (field: string): FieldReader<Fields> =>
  (subject) => {
    let rest = field;
    let value: unknown = subject;
    while (isRecord(value)) {
      if (Object.hasOwn(value, rest)) return value[rest];
      const dot = rest.indexOf('.');
      const head = rest.slice(0, dot);
      if (dot < 0 || !Object.hasOwn(value, head)) return undefined;
      value = value[head];
      rest = rest.slice(dot + 1);
    }
    return undefined;
  };

/**
 * Evaluates a condition on any record in three values: a comparison with a field that is missing, or that holds a
 * value the operator cannot compare, is `'unknown'`, and `all`, `any` and `not` follow Kleene.
 *
 * A field is an own property of the subject; a name that is none may be a path with dots into own nested objects
 * (`score.fit`). Lists are not entered. Only `exists` and `missing` are never `'unknown'`.
 *
 * @returns a part that is malformed or past the limits of `checkCondition` is `'unknown'` as well. Never throws on
 * JSON; what a getter of the subject throws comes through. O(size of the condition), which is taken apart anew at each
 * call: rules that meet many leads belong in a policy.
 *
 * @example
 * evaluateCondition({ field: 'score.fit', op: 'gte', value: 40 }, { score: { fit: 55 } }); //=> true
 * evaluateCondition({ field: 'country', op: 'ne', value: 'US' }, { country: null }); //=> 'unknown'
 * evaluateCondition({ field: 'country', op: 'missing' }, { country: null }); //=> true
 */
export const evaluateCondition = (condition: Condition, subject: { readonly [field: string]: unknown }): Truth =>
  compileCondition(condition, readerOf)(subject);
