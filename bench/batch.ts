/**
 * Time and fairness of `routeMany` with `fairness: 'batch'`, beside the same leads one after another: 10,000 leads and
 * 100 reps, who all can take every lead, or have five products of twelve of which a lead asks for one, or ten of forty of
 * which it asks for either of two. Fails where a batch takes more than a second.
 * npm run bench:batch -- [leads] [reps]
 */
import { cpus, loadavg } from 'node:os';
import { compileOrThrow, initialState, type Lead, type Policy, routeMany } from '../src/index.js';
import { median, processorMs } from './lib/timing.js';

const [leadCount = 10_000, repCount = 100] = process.argv.slice(2).map(Number);
const now = 1_780_000_000_000;

interface Setting {
  readonly name: string;
  readonly productsOf: (rep: number) => readonly string[];
  readonly wantedBy: (lead: number) => readonly string[];
}
const product = (n: number): string => `product-${n}`;
const range = (length: number): readonly number[] => Array.from({ length }, (_, n) => n);
const settings: readonly Setting[] = [
  { name: 'everybody', productsOf: () => ['any'], wantedBy: () => [] },
  {
    name: 'one product of 12',
    productsOf: (rep) =>
      range(12)
        .filter((k) => (rep * 7 + k * 5) % 12 < 5)
        .map(product),
    wantedBy: (lead) => [product((lead * lead) % 12)],
  },
  {
    name: 'two products of 40',
    productsOf: (rep) =>
      range(40)
        .filter((k) => (rep * 11 + k * k * 3) % 40 < 10)
        .map(product),
    wantedBy: (lead) => [product((lead * 17) % 40), product((lead * lead) % 39)],
  },
];

const policyWith = ({ productsOf }: Setting): Policy => ({
  behavior: 1,
  reps: Array.from({ length: repCount }, (_, n) => ({
    id: `rep-${n}`,
    weight: 1 + (n % 4),
    products: productsOf(n),
  })),
  queues: [
    {
      id: 'pool',
      repIds: Array.from({ length: repCount }, (_, n) => `rep-${n}`),
      strategy: { type: 'fair_share' },
      requirements: [{ all: [{ product: 'lead' as const }] }],
    },
  ],
  rules: [{ id: 'all', when: true, then: { queueId: 'pool' } }],
});

const leadsOf = ({ wantedBy }: Setting): readonly Lead[] =>
  range(leadCount).map(
    (n) => ({ id: `lead-${n}`, products: wantedBy(n), activities: [], tags: [], fields: {} }) as unknown as Lead,
  );

const load = loadavg()[0]!.toFixed(1);
console.log(`${leadCount} leads, ${repCount} reps; Node ${process.version}, ${cpus()[0]?.model}, load ${load}`);
for (const setting of settings) {
  const router = compileOrThrow(policyWith(setting));
  const leads = leadsOf(setting);
  for (const fairness of ['sequential', 'batch'] as const) {
    const walls: number[] = [];
    const processors: number[] = [];
    let worst = 0;
    for (let turn = 0; turn < 5; turn++) {
      const start = processorMs();
      const from = performance.now();
      const { state } = routeMany(router, initialState(router), leads, now, { fairness });
      walls.push(performance.now() - from);
      processors.push(processorMs() - start);
      const { balance, unit } = state.ledgers['pool']!;
      worst = Math.max(...balance.map((units) => Math.abs(units) / unit));
    }
    const [wall, processor] = [median(walls), median(processors)];
    console.log(
      `${`${setting.name}, ${fairness}:`.padEnd(32)}${wall.toFixed(0).padStart(5)} ms, ${processor.toFixed(0)} ms of processor time, furthest off ${worst.toFixed(3)} leads`,
    );
    if (fairness === 'batch' && processor > 1_000) process.exitCode = 1;
  }
}
