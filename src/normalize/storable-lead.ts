import { compareText } from '../core/compare.js';
import type { Json } from '../core/json.js';
import { limits } from '../core/limits.js';
import { cutText, storableText } from './clean-text.js';
import { emptySlots, type FieldName, fieldAsWritten, fieldOf } from './field-names.js';
import { isEmpty, type Places, settle, usualPlaces } from './raw-fields.js';

/** A raw lead as plain JSON that every store takes, and what had to be changed for that: members as two columns. */
export interface StorableLead extends Places {
  /** Keys, each once, in no certain order; `id` only where the raw lead has one. */
  readonly keys: readonly string[];
  readonly values: readonly Json[];
  /** The value under `id`; null where there is no text. */
  readonly id: Json;
  /** Top-level key to what was changed in its value. */
  readonly changes: ReadonlyMap<string, string>;
  /** Set where the lead is beyond the limits: the values end there. */
  readonly invalid: { readonly field: string; readonly expected: string } | null;
}

interface Walk {
  nodesLeft: number;
  textLeft: number;
  change: string | null;
}

const excess = Symbol('beyond the limits');
type Storable = Json | typeof excess | undefined;

/**
 * Copies own enumerable members into plain JSON: finite numbers, no `-0`, well-formed texts without U+0000, cut at the
 * limit, no `__proto__`, bounded depth, size and time. Never throws, whatever it is given.
 */
export function storableLead(raw: unknown): StorableLead {
  try {
    return flatLead(raw) ?? copyLead(raw);
  } catch {
    // a getter or a proxy of the caller's threw: not plain data
    return unreadable('lead', 'plain JSON');
  }
}

const unreadable = (field: string, expected: string): StorableLead => ({
  keys: [],
  values: [],
  at: emptySlots(),
  left: [],
  id: null,
  changes: unchanged,
  invalid: { field, expected },
});

const unchanged: ReadonlyMap<string, string> = new Map();

/** Most leads: a few short texts and numbers, none of which has to be changed. Null for all others. */
function flatLead(raw: unknown): StorableLead | null {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return null;
  const keys = Object.keys(raw);
  if (keys.length > flatMax) return null;
  const values: readonly unknown[] = Object.values(raw);
  if (!areFlat(values) || values.length !== keys.length) return null;
  const id = values[keys.indexOf('id')];
  if (typeof id !== 'string' || id.length > limits.idLengthMax) return null;
  const places = flatPlaces(keys, values);
  return places === null
    ? null
    : { keys, values, at: places.at, left: places.left, id, changes: unchanged, invalid: null };
}

/** {@link usualPlaces} of keys that can stay as they are; null where one cannot. */
function flatPlaces(keys: readonly string[], values: readonly Json[]): Places | null {
  const at = emptySlots();
  const left: number[] = [];
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i]!;
    if (key === 'id') continue;
    const name = fieldAsWritten(key) ?? fieldOfSafe(key);
    if (name === null) return null;
    const loser = name === undefined ? i : isEmpty(values[i]!) ? -1 : settle(at, keys, i, name);
    if (loser >= 0) left.push(loser);
  }
  return { at, left };
}

/** The field of any key; null for a key that cannot stay as it is. */
const fieldOfSafe = (key: string): FieldName | undefined | null =>
  key === '__proto__' || !isShort(key, limits.idLengthMax) ? null : fieldOf(key);

/** As many texts and keys as fit into a lead whatever their lengths. */
const flatMax = 32;
const flatTextMax = limits.leadTextMax / flatMax - limits.idLengthMax;

function areFlat(values: readonly unknown[]): values is readonly Json[] {
  for (const value of values) if (!isFlat(value)) return false;
  return true;
}

const isFlat = (value: unknown): value is Json =>
  typeof value === 'string'
    ? isShort(value, flatTextMax)
    : typeof value === 'number'
      ? Number.isFinite(value) && !Object.is(value, -0)
      : typeof value === 'boolean' || value === null;

/** Whether a text is short, and well-formed without a doubt: no U+0000 and no surrogates, not even pairs. */
const isShort = (text: string, max: number): boolean => text.length <= max && !/[\0\ud800-\udfff]/.test(text);

/** {@link storableLead} for every lead, and the slow twin of the short way for most. */
export function copyLead(raw: unknown): StorableLead {
  if (typeof raw !== 'object' || raw === null || Array.isArray(raw)) return unreadable('lead', 'an object');
  const names = Object.keys(raw);
  const id = idOf(raw);
  if (names.length > limits.leadNodesMax)
    return {
      ...unreadable('lead', `at most ${limits.leadNodesMax} values`),
      keys: ['id'],
      values: [id],
      id,
    };
  const copy = new Map<string, Json>();
  const changes = new Map<string, string>();
  const walk: Walk = { nodesLeft: limits.leadNodesMax, textLeft: limits.leadTextMax, change: null };
  let invalid: StorableLead['invalid'] = null;
  // in the order of the keys' code units, so that what is cut does not depend on how the caller built the object
  for (const key of names.sort(compareText)) {
    walk.change = null;
    const name = storableKey(key, walk);
    if (name === null || copy.has(name)) {
      changes.set('fields', 'removed keys that are unsafe or equal');
      continue;
    }
    const value = copyValue((raw as { readonly [key: string]: unknown })[key], 1, walk);
    if (value === excess) {
      invalid = { field: cutText(name, 100), expected: expectation(walk) };
      copy.set('id', id);
      break;
    }
    if (value !== undefined) copy.set(name, value);
    if (walk.change !== null) changes.set(name, walk.change);
  }
  const keys = [...copy.keys()];
  const values = [...copy.values()];
  return { keys, values, ...usualPlaces(keys, values), id: copy.get('id') ?? null, changes, invalid };
}

const idOf = (raw: object): Json => {
  const id = (raw as { readonly id?: unknown }).id;
  return Object.hasOwn(raw, 'id') && typeof id === 'string'
    ? cutText(storableText(id.slice(0, limits.idLengthMax)), limits.idLengthMax)
    : null;
};

const expectation = (walk: Walk): string =>
  walk.nodesLeft < 0
    ? `at most ${limits.leadNodesMax} values in a lead`
    : walk.textLeft < 0
      ? `at most ${limits.leadTextMax} characters in a lead`
      : `nesting of at most ${limits.depthMax} levels`;

function storableKey(key: string, walk: Walk): string | null {
  walk.textLeft -= Math.min(key.length, limits.idLengthMax);
  const name = storableText(cutText(key, limits.idLengthMax));
  if (name !== key) walk.change = 'key cut or made well-formed';
  return name === '__proto__' ? null : name;
}

function copyValue(value: unknown, depth: number, walk: Walk): Storable {
  if (--walk.nodesLeft < 0) return excess;
  switch (typeof value) {
    case 'string':
      return copyText(value, walk);
    case 'number':
      if (Number.isFinite(value)) return value === 0 ? 0 : value;
      walk.change = 'number that is not finite';
      return null;
    case 'boolean':
      return value;
    case 'bigint':
      walk.change = 'big integer as text';
      return copyText(value.toString(), walk);
    case 'object':
      return value === null ? null : depth >= limits.depthMax ? excess : copyObject(value, depth, walk);
    default:
      walk.change = 'not JSON';
      return undefined;
  }
}

function copyText(value: string, walk: Walk): Storable {
  const text = storableText(cutText(value, limits.textLengthMax));
  walk.textLeft -= text.length;
  if (walk.textLeft < 0) return excess;
  if (value.length > limits.textLengthMax)
    walk.change = `cut from ${value.length} to ${limits.textLengthMax} characters`;
  else if (text !== value) walk.change = 'made well-formed';
  return text;
}

function copyObject(value: object, depth: number, walk: Walk): Storable {
  // a date is what most callers mean by it: its instant
  if (Object.prototype.toString.call(value) === '[object Date]') return copyValue(Number(value), depth, walk);
  return Array.isArray(value) ? copyArray(value, depth, walk) : copyMembers(value, depth, walk);
}

function copyArray(list: readonly unknown[], depth: number, walk: Walk): Storable {
  if (list.length > walk.nodesLeft) {
    walk.nodesLeft = -1;
    return excess;
  }
  const copy: Json[] = [];
  for (let i = 0; i < list.length; i++) {
    const item = copyValue(list[i], depth + 1, walk);
    if (item === excess) return excess;
    copy.push(item === undefined ? null : item);
  }
  return copy;
}

function copyMembers(record: object, depth: number, walk: Walk): Storable {
  const keys = Object.keys(record);
  if (keys.length > walk.nodesLeft) {
    walk.nodesLeft = -1;
    return excess;
  }
  const copy: { [key: string]: Json } = {};
  for (const key of keys.sort(compareText)) {
    const name = storableKey(key, walk);
    if (walk.textLeft < 0) return excess;
    if (name === null || Object.hasOwn(copy, name)) {
      walk.change = 'removed keys that are unsafe or equal';
      continue;
    }
    const item = copyValue((record as { readonly [key: string]: unknown })[key], depth + 1, walk);
    if (item === excess) return excess;
    if (item !== undefined) copy[name] = item;
  }
  return copy;
}
