/** What the command's exit status means; `fairlead --help` lists the same table. */
export const exitCodes = {
  /** Every row was read and decided, or the policy is sound. */
  done: 0,
  /** The run finished, but some rows could not be read, or the lead to explain is not in the file. */
  incomplete: 1,
  /** The command line is wrong; nothing was read. */
  usage: 2,
  /** The policy is not JSON or not a valid policy; nothing was routed. */
  policy: 3,
  /** A file could not be read as what it should be. */
  input: 4,
  /** The output could not be written. */
  output: 5,
  /** A mistake in fairlead itself. */
  fault: 70,
} as const;

export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Why a command stops early: one or more lines for stderr and the exit status. */
export interface Failure {
  readonly exit: ExitCode;
  readonly lines: readonly string[];
}

/** A failure of one line. */
export const failure = (exit: ExitCode, line: string): Failure => ({ exit, lines: [line] });
