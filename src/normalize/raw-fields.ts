import { compareText } from '../core/compare.js';
import type { Json } from '../core/json.js';
import { limits } from '../core/limits.js';
import { cutText, storableText } from './clean-text.js';
import { emptySlots, type FieldName, type FieldPlaces, fieldOf, type RawField, slots } from './field-names.js';

/**
 * Which lead fields a caller's own names are for; a field named here is looked for under these names only. A name that is
 * no lead field renames one of the caller's own.
 */
export type FieldMapping = { readonly [leadField: string]: string | readonly string[] };

/** A raw lead by field. */
export interface RawFields {
  readonly at: FieldPlaces;
  /** What is left over, the caller's own. */
  readonly rest: { readonly [key: string]: Json };
  /** Key in the raw lead to the key in `rest`, where it is another. */
  readonly renamed: ReadonlyMap<string, string>;
}

/** Where the values of a raw lead belong. */
export interface Places {
  /** Per slot of a field where its value stands in the columns of the raw lead; -1 where it has none. */
  readonly at: FieldPlaces;
  /** Where the values stand that no field took. */
  readonly left: readonly number[];
}

/** Most texts begin with a sign of ASCII that is no space. */
const beginsPlainly = (text: string): boolean => text.charCodeAt(0) > 32 && text.charCodeAt(0) < 128;

export const isEmpty = (value: Json): boolean =>
  value === null ||
  (typeof value === 'string' && !beginsPlainly(value) && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

export const nothingRenamed: ReadonlyMap<string, string> = new Map();

/** Where a mapping finds its fields, and the caller's own names for other values. */
interface Mapped {
  readonly fields: ReadonlyMap<RawField, number>;
  readonly own: ReadonlyMap<string, number>;
  /** Whether a key must not be taken for a field, since the mapping names the key or the field. */
  readonly covers: (key: string, field: string) => boolean;
}

/** Where the values of fields stand, and those that no field took: under usual names, of several the best that is not empty. */
export function usualPlaces(
  keys: readonly string[],
  values: readonly Json[],
  covers: Mapped['covers'] = () => false,
): Places & { readonly at: number[] } {
  const at = emptySlots();
  const left: number[] = [];
  for (const [i, key] of keys.entries()) {
    const name = fieldOf(key);
    if (key === 'id' || (name !== undefined && isEmpty(values[i]!))) continue;
    const loser = name === undefined || covers(key, name.field) ? i : settle(at, keys, i, name);
    if (loser >= 0) left.push(loser);
  }
  return { at, left };
}

/**
 * The values of a raw lead by lead field: under the caller's names for it, else under the usual ones, the first that is not
 * empty. What is left over is the caller's own; where `mapping` gives it a name that is no lead field, under that name.
 */
export function mappedFields(keys: readonly string[], values: readonly Json[], mapping: FieldMapping): RawFields {
  const mapped = mappedPlaces(keys, values, mapping);
  const { at, left } = usualPlaces(keys, values, mapped.covers);
  for (const [field, i] of mapped.fields) at[slots[field]] = i;
  const taken = new Set([...mapped.fields.values(), ...mapped.own.values()]);
  const kept = left.filter((i) => !taken.has(i));
  return renamedFields(keys, values, at, kept, mapped.own);
}

/** Of two names for a field the better one counts, whatever the order of the keys; gives the place of the other one. */
export function settle(at: number[], keys: readonly string[], i: number, name: FieldName): number {
  const rival = at[name.slot]!;
  if (rival >= 0) {
    const { rank } = fieldOf(keys[rival]!)!;
    if (rank < name.rank || (rank === name.rank && keys[rival]! < keys[i]!)) return i;
  }
  at[name.slot] = i;
  return rival;
}

/** The caller's own fields in the order of their names. */
export const ownFields = (
  keys: readonly string[],
  values: readonly Json[],
  left: readonly number[],
): { readonly [key: string]: Json } => {
  const rest: { [key: string]: Json } = {};
  const ordered = left.length < 2 ? left : [...left].sort((a, b) => compareText(keys[a]!, keys[b]!));
  for (const i of ordered) rest[keys[i]!] = values[i]!;
  return rest;
};

function renamedFields(
  keys: readonly string[],
  values: readonly Json[],
  at: FieldPlaces,
  left: readonly number[],
  own: Mapped['own'],
): RawFields {
  const ordered = [...left].sort((a, b) => compareText(keys[a]!, keys[b]!));
  const used = new Set([...ordered.map((i) => keys[i]!), ...own.keys()]);
  const rest = [
    ...[...own].map(([name, i]) => ({ name, i })),
    ...ordered.map((i) => ({ name: own.has(keys[i]!) ? freeName(keys[i]!, used) : keys[i]!, i })),
  ].sort((a, b) => compareText(a.name, b.name));
  return {
    at,
    rest: Object.fromEntries(rest.map(({ name, i }) => [name, values[i]!])),
    renamed: new Map(rest.filter(({ name, i }) => name !== keys[i]!).map(({ name, i }) => [keys[i]!, name])),
  };
}

/** Another name for a key that the mapping gives to another value. */
function freeName(key: string, used: Set<string>): string {
  let n = 2;
  while (used.has(`${key}_${n}`)) n++;
  used.add(`${key}_${n}`);
  return `${key}_${n}`;
}

function mappedPlaces(keys: readonly string[], values: readonly Json[], mapping: FieldMapping): Mapped {
  const places = new Map(keys.map((key, i) => [key, i]));
  const fields = new Map<RawField, number>();
  const own = new Map<string, number>();
  for (const [field, listed] of Object.entries(mapping)) {
    const key = [listed]
      .flat()
      .find((name) => name !== 'id' && places.has(name) && !isEmpty(values[places.get(name)!]!));
    if (key === undefined) continue;
    if (Object.hasOwn(slots, field)) fields.set(field as RawField, places.get(key)!);
    else {
      // fit for every store, or left out
      const name = storableText(cutText(field, limits.idLengthMax));
      if (name !== '__proto__') own.set(name, places.get(key)!);
    }
  }
  const named = new Set(Object.values(mapping).flat());
  return { fields, own, covers: (key, field) => named.has(key) || Object.hasOwn(mapping, field) };
}
