/**
 * Processor time per decision beside what others do for one: smooth weighted round robin on objects, written by hand as
 * nginx does it, and `weighted-round-robin` of npm. All take turns in short slices, so that what disturbs one disturbs
 * all; ratios are between slices of one round.
 * npm install --prefix bench && npm run bench:distribute
 */
import { createRequire } from 'node:module';
import { cpus, loadavg } from 'node:os';
import {
  chargeFixed,
  chargeLead,
  createFixedPool,
  createLedger,
  createScratch,
  type Draw,
  ledgerUnit,
  pickFairShare,
  pickFixed,
} from '../src/distribute/index.js';
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

const drawOf = (weights: readonly number[], measure: 'count' | 'value'): Draw => ({
  eligible: weights.map((_, member) => member),
  count: weights.length,
  weights: Int32Array.from(weights),
  value: 1,
  unit: ledgerUnit(
    weights.reduce((a, b) => a + b),
    Math.max(...weights),
    1,
    weights.length,
  )!,
  tieKey: (member) => member,
  measure,
  scratch: createScratch(),
});

function scanned(weights: readonly number[], measure: 'count' | 'value'): Decide {
  const ledger = createLedger(weights.length);
  const draw = drawOf(weights, measure);
  let seq = 0;
  return () => {
    const { member } = pickFairShare(ledger, draw);
    chargeLead(ledger, draw, member, ++seq);
    return member;
  };
}

function inHeaps(weights: readonly number[], measure: 'count' | 'value'): Decide {
  const fixed = createFixedPool(createLedger(weights.length), drawOf(weights, measure));
  let seq = 0;
  return () => {
    const { member } = pickFixed(fixed, draw);
    chargeFixed(fixed, member, ++seq);
    return member;
  };
}

const contenders: Readonly<Record<string, (weights: readonly number[]) => Decide>> = {
  'smooth WRR on objects': smoothOnObjects,
  'weighted-round-robin (npm)': fromNpm,
  'fairlead LDF, fixed pool': (weights) => inHeaps(weights, 'value'),
  'fairlead G-LDF, fixed pool': (weights) => inHeaps(weights, 'count'),
  'fairlead LDF, any pool': (weights) => scanned(weights, 'value'),
  'fairlead G-LDF, any pool': (weights) => scanned(weights, 'count'),
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
for (const members of [10, 100, 1_000]) {
  for (const [kind, make] of Object.entries(rosters)) {
    console.log(`\n${members} eligible, ${kind}`);
    const rows = race(make(members));
    for (const { name, ns, ratio, spread } of rows) {
      const range = spread.map((one) => one.toFixed(2)).join(' to ');
      console.log(`  ${name.padEnd(28)}${ns.toFixed(0).padStart(8)} ns  ${ratio.toFixed(2).padStart(6)} (${range})`);
    }
    const ratioOf = (name: string): number => rows.find((row) => row.name === name)!.ratio;
    if (members !== 100) continue;
    if (ratioOf('fairlead LDF, fixed pool') > 1) failures.push(`LDF is slower than smooth WRR with ${kind}`);
    if (ratioOf('fairlead G-LDF, any pool') > 15) failures.push(`G-LDF takes more than 15 times as long with ${kind}`);
  }
}
console.log(`\n${loadavg()[0]!.toFixed(1)} load at the end, ${kept > 0 ? 'all decisions taken' : 'nothing decided'}`);
for (const failure of failures) console.error(failure);
process.exitCode = failures.length > 0 ? 1 : 0;
