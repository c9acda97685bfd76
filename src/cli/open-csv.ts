import { err, ok, type Result } from '../core/result.js';
import { type Assembler, createAssembler, pushLine, takeRows } from './assemble-rows.js';
import { type CsvDialect, type CsvLine, type CsvRow, csvLimits } from './csv-types.js';
import { inspectHead } from './inspect-head.js';
import { printable } from './printable.js';
import { readLines } from './read-lines.js';

/** A CSV file whose header was read; `rows` gives the rest, in file order, a batch at a time. */
export interface OpenCsv {
  readonly header: readonly string[];
  readonly rows: AsyncIterable<readonly CsvRow[]>;
}

async function readHead(chunks: AsyncIterator<Buffer>): Promise<{ head: Buffer; isWhole: boolean }> {
  const parts: Buffer[] = [];
  let size = 0;
  while (size < csvLimits.headBytes) {
    const next = await chunks.next();
    if (next.done === true) return { head: Buffer.concat(parts), isWhole: true };
    parts.push(next.value);
    size += next.value.length;
  }
  return { head: Buffer.concat(parts), isWhole: false };
}

async function* resume(head: Buffer, chunks: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
}

async function* readRows(
  first: readonly CsvLine[],
  batches: AsyncIterator<CsvLine[]>,
  assembler: Assembler,
): AsyncGenerator<readonly CsvRow[]> {
  for (const line of first) pushLine(assembler, line);
  for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
    yield takeRows(assembler);
    for (const line of next.value) pushLine(assembler, line);
  }
  yield takeRows(assembler, 'end');
}

/** Feeds lines until the first row is there; keeps the lines after it. */
async function readFirstRow(
  batches: AsyncIterator<CsvLine[]>,
  dialect: CsvDialect,
): Promise<{ row: CsvRow | undefined; rest: CsvLine[] }> {
  const assembler = createAssembler(dialect, null);
  for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
    for (const [index, line] of next.value.entries()) {
      pushLine(assembler, line);
      const row = takeRows(assembler)[0];
      if (row !== undefined) return { row, rest: next.value.slice(index + 1) };
    }
  }
  return { row: takeRows(assembler, 'end')[0], rest: [] };
}

const looksLikeData = (cell: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(cell.trim());

function checkHeader(row: CsvRow | undefined): Result<readonly string[], string> {
  if (row === undefined) return err('expected a header line with column names, found only blank lines');
  if (row.type === 'bad') {
    return err(
      `expected a header line with column names; line ${row.line}: expected ${row.expected}, found ${row.found}`,
    );
  }
  if (row.cells.every((cell) => cell.trim() === '')) {
    return err('expected a header line with column names, found only empty cells');
  }
  const data = row.cells.find(looksLikeData);
  if (data !== undefined) {
    return err(`expected a header line with column names, found the value \`${printable(data)}\` in line ${row.line}`);
  }
  return ok(row.cells);
}

/**
 * Opens a CSV file: checks its head, finds out how it is written, reads the header.
 *
 * @param chunks - the file's bytes; a read error is thrown through
 * @returns the header and the rows, or one line that says what was expected and found
 */
export async function openCsv(chunks: AsyncIterable<Buffer>): Promise<Result<OpenCsv, string>> {
  const source = chunks[Symbol.asyncIterator]();
  const { head, isWhole } = await readHead(source);
  const inspected = inspectHead(head, isWhole);
  if (!inspected.ok) return inspected;
  const { dialect, skip } = inspected.value;
  const batches = readLines(resume(head.subarray(skip), source), dialect.lineBreak);
  const { row, rest } = await readFirstRow(batches, dialect);
  const header = checkHeader(row);
  if (!header.ok) return header;
  return ok({
    header: header.value,
    rows: readRows(rest, batches, createAssembler(dialect, header.value.length)),
  });
}
