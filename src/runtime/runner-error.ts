import type { RoutingEvent } from '../router/index.js';

/**
 * Why a call of a runner failed.
 *
 * | code | what happened |
 * |---|---|
 * | `runner.conflict` | others committed first until the tries were used up; nothing was written |
 * | `runner.store_failed` | the store failed until the tries were used up; nothing was written |
 * | `runner.outcome_unknown` | a commit threw and it could not be found out whether it was written; routing the same lead again is safe |
 * | `runner.bad_state` | the stored state is not one; the message names the column |
 * | `runner.bad_record` | the stored record is of another version |
 * | `runner.bad_lead` | the lead has no id |
 * | `runner.unknown_lead` | there is no record of the lead to advance |
 * | `runner.facts_failed` | `loadFacts` rejected; `cause` says why |
 * | `runner.lead_failed` | deciding on the lead threw; `cause` says why |
 * | `runner.sweep_incomplete` | some leads of a sweep failed; `failures` says which, `events` holds those of the others |
 */
export type RunnerErrorCode =
  | 'runner.conflict'
  | 'runner.store_failed'
  | 'runner.outcome_unknown'
  | 'runner.bad_state'
  | 'runner.bad_record'
  | 'runner.bad_lead'
  | 'runner.unknown_lead'
  | 'runner.facts_failed'
  | 'runner.lead_failed'
  | 'runner.sweep_incomplete';

/** What a runner's promises reject with: an error with a code and a message of one line. */
export interface RunnerError extends Error {
  readonly name: 'RunnerError';
  readonly code: RunnerErrorCode;
  /** With `runner.sweep_incomplete`: what failed. */
  readonly failures?: readonly { readonly leadId: string; readonly error: RunnerError }[];
  /** With `runner.sweep_incomplete`: the events of the leads that did not fail; they are stored. */
  readonly events?: readonly RoutingEvent[];
}

/** Makes a runner's error; `cause` is what was caught, if anything. */
export function makeRunnerError(code: RunnerErrorCode, message: string, cause?: unknown): RunnerError {
  const error = cause === undefined ? new Error(message) : new Error(message, { cause });
  return Object.assign(error, { name: 'RunnerError' as const, code });
}

/**
 * Whether something that was caught is a runner's error.
 *
 * @example
 * await runner.advance('emea', 'nobody', { type: 'tick' }).catch(isRunnerError); //=> true
 */
export const isRunnerError = (error: unknown): error is RunnerError =>
  error instanceof Error && error.name === 'RunnerError' && 'code' in error;

/** The first line of whatever was thrown, for a message. */
export const firstLine = (error: unknown): string =>
  (error instanceof Error ? error.message : String(error)).split('\n')[0] ?? '';

/** The error of a lead on which deciding threw. */
export const leadFailed = (leadId: string, error: unknown): RunnerError =>
  makeRunnerError('runner.lead_failed', `deciding on lead \`${leadId}\` failed: ${firstLine(error)}`, error);
