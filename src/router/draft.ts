import { type FixedPool, type Pool, settle } from '../distribute/index.js';
import type { LeadRecord } from './record.js';
import type { CapCounts, Credit, NamedLedger, RepColumns, RoutingState } from './state.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** Leads that share one ledger and one pool, one after another. */
export interface Serving {
  readonly pool: Pool;
  readonly leads: number;
  /** Serves further leads, and has some of what the ledger is to say: `readLedger` and `ownLedger` bring it up to date. */
  readonly fixed: FixedPool | null;
}

/**
 * A state that is being changed: every column is copied when it is first written to, so that the state it came from
 * stays as it is, and a batch copies each column at most once. A column is the draft's own once it is not `base`'s.
 */
export interface Draft {
  /** The state that it came from. */
  readonly base: RoutingState;
  seq: number;
  readonly fingerprint: string;
  readonly reps: Mutable<RepColumns>;
  /** To be read with `readLedger` and written with `ownLedger`. */
  readonly ledgers: { [ledgerId: string]: NamedLedger };
  /** How a batch serves its ledgers; null where each is up to date all the time. */
  readonly serving: Map<string, Serving> | null;
  readonly caps: { [key: string]: CapCounts };
  credits: readonly Credit[];
  /** The record that this draft began for a lead: nobody else has it before the run is over. */
  fresh: LeadRecord | null;
}

const noCredits: readonly Credit[] = [];

/**
 * A copy of a table of columns. Not spread: V8 gives every copy of a copy made that way a hidden class of its own, so
 * that it, and all that reads it, gets slow after a few leads.
 */
function copyTable<T>(table: { readonly [key: string]: T }): { [key: string]: T } {
  const copy: { [key: string]: T } = {};
  for (const key in table) copy[key] = table[key]!;
  return copy;
}

export const openDraft = (state: RoutingState): Draft => ({
  base: state,
  seq: state.seq,
  fingerprint: state.fingerprint,
  reps: { ids: state.reps.ids, open: state.reps.open, online: state.reps.online, assigned: state.reps.assigned },
  ledgers: copyTable(state.ledgers),
  serving: null,
  caps: copyTable(state.caps),
  credits: state.credits ?? noCredits,
  fresh: null,
});

/** A draft for many leads. */
export const openBatch = (state: RoutingState): Draft => ({ ...openDraft(state), serving: new Map() });

function settleAll(serving: Draft['serving']): void {
  for (const { fixed } of serving?.values() ?? []) if (fixed !== null) settle(fixed);
}

/** The draft as a state. The draft must not be written to any more. */
export function closeDraft({ seq, fingerprint, reps, ledgers, serving, caps, credits }: Draft): RoutingState {
  settleAll(serving);
  return credits.length > 0
    ? { version: 1, seq, fingerprint, reps, ledgers, caps, credits }
    : { version: 1, seq, fingerprint, reps, ledgers, caps };
}

/** A column that may be written to: a copy where it still is the one that the draft came with. */
export const ownColumn = <T>(column: readonly T[], before: readonly T[] | undefined): T[] =>
  column === before ? column.slice() : (column as T[]);

/** The units of open work as a column that may be written to. */
export function ownOpen({ base, reps }: Draft): number[] {
  const open = ownColumn(reps.open, base.reps.open);
  reps.open = open;
  return open;
}

/** A ledger as it stands. */
export function readLedger({ ledgers, serving }: Draft, ledgerId: string): NamedLedger {
  const fixed = serving?.get(ledgerId)?.fixed;
  if (fixed != null) settle(fixed);
  return ledgers[ledgerId]!;
}

/** A ledger whose columns may be written to. */
export function ownLedger(draft: Draft, ledgerId: string): NamedLedger {
  const { serving } = draft;
  if (serving !== null) {
    readLedger(draft, ledgerId);
    serving.delete(ledgerId);
  }
  const ledger = draft.ledgers[ledgerId]!;
  if (ledger !== draft.base.ledgers[ledgerId]) return ledger;
  const copy: NamedLedger = {
    ids: ledger.ids,
    unit: ledger.unit,
    balance: ledger.balance.slice(),
    received: ledger.received.slice(),
    lastSeq: ledger.lastSeq.slice(),
  };
  draft.ledgers[ledgerId] = copy;
  return copy;
}
