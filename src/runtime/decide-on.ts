import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import { initialState, type LeadRecord, type RouteOptions, type RoutingState, rebase } from '../router/index.js';
import { checkState } from './check-state.js';
import { countTogether } from './count-together.js';
import { type Decided, decideBatch } from './decide-batch.js';
import { gatherFacts, type LoadFacts } from './gather-facts.js';
import type { Job } from './job.js';
import { type HeldPorts, type Loaded, loadHeld, loadMore } from './load-held.js';
import { makeRunnerError, type RunnerError } from './runner-error.js';
import type { Clock } from './types.js';
import type { Start } from './work.js';

/** What deciding needs. */
export interface DecidingPorts extends HeldPorts {
  readonly clock: Clock;
  readonly loadFacts: LoadFacts | undefined;
  readonly trace: RouteOptions['trace'];
}

/** Why a batch must be decided again. */
export type Unfinished =
  | { readonly type: 'conflict' }
  | { readonly type: 'fault'; readonly during: 'load' | 'commit'; readonly error: unknown };

/** The state to decide on: as stored, moved to the router's policy, or new. */
function readState(router: Router, stored: RoutingState | null): RoutingState | RunnerError {
  if (stored === null) return initialState(router);
  const state = checkState(stored);
  if (!state.ok) {
    const [first, ...rest] = state.error.map((problem) => problem.message);
    const more = rest.length === 0 ? '' : ` (and ${rest.length} more)`;
    return makeRunnerError('runner.bad_state', `the stored state is not one: ${first}${more}`);
  }
  return state.value.fingerprint === router.fingerprint ? state.value : rebase(router, state.value);
}

/** What was decided, and the instant of it. */
export type Dated = Decided & { readonly at: EpochMs };

/** Decides, with as many of the held leads as that turns out to need. Throws where the store does. */
async function decideWithHeld(
  ports: DecidingPorts,
  scope: string,
  jobs: readonly Job[],
  loaded: Loaded,
  start: Omit<Start, 'held'>,
): Promise<Dated | Unfinished> {
  const { at } = start;
  const held = await loadHeld(ports, scope, jobs, loaded, at);
  if (held === 'conflict') return { type: 'conflict' };
  const more = new Map<string, LeadRecord>();
  const recordOf = (leadId: string): LeadRecord | undefined => more.get(leadId) ?? held?.recordOf(leadId);
  for (;;) {
    const decided = decideBatch(jobs, { ...start, held: held && { ...held, recordOf } });
    if (!('missing' in decided)) return { ...decided, at };
    const found = await loadMore(ports, scope, decided.missing, loaded.revision, at);
    if (found === 'conflict') return { type: 'conflict' };
    for (const [leadId, record] of found) more.set(leadId, record);
  }
}

/** The answers to the jobs, or to as many from the first as go together, on what was loaded; nothing is written yet. */
export async function decideOn(
  ports: DecidingPorts,
  scope: string,
  jobs: readonly Job[],
  loaded: Loaded,
): Promise<Dated | RunnerError | Unfinished> {
  const { router, loadFacts, clock, trace } = ports;
  const state = readState(router, loaded.state);
  if (state instanceof Error) return state;
  const count = loadFacts === undefined ? jobs.length : countTogether(jobs, router, loaded.records);
  const together = jobs.slice(0, count);
  const factsFor = await gatherFacts(router, loadFacts, together, loaded.records);
  const at = clock.now();
  try {
    return await decideWithHeld(ports, scope, together, loaded, {
      router,
      state,
      records: loaded.records,
      factsFor,
      at,
      trace,
    });
  } catch (error) {
    return { type: 'fault', during: 'load', error };
  }
}
