import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type CsvRow, csvLimits } from './csv-types.js';
import { openCsv } from './open-csv.js';

async function* inChunks(bytes: Buffer, size = 65_536): AsyncGenerator<Buffer> {
  for (let from = 0; from < bytes.length; from += size) yield bytes.subarray(from, from + size);
}

async function readAll(
  content: string | Buffer,
  chunkBytes?: number,
): Promise<{ header: readonly string[]; rows: CsvRow[] }> {
  const opened = await openCsv(inChunks(Buffer.from(content), chunkBytes));
  if (!opened.ok) throw new Error(opened.error);
  const rows: CsvRow[] = [];
  for await (const batch of opened.value.rows) rows.push(...batch);
  return { header: opened.value.header, rows };
}

const problem = async (content: string | Buffer): Promise<string> => {
  const opened = await openCsv(inChunks(Buffer.from(content)));
  return opened.ok ? 'opened' : opened.error;
};

const lines = (rows: readonly CsvRow[]): (number | string)[] =>
  rows.map((row) => (row.type === 'cells' ? row.line : `bad ${row.line}`));

test('reads cells, quotes, line breaks in cells, a byte order mark and CRLF', async () => {
  const { header, rows } = await readAll('\ufeffid,note\r\n1,"a, ""b"""\r\n2,"one\r\ntwo"\r\n3,plain\r\n');
  expect(header).toEqual(['id', 'note']);
  expect(rows).toEqual([
    { type: 'cells', line: 2, cells: ['1', 'a, "b"'] },
    { type: 'cells', line: 3, cells: ['2', 'one\r\ntwo'] },
    { type: 'cells', line: 5, cells: ['3', 'plain'] },
  ]);
});

test('reads semicolons, tabs and old Mac line breaks', async () => {
  expect((await readAll('id;note\n1;a,b\n')).rows).toEqual([{ type: 'cells', line: 2, cells: ['1', 'a,b'] }]);
  expect((await readAll('id\t"a,b,c"\n1\tx\n')).header).toEqual(['id', 'a,b,c']);
  expect((await readAll('id,note\r1,"a\rb"\r2,c')).rows).toEqual([
    { type: 'cells', line: 2, cells: ['1', 'a\rb'] },
    { type: 'cells', line: 4, cells: ['2', 'c'] },
  ]);
});

test('a header may be quoted over several lines, and blank lines are not rows', async () => {
  const { header, rows } = await readAll('\n"What is\nyour name?",id\n\n  \nAda,1\n');
  expect(header).toEqual(['What is\nyour name?', 'id']);
  expect(rows).toEqual([{ type: 'cells', line: 6, cells: ['Ada', '1'] }]);
});

test('a row with too few or too many columns is a bad row, and reading goes on', async () => {
  const { rows } = await readAll('a,b\n1\n1,2\n1,2,3\n3,4\n');
  expect(rows).toEqual([
    { type: 'bad', line: 2, field: null, expected: '2 columns', found: '1 column' },
    { type: 'cells', line: 3, cells: ['1', '2'] },
    { type: 'bad', line: 4, field: null, expected: '2 columns', found: '3 columns' },
    { type: 'cells', line: 5, cells: ['3', '4'] },
  ]);
});

test.each([
  ['never closed', 'a,b\n1,"x\n2,y\n3,z\n', ['bad 2', 3, 4]],
  ['closed too early', 'a,b\n1,"x"y\n2,y\n', ['bad 2', 3]],
  ['inside a plain cell', 'a,b\n1,5" pipe\n2,y\n3,6" pipe\n4,z\n', ['bad 2', 3, 'bad 4', 5]],
  ['two inside a plain cell', 'a,b\n1,x"y"z\n2,"y"\n', ['bad 2', 3]],
  ['never closed, before a good row that runs on', 'a,b\n1,"x\n2,y\n3,"one\ntwo"\n4,z\n', ['bad 2', 3, 4, 6]],
  ['never closed, swallowing a column', 'a,b,c\n1,"x,y\n2,y,z"\n3,z,z\n', ['bad 2', 'bad 3', 4]],
  ['every row', 'a,b\n1,"x\n2,"y\n3,"z\n', ['bad 2', 'bad 3', 'bad 4']],
  [
    'not UTF-8',
    Buffer.concat([
      Buffer.from('a,b\n'),
      Buffer.alloc(70_000, '1,x\n'),
      Buffer.from([0x32, 0x2c, 0xff, 0x0a]),
      Buffer.from('3,y\n'),
    ]),
    null,
  ],
])('a broken quote costs one row: %s', async (_, content, expected) => {
  const { rows } = await readAll(content);
  if (expected !== null) expect(lines(rows)).toEqual(expected);
  else {
    expect(lines(rows).slice(-2)).toEqual(['bad 17502', 17_503]);
    expect(rows.filter((row) => row.type === 'bad')).toHaveLength(1);
  }
});

test('a quote that is not closed within reach costs one row', async () => {
  const more = Array.from({ length: 2 * csvLimits.recordLinesMax }, (_, index) => `${index},y`).join('\n');
  const { rows } = await readAll(`a,b\n1,"x\n${more}\n`);
  expect(rows.filter((row) => row.type === 'bad')).toEqual([
    { type: 'bad', line: 2, field: null, expected: 'a closing quote', found: 'none in reach' },
  ]);
  expect(rows).toHaveLength(1 + 2 * csvLimits.recordLinesMax);
});

test('a line over the limit is a bad row, also while a quote is open', async () => {
  const long = 'x'.repeat(csvLimits.recordBytesMax);
  const { rows } = await readAll(`a,b\n1,"x\n2,${long}\n3,y\n`);
  expect(lines(rows)).toEqual(['bad 2', 'bad 3', 4]);
  expect(rows[1]).toMatchObject({ expected: 'at most 1048576 bytes in a row', found: '1048578 bytes' });
});

test.each([
  ['', 'expected a CSV file, found an empty one'],
  ['\ufeff', 'expected a header line with column names, found only blank lines'],
  ['\n \n', 'expected a header line with column names, found only blank lines'],
  [',,\n1,2,3\n', 'expected a header line with column names, found only empty cells'],
  [
    'ada@engine.example,Ada\n',
    'expected a header line with column names, found the value `ada@engine.example` in line 1',
  ],
  [Buffer.from([0x50, 0x4b, 3, 4, 9]), 'expected a CSV file, found a zip archive or a workbook'],
  [Buffer.from('\ufeffa,b\n', 'utf16le'), 'expected UTF-8 text, found UTF-16; save the file as CSV UTF-8'],
  [Buffer.from([0x89, 0x50, 0, 1]), 'expected UTF-8 text, found a binary file (a NUL byte)'],
  [Buffer.from('name\nJos\u00e9\n', 'latin1'), 'expected UTF-8 text, found other bytes in line 2'],
  [
    'a,"b\n1,2\n',
    'expected a header line with column names; line 1: expected a closing quote, found the end of the file',
  ],
])('says what is wrong with %j', async (content, expected) => {
  expect(await problem(content)).toBe(expected);
});

test('a character cut by the end of the head is not taken for other bytes', async () => {
  const content = `a\n${'x'.repeat(csvLimits.headBytes - 3)}é\n`;
  const opened = await openCsv(inChunks(Buffer.from(content), csvLimits.headBytes));
  expect(opened.ok).toBe(true);
});

test('whatever is written can be read back, in chunks of any size', async () => {
  const cell = fc
    .string({ unit: fc.constantFrom('a', ' ', ',', '"', '\n', '\r\n', 'é', '日') })
    .map((text) => text.replace(/\r?\n$/, ''));
  const record = fc.tuple(cell, cell, cell);
  const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  await fc.assert(
    fc.asyncProperty(
      fc.array(record, { maxLength: 8 }),
      fc.constantFrom('\n', '\r\n'),
      fc.integer({ min: 1, max: 40 }),
      async (records, lineBreak, size) => {
        const written = [['x', 'y', 'z'], ...records].map((cells) => cells.map(quoted).join(',')).join(lineBreak);
        const { rows } = await readAll(written, size);
        expect(rows.map((row) => (row.type === 'cells' ? row.cells : row))).toEqual(records);
      },
    ),
    { numRuns: 200 },
  );
});

test('no row is lost: what is not a row of cells is a bad row, and lines only go up', async () => {
  const junk = fc.string({ unit: fc.constantFrom('a', ',', '"', '\n', '\r'), maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(junk, fc.integer({ min: 1, max: 20 }), async (text, size) => {
      const content = `x,y\n${text}`;
      const small = await readAll(content, size);
      expect(small).toEqual(await readAll(content));
      const starts = small.rows.map((row) => row.line);
      expect(starts).toEqual([...new Set(starts)].sort((a, b) => a - b));
      const filled = content
        .split('\n')
        .flatMap((line, index) => (index > 0 && line.replace(/\r$/, '').trim() !== '' ? [index + 1] : []));
      const covered = small.rows.flatMap((row) => {
        const height = row.type === 'cells' ? row.cells.join('').split('\n').length : 1;
        return Array.from({ length: height }, (_, index) => row.line + index);
      });
      expect(filled.filter((line) => !covered.includes(line))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});
