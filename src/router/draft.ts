import type { CapCounts, Credit, NamedLedger, RepColumns, RoutingState } from './state.js';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * A state that is being changed: every column is copied when it is first written to, so that the state it came from
 * stays as it is, and a batch copies each column at most once.
 */
export interface Draft {
  seq: number;
  readonly fingerprint: string;
  readonly reps: Mutable<RepColumns>;
  readonly ledgers: { [ledgerId: string]: NamedLedger };
  readonly caps: { [key: string]: CapCounts };
  credits: readonly Credit[];
  /** `open` and `assigned` are this draft's own. */
  ownsWork: boolean;
  /** Columns and ledgers that are this draft's own copies. */
  readonly owned: Set<object>;
}

export const openDraft = (state: RoutingState): Draft => ({
  seq: state.seq,
  fingerprint: state.fingerprint,
  reps: { ...state.reps },
  ledgers: { ...state.ledgers },
  caps: { ...state.caps },
  credits: state.credits ?? [],
  ownsWork: false,
  owned: new Set(),
});

/** The draft as a state. The draft must not be written to any more. */
export const closeDraft = ({ seq, fingerprint, reps, ledgers, caps, credits }: Draft): RoutingState =>
  credits.length > 0
    ? { version: 1, seq, fingerprint, reps, ledgers, caps, credits }
    : { version: 1, seq, fingerprint, reps, ledgers, caps };

/** A column that may be written to. */
export function ownColumn<T>(draft: Draft, column: readonly T[]): T[] {
  if (draft.owned.has(column)) return column as T[];
  const copy = column.slice();
  draft.owned.add(copy);
  return copy;
}

/** Makes `open` and `assigned`, which every assignment changes, columns that may be written to. */
export function ownWork(draft: Draft): void {
  if (draft.ownsWork) return;
  draft.reps.open = ownColumn(draft, draft.reps.open);
  draft.reps.assigned = ownColumn(draft, draft.reps.assigned);
  draft.ownsWork = true;
}

/** A ledger whose columns may be written to. */
export function ownLedger(draft: Draft, ledgerId: string): NamedLedger {
  const ledger = draft.ledgers[ledgerId]!;
  if (draft.owned.has(ledger)) return ledger;
  const copy: NamedLedger = {
    ids: ledger.ids,
    unit: ledger.unit,
    balance: ledger.balance.slice(),
    received: ledger.received.slice(),
    lastSeq: ledger.lastSeq.slice(),
  };
  draft.ledgers[ledgerId] = copy;
  draft.owned.add(copy);
  return copy;
}
