import { type CsvDialect, type CsvLine, type CsvRow, csvLimits } from './csv-types.js';
import { type ParsedRecord, parseRecord, parseRecords } from './parse-records.js';

/** Puts physical lines together into rows. Made by {@link createAssembler}, changed by the functions of this file. */
export interface Assembler {
  readonly dialect: CsvDialect;
  readonly columnCount: number | null;
  /** Rows in file order; those that are `raw` are one line each and parsed together when they are taken. */
  slots: (CsvRow | { readonly type: 'raw'; readonly line: number; readonly bytes: Buffer })[];
  /** Lines of the record that is being read: a quote is open at the end of each. */
  open: { readonly line: CsvLine; readonly bytes: Buffer }[];
  openBytes: number;
}

type Fault = Pick<CsvRow & { type: 'bad' }, 'expected' | 'found'>;

const quote = 0x22;
const carriageReturn = 0x0d;

function hasOddQuotes(bytes: Buffer): boolean {
  let odd = false;
  for (let at = bytes.indexOf(quote); at >= 0; at = bytes.indexOf(quote, at + 1)) odd = !odd;
  return odd;
}

const withoutReturn = (bytes: Buffer): Buffer => (bytes.at(-1) === carriageReturn ? bytes.subarray(0, -1) : bytes);

const isBlank = (bytes: Buffer): boolean => bytes.every((byte) => byte === 0x20 || byte === 0x09);

/** @param columnCount - cells that a row must have; null takes any number, for the header */
export function createAssembler(dialect: CsvDialect, columnCount: number | null): Assembler {
  return { dialect, columnCount, slots: [], open: [], openBytes: 0 };
}

function toRow({ columnCount }: Assembler, line: number, record: ParsedRecord): CsvRow {
  if ('found' in record) return { type: 'bad', line, field: null, ...record };
  if (columnCount === null || record.length === columnCount) return { type: 'cells', line, cells: record };
  const found = `${record.length} column${record.length === 1 ? '' : 's'}`;
  return { type: 'bad', line, field: null, expected: `${columnCount} columns`, found };
}

/** The first open line is a bad row; the others are read afresh. */
function giveUp(assembler: Assembler, fault: Fault): void {
  const [first, ...rest] = assembler.open;
  assembler.open = [];
  assembler.openBytes = 0;
  if (first === undefined) return;
  assembler.slots.push({ type: 'bad', line: first.line.number, field: null, ...fault });
  for (const { line } of rest) pushLine(assembler, line);
}

/** The open lines should be one row now. */
function close(assembler: Assembler): void {
  const { dialect, open } = assembler;
  const separator = Buffer.from([dialect.lineBreak]);
  const bytes = Buffer.concat(open.flatMap((part, index) => (index === 0 ? [part.bytes] : [separator, part.bytes])));
  const row = toRow(assembler, open[0]!.line.number, parseRecord(withoutReturn(bytes), dialect));
  if (row.type === 'bad') {
    giveUp(assembler, { expected: 'a closing quote', found: 'a quote that is not closed properly' });
    return;
  }
  assembler.slots.push(row);
  assembler.open = [];
  assembler.openBytes = 0;
}

/**
 * Adds the next line. One with an odd number of quotes goes on in the next. When the lines so joined turn out not to be
 * one row (a quote is never closed, or stands where none may), the first of them is a bad row and the others are read
 * afresh: a broken quote costs one line, not the rest of the file.
 */
export function pushLine(assembler: Assembler, line: CsvLine): void {
  const { open, openBytes, slots } = assembler;
  const { bytes } = line;
  const isFull = openBytes + line.size > csvLimits.recordBytesMax || open.length >= csvLimits.recordLinesMax;
  if (open.length > 0 && (bytes === null || isFull)) {
    giveUp(assembler, { expected: 'a closing quote', found: 'none in reach' });
    pushLine(assembler, line);
    return;
  }
  if (bytes === null) {
    const expected = `at most ${csvLimits.recordBytesMax} bytes in a row`;
    slots.push({ type: 'bad', line: line.number, field: null, expected, found: `${line.size} bytes` });
    return;
  }
  const odd = hasOddQuotes(bytes);
  if (open.length > 0 || odd) {
    const isContinued = open.length > 0;
    open.push({ line, bytes });
    assembler.openBytes += line.size + 1;
    if (isContinued && odd) close(assembler);
    return;
  }
  const record = withoutReturn(bytes);
  if (!isBlank(record)) slots.push({ type: 'raw', line: line.number, bytes: record });
}

/** Takes the rows that are complete by now, in file order; with `'end'` also what is left over. */
export function takeRows(assembler: Assembler, when?: 'end'): CsvRow[] {
  while (when === 'end' && assembler.open.length > 0) {
    giveUp(assembler, { expected: 'a closing quote', found: 'the end of the file' });
  }
  const { slots } = assembler;
  const raw = slots.flatMap((slot) => (slot.type === 'raw' ? [slot.bytes] : []));
  const parsed = parseRecords(raw, assembler.dialect);
  let next = 0;
  assembler.slots = [];
  return slots.map((slot) => (slot.type === 'raw' ? toRow(assembler, slot.line, parsed[next++]!) : slot));
}
