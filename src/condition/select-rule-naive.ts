import { compileCondition } from './compile-condition.js';
import type { Condition, FieldReader } from './types.js';

/** Told of each rule whose evaluation threw, in rule order, before the rule that is selected. */
export type OnFault = (ruleIndex: number, error: unknown) => void;

/** The first test in order that is true; one that throws is reported and skipped. */
export function scanRules<S>(
  count: number,
  testOf: (rule: number) => (subject: S) => unknown,
  subject: S,
  onFault?: OnFault,
): number {
  for (let i = 0; i < count; i++) {
    try {
      if (testOf(i)(subject) === true) return i;
    } catch (error) {
      onFault?.(i, error);
    }
  }
  return -1;
}

/**
 * The first rule in order whose condition is true, found by trying one after the other: the definition that
 * `buildRuleIndex` must equal, kept as its oracle.
 *
 * @returns the rule's position, or -1 where no condition is true
 */
export function selectRuleNaive<S>(
  conditions: readonly Condition[],
  readerOf: (field: string) => FieldReader<S>,
  subject: S,
  onFault?: OnFault,
): number {
  const tests = conditions.map((condition) => compileCondition(condition, readerOf));
  return scanRules(tests.length, (rule) => tests[rule]!, subject, onFault);
}
