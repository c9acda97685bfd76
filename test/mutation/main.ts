// npm run mutation -- <room> [files…] [--incremental] [--concurrency N]: how many small faults in a room the tests notice.
// Prints the score per file and what survived without a reason; a run of the whole room writes docs/mutation/<room>.md.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { filesUnder, root } from '../support/files.js';
import { explainSurvivors, readReasons } from './reasons.js';
import { roomPage, totalOf } from './room-page.js';
import { mutatedRooms } from './rooms.js';
import { type FileFigures, figuresOf, onlyKilled, type Report, scoreOf, survivorsOf } from './survivors.js';

const least = 90;
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { incremental: { type: 'boolean' }, concurrency: { type: 'string', default: '1' } },
});
const [room = '', ...files] = positionals;
const chosen = mutatedRooms[room];
if (chosen === undefined) {
  console.error(`expected a room (${Object.keys(mutatedRooms).join(', ')}), found \`${room}\``);
  process.exit(2);
}

const reports = join(root, 'reports', 'mutation');
const reportFile = join(reports, `${room}.json`);
const configFile = join(reports, `${room}.config.json`);
const incrementalFile = join(reports, `${room}.incremental.json`);
mkdirSync(reports, { recursive: true });
const readReport = (file: string): Report => JSON.parse(readFileSync(file, 'utf8')) as Report;
// Stryker tries a survivor again only where the text of a test changed that reached it, whatever else did: it is forgotten instead
if (values.incremental && existsSync(incrementalFile)) {
  writeFileSync(incrementalFile, JSON.stringify(onlyKilled(readReport(incrementalFile))));
}
const config = {
  testRunner: 'in-process',
  plugins: ['./test/mutation/in-process-runner.mjs'],
  mutationTests: filesUnder(chosen.killers, '.test.ts'),
  mutationRuns: chosen.runs,
  ...(chosen.cases !== undefined && { mutationCases: chosen.cases }),
  mutationSkips: chosen.skips ?? [],
  mutate: files.length > 0 ? files : [`src/${room}/**/*.ts`, '!src/**/*.test.ts'],
  ignorePatterns: ['dist', 'bench', 'docs', 'reports', 'biome.json'],
  reporters: ['progress', 'json'],
  jsonReporter: { fileName: reportFile },
  coverageAnalysis: 'perTest',
  concurrency: Number(values.concurrency),
  // ended only when surely stuck: what merely takes long on a busy machine is no kill
  timeoutMS: 20_000,
  timeoutFactor: 3,
  incremental: values.incremental ?? false,
  incrementalFile,
  // types are taken out by esbuild
  disableTypeChecks: false,
  tsconfigFile: 'none.json',
  warnings: false,
};
writeFileSync(configFile, JSON.stringify(config, null, 2));

const git = (...args: readonly string[]): string =>
  spawnSync('git', args, { cwd: root, encoding: 'utf8' }).stdout?.trim() ?? '';
/** The commit that is looked at; empty where something in the tree is not committed. */
const commit = git('status', '--porcelain', 'src', 'test') === '' ? git('rev-parse', '--short', 'HEAD') : '';

const stryker = join(root, 'test/mutation/node_modules/@stryker-mutator/core/bin/stryker.js');
const run = spawnSync(process.execPath, [stryker, 'run', configFile], { cwd: root, stdio: 'inherit' });
if (run.status !== 0) process.exit(run.status ?? 2);

const report = readReport(reportFile);
const figures = figuresOf(report);
const present = new Set(figures.map(({ file }) => file));
const reasons = readReasons(join(root, 'test/mutation/survivors'), room).filter(
  ({ file }) => files.length === 0 || present.has(file),
);
const found = explainSurvivors(survivorsOf(report), reasons);
const total = totalOf(figures);

const line = (row: FileFigures): string => {
  const { file, killed, timedOut, survived } = row;
  const counts = `${killed} killed, ${timedOut} timed out, ${survived} survived`;
  return `${scoreOf(row).toFixed(1).padStart(6)} %  ${file}: ${counts}`;
};
console.log([...figures, total].map(line).join('\n'));
for (const survivor of found.unexplained) {
  const { file, line: at, from, to } = survivor;
  console.log(`\nunexplained: ${file}:${at}\n  [${JSON.stringify(from)},\n   ${JSON.stringify(to)}]`);
}
for (const key of found.stale) console.log(`\nstale reason: ${key}`);
if (files.length === 0) {
  mkdirSync(join(root, 'docs/mutation'), { recursive: true });
  writeFileSync(join(root, 'docs/mutation', `${room}.md`), roomPage(room, commit, figures, found));
}
console.log(
  `\n${room}: ${scoreOf(total).toFixed(1)} % of ${total.killed + total.timedOut + total.survived} mutants told apart, ` +
    `${found.unexplained.length} survivors unexplained, ${found.stale.length} reasons stale`,
);
if (scoreOf(total) < least || found.unexplained.length > 0 || found.stale.length > 0) process.exitCode = 1;
