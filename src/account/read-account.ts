import { limits } from '../core/limits.js';
import { companyKey } from '../normalize/index.js';
import { looksLikeDomain, readDomain } from './read-domain.js';
import type { AccountProblem, IndexedAccount, TieValue } from './types.js';

/** An account with everything that it can be found by. Its members are made in the order of their names, so that equal accounts have equal JSON texts. */
export interface ReadAccount {
  readonly account: IndexedAccount;
  readonly parentId: string | null;
  readonly matchable: boolean;
  readonly domains: readonly string[];
  readonly aliasDomains: readonly string[];
  /** Company keys; no alias equals the name's. */
  readonly names: readonly string[];
  readonly aliases: readonly string[];
  readonly problems: readonly AccountProblem[];
}

interface Reading {
  readonly raw: { readonly [field: string]: unknown };
  readonly accountId: string;
  readonly values: { [field: string]: TieValue };
  readonly problems: AccountProblem[];
}

const idText = 'a text of 1 to 200 characters';
const isId = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= limits.idLengthMax;

/** Names and domains of one account; more are left out. */
const listMax = 200;

export const problem = (
  code: AccountProblem['code'],
  accountId: string | null,
  field: string,
  found: unknown,
  expected: string,
): AccountProblem => ({
  accountId,
  code,
  expected,
  field,
  found: typeof found === 'string' ? found.slice(0, limits.idLengthMax) : null,
});

function complain(
  reading: Reading,
  code: AccountProblem['code'],
  field: string,
  found: unknown,
  expected: string,
): void {
  reading.problems.push(problem(code, reading.accountId, field, found, expected));
}

/**
 * Reads one account of the caller's, whatever it holds.
 *
 * @returns the problem alone where it has no usable id or is no plain data
 */
export function readAccount(raw: unknown): ReadAccount | AccountProblem {
  try {
    if (typeof raw !== 'object' || raw === null) return problem('account.unreadable', null, '', raw, 'an object');
    const { id, name } = raw as { readonly id?: unknown; readonly name?: unknown };
    if (!isId(id)) return problem('account.unreadable', null, 'id', name, idText);
    const record = raw as Reading['raw'];
    return readRecord({ raw: record, accountId: id, values: {}, problems: [] });
  } catch {
    // a getter or a proxy of the caller's threw: not plain data
    return problem('account.unreadable', null, '', null, 'plain JSON');
  }
}

function readRecord(reading: Reading): ReadAccount {
  const ownerRepId = readText(reading, 'ownerRepId');
  const name = keyOf(readText(reading, 'name'));
  readValues(reading);
  if (name === '')
    complain(reading, 'account.missing_name', 'name', reading.raw['name'], 'a name with letters or digits');
  const aliases = readTexts(reading, 'aliases');
  const matchable = reading.raw['matchable'];
  if (matchable !== undefined && matchable !== null && typeof matchable !== 'boolean')
    complain(reading, 'account.invalid_value', 'matchable', matchable, 'true or false');
  return {
    account: { id: reading.accountId, ownerRepId, values: reading.values },
    aliasDomains: aliases.length === 0 ? none : aliases.filter(looksLikeDomain).flatMap(hostOf),
    aliases: aliases.length === 0 ? none : aliases.map(keyOf).filter((key) => key !== '' && key !== name),
    domains: readDomains(reading),
    matchable: matchable !== false,
    names: name === '' ? [] : [name],
    parentId: (reading.values['parentId'] as string | undefined) ?? null,
    problems: reading.problems,
  };
}

const none: readonly string[] = [];
const keyOf = (text: unknown): string => (typeof text === 'string' ? companyKey(text).key : '');

const hostOf = (text: string): readonly string[] => {
  const domain = readDomain(text);
  return domain.type === 'domain' ? [domain.host] : [];
};

function readText(reading: Reading, field: string): string | null {
  const value = reading.raw[field];
  if (value === undefined || value === null || value === '') return null;
  const most = field === 'name' ? limits.textLengthMax : limits.idLengthMax;
  if (typeof value !== 'string' || value.length > most) {
    complain(reading, 'account.invalid_value', field, value, `a text of at most ${most} characters`);
    return null;
  }
  return value;
}

/** What tie-breakers can compare, in the order of the names. */
function readValues(reading: Reading): void {
  readWord(reading, 'country');
  readNumber(reading, 'employees');
  readOwnFields(reading);
  readWord(reading, 'industry');
  readNumber(reading, 'lastActivityAt');
  readNumber(reading, 'openValue');
  readWord(reading, 'parentId');
  readWord(reading, 'region');
}

function readWord(reading: Reading, field: string): void {
  const text = readText(reading, field);
  if (text !== null) reading.values[field] = text;
}

function readNumber(reading: Reading, field: string): void {
  const value = reading.raw[field];
  if (value === undefined || value === null) return;
  if (typeof value === 'number' && Number.isSafeInteger(value)) reading.values[field] = value + 0;
  else complain(reading, 'account.invalid_value', field, value, 'a whole number');
}

function readTexts(reading: Reading, field: string): readonly string[] {
  const list = reading.raw[field];
  if (list === undefined || list === null) return none;
  const texts = Array.isArray(list) ? list.slice(0, listMax).filter((item) => typeof item === 'string') : [];
  if (!Array.isArray(list) || texts.length < list.length)
    complain(reading, 'account.invalid_value', field, list, `a list of at most ${listMax} texts`);
  return texts;
}

function readDomains(reading: Reading): readonly string[] {
  const hosts: string[] = [];
  for (const text of readTexts(reading, 'domains')) {
    if (text.trim() === '') continue;
    const domain = readDomain(text);
    if (domain.type === 'domain') hosts.push(domain.host);
    else if (domain.type === 'invalid')
      complain(reading, 'account.invalid_domain', 'domains', text, 'a domain such as `acme.com`');
    else
      complain(
        reading,
        'account.free_domain',
        'domains',
        text,
        'a domain of its own, not one of free or disposable mail',
      );
  }
  return hosts;
}

/** The caller's own values that tie-breakers can compare. */
function readOwnFields(reading: Reading): void {
  const fields = reading.raw['fields'];
  if (typeof fields !== 'object' || fields === null) return;
  for (const key of Object.keys(fields).sort().slice(0, listMax)) {
    const value = (fields as Reading['raw'])[key];
    const isNumber = typeof value === 'number' && Number.isFinite(value);
    const isText = typeof value === 'string' && value.length <= limits.textLengthMax;
    if (isNumber) reading.values[`fields.${key}`] = value + 0;
    else if (isText || typeof value === 'boolean') reading.values[`fields.${key}`] = value;
  }
}
