import type { Readable } from 'node:stream';
import { err, ok, type Result } from '../core/result.js';
import type { Facts } from '../router/index.js';
import type { CsvRow } from './csv-types.js';
import { exitCodes, type Failure, failure } from './exit-codes.js';
import { findColumn, nameColumns } from './name-columns.js';
import { openLeads } from './open-leads.js';
import { printable } from './printable.js';

/** Known accounts by e-mail domain. */
export type Accounts = ReadonlyMap<string, NonNullable<Facts['accountByDomain']>[string]>;

type Account = readonly [domain: string, account: { readonly accountId: string; readonly ownerRepId: string | null }];

/** Positions of the three columns. */
function accountColumns(header: readonly string[]): Result<readonly number[], string> {
  const { names } = nameColumns(header);
  const positions: number[] = [];
  for (const wanted of ['domain', 'account_id', 'owner']) {
    const column = findColumn(wanted, names);
    if (!column.ok) return column;
    positions.push(names.indexOf(column.value));
  }
  return ok(positions);
}

function readAccount(row: CsvRow, positions: readonly number[]): Result<Account, string> {
  if (row.type === 'bad') return err(`line ${row.line}: expected ${row.expected}, found ${row.found}`);
  const [domain, accountId, owner] = positions.map((at) => row.cells[at]!.trim());
  if (domain === '' || accountId === '') return err(`line ${row.line}: expected a domain and an account id`);
  return ok([domain!.toLowerCase(), { accountId: accountId!, ownerRepId: owner === '' ? null : owner! }]);
}

/**
 * Reads known accounts from a CSV file with the columns `domain`, `account_id` and `owner` (a rep's id, or empty).
 * Unlike leads, every row must be sound: a wrong owner would send leads astray.
 */
export async function loadAccounts(path: string | null, stdin: Readable): Promise<Result<Accounts, Failure>> {
  if (path === null) return ok(new Map());
  const file = await openLeads(path, stdin);
  if (!file.ok) return file;
  const fail = (what: string): Result<Accounts, Failure> => {
    file.value.close();
    return err(failure(exitCodes.input, `${printable(path, 200)}: ${what}`));
  };
  const positions = accountColumns(file.value.header);
  if (!positions.ok) return fail(positions.error);
  const accounts = new Map<string, Account[1]>();
  for await (const rows of file.value.rows) {
    for (const row of rows) {
      const account = readAccount(row, positions.value);
      if (!account.ok) return fail(account.error);
      accounts.set(...account.value);
    }
  }
  return ok(accounts);
}
