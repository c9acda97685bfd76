import { type FieldTest, operators } from './operators.js';
import { type ConditionNode, readCondition } from './read-condition.js';
import type { Condition, FieldReader, Truth } from './types.js';

type Test<S> = (subject: S) => Truth;

/** False or true as soon as one part is `decisive`; `'unknown'` where no part is and one is unknown. */
const combine =
  <S>(parts: readonly Test<S>[], decisive: boolean): Test<S> =>
  (subject) => {
    let truth: Truth = !decisive;
    for (const part of parts) {
      const found = part(subject);
      if (found === decisive) return decisive;
      if (found === 'unknown') truth = found;
    }
    return truth;
  };

const negate =
  <S>(part: Test<S>): Test<S> =>
  (subject) => {
    const truth = part(subject);
    return truth === 'unknown' ? truth : !truth;
  };

const compare =
  <S>(read: FieldReader<S>, test: FieldTest): Test<S> =>
  (subject) =>
    test(read(subject));

/** See {@link compileCondition}. */
export function compileNode<S>(node: ConditionNode, readerOf: (field: string) => FieldReader<S>): Test<S> {
  switch (node.type) {
    case 'constant':
      return () => node.truth;
    case 'not':
      return negate(compileNode(node.part, readerOf));
    case 'all':
    case 'any': {
      const parts = node.parts.map((part) => compileNode(part, readerOf));
      return combine(parts, node.type === 'any');
    }
    case 'atom':
      return compare(readerOf(node.field), operators[node.op].compile(node.value as never));
    case 'malformed':
      return () => 'unknown';
  }
}

/**
 * A function that evaluates `condition` in three values, for use on many subjects. Parts are evaluated in order and
 * only until the result is certain.
 *
 * A part that is malformed or past the limits of `checkCondition` is `'unknown'`: this never throws on JSON. What a
 * reader throws comes through, and so does what `readerOf` throws.
 *
 * @param readerOf - called once per comparison
 *
 * @example
 * const isGerman = compileCondition({ field: 'country', op: 'eq', value: 'DE' }, () => (lead: Lead) => lead.country);
 */
export const compileCondition = <S>(
  condition: Condition,
  readerOf: (field: string) => FieldReader<S>,
): ((subject: S) => Truth) => compileNode(readCondition(condition), readerOf);
