import type { Regions } from './region-index.js';

/**
 * Names of places beyond those that are built in, made ready for look-ups: what `fairlead/normalize/world` gives. A value
 * to hand over as `tables`; what is in it is not for callers.
 */
export interface PlaceTables {
  /** Country of a folded name; undefined where the tables have no such name. */
  readonly country: (key: string) => string | undefined;
  /** Subdivisions of a country that the built-in tables have none of. */
  readonly regions: (country: string) => Regions | undefined;
}
