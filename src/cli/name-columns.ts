import { err, ok, type Result } from '../core/result.js';
import { oneLine } from '../core/text.js';
import { printable } from './printable.js';

/** Names for the columns of a file, all different and fit to be keys, and what had to be changed for that. */
export function nameColumns(header: readonly string[]): {
  readonly names: readonly string[];
  readonly notes: readonly string[];
} {
  const given = header.map((cell) => oneLine(cell.normalize('NFC')).trim());
  const taken = new Set<string>(given);
  const seen = new Set<string>();
  const notes: string[] = [];
  const names = given.map((name, index) => {
    if (name === '' || name === '__proto__') return free(`column_${index + 1}`, taken);
    if (!seen.has(name)) {
      seen.add(name);
      return name;
    }
    const other = free(`${name}_2`, taken);
    notes.push(`column \`${printable(name)}\` occurs again as column ${index + 1}, read as \`${printable(other)}\``);
    return other;
  });
  return { names, notes };
}

function free(wanted: string, taken: Set<string>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted.replace(/_2$/, '')}_${n}`;
  taken.add(name);
  return name;
}

const loose = (name: string): string =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_\-.]+/g, '');

/** The column that a person meant: the exact name, or the only one that is equal but for case, spaces and dashes. */
export function findColumn(wanted: string, names: readonly string[]): Result<string, string> {
  if (names.includes(wanted)) return ok(wanted);
  const alike = names.filter((name) => loose(name) === loose(wanted));
  if (alike.length === 1) return ok(alike[0]!);
  const found = names.map((name) => printable(name, 40)).join(', ');
  return err(`no column \`${printable(wanted)}\`, found the columns ${found}`);
}

/** Column names that hold a lead's id when no `--map id=` says otherwise, best first, as `loose` writes them. */
const idNames = [
  'id',
  'leadid',
  'opportunityid',
  'recordid',
  'submissionid',
  'responseid',
  'caseid',
  'contactid',
  'ticketid',
  'externalid',
  'uuid',
  'guid',
];

/** The column with the leads' ids, or null where there is none. */
export function findIdColumn(names: readonly string[]): string | null {
  for (const idName of idNames) {
    const column = names.find((name) => loose(name) === idName);
    if (column !== undefined) return column;
  }
  return null;
}
