import type { Pairing, PairOptions } from './pair.js';
import { used } from './pair.js';

/** What one part of the bench says of one contender. */
export interface Row extends Partial<Pairing> {
  readonly part: string;
  readonly workload: string;
  readonly size: string;
  readonly contender: string;
  /** Per call. */
  readonly bytes?: number;
  /** Why there are no figures. */
  readonly skipped?: string;
  /** For figures of another kind: name to value, units last in the name. */
  readonly figures?: { readonly [name: string]: number };
}

export interface Options extends PairOptions {
  /** Measure memory, not time. */
  readonly bytes: boolean;
}

const full: PairOptions = { rounds: 3, roundMs: 200, warmMs: 800 };
const quick: PairOptions = { rounds: 3, roundMs: 100, warmMs: 250 };

const marker = '@@rows ';

/** The entry of a part's process: `quick|full time|bytes` and the part's own arguments, rows as JSON on the last line. */
export async function printRows(
  measure: (options: Options, args: readonly string[]) => Promise<readonly Row[]>,
): Promise<void> {
  const [pace, what, ...args] = process.argv.slice(2);
  const rows = await measure({ ...(pace === 'quick' ? quick : full), bytes: what === 'bytes' }, args);
  if (used() === 0.5) throw new Error('never: results are used');
  console.log(`${marker}${JSON.stringify(rows)}`);
}

/** The rows in what a part's process printed. */
export function readRows(output: string): readonly Row[] {
  const line = output.split('\n').find((one) => one.startsWith(marker));
  if (line === undefined) throw new Error(`expected rows from the part, found: ${output.slice(-2_000)}`);
  return JSON.parse(line.slice(marker.length)) as readonly Row[];
}
