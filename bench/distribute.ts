/**
 * Time per decision beside what others do for one: smooth weighted round robin on objects, written by hand as nginx does
 * it, and `weighted-round-robin` of npm. Ours is what `route` and `routeMany` do to pick and charge, by the same
 * functions: LDF (largest deficit first) for ledgers by value, G-LDF (with the quota guard) for those that count leads.
 * All take turns in short slices, so that what disturbs one disturbs all; ratios are between slices of one round.
 * npm install --prefix bench && npm run bench:distribute
 */
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import type { Draw } from '../src/distribute/index.js';
import { compileOrThrow, initialState, type RoutingState, type ScoredLead } from '../src/index.js';
import { compiledOf, type LedgerUse } from '../src/policy/index.js';
import { closeDraft, openBatch, openDraft } from '../src/router/draft.js';
import { drawFor } from '../src/router/pick-member.js';
import { chargeServed, pickServed } from '../src/router/serve-ledger.js';
import { median } from './lib/timing.js';

type Decide = () => number;

const quantile = (values: readonly number[], q: number): number =>
  [...values].sort((a, b) => a - b)[Math.floor(q * (values.length - 1))]!;

/** Nginx's rule on one object per member: every weight is added, the largest wins and pays the sum. */
function smoothOnObjects(weights: readonly number[]): Decide {
  const peers = weights.map((weight, id) => ({ id, weight, current: 0 }));
  return () => {
    let total = 0;
    let best: (typeof peers)[number] | null = null;
    for (const peer of peers) {
      peer.current += peer.weight;
      total += peer.weight;
      if (best === null || peer.current > best.current) best = peer;
    }
    best!.current -= total;
    return best!.id;
  };
}

interface Peers {
  readonly add: (peer: { readonly id: number; readonly weight: number }) => unknown;
  readonly get: () => { readonly id: number };
}

function fromNpm(weights: readonly number[]): Decide {
  const Peers = createRequire(import.meta.url)('weighted-round-robin') as new () => Peers;
  const peers = new Peers();
  for (const [id, weight] of weights.entries()) peers.add({ id, weight });
  return () => peers.get().id;
}

/** Leads that are alike, from one pool after another; `decide` says how each is picked for and charged. */
interface Desk {
  readonly state: RoutingState;
  readonly drawNext: () => Draw;
  readonly use: LedgerUse;
}

/** One queue with a rep per weight, of whom each pool has some. */
function deskOf(weights: readonly number[], by: 'count' | 'value', pools: readonly (readonly number[])[]): Desk {
  const ids = weights.map((_, n) => `rep-${String(n).padStart(4, '0')}`);
  const router = compileOrThrow({
    behavior: 1,
    reps: ids.map((id, n) => ({ id, weight: weights[n]! })),
    queues: [{ id: 'queue', repIds: ids, strategy: { type: 'fair_share', by } }],
    rules: [{ id: 'all', when: true, then: { queueId: 'queue' } }],
  });
  const policy = compiledOf(router);
  const queue = policy.queues.get('queue')!;
  const use = queue.ledgers[0]!;
  const lead = { id: 'lead', value: null } as ScoredLead;
  const state = initialState(router);
  const draft = openDraft(state);
  const requests = pools.map((eligible) => ({ policy, draft, queue, lead, eligible, now: null, onFault: () => {} }));
  let turn = 0;
  const drawNext = (): Draw => {
    turn = turn + 1 === pools.length ? 0 : turn + 1;
    return drawFor(requests[turn]!, use);
  };
  return { state, drawNext, use };
}

/** As `routeMany` does it: one draft for all leads. */
function inBatch({ state, drawNext, use }: Desk): Decide {
  const draft = openBatch(state);
  let seq = 0;
  return () => {
    const draw = drawNext();
    const { member } = pickServed(draft, use, draw);
    chargeServed(draft, use, draw, member, ++seq);
    return member;
  };
}

/** As `route` does it: a new state for each lead, with columns of its own. */
function leadByLead({ state: start, drawNext, use }: Desk): Decide {
  let state = start;
  let seq = 0;
  return () => {
    const draft = openDraft(state);
    const draw = drawNext();
    const { member } = pickServed(draft, use, draw);
    chargeServed(draft, use, draw, member, ++seq);
    state = closeDraft(draft);
    return member;
  };
}

const everybody = (weights: readonly number[]): readonly number[][] => [weights.map((_, member) => member)];

/** A quarter more reps, and sixteen pools each as large as before. */
function changing(weights: readonly number[], by: 'count' | 'value'): Desk {
  const more = [...weights, ...weights.slice(0, Math.ceil(weights.length / 4))];
  const pools = Array.from({ length: 16 }, (_, pool) =>
    Array.from(more.keys())
      .filter((member) => (member + Math.floor(member / 5) * pool) % 5 !== pool % 5)
      .slice(0, weights.length),
  );
  return deskOf(more, by, pools);
}

const contenders: Readonly<Record<string, (weights: readonly number[]) => Decide>> = {
  'smooth WRR on objects': smoothOnObjects,
  'weighted-round-robin (npm)': fromNpm,
  'LDF, batch, one pool': (weights) => inBatch(deskOf(weights, 'value', everybody(weights))),
  'G-LDF, batch, one pool': (weights) => inBatch(deskOf(weights, 'count', everybody(weights))),
  'LDF, batch, changing pools': (weights) => inBatch(changing(weights, 'value')),
  'G-LDF, batch, changing pools': (weights) => inBatch(changing(weights, 'count')),
  'LDF, lead by lead': (weights) => leadByLead(deskOf(weights, 'value', everybody(weights))),
  'G-LDF, lead by lead': (weights) => leadByLead(deskOf(weights, 'count', everybody(weights))),
};

const rosters: Readonly<Record<string, (members: number) => number[]>> = {
  'equal weights': (members) => new Array<number>(members).fill(1),
  'weights 1 to 10': (members) => Array.from({ length: members }, (_, k) => 1 + ((k * 7) % 10)),
  'all weights different': (members) => Array.from({ length: members }, (_, k) => 1 + ((k * 389) % 997)),
};

const sliceNs = 400_000;
const rounds = Number(process.env['BENCH_ROUNDS'] ?? 150);
/** Kept, so that no decision can be left out as useless. */
let kept = 0;

function slice(decide: Decide, count: number): number {
  const start = process.hrtime.bigint();
  for (let k = 0; k < count; k++) kept += decide();
  return Number(process.hrtime.bigint() - start) / count;
}

interface Row {
  readonly name: string;
  readonly ns: number;
  readonly ratio: number;
  readonly spread: readonly [number, number];
}

function race(weights: readonly number[]): readonly Row[] {
  const runners = Object.entries(contenders).map(([name, make]) => {
    const decide = make(weights);
    const each = slice(decide, 2_000);
    return { name, decide, count: Math.max(20, Math.round(sliceNs / each)), times: [] as number[] };
  });
  for (const { decide, count } of runners) for (let k = 0; k < 10; k++) slice(decide, count);
  for (let round = 0; round < rounds; round++) {
    for (const { decide, count, times } of runners) times.push(slice(decide, count));
  }
  const base = runners[0]!.times;
  return runners.map(({ name, times }) => {
    const ratios = times.map((time, round) => time / base[round]!);
    return { name, ns: median(times), ratio: median(ratios), spread: [quantile(ratios, 0.1), quantile(ratios, 0.9)] };
  });
}

const at = new Date().toISOString().slice(0, 10);
console.log(`Node ${process.version}, ${cpus()[0]?.model}, ${at}, load ${loadavg()[0]!.toFixed(1)}`);
console.log('Median per decision, pick and charge together; ratio to smooth WRR on objects: median (10 % to 90 %).');
const failures: string[] = [];
/** Ratios of largest deficit first at 100 eligible. */
const plain: number[] = [];
for (const members of [10, 100, 1_000]) {
  for (const [kind, make] of Object.entries(rosters)) {
    console.log(`\n${members} eligible, ${kind}`);
    const rows = race(make(members));
    for (const { name, ns, ratio, spread } of rows) {
      const range = spread.map((one) => one.toFixed(2)).join(' to ');
      console.log(`  ${name.padEnd(30)}${ns.toFixed(0).padStart(8)} ns  ${ratio.toFixed(2).padStart(6)} (${range})`);
    }
    const ratioOf = (name: string): number => rows.find((row) => row.name === name)!.ratio;
    if (members !== 100) continue;
    plain.push(ratioOf('LDF, batch, one pool'));
    for (const { name, ratio } of rows) {
      if (name.includes('LDF') && ratio > 15) failures.push(`${name}, takes over 15 times as long with ${kind}`);
    }
  }
}
console.log(`\n${loadavg()[0]!.toFixed(1)} load at the end, ${kept > 0 ? 'all decisions taken' : 'nothing decided'}`);
if (median(plain) > 1) failures.push('largest deficit first is slower than smooth WRR at 100 eligible');
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
