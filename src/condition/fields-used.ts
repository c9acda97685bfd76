import { compareText } from '../core/compare.js';
import { forEachAtom, readCondition } from './read-condition.js';
import type { Condition } from './types.js';

/**
 * The names of the fields that a condition reads, sorted, each once. No other field of a subject can change the
 * condition's result.
 *
 * @example
 * fieldsUsed({ any: [{ field: 'region', op: 'exists' }, { field: 'country', op: 'eq', value: 'US' }] });
 * //=> ['country', 'region']
 */
export function fieldsUsed(condition: Condition): readonly string[] {
  const names = new Set<string>();
  forEachAtom(readCondition(condition), ({ field }) => names.add(field));
  return [...names].sort(compareText);
}
