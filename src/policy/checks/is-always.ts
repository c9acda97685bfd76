import type { Condition } from '../../condition/index.js';

/** What stands beside `all` or `any`, which may be anything in a condition that is malformed. */
const partsOf = (parts: unknown): readonly Condition[] => (Array.isArray(parts) ? parts : []);

/** Whether a condition is true of every lead, whatever it reads. */
export function isAlways(condition: Condition): boolean {
  if (typeof condition !== 'object' || condition === null) return condition === true;
  if ('not' in condition) return isNever(condition.not);
  if ('any' in condition) return partsOf(condition.any).some(isAlways);
  return 'all' in condition && partsOf(condition.all).every(isAlways);
}

/** Whether a condition is false of every lead, whatever it reads. */
export function isNever(condition: Condition): boolean {
  if (typeof condition !== 'object' || condition === null) return condition === false;
  if ('not' in condition) return isAlways(condition.not);
  if ('any' in condition) return partsOf(condition.any).every(isNever);
  return 'all' in condition && partsOf(condition.all).some(isNever);
}
