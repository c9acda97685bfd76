import { isWholeNumber } from '../core/integer.js';
import { err, ok, type Result } from '../core/result.js';
import type { RoutingState } from '../router/index.js';

/** What is wrong with a state, and in which column, such as `reps.open` or `ledgers.pool.balance`. */
export interface StateProblem {
  readonly column: string;
  /** Names the column, what was expected and what was found. */
  readonly message: string;
}

type Row = { readonly [key: string]: unknown };
type Report = (column: string, expected: string, found: string) => void;

/** What the entries of a column are. */
interface Entry {
  readonly expected: string;
  readonly fits: (value: unknown) => boolean;
}

const anyInteger: Entry = {
  expected: 'a whole number',
  fits: (value) => isWholeNumber(value, Number.MIN_SAFE_INTEGER, Number.MAX_SAFE_INTEGER),
};
const natural: Entry = {
  expected: 'a whole number from 0',
  fits: (value) => isWholeNumber(value, 0, Number.MAX_SAFE_INTEGER),
};
const flag: Entry = { expected: '0 or 1', fits: (value) => value === 0 || value === 1 };
const instants: Entry = {
  expected: 'a list of whole numbers',
  fits: (value) => Array.isArray(value) && value.every(anyInteger.fits),
};

const isRow = (value: unknown): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value);

function show(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (isRow(value)) return 'an object';
  const text = String(value);
  return `\`${text.length > 60 ? `${text.slice(0, 60)}…` : text}\``;
}

/** The ids at the head of a group of columns; null where they cannot be used. */
function readIds(group: Row, name: string, report: Report): readonly string[] | null {
  const ids = group['ids'];
  if (!Array.isArray(ids)) {
    report(`${name}.ids`, 'a list of ids', show(ids));
    return null;
  }
  const stray = ids.findIndex((id) => typeof id !== 'string' || id === '');
  if (stray >= 0) report(`${name}.ids`, 'a list of ids', `${show(ids[stray])} at ${stray}`);
  else if (new Set(ids).size < ids.length) report(`${name}.ids`, 'every id once', 'one twice');
  return ids;
}

function checkColumn(group: Row, name: string, key: string, count: number, entry: Entry, report: Report): void {
  const column = `${name}.${key}`;
  const values = group[key];
  if (!Array.isArray(values)) return report(column, `a list of ${count}`, show(values));
  if (values.length !== count) return report(column, `a list of ${count}, one entry per id`, show(values));
  const stray = values.findIndex((value) => !entry.fits(value));
  if (stray >= 0) report(column, entry.expected, `${show(values[stray])} at ${stray}`);
}

function checkLedger(ledger: unknown, name: string, report: Report): void {
  if (!isRow(ledger)) return report(name, 'a ledger', show(ledger));
  const ids = readIds(ledger, name, report);
  if (ids === null) return;
  checkColumn(ledger, name, 'balance', ids.length, anyInteger, report);
  checkColumn(ledger, name, 'received', ids.length, anyInteger, report);
  checkColumn(ledger, name, 'lastSeq', ids.length, natural, report);
  if (!isWholeNumber(ledger['unit'], 1, Number.MAX_SAFE_INTEGER))
    report(`${name}.unit`, 'a whole number from 1', show(ledger['unit']));
}

function checkCap(counts: unknown, name: string, repCount: number, report: Report): void {
  if (!isRow(counts)) return report(name, 'counts of a cap', show(counts));
  if (counts['offered'] !== undefined) checkColumn(counts, name, 'offered', repCount, natural, report);
  if (Object.hasOwn(counts, 'instants')) return checkColumn(counts, name, 'instants', repCount, instants, report);
  checkColumn(counts, name, 'period', repCount, anyInteger, report);
  checkColumn(counts, name, 'count', repCount, natural, report);
}

/** Every entry of a table of groups, or a report that there is no table. */
function checkTable(state: Row, key: string, check: (entry: unknown, name: string) => void, report: Report): void {
  const table = state[key];
  if (!isRow(table)) return report(key, 'an object', show(table));
  for (const [id, entry] of Object.entries(table)) check(entry, `${key}.${id}`);
}

/** Members of the ledger with this id; null where the state has none. */
function membersOf(ledgers: unknown, ledgerId: unknown): readonly unknown[] | null {
  if (!isRow(ledgers) || typeof ledgerId !== 'string' || !Object.hasOwn(ledgers, ledgerId)) return null;
  const ledger = ledgers[ledgerId];
  return isRow(ledger) && Array.isArray(ledger['ids']) ? ledger['ids'] : null;
}

/** A credit that has yet to run out changes the ledger that it names, and its changes sum to 0. */
function checkCredit(credit: unknown, name: string, ledgers: unknown, report: Report): void {
  if (!isRow(credit)) return report(name, 'a credit', show(credit));
  const { seq, repId, ledgerId, expiresAt, gains } = credit;
  if (!natural.fits(seq)) report(`${name}.seq`, natural.expected, show(seq));
  if (!anyInteger.fits(expiresAt)) report(`${name}.expiresAt`, anyInteger.expected, show(expiresAt));
  if (typeof repId !== 'string') report(`${name}.repId`, 'a text', show(repId));
  const members = membersOf(ledgers, ledgerId);
  if (members === null) return report(`${name}.ledgerId`, 'the id of a ledger', show(ledgerId));
  checkColumn(credit, name, 'gains', members.length, anyInteger, report);
  const whole = Array.isArray(gains) && gains.every(anyInteger.fits) ? (gains as number[]) : [];
  const sum = whole.reduce((total, gain) => total + gain, 0);
  if (sum !== 0) report(`${name}.gains`, 'changes that sum to 0', `${sum}`);
}

function checkCredits({ credits, ledgers }: Row, report: Report): void {
  if (credits === undefined) return;
  if (!Array.isArray(credits)) return report('credits', 'a list of credits', show(credits));
  for (const [at, credit] of credits.entries()) checkCredit(credit, `credits.${at}`, ledgers, report);
}

function checkColumns(state: Row, report: Report): void {
  if (!isWholeNumber(state['seq'], 0, Number.MAX_SAFE_INTEGER))
    report('seq', 'a whole number from 0', show(state['seq']));
  if (typeof state['fingerprint'] !== 'string') report('fingerprint', 'a text', show(state['fingerprint']));
  checkTable(state, 'ledgers', (ledger, name) => checkLedger(ledger, name, report), report);
  const reps = state['reps'];
  if (!isRow(reps)) return report('reps', 'an object', show(reps));
  const ids = readIds(reps, 'reps', report);
  if (ids === null) return;
  checkColumn(reps, 'reps', 'open', ids.length, natural, report);
  checkColumn(reps, 'reps', 'online', ids.length, flag, report);
  checkColumn(reps, 'reps', 'assigned', ids.length, natural, report);
  checkCredits(state, report);
  checkTable(state, 'caps', (counts, name) => checkCap(counts, name, ids.length, report), report);
}

/**
 * Checks a state that comes from outside, a store above all: its version, that every column is as long as the ids it
 * belongs to, and that its entries are whole numbers. Columns that it does not know are left alone. Never throws.
 *
 * @returns the state itself, or every problem; a state of another version gives only that. O(size of the state).
 *
 * @example
 * checkState({ ...initialState(router), seq: 0.5 });
 * //=> { ok: false, error: [{ column: 'seq', message: '`seq`: expected a whole number from 0, found `0.5`' }] }
 */
export function checkState(state: unknown): Result<RoutingState, readonly StateProblem[]> {
  const problems: StateProblem[] = [];
  const report: Report = (column, expected, found) => {
    problems.push({ column, message: `\`${column}\`: expected ${expected}, found ${found}` });
  };
  if (!isRow(state)) report('state', 'an object', show(state));
  else if (state['version'] !== 1) report('version', '1', show(state['version']));
  else checkColumns(state, report);
  return problems.length === 0 ? ok(state as unknown as RoutingState) : err(problems);
}
