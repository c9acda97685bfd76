/**
 * What a decision costs: processor time and bytes per lead of each stage and of the whole way, by size of the policy.
 * `npm run bench:kernel -- [size …]`; tsx would wrap every closure, so it is bundled. BENCH_MS and BENCH_ROUNDS say how long,
 * BENCH_DIGEST=1 prints only the second column: a digest of all outcomes, which changes only where one of them does.
 */
import { createHash } from 'node:crypto';
import { cpus, loadavg } from 'node:os';
import { distribute, type Lead, matchReps, route, routeMany, scoreLead, whyNot } from '../src/index.js';
import { compiledOf } from '../src/policy/index.js';
import { kernelWorkload, type Workload, workloadSizes } from './kernel-workload.js';
import { median, processorMs } from './lib/timing.js';

/** Leads per call of `routeMany`. */
const chunk = 256;
const roundMs = Number(process.env['BENCH_MS'] ?? 150);
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 5);

/** One thing to time: does some leads' worth of work from lead `at` on, and says how many. */
type Op = (at: number) => number;

/** Nanoseconds of processor time per lead. */
function timeRound(op: Op): number {
  const start = processorMs();
  let done = 0;
  let spent = 0;
  for (let at = 0; spent < roundMs; ) {
    for (let turn = 0; turn < 4; turn++) {
      const count = op(at);
      done += count;
      at += count;
    }
    spent = processorMs() - start;
  }
  return (spent * 1e6) / done;
}

/** Bytes of heap per lead, where nothing is collected in between. */
function bytesOf(op: Op): number {
  const collect = (globalThis as { readonly gc?: () => void }).gc;
  if (collect === undefined) return Number.NaN;
  const samples = Array.from({ length: 5 }, () => {
    collect();
    const before = process.memoryUsage().heapUsed;
    let done = 0;
    for (let at = 0; at < 512; ) {
      const count = op(at);
      at += count;
      done += count;
    }
    return (process.memoryUsage().heapUsed - before) / done;
  });
  return median(samples);
}

function opsOf({ router, state, leads, now }: Workload): { readonly [name: string]: Op } {
  const lead = (at: number): Lead => leads[at % leads.length]!;
  const chunks: Lead[][] = [];
  for (let at = 0; at < leads.length; at += chunk) chunks.push(leads.slice(at, at + chunk));
  const many =
    (trace: 'none' | 'counts' | 'full'): Op =>
    (at) => {
      const part = chunks[Math.floor(at / chunk) % chunks.length]!;
      routeMany(router, state, part, now, { trace });
      return part.length;
    };
  const scored = leads.map((each) => scoreLead(router, each, now));
  const matched = scored.slice(0, 512).map((each) => matchReps(router, state, each, now));
  const { ruleIndex } = compiledOf(router);
  return {
    route: (at) => {
      route(router, state, lead(at), now + (at % 1_000));
      return 1;
    },
    'many none': many('none'),
    many: many('counts'),
    'many full': many('full'),
    score: (at) => {
      scoreLead(router, lead(at), now);
      return 1;
    },
    rule: (at) => {
      for (let i = 0; i < 64; i++) ruleIndex.select(scored[(at + i) % scored.length]!);
      return 64;
    },
    matchReps: (at) => {
      matchReps(router, state, scored[at % scored.length]!, now);
      return 1;
    },
    whyNot: (at) => {
      whyNot(router, state, lead(at), now);
      return 1;
    },
    distribute: (at) => {
      const { queueId, eligibleRepIds } = matched[at % matched.length]!;
      if (queueId !== null) distribute(router, state, queueId, eligibleRepIds, scored[at % matched.length]!);
      return 1;
    },
  };
}

/** All outcomes in one number; `route` one by one must give what `routeMany` does. */
function digestOf({ router, state, leads, now }: Workload): string {
  const some = leads.slice(0, 600);
  const many = routeMany(router, state, some, now, { trace: 'full' });
  let at = state;
  for (const [index, lead] of some.slice(0, 100).entries()) {
    const { state: next, ...outcome } = route(router, at, lead, now, { trace: 'full' });
    if (JSON.stringify(outcome) !== JSON.stringify(many.outcomes[index])) throw new Error(`lead ${lead.id} differs`);
    at = next;
  }
  const counted = routeMany(router, state, some, now + 40_000_000);
  const hash = createHash('sha256');
  for (const { outcomes, state: after } of [many, counted]) {
    for (const part of [...outcomes, after]) hash.update(JSON.stringify(part));
  }
  return hash.digest('hex').slice(0, 12);
}

function measure(workload: Workload): void {
  if (process.env['BENCH_DIGEST']) return console.log(`| ${workload.size.name} | ${digestOf(workload)} |`);
  const ops = opsOf(workload);
  const digest = digestOf(workload);
  const times = new Map(Object.keys(ops).map((name) => [name, [] as number[]]));
  for (let round = -2; round < rounds; round++) {
    for (const [name, op] of Object.entries(ops)) {
      const ns = timeRound(op);
      if (round >= 0) times.get(name)!.push(ns);
    }
  }
  const row = Object.keys(ops).map((name) => median(times.get(name)!).toFixed(0));
  const bytes = [ops['route']!, ops['many']!].map((op) => bytesOf(op).toFixed(0));
  console.log(`| ${workload.size.name} | ${digest} | ${row.join(' | ')} | ${bytes.join(' | ')} |`);
}

const wanted = process.argv.slice(2).filter((text) => text !== '-');
console.log(
  `node ${process.version}, ${cpus()[0]?.model}, load ${loadavg()[0]!.toFixed(1)}; ns of processor time and bytes per lead\n`,
);
console.log(
  '| size | digest | route | routeMany, trace none | counts | full | scoreLead | rule | matchReps | whyNot | distribute | B route | B routeMany |',
);
console.log(`|${'---|'.repeat(13)}`);
for (const size of workloadSizes) if (wanted.length === 0 || wanted.includes(size.name)) measure(kernelWorkload(size));
