import type { Router } from '../policy/index.js';
import type { RouteOptions } from '../router/index.js';
import type { LoadFacts } from './gather-facts.js';
import type { Answer, Job } from './job.js';
import { type Ports, runBatch } from './run-batch.js';
import { makeRunnerError } from './runner-error.js';
import { sweepScope } from './sweep-scope.js';
import type { Clock, Runner, Store } from './types.js';

/** What a runner is made of. */
export interface RunnerOptions {
  readonly router: Router;
  readonly store: Store;
  readonly clock: Clock;
  /** Looks up accounts and earlier leads; see `requirements`. Default: no facts. */
  readonly loadFacts?: LoadFacts;
  /**
   * Tries per batch that may end in a conflict, and as many that may end with the store throwing. Default: 100
   * conflicts, because each means that somebody else got on, and 5 throws.
   */
  readonly attempts?: number;
  /** Waits before the next try; the first failed try is number 1. Default: no wait. */
  readonly sleep?: (attempt: number) => Promise<void>;
  /** Calls that one commit holds at most. Default 256. */
  readonly batchMax?: number;
  /**
   * Held leads have their turns in the same commit before a newcomer is routed, and as soon as an input sets a rep free,
   * so that no newcomer overtakes them: of each queue the first 100 × `heldMax`, or 10 × `heldMax` where the policy
   * was compiled with filters. Leads that ask for the same and have no
   * history of their own are of one kind, of which no other is asked once one was asked in vain; `heldMax` kinds of each
   * queue are asked in vain at most. The runner remembers who is held: the store is asked for all of them once, and then
   * for what others commit. Default 100. 0: held leads wait for `sweep`.
   */
  readonly heldMax?: number;
  /** How much the traces of decisions say. Default: that of `route`. */
  readonly trace?: RouteOptions['trace'];
}

type Call = Job extends infer J ? (J extends Job ? Omit<J, 'answer'> : never) : never;

/** The calls of each scope, one batch at a time. */
function createLanes(ports: Ports, batchMax: number): (scope: string, call: Call) => Promise<Answer> {
  const lanes = new Map<string, Job[]>();

  const drain = async (scope: string, waiting: Job[]): Promise<void> => {
    // calls of the same turn join the first batch
    await null;
    while (waiting.length > 0) {
      await runBatch(ports, scope, waiting.splice(0, batchMax));
    }
    lanes.delete(scope);
  };

  return (scope, call) =>
    new Promise((answer) => {
      const job: Job = { ...call, answer };
      const waiting = lanes.get(scope);
      if (waiting !== undefined) {
        waiting.push(job);
        return;
      }
      const lane = [job];
      lanes.set(scope, lane);
      void drain(scope, lane);
    });
}

/**
 * Binds a router to a store and a clock. Calls of one scope that come while a commit is under way are decided together
 * afterwards and committed together, with the decisions that they would have had one after another; a call that fails
 * does not fail the others. Calls are safe to repeat, and any number of runners may share a store: a commit that lost
 * against another is decided again on the fresh state, and one that threw is looked up in the outbox first.
 * Where a commit threw, two calls that are the same in everything, to the millisecond, count as one.
 *
 * @returns a runner whose promises reject with {@link RunnerError}; see its codes
 * @example
 * const runner = createRunner({ router, store: memoryStore(), clock: { now: Date.now } });
 * const { decision } = await runner.route('emea', normalizeLead({ id: 'l1', email: 'ada@example.com' }));
 * decision.type; //=> 'assigned'
 */
export function createRunner(options: RunnerOptions): Runner {
  const { router, store, clock, loadFacts, attempts, sleep, batchMax = 256, heldMax = 100, trace } = options;
  const ports: Ports = {
    router,
    store,
    clock,
    loadFacts,
    trace,
    heldMax,
    backlogs: { byScope: new Map(), size: 0 },
    sleep,
    conflictsMax: attempts ?? 100,
    faultsMax: attempts ?? 5,
  };
  const enqueue = createLanes(ports, batchMax);
  const call = async (scope: string, request: Call) => {
    const answer = await enqueue(scope, request);
    // only drains come to none
    if (answer.ok) return answer.outcome!;
    throw answer.error;
  };

  return {
    route: async (scope, lead) => {
      if (typeof lead?.id !== 'string' || lead.id === '')
        throw makeRunnerError('runner.bad_lead', 'expected a lead with an id, found none');
      const { decision, ...outcome } = await call(scope, { type: 'route', leadId: lead.id, lead });
      // `route` and `decisionOf` always decide
      return { ...outcome, decision: decision! };
    },
    advance: (scope, leadId, input) => call(scope, { type: 'advance', leadId, input }),
    sweep: (scope, limit = 1_000) => {
      const tick = (leadId: string) => enqueue(scope, { type: 'advance', leadId, input: { type: 'tick' } });
      const drain = (turns: number) =>
        enqueue(scope, { type: 'drain', leadId: null, limit: Math.min(turns, batchMax) });
      return sweepScope({ store, clock, tick, drain }, scope, limit);
    },
  };
}
