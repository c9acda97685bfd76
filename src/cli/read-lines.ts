import { type CsvLine, csvLimits } from './csv-types.js';

/**
 * Splits a stream of bytes into physical lines, in batches of one chunk each. A line above
 * `csvLimits.recordBytesMax` is counted but not kept, so memory stays flat whatever comes in.
 */
export async function* readLines(chunks: AsyncIterable<Buffer>, lineBreak: number): AsyncGenerator<CsvLine[]> {
  let parts: Buffer[] = [];
  let size = 0;
  let number = 0;

  const hold = (part: Buffer): void => {
    size += part.length;
    if (size > csvLimits.recordBytesMax) parts = [];
    else if (part.length > 0) parts.push(part);
  };
  const finish = (): CsvLine => {
    number += 1;
    const bytes = size > csvLimits.recordBytesMax ? null : parts.length === 1 ? parts[0]! : Buffer.concat(parts);
    const line = { number, bytes, size };
    parts = [];
    size = 0;
    return line;
  };

  for await (const chunk of chunks) {
    const lines: CsvLine[] = [];
    let from = 0;
    for (let to = chunk.indexOf(lineBreak); to >= 0; to = chunk.indexOf(lineBreak, from)) {
      hold(chunk.subarray(from, to));
      lines.push(finish());
      from = to + 1;
    }
    hold(chunk.subarray(from));
    if (lines.length > 0) yield lines;
  }
  if (size > 0) yield [finish()];
}
