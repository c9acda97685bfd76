import { compareText } from '../core/compare.js';
import type { Json } from '../core/json.js';
import { fieldNamesTable } from './data/field-names.js';
import { foldedWords } from './fold.js';
import { tableRows } from './place-index.js';

/** Which lead fields a caller's own names are for; a field named here is looked for under these names only. */
export type FieldMapping = { readonly [leadField: string]: string | readonly string[] };

/** A value that a raw lead holds for a field, and the key it stood under. */
export interface RawField {
  readonly key: string;
  readonly value: Json;
}

/** Case, spaces, punctuation and the `__c` of Salesforce's custom fields make no difference. */
const nameKey = (name: string): string => foldedWords(name.replace(/__c$/i, '')).join('');

const namesByField: ReadonlyMap<string, readonly string[]> = /* @__PURE__ */ new Map(
  tableRows(fieldNamesTable).map((row) => {
    const [field, ...names] = row.split('|');
    return [field!, [...new Set([nameKey(field!), ...names.map(nameKey)])]] as const;
  }),
);

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/**
 * The values of a raw lead by lead field: under the caller's names for it, else under the usual ones, the first that is not
 * empty. What is left over is the caller's own.
 */
export function rawFields(
  values: { readonly [key: string]: Json },
  mapping: FieldMapping,
): { readonly byField: ReadonlyMap<string, RawField>; readonly rest: { readonly [key: string]: Json } } {
  const keys = Object.keys(values)
    .filter((key) => key !== 'id')
    .sort(compareText);
  const taken = new Set<string>();
  const byField = new Map<string, RawField>();
  const take = (field: string, found: readonly string[]): void => {
    const key = found.find((name) => !taken.has(name) && !isEmpty(values[name]));
    if (key === undefined) return;
    taken.add(key);
    byField.set(field, { key, value: values[key]! });
  };
  for (const [field, names] of Object.entries(mapping))
    take(
      field,
      [names].flat().filter((name) => Object.hasOwn(values, name) && name !== 'id'),
    );
  const byName = keysByName(keys);
  for (const [field, names] of namesByField) {
    if (!Object.hasOwn(mapping, field))
      take(
        field,
        names.flatMap((name) => byName.get(name) ?? []),
      );
  }
  const rest: { [key: string]: Json } = {};
  for (const key of keys)
    if (!taken.has(key) && !(namesByField.has(key) && isEmpty(values[key]))) rest[key] = values[key]!;
  return { byField, rest };
}

function keysByName(keys: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const byName = new Map<string, string[]>();
  for (const key of keys) {
    if (key.length > 60) continue;
    const name = nameKey(key);
    byName.set(name, [...(byName.get(name) ?? []), key]);
  }
  return byName;
}
