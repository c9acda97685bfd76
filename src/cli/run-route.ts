import { err, ok, type Result } from '../core/result.js';
import type { EpochMs } from '../core/time.js';
import { createNormalizer, type NormalizeOptions } from '../normalize/index.js';
import type { Router } from '../policy/index.js';
import type { Decision } from '../router/index.js';
import { checkHeader } from './check-header.js';
import { checkOutputs } from './check-outputs.js';
import type { CsvRow } from './csv-types.js';
import { type ExitCode, exitCodes, type Failure, failure } from './exit-codes.js';
import { explanation, scoreLines } from './explanation.js';
import { leadColumns } from './lead-columns.js';
import { loadAccounts } from './load-accounts.js';
import { countText, diagnosticLines, loadPolicy } from './load-policy.js';
import { loadState } from './load-state.js';
import { numberFields } from './number-fields.js';
import { type CsvFile, openLeads } from './open-leads.js';
import { fileOutput, type Output, replaceFile, streamOutput } from './output.js';
import type { RouteArguments } from './parse-arguments.js';
import { printable } from './printable.js';
import { createProgress } from './progress.js';
import { isZone, readInstant } from './read-instant.js';
import { type Routing, routeRow } from './route-rows.js';
import type { CliStreams } from './streams.js';
import { summary } from './summary.js';
import { countBadRow, countDecision, createTally, type Tally } from './tally.js';

/** A run under way: counts, and the decision to explain once it was made. */
interface Run {
  readonly routing: Routing;
  readonly tally: Tally;
  readonly out: Output | null;
  explained: Decision | null;
}

const usage = (line: string): Result<never, Failure> => err(failure(exitCodes.usage, line));

function readNow(args: RouteArguments, streams: CliStreams): Result<EpochMs, Failure> {
  if (args.zone !== null && !isZone(args.zone)) {
    return usage(`\`--zone\`: expected an IANA time zone, found \`${printable(args.zone)}\``);
  }
  if (args.now === null) return ok(streams.clock());
  const read = readInstant(args.now, args.zone);
  if (!read.ok) return usage(`\`--now\`: ${read.error}`);
  if (read.value.note !== null) streams.note(`--now: ${read.value.note}`);
  return ok(read.value.at);
}

/** Where decisions go, or null. */
async function openOut(args: RouteArguments, streams: CliStreams): Promise<Result<Output | null, Failure>> {
  if (args.out === null) return ok(null);
  return args.out === '-' ? ok(streamOutput(streams.stdout, 'stdout')) : fileOutput(args.out);
}

type Setup = Pick<Routing, 'router' | 'state' | 'accounts' | 'now'>;

const warningsShown = 5;

/** A policy that is doubtful, for example misspelt, is worth a word before its leads are gone. */
function noteWarnings({ warnings }: Router, streams: CliStreams): void {
  for (const line of diagnosticLines(warnings.slice(0, warningsShown))) streams.note(line);
  const more = warnings.length - warningsShown;
  if (more > 0) streams.note(`and ${countText(more, 'warning')} more, see fairlead check`);
}

/** Everything but the leads, so that what is wrong with the command line or the policy is said first. */
async function loadSetup(args: RouteArguments, streams: CliStreams): Promise<Result<Setup, Failure>> {
  const now = readNow(args, streams);
  if (!now.ok) return now;
  const router = await loadPolicy(args.policy);
  if (!router.ok) return router;
  noteWarnings(router.value, streams);
  const state = await loadState(args.state, router.value);
  if (!state.ok) return state;
  const accounts = await loadAccounts(args.accounts, streams.stdin);
  if (!accounts.ok) return accounts;
  return ok({ router: router.value, state: state.value, accounts: accounts.value, now: now.value });
}

function createRouting(
  args: RouteArguments,
  setup: Setup,
  header: readonly string[],
  streams: CliStreams,
): Result<Routing, Failure> {
  const columns = leadColumns(header, args.map, args.clock);
  if (!columns.ok) return usage(columns.error);
  const options = (setup.router.policy.normalize ?? {}) as NormalizeOptions;
  const normalize = createNormalizer({ ...options, mapping: { ...options.mapping, ...columns.value.mapping } });
  const strange = args.map.length > 0 ? null : checkHeader(columns.value, normalize);
  if (strange !== null) {
    const name = args.leads === '-' ? 'stdin' : printable(args.leads, 200);
    return err(failure(exitCodes.input, `${name}: ${strange}`));
  }
  for (const note of columns.value.notes) streams.note(note);
  return ok({
    ...setup,
    columns: columns.value,
    normalize,
    zone: args.zone,
    explainId: args.explain,
    explainedLead: null,
    numbers: numberFields(setup.router.policy),
    seen: { lineOfId: new Map(), leadOfKey: new Map() },
  });
}

/** Routes, counts and writes one row. */
async function handleRow(run: Run, row: CsvRow): ReturnType<Output['write']> {
  const { routing, tally, out } = run;
  const routed = routeRow(routing, row);
  if (routed.ok) countDecision(tally, row.line, routed.value);
  else countBadRow(tally, routed.error);
  if (routed.ok && routed.value.leadId === routing.explainId) run.explained = routed.value;
  if (out === null) return 'written';
  return out.write(`${JSON.stringify(routed.ok ? { line: row.line, ...routed.value } : routed.error)}\n`);
}

async function routeAll(run: Run, file: CsvFile, streams: CliStreams): ReturnType<Output['write']> {
  const progress = createProgress(streams.stderr, streams.clock);
  try {
    for await (const rows of file.rows) {
      for (const row of rows) {
        const written = await handleRow(run, row);
        if (written !== 'written') return written;
      }
      progress.report(run.tally.rows);
    }
    return run.out === null ? 'written' : run.out.close();
  } finally {
    progress.finish();
  }
}

/** Where the points of the lead to explain come from; nothing where it has none. */
const scoreText = ({ explainedLead: lead, router }: Routing): string =>
  lead === null || lead.score.because.length === 0 ? '' : `\n\n${scoreLines(router.policy, lead).join('\n')}`;

/** Saves the state and prints the report. */
async function finish(args: RouteArguments, run: Run, streams: CliStreams): Promise<Result<ExitCode, Failure>> {
  const { routing, tally, explained } = run;
  if (args.saveState !== null) {
    const failed = await replaceFile(args.saveState, `${JSON.stringify(routing.state)}\n`);
    if (failed !== null) return err(failed);
  }
  const report = streamOutput(args.out === '-' ? streams.stderr : streams.stdout, 'the summary');
  await report.write(summary(routing.router, routing.state, tally));
  if (explained !== null) await report.write(`\n${explanation(explained)}${scoreText(routing)}\n`);
  const written = await report.close();
  if (written !== 'written' && written !== 'closed') return err(written);
  const isMissing = args.explain !== null && explained === null;
  if (isMissing) streams.note(`no lead \`${printable(args.explain ?? '')}\` was routed, nothing to explain`);
  return ok(tally.bad > 0 || isMissing ? exitCodes.incomplete : exitCodes.done);
}

async function routeFile(
  args: RouteArguments,
  setup: Setup,
  file: CsvFile,
  streams: CliStreams,
): Promise<Result<ExitCode, Failure>> {
  const routing = createRouting(args, setup, file.header, streams);
  if (!routing.ok) return routing;
  const out = await openOut(args, streams);
  if (!out.ok) return out;
  const run: Run = { routing: routing.value, tally: createTally(), out: out.value, explained: null };
  const written = await routeAll(run, file, streams);
  if (written === 'closed') return ok(exitCodes.done);
  return written === 'written' ? finish(args, run, streams) : err(written);
}

/** `fairlead route`: routes every row of a file and reports what became of each. */
export async function runRoute(args: RouteArguments, streams: CliStreams): Promise<Result<ExitCode, Failure>> {
  const overwritten = await checkOutputs(args);
  if (overwritten !== null) return err(overwritten);
  const setup = await loadSetup(args, streams);
  if (!setup.ok) return setup;
  const file = await openLeads(args.leads, streams.stdin);
  if (!file.ok) return file;
  try {
    return await routeFile(args, setup.value, file.value, streams);
  } finally {
    file.value.close();
  }
}
