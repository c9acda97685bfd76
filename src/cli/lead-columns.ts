import type { Json } from '../core/json.js';
import { err, ok, type Result } from '../core/result.js';
import type { RawLead } from '../lead/index.js';
import { findColumn, findIdColumn, nameColumns } from './name-columns.js';
import { nearest } from './nearest.js';
import { printable } from './printable.js';

/** Fields that `--map` may name, besides `id`. */
const mappedFields = [
  'createdAt',
  'source',
  'email',
  'phone',
  'company',
  'employees',
  'jobTitle',
  'seniority',
  'jobFunction',
  'industry',
  'products',
  'country',
  'region',
  'postalCode',
  'timeZone',
  'language',
  'value',
  'tags',
] as const;

/** How the cells of a file become raw leads. */
export interface LeadColumns {
  /** A key per column, all different. */
  readonly names: readonly string[];
  /** Position of the lead ids; −1: leads are named by their line. */
  readonly idAt: number;
  /** Position of the instants to replay at; −1: none. */
  readonly clockAt: number;
  /** For `normalizeLead`: lead field to column. */
  readonly mapping: { readonly [field: string]: string };
  readonly notes: readonly string[];
}

function checkField(field: string): string | null {
  const fields = ['id', ...mappedFields];
  if (fields.includes(field)) return null;
  const close = nearest(field, fields);
  const hint = close === null ? `one of ${fields.join(', ')}` : `did you mean \`${close}\``;
  return `\`--map\` names no lead field \`${printable(field)}\`, ${hint}`;
}

/**
 * Matches the columns of a file with the fields they hold.
 *
 * @param map - columns that the command line names, by field
 * @returns one line that names the columns found, where one that was asked for is missing
 */
export function leadColumns(
  header: readonly string[],
  map: readonly (readonly [field: string, column: string])[],
  clock: string | null,
): Result<LeadColumns, string> {
  const { names, notes } = nameColumns(header);
  const mapping: { [field: string]: string } = {};
  let idColumn = findIdColumn(names);
  for (const [field, wanted] of map) {
    const unknown = checkField(field);
    if (unknown !== null) return err(unknown);
    const column = findColumn(wanted, names);
    if (!column.ok) return err(`\`--map ${field}=${printable(wanted)}\`: ${column.error}`);
    if (field === 'id') idColumn = column.value;
    else mapping[field] = column.value;
  }
  const clockColumn = clock === null ? null : findColumn(clock, names);
  if (clockColumn?.ok === false) return err(`\`--clock\`: ${clockColumn.error}`);
  const idAt = idColumn === null ? -1 : names.indexOf(idColumn);
  const clockAt = clockColumn === null ? -1 : names.indexOf(clockColumn.value);
  return ok({ names: names.map((name, index) => keyOf(name, index === idAt)), idAt, clockAt, mapping, notes });
}

/** A raw lead's `id` is the lead's own: another column of that name keeps its cells under a longer one. */
const keyOf = (name: string, isId: boolean): string => (name === 'id' && !isId ? 'id_column' : name);

/** The cells of a row as a raw lead; empty cells are left out. */
export function toRawLead(columns: LeadColumns, line: number, cells: readonly string[]): RawLead {
  const id = columns.idAt < 0 ? '' : cells[columns.idAt]!.trim();
  const raw: { id: string; [field: string]: Json } = { id: id === '' ? `line-${line}` : id };
  for (const [index, name] of columns.names.entries()) {
    const cell = cells[index]!;
    if (index !== columns.idAt && cell !== '') raw[name] = cell;
  }
  return raw;
}
