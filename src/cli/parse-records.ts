import { isUtf8 } from 'node:buffer';
import { parse } from 'csv-parse/sync';
import { type CsvDialect, csvLimits } from './csv-types.js';

/** Cells of a record, or what is wrong with it. */
export type ParsedRecord = readonly string[] | { readonly expected: string; readonly found: string };

const parseText = (bytes: Buffer, { delimiter }: CsvDialect): string[][] =>
  parse(bytes, {
    delimiter,
    record_delimiter: '\n',
    relax_column_count: true,
    max_record_size: csvLimits.recordBytesMax,
  });

/** What csv-parse refused, in our words. */
function describeFault(error: unknown): { readonly expected: string; readonly found: string } {
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  switch (code) {
    case 'INVALID_OPENING_QUOTE':
      return { expected: 'quotes around a whole cell', found: 'a quote inside an unquoted cell' };
    case 'CSV_INVALID_CLOSING_QUOTE':
      return { expected: 'the end of the cell after its closing quote', found: 'more text' };
    case 'CSV_QUOTE_NOT_CLOSED':
      return { expected: 'a closing quote', found: 'the end of the row' };
    case 'CSV_MAX_RECORD_SIZE':
      return { expected: `at most ${csvLimits.recordBytesMax} bytes`, found: 'a longer row' };
    default:
      return { expected: 'one CSV row', found: 'something else' };
  }
}

/** The cells of one record, which may run over several lines. */
export function parseRecord(bytes: Buffer, dialect: CsvDialect): ParsedRecord {
  if (!isUtf8(bytes)) return { expected: 'UTF-8 text', found: 'other bytes' };
  try {
    // a line break in a record is inside quotes, or the record is broken and gives more than one
    const records = parseText(bytes, dialect);
    return records.length === 1 ? records[0]! : describeFault(null);
  } catch (error) {
    return describeFault(error);
  }
}

const newLine = Buffer.from('\n');

/**
 * The cells of records that each have an even number of quotes. All are parsed at once; only when one of them is
 * broken are they parsed one by one, so that a bad record costs its neighbours nothing.
 */
export function parseRecords(records: readonly Buffer[], dialect: CsvDialect): ParsedRecord[] {
  if (records.length === 0) return [];
  const joined = Buffer.concat(records.flatMap((record) => [record, newLine]));
  if (isUtf8(joined)) {
    try {
      // Where every record obeys the grammar, a line break outside quotes is exactly one with an even number of quotes
      // before it, so equal counts mean equal boundaries.
      const parsed = parseText(joined, dialect);
      if (parsed.length === records.length) return parsed;
    } catch {
      // found again below, in the record it belongs to
    }
  }
  return records.map((record) => parseRecord(record, dialect));
}
