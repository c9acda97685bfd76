import { limits } from '../core/limits.js';
import type { Lead } from '../lead/index.js';

type Test = (value: unknown) => boolean;
type Fields = { readonly [field: string]: unknown };

const isObject: Test = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list whose items pass; so does none at all, since hand-written leads leave lists out. */
const listOf =
  (passes: Test): Test =>
  (value) =>
    value == null || (Array.isArray(value) && value.every(passes));

const texts = listOf((item) => typeof item === 'string');
const activities = listOf(
  (item) =>
    isObject(item) && typeof (item as Fields)['type'] === 'string' && Number.isSafeInteger((item as Fields)['at']),
);
const table: Test = (value) => value == null || isObject(value);

/** The fields that later inputs take apart: what passes, what is expected, and what stands in for what does not pass. */
const taken = [
  ['products', texts, 'a list of texts', []],
  ['tags', texts, 'a list of texts', []],
  ['activities', activities, 'a list of activities, each with a `type` and a whole `at`', []],
  ['fields', table, 'an object', {}],
  ['provenance', table, 'an object', {}],
] as const;

/** The first field of a lead that no record may hold as it is; undefined: none. */
export function leadFault(lead: Lead): Lead['invalid'] {
  for (const [field, passes, expected] of taken) if (!passes(lead[field])) return { field, expected };
  return undefined;
}

/** Empties the fields that no record may hold, in a lead of our own. */
export function emptyFaulty(lead: { -readonly [field in keyof Lead]: Lead[field] }): void {
  for (const [field, passes, , empty] of taken) if (!passes(lead[field])) Object.assign(lead, { [field]: empty });
}

/** Whether a value is data that JSON can carry, as deep as a lead may be. Members that are `undefined` get lost. */
export function isData(value: unknown, depthLeft: number = limits.depthMax): boolean {
  if (typeof value !== 'object' || value === null) {
    return typeof value === 'number'
      ? Number.isFinite(value)
      : !['function', 'symbol', 'bigint'].includes(typeof value);
  }
  return depthLeft > 0 && Object.values(value).every((inner) => isData(inner, depthLeft - 1));
}
