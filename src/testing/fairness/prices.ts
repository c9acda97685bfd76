import { anyScheduleByCount } from './theorems.js';
import type { FairnessTheorem } from './types.js';

/** A theorem under another name. */
const named = (id: string, claim: string, { check }: FairnessTheorem): FairnessTheorem => ({
  id,
  claim,
  check: (create, seed) => {
    const found = check(create, seed);
    return found === null ? null : { ...found, theorem: id };
  },
});

/** T6. A match within a budget of `budget` leads costs (n − 1)/2 of it. */
export const budgetPrice = (budget: number): FairnessTheorem =>
  named(
    'T6',
    `a budget of ${budget} leads for the best match puts nobody off by more than ${budget}(n − 1)/2 leads on top`,
    anyScheduleByCount({ budget }),
  );

/** T7. `inFlight` decisions that the ledger does not know yet cost (n − 1) leads each. */
export const concurrencyPrice = (inFlight: number): FairnessTheorem =>
  named(
    'T7',
    `${inFlight} decisions in flight put nobody off by more than ${inFlight}(n − 1) leads on top`,
    anyScheduleByCount({ inFlight }),
  );

/** T8. `overridden` leads given by hand cost at most their number. */
export const overridePrice = (overridden: number): FairnessTheorem =>
  named(
    'T8',
    `${overridden} leads given by hand put nobody off by more than ${overridden} leads on top`,
    anyScheduleByCount({ overridden }),
  );
