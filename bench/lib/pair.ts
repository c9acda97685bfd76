/** Two contenders side by side in one process, in short slices that alternate, so that a busy machine slows both. */

import { median } from './timing.js';

/** Takes the number of the call; a promise where the contender has no synchronous form. */
export type Work = (call: number) => unknown;

export interface PairOptions {
  /** How often the whole comparison is made; the spread of their ratios is reported. */
  readonly rounds: number;
  readonly roundMs: number;
  readonly warmMs: number;
  /** Calls of the first per slice, at least, so that taking the time does not count; default: 32. */
  readonly callsMin?: number;
}

export interface Pairing {
  /** Nanoseconds per call, medians over rounds. */
  readonly ownNs: number;
  readonly otherNs: number;
  /** Other by own: median, least and most of the rounds. */
  readonly ratio: number;
  readonly ratioMin: number;
  readonly ratioMax: number;
}

/** How long a slice is to be; where one call of a contender takes longer, both get slices that long. */
const sliceNs = 50_000;

/** Where results end up, so that no call can be left out. */
let sink = 0;
export const used = (): number => sink;

function keep(result: unknown): void {
  if (typeof result === 'number') sink = (sink + result) | 0;
  else if (result !== null) sink = (sink + 1) | 0;
}

interface Sliced {
  readonly work: Work;
  calls: number;
  next: number;
  readonly slices: number[];
}

/**
 * Runs one slice of about so many nanoseconds; its time per call is kept.
 *
 * @returns how many it took
 */
async function slice(one: Sliced, wantedNs: number, callsLeast: number): Promise<number> {
  const { work, calls, next } = one;
  const first = work(next);
  const waits = first instanceof Promise;
  keep(waits ? await first : first);
  const start = process.hrtime.bigint();
  if (waits) for (let i = 1; i <= calls; i++) keep(await work(next + i));
  else for (let i = 1; i <= calls; i++) keep(work(next + i));
  const spent = Number(process.hrtime.bigint() - start);
  one.slices.push(spent / calls);
  one.next = next + calls + 1;
  const wanted = Math.round((calls * wantedNs) / Math.max(spent, 1));
  one.calls = Math.max(callsLeast, Math.min(calls * 2, Math.max(1, wanted)));
  return spent;
}

async function round(
  own: Sliced,
  other: Sliced,
  ms: number,
  callsMin: number,
): Promise<readonly [own: number, other: number]> {
  own.slices.length = 0;
  other.slices.length = 0;
  const end = performance.now() + ms;
  let ownNs = sliceNs;
  do {
    await slice(own, ownNs, callsMin);
    ownNs = Math.max(sliceNs, await slice(other, sliceNs, 1));
  } while (performance.now() < end || other.slices.length < 3);
  return [median(own.slices), median(other.slices)];
}

/** Times `own` against `other`. */
export async function pair(
  own: Work,
  other: Work,
  { rounds, roundMs, warmMs, callsMin = 32 }: PairOptions,
): Promise<Pairing> {
  const [a, b]: [Sliced, Sliced] = [
    { work: own, calls: callsMin, next: 0, slices: [] },
    { work: other, calls: 1, next: 0, slices: [] },
  ];
  await round(a, b, warmMs, callsMin);
  const times: (readonly [number, number])[] = [];
  for (let i = 0; i < rounds; i++) times.push(await round(a, b, roundMs, callsMin));
  const ratios = times.map(([ownNs, otherNs]) => otherNs / ownNs);
  return {
    ownNs: median(times.map(([ownNs]) => ownNs)),
    otherNs: median(times.map(([, otherNs]) => otherNs)),
    ratio: median(ratios),
    ratioMin: Math.min(...ratios),
    ratioMax: Math.max(...ratios),
  };
}

/**
 * Bytes that a call leaves behind, promises included: growth of the heap over calls that fill less than the young
 * space, so that nothing is collected in between; the median of five. Needs `--expose-gc` and a large semi-space.
 */
export async function bytesPerCall(work: Work): Promise<number> {
  const collect = (globalThis as { readonly gc?: () => void }).gc;
  if (collect === undefined) throw new Error('expected node to be started with --expose-gc');
  const measure = async (calls: number, from: number): Promise<number> => {
    collect();
    const before = process.memoryUsage().heapUsed;
    for (let i = 0; i < calls; i++) {
      const result = work(from + i);
      keep(result instanceof Promise ? await result : result);
    }
    return (process.memoryUsage().heapUsed - before) / calls;
  };
  const guess = await measure(3, 0);
  const calls = Math.max(1, Math.min(20_000, Math.floor(40_000_000 / Math.max(guess, 100))));
  const found: number[] = [];
  for (let i = 0; i < 5; i++) found.push(await measure(calls, 3 + i * calls));
  return Math.max(0, median(found));
}
