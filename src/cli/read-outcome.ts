import { err, ok, type Result } from '../core/result.js';
import { findColumn } from './name-columns.js';
import type { CalibrateArguments } from './parse-arguments.js';
import { printable } from './printable.js';
import type { Table } from './read-table.js';

/** How the rows of a table say what became of a lead. */
export interface OutcomeReader {
  /** Positions of the columns that say so. */
  readonly columns: readonly number[];
  /** Null where the lead is neither won nor lost. */
  readonly read: (cells: readonly string[]) => boolean | null;
  /** What counts as lost, in words. */
  readonly lostText: string;
}

const loose = (text: string): string =>
  text
    .trim()
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ');

/** Values that say that a lead was lost. */
const lostWords: ReadonlySet<string> = new Set(
  'lost|closed lost|close lost|no|false|0|rejected|disqualified|unqualified|not converted|dead|churned'.split('|'),
);

const valuesShown = 8;

/** The value that means lost in the column of the won ones. */
function lostValue(values: ReadonlySet<string>, won: string): string | null {
  const others = [...values].filter((value) => value !== '' && loose(value) !== loose(won));
  if (others.length === 1) return others[0]!;
  const said = others.filter((value) => lostWords.has(loose(value)));
  return said.length === 1 ? said[0]! : null;
}

function findCells(
  option: string,
  [wanted, value]: readonly [string, string],
  { names, rows }: Table,
): Result<{ readonly at: number; readonly values: ReadonlySet<string> }, string> {
  const column = findColumn(wanted, names);
  if (!column.ok) return err(`\`--${option}\`: ${column.error}`);
  const at = names.indexOf(column.value);
  const values = new Set(rows.map(({ cells }) => cells[at]!));
  if ([...values].some((one) => loose(one) === loose(value))) return ok({ at, values });
  const found = [...values]
    .sort()
    .slice(0, valuesShown)
    .map((one) => `\`${printable(one, 40)}\``);
  const more = values.size > valuesShown ? ` and ${values.size - valuesShown} more` : '';
  const others = found.length === 0 ? 'no rows' : `${found.join(', ')}${more}`;
  return err(`\`--${option}\`: no row has \`${printable(value)}\` in \`${printable(column.value)}\`, found ${others}`);
}

/** Reads what `--won` and `--lost` mean in a table; letter case does not count. */
export function outcomeReader({ won, lost }: CalibrateArguments, table: Table): Result<OutcomeReader, string> {
  const found = findCells('won', won, table);
  if (!found.ok) return found;
  const name = table.names[found.value.at]!;
  const guessed = lost === null ? lostValue(found.value.values, won[1]) : null;
  const wanted: readonly [string, string] | null = lost ?? (guessed === null ? null : [name, guessed]);
  if (wanted === null) {
    const values = [...found.value.values]
      .sort()
      .slice(0, valuesShown)
      .map((one) => `\`${printable(one, 40)}\``);
    return err(
      `expected \`--lost ${printable(name)}=…\`, because \`${printable(name)}\` has several other values: ${values.join(', ')}`,
    );
  }
  const losing = findCells('lost', wanted, table);
  if (!losing.ok) return losing;
  const [wonText, lostText] = [loose(won[1]), loose(wanted[1])];
  const [wonAt, lostAt] = [found.value.at, losing.value.at];
  return ok({
    columns: [...new Set([wonAt, lostAt])],
    read: (cells) => (loose(cells[wonAt]!) === wonText ? true : loose(cells[lostAt]!) === lostText ? false : null),
    lostText: `${table.names[lostAt]}=${wanted[1]}`,
  });
}
