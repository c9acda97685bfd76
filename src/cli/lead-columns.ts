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

/** Other words for a lead field that people reach for. */
const otherWords: ReadonlyMap<string, string> = new Map([
  ['product', 'products'],
  ['account', 'company'],
  ['tag', 'tags'],
]);

/** The lead field that a word means; null where it is none, so that it names a field of the caller's own. */
const leadFieldOf = (word: string): string | null => {
  const field = otherWords.get(word) ?? word;
  return ['id', ...mappedFields].includes(field) ? field : null;
};

/** A word that is likely a misspelt lead field, as an error. */
function checkOwnField(word: string, names: readonly string[]): string | null {
  const close = nearest(word, ['id', ...mappedFields]);
  if (close !== null) return `\`--map\` names no lead field \`${printable(word)}\`, did you mean \`${close}\``;
  return names.includes(word) ? `\`--map ${printable(word)}=…\`: the file has another column of that name` : null;
}

/** Columns by what they hold: lead fields, and fields of the caller's own. */
interface Mapped {
  idColumn: string | null;
  readonly fields: { [field: string]: string };
  readonly own: Map<string, string>;
}

function mapColumn(mapped: Mapped, word: string, column: string, names: readonly string[]): string | null {
  const field = leadFieldOf(word);
  if (field === 'id') mapped.idColumn = column;
  else if (field !== null) mapped.fields[field] = column;
  else {
    const wrong = column === word ? null : checkOwnField(word, names);
    if (wrong !== null) return wrong;
    mapped.own.set(column, word);
  }
  return null;
}

/**
 * Matches the columns of a file with the fields they hold.
 *
 * @param map - columns that the command line names, by field; a word that is no lead field names one of the caller's own
 * @returns one line that names the columns found, where one that was asked for is missing
 */
export function leadColumns(
  header: readonly string[],
  map: readonly (readonly [field: string, column: string])[],
  clock: string | null,
): Result<LeadColumns, string> {
  const { names, notes } = nameColumns(header);
  const mapped: Mapped = { idColumn: findIdColumn(names), fields: {}, own: new Map() };
  for (const [word, wanted] of map) {
    const column = findColumn(wanted, names);
    if (!column.ok) return err(`\`--map ${printable(word)}=${printable(wanted)}\`: ${column.error}`);
    const wrong = mapColumn(mapped, word, column.value, names);
    if (wrong !== null) return err(wrong);
  }
  const clockColumn = clock === null ? null : findColumn(clock, names);
  if (clockColumn?.ok === false) return err(`\`--clock\`: ${clockColumn.error}`);
  const idAt = mapped.idColumn === null ? -1 : names.indexOf(mapped.idColumn);
  const clockAt = clockColumn === null ? -1 : names.indexOf(clockColumn.value);
  return ok({
    names: names.map((name, index) => mapped.own.get(name) ?? keyOf(name, index === idAt)),
    idAt,
    clockAt,
    mapping: mapped.fields,
    notes: [
      ...notes,
      ...[...mapped.own.values()].map(
        (word) => `\`${printable(word)}\` is no lead field: policies read it as \`fields.${printable(word)}\``,
      ),
    ],
  });
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
