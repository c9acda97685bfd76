/** A row that could not be used: where it starts, what was wanted there and what was found. */
export interface BadRow {
  readonly line: number;
  readonly field: string | null;
  readonly expected: string;
  readonly found: string;
}

/** One record of a CSV file: its cells, or why it has none. `line` counts physical lines from 1. */
export type CsvRow =
  | { readonly type: 'cells'; readonly line: number; readonly cells: readonly string[] }
  | ({ readonly type: 'bad' } & BadRow);

/** One physical line without its line break; `bytes` is null where it is longer than the limit. */
export interface CsvLine {
  readonly number: number;
  readonly bytes: Buffer | null;
  readonly size: number;
}

/** How this file is written. */
export interface CsvDialect {
  readonly delimiter: string;
  /** The byte that ends a line: LF, or CR in files from old Macs. A CR before LF is dropped. */
  readonly lineBreak: number;
}

export const csvLimits = {
  /** Bytes of one record; longer ones are bad rows, and are skipped without being held in memory. */
  recordBytesMax: 1_048_576,
  /** Physical lines that a quoted cell may run on. After that its quote counts as never closed. */
  recordLinesMax: 500,
  /** Bytes looked at before anything is parsed. */
  headBytes: 65_536,
} as const;
