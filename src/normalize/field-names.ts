import { fieldNamesTable } from './data/field-names.js';
import { foldedWords } from './fold.js';
import { once } from './once.js';
import { tableRows } from './place-index.js';

/** The fields that a raw lead can say, and the slot of each. */
export const slots = {
  createdAt: 0,
  source: 1,
  email: 2,
  phone: 3,
  company: 4,
  employees: 5,
  jobTitle: 6,
  seniority: 7,
  jobFunction: 8,
  industry: 9,
  products: 10,
  country: 11,
  region: 12,
  postalCode: 13,
  timeZone: 14,
  language: 15,
  value: 16,
  tags: 17,
  activities: 18,
} as const;

export type RawField = keyof typeof slots;
/** By slot. */
export type FieldPlaces = readonly number[];

/** A place for each slot: nowhere. */
export const emptySlots = (): number[] => nowhere.slice();
const nowhere: readonly number[] = /* @__PURE__ */ Object.values(slots).map(() => -1);

/** Case, spaces, punctuation and the `__c` of Salesforce's custom fields make no difference. */
const nameKey = (name: string): string => {
  if (name.length > 60) return '';
  const bare = name.endsWith('__c') ? name.slice(0, -3) : name;
  return /^[\x20-\x7e]*$/.test(bare) ? bare.toLowerCase().replace(/[^a-z0-9]+/g, '') : foldedWords(bare).join('');
};

/** A field, and how good a name for it some name is. */
export interface FieldName {
  readonly field: RawField;
  readonly slot: number;
  /** Lower goes first. */
  readonly rank: number;
}

interface FieldNames {
  readonly byKey: ReadonlyMap<string, FieldName>;
  /** The same names as people write them mostly: `email address`, `Email Address`, `email_address`. */
  readonly asWritten: ReadonlyMap<string, FieldName>;
}

function indexNames(): FieldNames {
  const byKey = new Map<string, FieldName>();
  const asWritten = new Map<string, FieldName>();
  for (const row of tableRows(fieldNamesTable)) {
    const [field, ...names] = row.split('|');
    for (const [rank, name] of [field!, ...names].entries()) {
      const known = byKey.get(nameKey(name)) ?? { field: field as RawField, slot: slots[field as RawField], rank };
      byKey.set(nameKey(name), known);
      const title = name.replace(/\b[a-z]/g, (letter) => letter.toUpperCase());
      for (const written of [name, name.replace(/ /g, '_'), title]) asWritten.set(written, known);
    }
  }
  return { byKey, asWritten };
}

const names: () => FieldNames = /* @__PURE__ */ once(indexNames);

/** The field that a usual name is for, as most people write it. */
export const fieldAsWritten = (key: string): FieldName | undefined => names().asWritten.get(key);

/** The field that a name is for, however it is written. */
export const fieldOf = (key: string): FieldName | undefined =>
  names().asWritten.get(key) ?? names().byKey.get(nameKey(key));
