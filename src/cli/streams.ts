import type { Readable, Writable } from 'node:stream';
import type { EpochMs } from '../core/time.js';

/** Everything of the outside world that the command touches besides files. */
export interface CliStreams {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** The current time, used where `--now` does not say it, and for the progress rate. */
  readonly clock: () => EpochMs;
  /** Writes one line for a person to stderr. */
  readonly note: (line: string) => void;
}
