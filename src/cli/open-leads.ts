import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { err, ok, type Result } from '../core/result.js';
import { exitCodes, type Failure, failure } from './exit-codes.js';
import type { OpenCsv } from './open-csv.js';
import { openCsv } from './open-csv.js';
import { printable } from './printable.js';
import { systemText } from './system-error.js';

const chunkBytes = 262_144;

/** An open CSV file and how to let go of it. */
export interface CsvFile extends OpenCsv {
  readonly close: () => void;
}

/** Opens a CSV file by its path; `-` is stdin. */
export async function openLeads(path: string, stdin: Readable): Promise<Result<CsvFile, Failure>> {
  const stream = path === '-' ? stdin : createReadStream(path, { highWaterMark: chunkBytes });
  const name = path === '-' ? 'stdin' : printable(path, 200);
  try {
    const csv = await openCsv(stream as AsyncIterable<Buffer>);
    if (csv.ok) return ok({ ...csv.value, close: () => stream.destroy() });
    stream.destroy();
    return err(failure(exitCodes.input, `${name}: ${csv.error}`));
  } catch (error) {
    stream.destroy();
    return err(failure(exitCodes.input, `${name}: ${systemText(error)}`));
  }
}
