import { compareText } from '../core/compare.js';
import type { Json } from '../core/json.js';
import { limits } from '../core/limits.js';
import { cutText, storableText } from './clean-text.js';
import { fieldNamesTable } from './data/field-names.js';
import { foldedWords } from './fold.js';
import { tableRows } from './place-index.js';

/**
 * Which lead fields a caller's own names are for; a field named here is looked for under these names only. A name that is
 * no lead field renames one of the caller's own.
 */
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

/** The fields that a raw lead can say. */
const readableFields: ReadonlySet<string> = /* @__PURE__ */ new Set(
  [...fieldsByName.values()].map(({ field }) => field),
);

const isEmpty = (value: Json | undefined): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

/** A raw lead by field. */
export interface RawFields {
  /** What lead fields are read from. */
  readonly byField: ReadonlyMap<string, RawField>;
  /** What is left over, the caller's own. */
  readonly rest: Values;
  /** Key in the raw lead to the key in `rest`, where it is another. */
  readonly renamed: ReadonlyMap<string, string>;
}

/**
 * The values of a raw lead by lead field: under the caller's names for it, else under the usual ones, the first that is not
 * empty. What is left over is the caller's own; where `mapping` gives it a name that is no lead field, under that name.
 */
export function rawFields(values: Values, mapping: FieldMapping): RawFields {
  const keys = Object.keys(values)
    .filter((key) => key !== 'id')
    .sort(compareText);
  const mapped = mappedFields(values, mapping);
  const byField = new Map([
    ...usualFields(values, keys, mapping),
    ...mapped.filter(([field]) => readableFields.has(field)),
  ]);
  const own = new Map(mapped.flatMap(([field, raw]) => (readableFields.has(field) ? [] : ownEntry(field, raw))));
  const taken = new Set([...byField.values(), ...own.values()].map(({ key }) => key));
  const isKept = (key: string): boolean => !taken.has(key) && !(isEmpty(values[key]) && fieldsByName.has(nameKey(key)));
  const kept = keys.filter(isKept);
  const used = new Set([...kept, ...own.keys()]);
  const rest = [
    ...[...own].map(([name, raw]) => ({ name, ...raw })),
    ...kept.map((key) => ({ name: own.has(key) ? freeName(key, used) : key, key, value: values[key]! })),
  ].sort((a, b) => compareText(a.name, b.name));
  return {
    byField,
    rest: Object.fromEntries(rest.map(({ name, value }) => [name, value])),
    renamed: new Map(rest.filter(({ name, key }) => name !== key).map(({ name, key }) => [key, name])),
  };
}

/** A mapping's name for one of the caller's own fields, fit for every store; none where it cannot be. */
function ownEntry(field: string, raw: RawField): readonly (readonly [string, RawField])[] {
  const name = storableText(cutText(field, limits.idLengthMax));
  return name === '__proto__' ? [] : [[name, raw]];
}

/** Another name for a key that the mapping gives to another value. */
function freeName(key: string, used: Set<string>): string {
  let n = 2;
  while (used.has(`${key}_${n}`)) n++;
  used.add(`${key}_${n}`);
  return `${key}_${n}`;
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
