import { compareText } from '../core/compare.js';
import { type Gram, gramsOf, gramText, sortedWords } from './name-words.js';
import { problem, type ReadAccount, readAccount } from './read-account.js';
import type { Account, AccountIndex, AccountProblem, AccountTable, NameGrams } from './types.js';

const problemsMax = 1_000;
/** Generations above an account that are looked at. */
const ancestorsMax = 10;

/**
 * Makes accounts ready for {@link matchAccount}: tables of domains, names and aliases as plain JSON, to be built once and
 * kept or sent anywhere.
 *
 * Never throws for any account data: what cannot be used is left out and listed in `problems`. Of accounts with one id
 * the one with the latest `lastActivityAt` counts, then the one whose JSON text comes first. Domains of free and
 * disposable mailboxes are left out. The result does not depend on the order of the accounts.
 *
 * O(length of all names and domains); about 10 µs per account.
 *
 * @example
 * const index = buildAccountIndex([{ id: 'a1', name: 'Acme GmbH', domains: ['acme.de'], ownerRepId: 'eva' }]);
 * index.names; //=> { acme: 0 }
 */
export function buildAccountIndex(accounts: readonly Account[]): AccountIndex {
  const problems: AccountProblem[] = [];
  const chosen = chooseAccounts(accounts, problems);
  const byId = new Map(chosen.map((read) => [read.account.id, read]));
  const matchable = chosen.filter((read) => read.matchable);
  const domains = tableOf(matchable, (read) => read.domains);
  for (const read of chosen) noteProblems(read, byId, domains, problems);
  problems.sort((a, b) => compareText(JSON.stringify(a), JSON.stringify(b)));
  return {
    format: 'fairlead/account-index@1',
    accounts: matchable.map((read) => read.account),
    domains,
    aliasDomains: tableOf(matchable, (read) => read.aliasDomains),
    parentDomains: tableOf(matchable, (read) => lentDomains(read, byId)),
    names: tableOf(matchable, (read) => read.names),
    aliases: tableOf(matchable, (read) => read.aliases),
    grams: nameGrams(matchable),
    problems: problems.slice(0, problemsMax),
    problemCount: problems.length,
  };
}

/** One account per id, ascending. */
function chooseAccounts(accounts: readonly unknown[], problems: AccountProblem[]): readonly ReadAccount[] {
  const byId = new Map<string, ReadAccount>();
  if (!Array.isArray(accounts)) problems.push(problem('account.unreadable', null, '', null, 'a list of accounts'));
  for (const raw of Array.isArray(accounts) ? accounts : []) {
    const read = readAccount(raw);
    if ('code' in read) {
      problems.push(read);
      continue;
    }
    const { id } = read.account;
    const other = byId.get(id);
    if (other !== undefined) problems.push(problem('account.duplicate_id', id, 'id', id, 'one account per id'));
    if (other === undefined || goesBefore(read, other)) byId.set(id, read);
  }
  return [...byId.keys()].sort().map((id) => byId.get(id)!);
}

function goesBefore(read: ReadAccount, other: ReadAccount): boolean {
  const at = ({ account }: ReadAccount): number => Number(account.values['lastActivityAt'] ?? Number.NEGATIVE_INFINITY);
  return at(read) === at(other) ? JSON.stringify(read) < JSON.stringify(other) : at(read) > at(other);
}

function tableOf(accounts: readonly ReadAccount[], keysOf: (read: ReadAccount) => readonly string[]): AccountTable {
  const table = new Map<string, number | number[]>();
  for (const [position, read] of accounts.entries()) for (const key of keysOf(read)) append(table, key, position);
  return Object.fromEntries(table);
}

/** Notes a position under a key, once: positions come in order. */
function append<Key>(table: Map<Key, number | number[]>, key: Key, position: number): boolean {
  const positions = table.get(key);
  if (positions === undefined) {
    table.set(key, position);
    return true;
  }
  const isList = typeof positions === 'object';
  if ((isList ? positions[positions.length - 1] : positions) === position) return false;
  if (isList) positions.push(position);
  else table.set(key, [positions, position]);
  return true;
}

type ById = ReadonlyMap<string, ReadAccount>;

function noteProblems(read: ReadAccount, byId: ById, domains: AccountTable, problems: AccountProblem[]): void {
  const { id } = read.account;
  if (read.problems.length > 0) problems.push(...read.problems);
  if (read.parentId !== null && !byId.has(read.parentId))
    problems.push(problem('account.unknown_parent', id, 'parentId', read.parentId, 'the id of an account'));
  else if (read.parentId !== null && isAbove(read, read, byId))
    problems.push(problem('account.parent_cycle', id, 'parentId', read.parentId, 'no account above itself'));
  for (const domain of read.matchable ? read.domains : [])
    if (typeof domains[domain] === 'object')
      problems.push(problem('account.shared_domain', id, 'domains', domain, 'a domain of one account'));
}

function isAbove(ancestor: ReadAccount, read: ReadAccount, byId: ById): boolean {
  let above: ReadAccount | undefined = read;
  for (let i = 0; i < ancestorsMax && above !== undefined && above.parentId !== null; i++) {
    above = byId.get(above.parentId);
    if (above === ancestor) return true;
  }
  return false;
}

/** Domains of the accounts above that are not matchable themselves, up to the first that is. */
function lentDomains(read: ReadAccount, byId: ById): readonly string[] {
  const domains: string[] = [];
  let above = read;
  for (let i = 0; i < ancestorsMax && above.parentId !== null; i++) {
    const parent = byId.get(above.parentId);
    if (parent === undefined || parent.matchable) break;
    domains.push(...parent.domains, ...parent.aliasDomains);
    above = parent;
  }
  return domains;
}

function nameGrams(accounts: readonly ReadAccount[]): NameGrams {
  const holders = new Map<string, number | number[]>();
  for (const [position, read] of accounts.entries())
    for (const keys of [read.names, read.aliases]) for (const key of keys) append(holders, sortedWords(key), position);
  const texts = [...holders.keys()].sort();
  const postings = new Map<Gram, number | number[]>();
  const sizes = new Array<number>(texts.length).fill(0);
  for (const [position, text] of texts.entries())
    for (const gram of gramsOf(text)) if (append(postings, gram, position)) sizes[position]!++;
  return {
    texts,
    holders: texts.map((text) => holders.get(text)!),
    sizes,
    postings: Object.fromEntries(Array.from(postings, ([gram, positions]) => [gramText(gram), positions])),
  };
}
