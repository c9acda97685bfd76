import type { Condition } from '../../condition/index.js';

const partsOf = (parts: unknown): readonly Condition[] => (Array.isArray(parts) ? parts : []);

/** What a condition comes to for every lead, whatever it reads; null where that depends on the lead. */
export function constantOf(condition: Condition): boolean | null {
  if (typeof condition === 'boolean') return condition;
  if (typeof condition !== 'object' || condition === null) return null;
  if ('not' in condition) {
    const inner = constantOf(condition.not);
    return inner === null ? null : !inner;
  }
  // `all` is settled by one false part, `any` by one true part
  const settled = 'any' in condition;
  if (!settled && !('all' in condition)) return null;
  const parts = partsOf('any' in condition ? condition.any : condition.all).map(constantOf);
  if (parts.includes(settled)) return settled;
  return parts.includes(null) ? null : !settled;
}
