import { compileCondition } from './compile-condition.js';
import { type OnFault, scanRules } from './select-rule-naive.js';
import type { Condition, FieldReader } from './types.js';

export interface RuleIndex<S> {
  /**
   * Position of the first rule whose condition is true, -1 where none is. A rule whose evaluation throws is skipped
   * and reported through `onFault`.
   */
  readonly select: (subject: S, onFault?: OnFault) => number;
}

/** Finds the first rule in order whose condition is true. */
export function buildRuleIndex<S>(
  conditions: readonly Condition[],
  readerOf: (field: string) => FieldReader<S>,
): RuleIndex<S> {
  const tests = conditions.map((condition) => compileCondition(condition, readerOf));
  return { select: (subject, onFault) => scanRules(tests, subject, onFault) };
}
