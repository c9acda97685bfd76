/**
 * Everything that is timed against others: `npm run bench`, or `npm run bench -- rules --quick`.
 * Parts: rules, time, decision, start; without a name all of them. `--quick` takes under two minutes and is less exact.
 * `--size 1000` keeps to one size. Prints tables and writes `bench/results/<pace>.json` and `.md`.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { type Row, readRows } from './lib/part.js';
import { type Machine, report } from './lib/report.js';
import { median } from './lib/timing.js';

const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

interface Job {
  readonly entry: string;
  readonly args: readonly string[];
  readonly timeZone?: string;
  /** Measure memory as well, in a process of its own. */
  readonly memory: boolean;
  /** How often, in processes of its own, where figures are single measurements. */
  readonly repeat?: number;
}

const ruleSizes = [10, 100, 1_000, 10_000];
const decisionSizes = ['pool 5', 'small', 'desk', 'team', 'pool 500', 'org', 'huge'];

/** What a part runs; each job has a process to itself, so that no contender's types slow another workload down. */
const parts: { readonly [part: string]: (quick: boolean) => readonly Job[] } = {
  rules: (quick) =>
    ['territory', 'overlap'].flatMap((kind) =>
      ruleSizes
        .filter((count) => !quick || (kind === 'territory' && count <= 1_000))
        .map((count) => ({
          entry: 'rules',
          args: [kind, String(count)],
          memory: !quick && kind === 'territory' && count === 1_000,
        })),
    ),
  time: () => [{ entry: 'open-time', args: [], timeZone: 'America/New_York', memory: true }],
  decision: (quick) =>
    decisionSizes
      .filter((size) => !quick || size === 'desk')
      .map((size) => ({ entry: 'decision', args: [size], memory: !quick && size === 'desk' })),
  start: () => ruleSizes.map((count) => ({ entry: 'start', args: [String(count)], memory: false, repeat: 5 })),
};

const memoryFlags = ['--expose-gc', '--min-semi-space-size=256', '--max-semi-space-size=256'];

function runPart({ entry, args, timeZone }: Job, pace: Machine['pace'], what: 'time' | 'bytes'): readonly Row[] {
  const flags = what === 'bytes' ? memoryFlags : [];
  const output = execFileSync(process.execPath, [...flags, here(`.build/${entry}.mjs`), pace, what, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...(timeZone !== undefined && { TZ: timeZone }) },
    maxBuffer: 1 << 26,
  });
  return readRows(output);
}

/** Rows whose figures are the medians of several runs. */
function medianFigures(runs: readonly (readonly Row[])[]): readonly Row[] {
  return runs[0]!.map((row, i) => ({
    ...row,
    figures: Object.fromEntries(
      Object.keys(row.figures ?? {}).map((name) => [name, median(runs.map((rows) => rows[i]!.figures![name]!))]),
    ),
  }));
}

function runJob(job: Job, pace: Machine['pace']): readonly Row[] {
  process.stderr.write(`${job.entry} ${job.args.join(' ')} …\n`);
  if (job.repeat !== undefined)
    return medianFigures(Array.from({ length: job.repeat }, () => runPart(job, pace, 'time')));
  return [...runPart(job, pace, 'time'), ...(job.memory ? runPart(job, pace, 'bytes') : [])];
}

function commitId(): string {
  try {
    return execFileSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: here('.'), encoding: 'utf8' }).trim();
  } catch {
    return 'unknown';
  }
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { quick: { type: 'boolean', default: false }, size: { type: 'string' } },
  });
  const unknown = positionals.find((name) => !Object.hasOwn(parts, name));
  if (unknown !== undefined) throw new Error(`expected one of ${Object.keys(parts).join(', ')}, found \`${unknown}\``);
  const asked = positionals.length > 0 ? positionals : Object.keys(parts);
  const pace = values.quick ? 'quick' : 'full';
  const jobs = asked
    .flatMap((part) => parts[part]!(values.quick))
    .filter(({ args }) => values.size === undefined || args.includes(values.size));
  await build({
    entryPoints: ['rules', 'open-time', 'decision', 'start'].map((name) => ({
      in: here(`${name}/part.ts`),
      out: name,
    })),
    outdir: here('.build'),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const begin = loadavg()[0]!;
  const rows = jobs.flatMap((job) => runJob(job, pace));
  const machine: Machine = {
    node: process.version,
    cpu: cpus()[0]?.model ?? 'unknown processor',
    cores: cpus().length,
    load: [begin, loadavg()[0]!],
    date: new Date().toISOString().slice(0, 10),
    commit: commitId(),
    pace,
  };
  const text = report(machine, rows);
  console.log(text);
  // a part of the bench never stands in for all of it
  const name = positionals.length > 0 || values.size !== undefined ? `${pace}-${asked.join('-')}` : pace;
  mkdirSync(here('results'), { recursive: true });
  writeFileSync(here(`results/${name}.json`), `${JSON.stringify({ machine, rows }, null, 1)}\n`);
  writeFileSync(here(`results/${name}.md`), text);
}

await main();
