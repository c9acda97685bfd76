import { limits } from '../core/limits.js';
import type { Lead } from '../lead/index.js';

type Test = (value: unknown) => boolean;
type Fields = { readonly [field: string]: unknown };

const isObject: Test = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);

const isText: Test = (value) => typeof value === 'string';
const isActivity: Test = (value) =>
  isObject(value) && typeof (value as Fields)['type'] === 'string' && Number.isSafeInteger((value as Fields)['at']);

/** A list whose items pass; so does none at all, since hand-written leads leave lists out. */
function areAll(value: unknown, passes: Test): boolean {
  if (value === null || value === undefined) return true;
  if (!Array.isArray(value)) return false;
  for (let i = 0; i < value.length; i++) if (!passes(value[i])) return false;
  return true;
}

const texts: Test = (value) => areAll(value, isText);
const activities: Test = (value) => areAll(value, isActivity);
const table: Test = (value) => value === null || value === undefined || isObject(value);

/** The fields that later inputs take apart: what passes, what is expected, and what stands in for what does not pass. */
const taken = [
  ['products', texts, 'a list of texts', []],
  ['tags', texts, 'a list of texts', []],
  ['activities', activities, 'a list of activities, each with a `type` and a whole `at`', []],
  ['fields', table, 'an object', {}],
  ['provenance', table, 'an object', {}],
] as const;

/** Whether all fields of `taken` pass; written out, because every lead is asked. */
const isSound = ({ products, tags, activities: done, fields, provenance }: Lead): boolean =>
  texts(products) && texts(tags) && activities(done) && table(fields) && table(provenance);

/** The first field of a lead that no record may hold as it is; undefined: none. */
export function leadFault(lead: Lead): Lead['invalid'] {
  if (isSound(lead)) return undefined;
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
