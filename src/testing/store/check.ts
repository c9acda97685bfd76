import type { Store } from '../../runtime/index.js';

/** One demand on a store: resolves where it is met, rejects with what was expected and found. */
export interface StoreCheck {
  readonly name: string;
  readonly run: () => Promise<void>;
}

/** Makes a store that holds nothing yet. */
export type MakeStore = () => Store | Promise<Store>;

/** A demand before it is bound to a store. */
export type Demand = readonly [name: string, check: (store: Store) => Promise<void>];
