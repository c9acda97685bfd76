import type { Readable } from 'node:stream';
import { err, ok, type Result } from '../core/result.js';
import { exitCodes, type Failure, failure } from './exit-codes.js';
import { nameColumns } from './name-columns.js';
import { openLeads } from './open-leads.js';
import { printable } from './printable.js';

/** A CSV file read whole. */
export interface Table {
  /** All different. */
  readonly names: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
  /** Rows that could not be read. */
  readonly badCount: number;
}

export async function readTable(path: string, stdin: Readable): Promise<Result<Table, Failure>> {
  const file = await openLeads(path, stdin);
  if (!file.ok) return file;
  try {
    const rows: { line: number; cells: readonly string[] }[] = [];
    let badCount = 0;
    for await (const batch of file.value.rows)
      for (const row of batch)
        if (row.type === 'bad') badCount++;
        else rows.push({ line: row.line, cells: row.cells.map((cell) => cell.trim()) });
    return ok({ names: nameColumns(file.value.header).names, rows, badCount });
  } finally {
    file.value.close();
  }
}

/**
 * A table with the columns of another, row by row, where the column that both have holds the same.
 *
 * @param path - names the other table in messages
 * @returns the wider table, the column, and how many rows found nothing; or what is wrong with the other table
 */
export function joinTables(
  table: Table,
  other: Table,
  path: string,
): Result<{ readonly table: Table; readonly column: string; readonly unmatched: number }, Failure> {
  const fail = (what: string) => err(failure(exitCodes.input, `${printable(path, 200)}: ${what}`));
  const common = other.names.filter((name) => table.names.includes(name));
  const list = (names: readonly string[]): string => names.map((name) => `\`${printable(name, 40)}\``).join(', ');
  if (common.length !== 1) {
    const found = common.length === 0 ? `found the columns ${list(other.names)}` : `found ${list(common)}`;
    return fail(`expected one column in common with the outcomes, ${found}`);
  }
  const column = common[0]!;
  const [here, there] = [table.names.indexOf(column), other.names.indexOf(column)];
  const byKey = new Map<string, readonly string[]>();
  for (const { line, cells } of other.rows) {
    const key = cells[there]!;
    if (byKey.has(key))
      return fail(`expected \`${printable(column)}\` once each, found \`${printable(key)}\` again in line ${line}`);
    byKey.set(
      key,
      cells.filter((_, at) => at !== there),
    );
  }
  const added = other.names.filter((_, at) => at !== there);
  const none = added.map(() => '');
  let unmatched = 0;
  const rows = table.rows.map(({ line, cells }) => {
    const found = byKey.get(cells[here]!);
    if (found === undefined) unmatched++;
    return { line, cells: [...cells, ...(found ?? none)] };
  });
  return ok({ table: { ...table, names: [...table.names, ...added], rows }, column, unmatched });
}
