import type { Demand, MakeStore, StoreCheck } from './store/check.js';
import { contentionDemands } from './store/contention-demands.js';
import { fidelityDemands } from './store/fidelity-demands.js';
import { orderDemands } from './store/order-demands.js';
import { revisionDemands } from './store/revision-demands.js';

const demands: readonly Demand[] = [...revisionDemands, ...orderDemands, ...fidelityDemands, ...contentionDemands];

/**
 * What a store must do for a runner to be exact on it, as checks for any test runner: compare and set, commits that are
 * written whole or not at all, the order of due and held leads and of events, scopes apart from each other, data that
 * comes back as it was, and many writers at once. `memoryStore` passes all of them.
 *
 * @param makeStore - called once per check; what it gives must hold nothing yet. Shared tables: a prefix of its own for
 * the scopes of each store is enough
 * @returns checks in a fixed order, each with a name that says what is demanded; `run` rejects with what was expected
 * and what was found
 *
 * @example
 * for (const { name, run } of storeConformance(() => memoryStore())) test(name, run);
 */
export function storeConformance(makeStore: MakeStore): readonly StoreCheck[] {
  return demands.map(([name, check]) => ({ name, run: async () => check(await makeStore()) }));
}
