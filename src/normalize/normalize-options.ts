import { assert } from '../core/assert.js';
import { homeCountry, type PhoneReader } from './lead-place.js';
import type { PlaceTables } from './place-tables.js';
import type { FieldMapping } from './raw-fields.js';
import { registrableDomain } from './registrable-domain.js';

/** What the caller knows better than the tables. */
export interface NormalizeOptions {
  /** Where telephone numbers without a country are dialled: ISO 3166-1 alpha-2, or any text `normalizeCountry` reads. */
  readonly defaultCountry?: string;
  /** Registrable domains; their subdomains count too. */
  readonly competitorDomains?: readonly string[];
  /** Per lead field: what a text stands for, compared without case and accents. */
  readonly aliases?: { readonly [field: string]: { readonly [from: string]: string } };
  /** Finds the registrable domain of a host: `publicSuffixDomain` of `fairlead/normalize/domains`, or the caller's own. */
  readonly registrableDomain?: (host: string) => string | null;
  /** Has the last word on telephone numbers: `validPhone` of `fairlead/normalize/phone`, or the caller's own. */
  readonly phone?: PhoneReader;
  /** More names of places: `world` of `fairlead/normalize/world`. */
  readonly tables?: PlaceTables;
  /** Lead field, or any name in `fields`, to the caller's name or names for it: the first that is not empty counts. */
  readonly mapping?: FieldMapping;
}

/** Options made ready for many leads: each there in its place, since every field of a lead asks for some. */
export interface Prepared {
  readonly defaultCountry: string | undefined;
  readonly competitorDomains: readonly string[] | null;
  readonly aliases: NonNullable<NormalizeOptions['aliases']> | null;
  readonly registrableDomain: (host: string) => string | null;
  readonly phone: PhoneReader | undefined;
  readonly tables: PlaceTables | undefined;
  readonly mapping: FieldMapping | null;
  /** Per field: folded text to what it stands for; made as fields are asked for. */
  foldedAliases: Map<string, ReadonlyMap<string, string>> | null;
}

type Test = (value: unknown) => boolean;

const isText: Test = (value) => typeof value === 'string';
const isTexts: Test = (value) => Array.isArray(value) && value.every(isText);
const isFunction: Test = (value) => typeof value === 'function';
const tableOf =
  (passes: Test): Test =>
  (value) =>
    typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(passes);
const isPlaces: Test = (value) =>
  typeof value === 'object' &&
  value !== null &&
  ['country', 'regions'].every((name) => isFunction(Reflect.get(value, name)));

const checks: { readonly [option in keyof NormalizeOptions]-?: readonly [passes: Test, expected: string] } = {
  // null: none is known
  defaultCountry: [(value) => value === null || isText(value), 'a text'],
  competitorDomains: [isTexts, 'a list of texts'],
  aliases: [/* @__PURE__ */ tableOf(/* @__PURE__ */ tableOf(isText)), 'an object of fields with objects of texts'],
  registrableDomain: [isFunction, 'a function'],
  phone: [isFunction, 'a function'],
  tables: [isPlaces, 'tables of places such as `world`'],
  mapping: [
    /* @__PURE__ */ tableOf((names) => isText(names) || isTexts(names)),
    'an object of texts and lists of texts',
  ],
};

/** What was found, in few words: options may hold a lot. */
function kindOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  return typeof value === 'string' || typeof value === 'number'
    ? `\`${String(value).slice(0, 60)}\``
    : `another ${typeof value}`;
}

/** Most callers know nothing but the country: said apart, since options may come with every lead. */
const isOnlyCountry = (options: NormalizeOptions): boolean =>
  typeof options.defaultCountry === 'string' &&
  options.competitorDomains === undefined &&
  options.aliases === undefined &&
  options.registrableDomain === undefined &&
  options.phone === undefined &&
  options.tables === undefined &&
  options.mapping === undefined;

function assertOptions(options: NormalizeOptions): void {
  assert(typeof options === 'object' && options !== null, `expected an object of options, found ${kindOf(options)}`);
  for (const name of Object.keys(checks) as (keyof NormalizeOptions)[]) {
    const [passes, expected] = checks[name];
    const value = options[name];
    if (value !== undefined && !passes(value)) {
      assert(false, `expected \`${name}\` to be ${expected}, found ${kindOf(value)}`);
    }
  }
}

/** Options made ready. @throws Error that names an option of the wrong kind */
export function prepare(options: NormalizeOptions): Prepared {
  if (typeof options !== 'object' || options === null || !isOnlyCountry(options)) assertOptions(options);
  const { competitorDomains = null, aliases = null, mapping = null, phone, tables } = options;
  return {
    defaultCountry: homeCountry(options.defaultCountry, tables),
    competitorDomains,
    aliases,
    registrableDomain: options.registrableDomain ?? registrableDomain,
    phone,
    tables,
    mapping,
    foldedAliases: null,
  };
}

export const byDefault: Prepared = /* @__PURE__ */ prepare({});
