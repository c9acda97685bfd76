import { type Calibration, calibrate, type LeadOutcome } from '../calibrate/index.js';
import { err, ok, type Result } from '../core/result.js';
import { createNormalizer, type NormalizeOptions } from '../normalize/index.js';
import type { Router } from '../policy/index.js';
import { calibrationReport } from './calibration-report.js';
import { firstSame } from './check-outputs.js';
import { type ExitCode, exitCodes, type Failure, failure } from './exit-codes.js';
import { type LeadColumns, leadColumns, toRawLead } from './lead-columns.js';
import { loadPolicy } from './load-policy.js';
import { numericKeys, withNumbers } from './number-fields.js';
import { replaceFile } from './output.js';
import type { CalibrateArguments } from './parse-arguments.js';
import { printable } from './printable.js';
import { type OutcomeReader, outcomeReader } from './read-outcome.js';
import { joinTables, readTable, type Table } from './read-table.js';
import type { CliStreams } from './streams.js';

const usage = (line: string): Result<never, Failure> => err(failure(exitCodes.usage, line));

/** Columns that name who worked on a lead, which is not known when it is scored. */
const ownerColumn =
  /^(?:(?:sales|account|lead|deal)?(?:agent|rep|owner|manager|person|executive)(?:id|name|email)?|assigned(?:to)?)$/;

async function loadTable(args: CalibrateArguments, streams: CliStreams): Promise<Result<Table, Failure>> {
  const read = await readTable(args.outcomes, streams.stdin);
  if (!read.ok) return read;
  let table = read.value;
  for (const path of args.join) {
    const other = await readTable(path, streams.stdin);
    if (!other.ok) return other;
    const joined = joinTables(table, other.value, path);
    if (!joined.ok) return joined;
    const { column, unmatched } = joined.value;
    if (unmatched > 0)
      streams.note(
        `${printable(path, 200)}: ${unmatched} of ${table.rows.length} rows have no partner by \`${printable(column)}\``,
      );
    table = joined.value.table;
  }
  if (table.badCount > 0) streams.note(`${table.badCount} rows could not be read and are left out`);
  return ok(table);
}

/** The fields of a lead that columns go to, by the names of the columns. */
function fieldsOf(
  names: readonly string[],
  { names: keys, mapping }: LeadColumns,
): ReadonlyMap<string, readonly string[]> {
  const mapped = (key: string): readonly string[] =>
    Object.entries(mapping).flatMap(([field, column]) =>
      column !== key ? [] : field === 'employees' ? ['employeesMin', 'employeesMax'] : [field],
    );
  return new Map(names.map((name, at) => [name, [`fields.${keys[at]}`, ...mapped(keys[at]!)]]));
}

/** Fields to learn nothing from: those that say the outcome, those that name an owner, and those that the command names. */
function ignoredFields(
  args: CalibrateArguments,
  table: Table,
  columns: LeadColumns,
  outcome: OutcomeReader,
  streams: CliStreams,
): Result<readonly string[], Failure> {
  const fields = fieldsOf(table.names, columns);
  const unknown = args.ignore.find((name) => !fields.has(name));
  if (unknown !== undefined) return usage(`\`--ignore\`: no column \`${printable(unknown)}\``);
  const owners = table.names.filter((name) => ownerColumn.test(name.toLowerCase().replace(/[\s_.-]+/g, '')));
  if (owners.length > 0)
    streams.note(
      `not learned from, because it names who worked on the lead: ${owners.map((name) => printable(name)).join(', ')}`,
    );
  const names = [...args.ignore, ...owners, ...outcome.columns.map((at) => table.names[at]!)];
  return ok(names.flatMap((name) => fields.get(name)!));
}

interface Read {
  readonly outcomes: readonly LeadOutcome[];
  readonly openCount: number;
}

function readLeads(table: Table, columns: LeadColumns, outcome: OutcomeReader, router: Router | null): Read {
  const given = (router?.policy.normalize ?? {}) as NormalizeOptions;
  const normalize = createNormalizer({ ...given, mapping: { ...given.mapping, ...columns.mapping } });
  const closed = table.rows.flatMap(({ line, cells }) => {
    const won = outcome.read(cells);
    return won === null ? [] : [{ lead: normalize(toRawLead(columns, line, cells)), won }];
  });
  const numeric = numericKeys(closed.map(({ lead }) => lead));
  return {
    outcomes: closed.map(({ lead, won }) => ({ lead: withNumbers(lead, numeric), won })),
    openCount: table.rows.length - closed.length,
  };
}

async function writeProposal(path: string, { scorecards, qualification }: Calibration): Promise<Failure | null> {
  return replaceFile(path, `${JSON.stringify({ scorecards, qualification }, null, 2)}\n`);
}

/** `fairlead calibrate`: what the points and thresholds of a policy should be, going by how leads ended. */
export async function runCalibrate(args: CalibrateArguments, streams: CliStreams): Promise<Result<ExitCode, Failure>> {
  const inputs = [args.policy, args.outcomes, ...args.join].filter((path) => path !== '-');
  const same = args.out === null ? null : await firstSame(args.out, inputs);
  if (same !== null) return usage(`\`--out\` would overwrite ${printable(same, 200)}`);
  const router = args.policy === null ? ok(null) : await loadPolicy(args.policy);
  if (!router.ok) return router;
  const table = await loadTable(args, streams);
  if (!table.ok) return table;
  const outcome = outcomeReader(args, table.value);
  if (!outcome.ok) return usage(outcome.error);
  const columns = leadColumns(table.value.names, args.map, null);
  if (!columns.ok) return usage(columns.error);
  const ignore = ignoredFields(args, table.value, columns.value, outcome.value, streams);
  if (!ignore.ok) return ignore;
  const { outcomes, openCount } = readLeads(table.value, columns.value, outcome.value, router.value);
  const scoring = router.value === null ? {} : { scoring: router.value.policy };
  const result = calibrate(outcomes, { ...scoring, ignore: ignore.value, model: args.model, seed: args.seed });
  if (!result.ok) return err(failure(exitCodes.input, `not calibrated: ${result.error.message}`));
  const failed = args.out === null ? null : await writeProposal(args.out, result.value);
  if (failed !== null) return err(failed);
  streams.stdout.write(calibrationReport(result.value, { openCount, lostText: outcome.value.lostText }));
  return ok(exitCodes.done);
}
