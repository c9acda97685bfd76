// Purpose: the `fairlead` command.
// In: arguments, files, stdin, the clock.
// Out: tables and JSON lines on stdout or in files, messages on stderr, an exit status.
// Never: decide anything itself; be imported by another room.

import manifest from '../../package.json' with { type: 'json' };
import { runCli } from './run-cli.js';

const { stdin, stdout, stderr } = process;
process.exitCode = await runCli(process.argv.slice(2), {
  stdin,
  stdout,
  stderr,
  clock: Date.now,
  version: manifest.version,
});
