import type { Condition, Truth } from '../../src/condition/index.js';
import type { Subject } from './condition-arbitraries.js';

/**
 * The meaning of a well-formed condition once more, as plainly as can be: truths are 0 (false), 1 (unknown) and
 * 2 (true), `all` is the least, `any` the greatest and `not` the mirror image.
 */
function rank(condition: Condition, subject: Subject): 0 | 1 | 2 {
  if (typeof condition === 'boolean') return condition ? 2 : 0;
  if ('all' in condition) return Math.min(2, ...condition.all.map((part) => rank(part, subject))) as 0 | 1 | 2;
  if ('any' in condition) return Math.max(0, ...condition.any.map((part) => rank(part, subject))) as 0 | 1 | 2;
  if ('not' in condition) return (2 - rank(condition.not, subject)) as 0 | 1 | 2;
  const found = subject[condition.field];
  const holds = compare(condition.op, found, condition.value);
  return holds === null ? 1 : holds ? 2 : 0;
}

const typeOf = (value: unknown): string => {
  if (Array.isArray(value)) return 'list';
  if (value === null || value === undefined) return 'nothing';
  return Number.isNaN(value) ? 'odd' : typeof value;
};

// biome-ignore lint/suspicious/noExplicitAny: the oracle trades types for brevity
function compare(op: string, found: any, value: any): boolean | null {
  const type = typeOf(found);
  if (op === 'exists') return type !== 'nothing';
  if (op === 'missing') return type === 'nothing';
  const values: unknown[] = Array.isArray(value) ? value : [value];
  const comparable = values.some((item) => typeOf(item) === type);
  if (op === 'eq' || op === 'in') return comparable ? values.some((item) => item === found) : null;
  if (op === 'ne' || op === 'not_in') return comparable ? values.every((item) => item !== found) : null;
  if (op === 'contains' && type === 'string') return typeof value === 'string' ? found.indexOf(value) >= 0 : null;
  const has = (item: unknown): boolean => (found as unknown[]).some((own) => own === item);
  if (op === 'contains' || op === 'contains_any') return type === 'list' ? values.some(has) : null;
  if (op === 'contains_all') return type === 'list' ? !values.some((item) => !has(item)) : null;
  if (op === 'starts_with') return type === 'string' ? values.some((part) => found.indexOf(part) === 0) : null;
  if (op === 'ends_with')
    return type === 'string' ? values.some((part) => found.slice(found.length - String(part).length) === part) : null;
  if (type !== 'number') return null;
  if (op === 'between') return !(found < value[0] || found > value[1]);
  return { lt: found < value, lte: found <= value, gt: found > value, gte: found >= value }[op as 'lt'];
}

export const evaluateByReference = (condition: Condition, subject: Subject): Truth =>
  ([false, 'unknown', true] as const)[rank(condition, subject)];
