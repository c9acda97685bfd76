// How many cases laws are tried on: FAIRLEAD_RUNS multiplies them all.

/** What the numbers of cases are multiplied by. Default 1; a fraction makes them fewer. */
export const runsFactor: number = Number(process.env['FAIRLEAD_RUNS'] ?? 1);

/** So many times the factor, at least once. */
export const times = (count: number): number => Math.max(1, Math.ceil(count * runsFactor));

/** For `fc.assert`: so many cases times the factor, at least one. */
export const runs = (count: number): { readonly numRuns: number } => ({ numRuns: times(count) });

/**
 * How often a law must have had something to say at least: so often times the factor. Fractions, which are for a quick
 * look, ask for nothing.
 */
export const enough = (count: number): number => (runsFactor < 1 ? -1 : count * runsFactor);
