/**
 * A frozen copy of plain JSON, as its JSON text would carry it: members that are `undefined` or functions are left out, −0 becomes 0, and what
 * JSON has no number for becomes null. O(size).
 *
 * @throws RangeError where the data holds itself or is nested deeper than the stack allows
 */
export function freezeJson<T>(value: T): T {
  return freezeValue(value) as T;
}

const isAbsent = (value: unknown): boolean =>
  value === undefined || typeof value === 'function' || typeof value === 'symbol';

function freezeValue(value: unknown): unknown {
  if (typeof value === 'number') return Number.isFinite(value) ? value + 0 : null;
  if (typeof value !== 'object' || value === null) return isAbsent(value) ? null : value;
  if (Array.isArray(value)) return Object.freeze(Array.from(value, freezeValue));
  const copy: { [key: string]: unknown } = {};
  for (const [key, member] of Object.entries(value)) {
    if (isAbsent(member)) continue;
    // an assignment to `__proto__` would change the prototype instead of making a member
    if (key === '__proto__') Object.defineProperty(copy, key, { value: freezeValue(member), enumerable: true });
    else copy[key] = freezeValue(member);
  }
  return Object.freeze(copy);
}
