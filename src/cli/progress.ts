import type { Writable } from 'node:stream';
import type { EpochMs } from '../core/time.js';

/** Tells a person at a terminal how far a run is; silent anywhere else. */
interface Progress {
  readonly report: (leadCount: number) => void;
  /** Removes the line. */
  readonly finish: () => void;
}

const intervalMs = 200;

/** @param clock - reads the current time; used for the rate only, never for a decision */
export function createProgress(stderr: Writable & { readonly isTTY?: boolean }, clock: () => EpochMs): Progress {
  if (stderr.isTTY !== true) return { report: () => undefined, finish: () => undefined };
  const startedAt = clock();
  let shownAt = startedAt;
  let isShown = false;
  return {
    report: (leadCount) => {
      const at = clock();
      if (at - shownAt < intervalMs) return;
      shownAt = at;
      isShown = true;
      stderr.write(`\r\u001b[K${leadCount} leads, ${Math.round((leadCount * 1_000) / (at - startedAt))} leads/s`);
    },
    finish: () => {
      if (isShown) stderr.write('\r\u001b[K');
    },
  };
}
