import type { Readable, Writable } from 'node:stream';
import { ok, type Result } from '../core/result.js';
import type { EpochMs } from '../core/time.js';
import { type ExitCode, exitCodes, type Failure, failure } from './exit-codes.js';
import { helpText } from './help-text.js';
import { countText, diagnosticLines, loadPolicy } from './load-policy.js';
import { type Command, parseArguments } from './parse-arguments.js';
import { runCalibrate } from './run-calibrate.js';
import { runRoute } from './run-route.js';
import type { CliStreams } from './streams.js';
import { systemCode, systemText } from './system-error.js';

/** What `runCli` runs in. */
interface CliContext {
  readonly stdin: Readable;
  readonly stdout: Writable;
  readonly stderr: Writable & { readonly isTTY?: boolean };
  /** Reads the current time. */
  readonly clock: () => EpochMs;
  readonly version: string;
}

async function runCheck(path: string, streams: CliStreams): Promise<Result<ExitCode, Failure>> {
  const router = await loadPolicy(path);
  if (!router.ok) return router;
  const { policy, fingerprint, warnings } = router.value;
  const counts = [
    countText(policy.reps.length, 'rep'),
    countText(policy.queues.length, 'queue'),
    countText(policy.rules.length, 'rule'),
    countText(warnings.length, 'warning'),
  ].join(', ');
  streams.stdout.write(
    [`policy is valid: ${counts}, fingerprint ${fingerprint}`, ...diagnosticLines(warnings), ''].join('\n'),
  );
  return ok(exitCodes.done);
}

async function run(command: Command, streams: CliStreams, version: string): Promise<Result<ExitCode, Failure>> {
  switch (command.type) {
    case 'help':
      streams.stdout.write(helpText());
      return ok(exitCodes.done);
    case 'version':
      streams.stdout.write(`${version}\n`);
      return ok(exitCodes.done);
    case 'check':
      return runCheck(command.policy, streams);
    case 'calibrate':
      return runCalibrate(command, streams);
    default:
      return runRoute(command, streams);
  }
}

/**
 * The `fairlead` command as a function: reads the files that the arguments name, writes to the streams it is given.
 *
 * @param argv - the arguments after the program's name
 * @returns the exit status; see `exitCodes`. Never rejects: a fault of the program is reported as one line, too.
 */
export async function runCli(argv: readonly string[], context: CliContext): Promise<ExitCode> {
  const ignore = (): void => undefined;
  // a reader that goes away is no fault, and may do so after the last write; what matters is noticed where it is written
  for (const stream of [context.stdout, context.stderr]) stream.on('error', ignore);
  const note = (line: string): void => {
    context.stderr.write(`fairlead: ${line}\n`);
  };
  const streams: CliStreams = { ...context, note };
  const report = ({ exit, lines }: Failure): ExitCode => {
    for (const line of lines) note(line);
    return exit;
  };
  try {
    const command = parseArguments(argv);
    if (!command.ok) return report(command.error);
    const result = await run(command.value, streams, context.version);
    return result.ok ? result.value : report(result.error);
  } catch (error) {
    const exit = systemCode(error) === null ? exitCodes.fault : exitCodes.input;
    return report(failure(exit, systemText(error).split('\n')[0]!));
  }
}
