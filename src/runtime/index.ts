// Purpose: routing against a store and a clock; the only room with promises.
// In: a router; ports for the store, the clock and the look-up of facts.
// Out: a runner whose calls are safe to repeat and to run in parallel; a store in memory; a check of stored states.
// Never: decide anything itself, set a timer, or draw a random number.

export { checkState, type StateProblem } from './check-state.js';
export { createRunner, type RunnerOptions } from './create-runner.js';
export type { LoadFacts, Needs } from './gather-facts.js';
export { memoryStore } from './memory-store.js';
export { isRunnerError, type RunnerError, type RunnerErrorCode } from './runner-error.js';
export type { Clock, Commit, RevisionConflict, Runner, Store } from './types.js';
