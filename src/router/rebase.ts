import { compareText } from '../core/compare.js';
import type { Router } from '../policy/index.js';
import { initialState } from './initial-state.js';
import { assertState } from './route.js';
import type { CapCounts, Credit, NamedLedger, RoutingState } from './state.js';

/** Ids of the policy's reps, then of leavers about whom there is something to remember. */
const withLeavers = (
  current: readonly string[],
  before: readonly string[],
  remembered: (index: number) => boolean,
): readonly string[] => {
  const known = new Set(current);
  const leavers = before.filter((id, index) => !known.has(id) && remembered(index));
  return [...current, ...[...leavers].sort(compareText)];
};

/** A column in a new order of ids; whoever is new gets `empty`. */
function realign<T>(ids: readonly string[], before: readonly string[], column: readonly T[], empty: T): T[] {
  const index = new Map(before.map((id, place) => [id, place]));
  return ids.map((id) => {
    const place = index.get(id);
    return place === undefined ? empty : column[place]!;
  });
}

/**
 * Balances in another unit. Rounded toward zero; the remainder goes to whoever is owed most or least, so that the sum
 * stays exactly 0.
 */
function rescale(balance: readonly number[], from: number, to: number): number[] {
  if (from === to) return [...balance];
  // adding 0 turns −0, which JSON cannot hold, into 0
  const scaled = balance.map((units) => Math.trunc(to > from ? units * (to / from) : units / (from / to)) + 0);
  const rest = scaled.reduce((total, units) => total + units, 0);
  if (rest !== 0) scaled[scaled.indexOf(rest > 0 ? Math.max(...scaled) : Math.min(...scaled))]! -= rest;
  return scaled;
}

/** A ledger of the state, whatever its id: ids may be names that every object answers to. */
const ownLedgerOf = ({ ledgers }: RoutingState, ledgerId: string): NamedLedger | undefined =>
  Object.hasOwn(ledgers, ledgerId) ? ledgers[ledgerId] : undefined;

function rebaseLedger(before: NamedLedger | undefined, fresh: NamedLedger, credits: readonly Credit[]): NamedLedger {
  if (before === undefined) return fresh;
  const ids = withLeavers(
    fresh.ids,
    before.ids,
    (index) =>
      before.balance[index] !== 0 || before.received[index] !== 0 || credits.some(({ gains }) => gains[index] !== 0),
  );
  const kept = rescale(before.balance, before.unit, fresh.unit);
  return {
    ids,
    unit: fresh.unit,
    balance: realign(ids, before.ids, kept, 0),
    received: realign(ids, before.ids, before.received, 0),
    lastSeq: realign(ids, before.ids, before.lastSeq, 0),
  };
}

const creditsIn = ({ credits = [] }: RoutingState, ledgerId: string): readonly Credit[] =>
  credits.filter((row) => row.ledgerId === ledgerId);

/** A credit in the columns and the unit of its ledger after the edit. */
function rebaseCredit(row: Credit, { ledgers: old }: RoutingState, ledgers: RoutingState['ledgers']): Credit {
  const [before, after] = [old[row.ledgerId]!, ledgers[row.ledgerId]!];
  return { ...row, gains: realign(after.ids, before.ids, rescale(row.gains, before.unit, after.unit), 0) };
}

function rebaseCaps(
  before: CapCounts | undefined,
  fresh: CapCounts,
  ids: readonly string[],
  oldIds: readonly string[],
): CapCounts {
  if (before === undefined) return fresh;
  const offered = before.offered === undefined ? {} : { offered: realign(ids, oldIds, before.offered, 0) };
  if ('instants' in fresh)
    return { ...('instants' in before ? { instants: realign(ids, oldIds, before.instants, []) } : fresh), ...offered };
  if ('instants' in before) return { ...fresh, ...offered };
  return {
    period: realign(ids, oldIds, before.period, 0),
    count: realign(ids, oldIds, before.count, 0),
    ...offered,
  };
}

const lengthened = <T>(column: readonly T[], length: number, empty: T): T[] =>
  Array.from({ length }, (_, index) => column[index] ?? empty);

/**
 * The state carried onto an edited policy. Nothing about fairness is reset: members of a ledger keep their balances,
 * newcomers start at 0, leavers' balances are kept and are there again when they return. Ledgers and caps that the
 * policy no longer has are kept as they are while it lacks them.
 *
 * @returns the state for the router's policy; the same state where it belongs to that policy already
 * @example
 * const edited = compileOrThrow({ ...router.policy, reps: [...router.policy.reps, { id: 'cy' }] });
 * rebase(edited, state).reps.ids; //=> ['ana', 'bo', 'cy']
 */
export function rebase(router: Router, state: RoutingState): RoutingState {
  assertState(state);
  if (state.fingerprint === router.fingerprint) return state;
  const fresh = initialState(router);
  const { ids: oldIds, open, online, assigned } = state.reps;
  const ids = withLeavers(fresh.reps.ids, oldIds, (index) => open[index] !== 0 || assigned[index] !== 0);
  const caps: { [key: string]: CapCounts } = {};
  for (const [key, counts] of Object.entries({ ...state.caps, ...fresh.caps })) {
    const blank: CapCounts =
      'instants' in counts
        ? { instants: lengthened<readonly number[]>([], ids.length, []) }
        : { period: lengthened<number>([], ids.length, 0), count: lengthened<number>([], ids.length, 0) };
    caps[key] = rebaseCaps(state.caps[key], blank, ids, oldIds);
  }
  const ledgers: { [ledgerId: string]: NamedLedger } = { ...state.ledgers };
  for (const [ledgerId, ledger] of Object.entries(fresh.ledgers))
    ledgers[ledgerId] = rebaseLedger(ownLedgerOf(state, ledgerId), ledger, creditsIn(state, ledgerId));
  return {
    version: 1,
    seq: state.seq,
    fingerprint: router.fingerprint,
    reps: {
      ids,
      open: realign(ids, oldIds, open, 0),
      online: realign<0 | 1>(ids, oldIds, online, 1),
      assigned: realign(ids, oldIds, assigned, 0),
    },
    ledgers,
    caps,
    ...(state.credits !== undefined && { credits: state.credits.map((row) => rebaseCredit(row, state, ledgers)) }),
  };
}
