/**
 * Instructions per call of four pinned functions, counted by callgrind as the difference of two runs, against the
 * committed figures for this version of Node: fails where one needs over 2 % more. Time is not looked at, so a busy
 * machine does not matter. `npm run bench:gate`, or with `--update` to write the figures, or with names of functions.
 */
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { build } from 'esbuild';

const run = promisify(execFile);
const here = (name: string): string => fileURLToPath(new URL(name, import.meta.url));

/**
 * Calls of the shorter and of the longer run. What V8 compiles between the two is counted with them, always the same: so
 * many calls where each is short that the steady state is nearly all.
 */
const calls: { readonly [name: string]: readonly [short: number, long: number] } = {
  ruleLookup: [400_000, 1_200_000],
  openTime: [40_000, 80_000],
  fairPick: [6_000, 12_000],
  routing: [20_000, 40_000],
};
const allowed = 0.02;
const baselineFile = here('baseline.json');
const subjectFile = here('../.build/gate-subject.mjs');
const counted = join(tmpdir(), `fairlead-callgrind-${process.pid}`);

/** What makes a run of V8 the same every time. */
const nodeFlags = [
  '--single-threaded',
  '--hash-seed=1',
  '--random-seed=1',
  // garbage collection in a small young space would be half of what routing counts
  '--min-semi-space-size=64',
  '--max-semi-space-size=64',
];

async function instructions(name: string, times: number): Promise<number> {
  const file = `${counted}-${name}-${times}`;
  const { stderr } = await run('valgrind', [
    '--tool=callgrind',
    '--smc-check=all-non-file',
    `--callgrind-out-file=${file}`,
    process.execPath,
    ...nodeFlags,
    subjectFile,
    name,
    String(times),
  ]);
  rmSync(file, { force: true });
  const found = /Collected : (\d+)/.exec(stderr);
  if (found === null) throw new Error(`expected a count from callgrind, found: ${stderr.slice(-500)}`);
  return Number(found[1]);
}

async function perCall(name: string): Promise<number> {
  const [short, long] = calls[name]!;
  const [few, many] = await Promise.all([instructions(name, short), instructions(name, long)]);
  return (many - few) / (long - short);
}

type Figures = { readonly [name: string]: number };
type Baseline = { readonly [nodeVersion: string]: Figures };

const readBaseline = (): Baseline =>
  existsSync(baselineFile) ? (JSON.parse(readFileSync(baselineFile, 'utf8')) as Baseline) : {};

async function hasValgrind(): Promise<boolean> {
  return run('valgrind', ['--version']).then(
    () => true,
    () => false,
  );
}

/** Prints one line per function; true where none needs too much more than it did. */
function judge(found: Figures, before: Figures | undefined): boolean {
  let fine = true;
  for (const [name, count] of Object.entries(found)) {
    const was = before?.[name];
    const change = was === undefined ? null : count / was - 1;
    const tooMuch = change !== null && change > allowed;
    fine &&= !tooMuch;
    const told = change === null ? 'no figure to compare with' : `${(change * 100).toFixed(2)} %`;
    console.log(
      `${name.padEnd(12)} ${count.toFixed(1).padStart(10)} instructions  ${told}${tooMuch ? '  TOO MUCH' : ''}`,
    );
  }
  return fine;
}

async function main(): Promise<void> {
  if (!(await hasValgrind())) {
    console.log('skipped: the gate counts instructions with valgrind, which is not installed here');
    return;
  }
  const args = process.argv.slice(2);
  const update = args.includes('--update');
  const asked = args.filter((arg) => !arg.startsWith('--'));
  const unknown = asked.find((name) => calls[name] === undefined);
  if (unknown !== undefined) throw new Error(`expected one of ${Object.keys(calls).join(', ')}, found \`${unknown}\``);
  await build({
    entryPoints: [here('subject.ts')],
    outfile: subjectFile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'error',
  });
  const baseline = readBaseline();
  const before = baseline[process.version];
  const found: { [name: string]: number } = {};
  for (const name of asked.length > 0 ? asked : Object.keys(calls)) found[name] = await perCall(name);
  console.log(`node ${process.version}`);
  const fine = judge(found, before);
  if (update) {
    const rounded = Object.fromEntries(
      Object.entries(found).map(([name, count]) => [name, Math.round(count * 10) / 10]),
    );
    const next = { ...baseline, [process.version]: { ...before, ...rounded } };
    writeFileSync(baselineFile, `${JSON.stringify(next, null, 2)}\n`);
    console.log(`wrote ${baselineFile}`);
  } else if (before === undefined) {
    console.log(`no figures for node ${process.version} yet: write them with \`npm run bench:gate -- --update\``);
  } else if (!fine) process.exitCode = 1;
}

await main();
