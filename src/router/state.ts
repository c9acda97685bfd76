import type { EpochMs } from '../core/time.js';
import type { Ledger } from '../distribute/index.js';

/** What routing remembers about reps: columns in the order of `ids`, leavers behind the reps of the policy. */
export interface RepColumns {
  readonly ids: readonly string[];
  /** Units of open work. */
  readonly open: readonly number[];
  /** 1: switched on. */
  readonly online: readonly (0 | 1)[];
  /** Leads assigned so far, by hand too. */
  readonly assigned: readonly number[];
}

/** A ledger with its members, in the order of its columns; leavers behind the members of the policy. */
export interface NamedLedger extends Ledger {
  readonly ids: readonly string[];
  /** Ledger units per lead. */
  readonly unit: number;
}

/** What is counted for one kind of cap, in the order of `reps.ids`: the latest calendar period, or the latest instants. */
export type CapCounts = (
  | { readonly period: readonly number[]; readonly count: readonly number[] }
  | { readonly instants: readonly (readonly number[])[] }
) & {
  /** Open offers that will count if accepted; absent where there never was one. */
  readonly offered?: readonly number[];
};

/** A correction of a ledger that is to be taken back. */
export interface Credit {
  /** Of the event that posted it. */
  readonly seq: number;
  readonly ledgerId: string;
  readonly repId: string;
  readonly expiresAt: EpochMs;
  /** What it changed, in ledger units, in the order of the ledger's columns. Sums to 0. */
  readonly gains: readonly number[];
}

/**
 * What routing remembers about reps and fairness in one scope: plain JSON of size O(reps), with no lead in it.
 * Made by `initialState`, moved to an edited policy by `rebase`.
 */
export interface RoutingState {
  readonly version: 1;
  /** Number of the last event. */
  readonly seq: number;
  /** Of the policy that the columns belong to. */
  readonly fingerprint: string;
  readonly reps: RepColumns;
  readonly ledgers: { readonly [ledgerId: string]: NamedLedger };
  readonly caps: { readonly [key: string]: CapCounts };
  /** Credits that have yet to run out; absent where there are none. */
  readonly credits?: readonly Credit[];
  readonly [column: string]: unknown;
}
