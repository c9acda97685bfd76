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
const nameKey = (name: string): string => {
  if (name.length > 60) return '';
  const bare = name.endsWith('__c') ? name.slice(0, -3) : name;
  return /^[\x20-\x7e]*$/.test(bare) ? bare.toLowerCase().replace(/[^a-z0-9]+/g, '') : foldedWords(bare).join('');
};

interface FieldName {
  readonly field: string;
  /** Lower goes first. */
  readonly rank: number;
}

const fieldsByName: ReadonlyMap<string, FieldName> = /* @__PURE__ */ indexNames();

function indexNames(): ReadonlyMap<string, FieldName> {
  const index = new Map<string, FieldName>();
  for (const row of tableRows(fieldNamesTable)) {
    const [field, ...names] = row.split('|');
    for (const [rank, name] of [field!, ...names].entries()) {
      if (!index.has(nameKey(name))) index.set(nameKey(name), { field: field!, rank });
    }
  }
  return index;
}

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
  const byField = new Map([...usualFields(values, keys, mapping), ...mappedFields(values, mapping)]);
  const taken = new Set([...byField.values()].map(({ key }) => key));
  const isKept = (key: string): boolean => !taken.has(key) && !(isEmpty(values[key]) && fieldsByName.has(nameKey(key)));
  return { byField, rest: Object.fromEntries(keys.filter(isKept).map((key) => [key, values[key]!])) };
}

type Values = { readonly [key: string]: Json };

/** Fields under the caller's names for them. */
const mappedFields = (values: Values, mapping: FieldMapping): readonly (readonly [string, RawField])[] =>
  Object.entries(mapping).flatMap(([field, names]) => {
    const key = [names].flat().find((name) => name !== 'id' && Object.hasOwn(values, name) && !isEmpty(values[name]));
    return key === undefined ? [] : [[field, { key, value: values[key]! }] as const];
  });

/** Fields under their usual names, where the caller has none for them. */
function usualFields(values: Values, keys: readonly string[], mapping: FieldMapping): ReadonlyMap<string, RawField> {
  const mapped = new Set(Object.values(mapping).flat());
  const found = new Map<string, RawField & { readonly rank: number }>();
  for (const key of keys) {
    const name = mapped.has(key) || isEmpty(values[key]) ? undefined : fieldsByName.get(nameKey(key));
    if (name === undefined || Object.hasOwn(mapping, name.field)) continue;
    const other = found.get(name.field);
    if (other === undefined || name.rank < other.rank)
      found.set(name.field, { key, value: values[key]!, rank: name.rank });
  }
  return found;
}
