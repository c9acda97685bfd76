/**
 * How large a scope's state is after many leads: JSON characters, numbers in it, and what they take in memory.
 * `npm run bench:state -- [leads] [reps]`
 */
import { serialize } from 'node:v8';
import { compileOrThrow, initialState, type RoutingState, route, routeMany } from '../src/index.js';
import { kernelWorkload } from './kernel-workload.js';

const [leadCount = 1_000_000, reps = 50] = process.argv
  .slice(2)
  .filter((text) => text !== '-')
  .map(Number);
const { policy, leads } = kernelWorkload({ name: 'state', reps, rules: 20, queues: 1 });
// nobody closes a lead here: without limits on open work everything is assigned
const uncounted = { ...policy, reps: policy.reps.map(({ capacity, caps, ...rep }) => ({ ...rep, caps: caps ?? [] })) };
const router = compileOrThrow(uncounted);
const start = 1_780_412_400_000;
const batch = 100;

/** Values of all kinds in a document. */
function countValues(document: unknown): number {
  if (typeof document !== 'object' || document === null) return 1;
  return Object.values(document).reduce((sum: number, value) => sum + countValues(value), 1);
}

const sizeOf = (state: RoutingState): readonly number[] => [
  JSON.stringify(state).length,
  countValues(state),
  // numbers take 4 bytes or 8, whatever their digits
  serialize(state).length,
];

let state = initialState(router);
let first: readonly number[] | null = null;
console.log('| leads | JSON characters | values | bytes as structured data |\n|---|---|---|---|');
for (let done = 0; done < leadCount; done += batch) {
  const some = leads.slice(done % 4_000, (done % 4_000) + batch);
  // an hour apart, so that hours, days, weeks and daylight saving pass
  state = routeMany(router, state, some, start + (done / batch) * 3_600_000, { trace: 'none' }).state;
  state = route(router, state, leads[done % leads.length]!, start + (done / batch) * 3_600_000, {
    trace: 'none',
  }).state;
  const count = done + batch;
  if (count !== 10_000 && count !== leadCount && count !== leadCount / 10) continue;
  const size = sizeOf(state);
  first ??= size;
  const growth = size.map((value, place) => `${value} (${((100 * value) / first![place]! - 100).toFixed(2)} %)`);
  console.log(`| ${count} | ${growth.join(' | ')} |`);
}
