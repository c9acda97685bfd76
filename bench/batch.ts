/**
 * Processor time and fairness of `routeMany` with `fairness: 'batch'`, beside the same leads one after another: 10,000 leads and
 * 100 reps, who all can take every lead, or have one of five skills in twelve that leads ask for.
 * npx esbuild bench/batch.ts --bundle --platform=node --format=esm | node --input-type=module - [leads] [reps]
 */
import { cpus } from 'node:os';
import { compileOrThrow, initialState, type Lead, type Policy, routeMany } from '../src/index.js';

const [leadCount = 10_000, repCount = 100] = process.argv.slice(2).map(Number);
const now = 1_780_000_000_000;
const products = Array.from({ length: 12 }, (_, n) => `product-${n}`);

const policyWith = (picky: boolean): Policy => ({
  behavior: 1,
  reps: Array.from({ length: repCount }, (_, n) => ({
    id: `rep-${n}`,
    weight: 1 + (n % 4),
    products: products.filter((_, k) => (n * 7 + k * 5) % 12 < 5),
  })),
  queues: [
    {
      id: 'pool',
      repIds: Array.from({ length: repCount }, (_, n) => `rep-${n}`),
      strategy: { type: 'fair_share' },
      ...(picky && { requirements: [{ all: [{ product: 'lead' as const }] }] }),
    },
  ],
  rules: [{ id: 'all', when: true, then: { queueId: 'pool' } }],
});

const leads = Array.from(
  { length: leadCount },
  (_, n) =>
    ({ id: `lead-${n}`, products: [products[(n * n) % 12]!], activities: [], tags: [], fields: {} }) as unknown as Lead,
);

console.log(`${leadCount} leads, ${repCount} reps; Node ${process.version}, ${cpus()[0]?.model}`);
for (const picky of [false, true]) {
  const router = compileOrThrow(policyWith(picky));
  for (const fairness of ['sequential', 'batch'] as const) {
    const times: number[] = [];
    let worst = 0;
    for (let turn = 0; turn < 5; turn++) {
      const start = process.cpuUsage();
      const { state } = routeMany(router, initialState(router), leads, now, { fairness });
      const { user, system } = process.cpuUsage(start);
      times.push((user + system) / 1_000);
      const { balance, unit } = state.ledgers['pool']!;
      worst = Math.max(...balance.map((units) => Math.abs(units) / unit));
    }
    const median = times.sort((a, b) => a - b)[2]!;
    const who = picky ? 'by product' : 'everybody';
    console.log(
      `${who}, ${fairness}: ${median.toFixed(0)} ms of processor time, furthest off ${worst.toFixed(3)} leads`,
    );
  }
}
