import { homeCountry, type PhoneReader } from './lead-place.js';
import type { PlaceTables } from './place-tables.js';
import type { FieldMapping } from './raw-fields.js';

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

/** Options made ready for many leads. */
export interface Prepared {
  readonly options: NormalizeOptions;
  readonly defaultCountry: string | undefined;
  /** Per field: folded text to what it stands for; made as fields are asked for. */
  aliases: Map<string, ReadonlyMap<string, string>> | null;
}

export const prepare = (options: NormalizeOptions): Prepared => ({
  options,
  defaultCountry: homeCountry(options.defaultCountry, options.tables),
  aliases: null,
});

export const byDefault: Prepared = /* @__PURE__ */ prepare({});
