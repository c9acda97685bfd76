import { type FieldTest, operators } from './operators.js';
import { readNode } from './read-node.js';
import type { Condition, FieldReader, Truth } from './types.js';
import { walkCondition } from './walk-condition.js';

type Test<S> = (subject: S) => Truth;

const unknown = (): Truth => 'unknown';

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

function compileNode<S>(condition: unknown, readerOf: (field: string) => FieldReader<S>): Test<S> {
  const node = readNode(condition);
  switch (node.type) {
    case 'constant':
      return () => node.truth;
    case 'not':
      return negate(compileNode(node.part, readerOf));
    case 'all':
    case 'any':
      return combine(
        node.parts.map((part) => compileNode(part, readerOf)),
        node.type === 'any',
      );
    case 'atom':
      return compare(readerOf(node.field), operators[node.op].compile(node.value as never));
    case 'malformed':
      return unknown;
  }
}

/**
 * A function that evaluates `condition` in three values, for use on many subjects. Parts are evaluated in order and
 * only until the result is certain.
 *
 * A malformed part is `'unknown'`, and so is a whole condition past the limits of `checkCondition`: this never throws
 * on JSON. What a reader throws comes through, here as from `readerOf`.
 *
 * @param readerOf - called once per comparison
 *
 * @example
 * const isGerman = compileCondition({ field: 'country', op: 'eq', value: 'DE' }, () => (lead: Lead) => lead.country);
 */
export function compileCondition<S>(
  condition: Condition,
  readerOf: (field: string) => FieldReader<S>,
): (subject: S) => Truth {
  const tooLarge = walkCondition(condition, () => undefined) !== null;
  return tooLarge ? unknown : compileNode(condition, readerOf);
}
