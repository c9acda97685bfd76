import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import {
  advance,
  decisionOf,
  type Facts,
  type LeadRecord,
  type Outcome,
  type RouteOptions,
  type RoutingEvent,
  type RoutingState,
  route,
} from '../router/index.js';
import { type Answer, failed, type Job } from './job.js';
import { firstLine, makeRunnerError, type RunnerError } from './runner-error.js';
import type { Commit } from './types.js';

/** What a batch starts from. */
export interface Start {
  readonly router: Router;
  readonly state: RoutingState;
  /** The stored records of the batch's leads. */
  readonly records: readonly LeadRecord[];
  /** The facts for a lead, or why there are none. */
  readonly factsFor: (leadId: string) => Facts | RunnerError | undefined;
  readonly now: () => EpochMs;
  readonly trace: RouteOptions['trace'];
}

/** One answer per job, and what must be committed before they may be given; null: nothing. */
export interface Decided {
  readonly answers: ReadonlyMap<Job, Answer>;
  readonly change: Commit | null;
}

const stored = (record: LeadRecord, state: RoutingState): Outcome => ({
  decision: decisionOf(record),
  record,
  events: [],
  state,
  ignored: null,
});

function decide(job: Job, start: Start, state: RoutingState, record: LeadRecord | undefined): Outcome | RunnerError {
  const { router, now, trace } = start;
  if (record !== undefined && record.version !== 1)
    return makeRunnerError('runner.bad_record', `the record of lead \`${job.leadId}\` is not of version 1`);
  if (job.type === 'route' && record !== undefined) return stored(record, state);
  const facts = start.factsFor(job.leadId);
  if (facts instanceof Error) return facts;
  const options: RouteOptions = { ...(facts && { facts }), ...(trace && { trace }) };
  if (job.type === 'route') return route(router, state, job.lead, now(), options);
  if (record === undefined)
    return makeRunnerError('runner.unknown_lead', `there is no record of lead \`${job.leadId}\``);
  return advance(router, state, record, job.input, now(), options);
}

/**
 * Decides on jobs one after another, each on the state that the one before it left, as if each had been committed
 * before the next began. A job that fails leaves no trace in what the others see.
 */
export function decideBatch(jobs: Iterable<Job>, start: Start): Decided {
  const records = new Map(start.records.map((record) => [record.leadId, record]));
  const touched = new Set<string>();
  const answers = new Map<Job, Answer>();
  const events: RoutingEvent[] = [];
  let state = start.state;
  for (const job of jobs) {
    try {
      const found = decide(job, start, state, records.get(job.leadId));
      if (found instanceof Error) {
        answers.set(job, failed(found));
        continue;
      }
      answers.set(job, { ok: true, outcome: found });
      if (found.events.length === 0) continue;
      state = found.state;
      records.set(job.leadId, found.record);
      touched.add(job.leadId);
      for (const event of found.events) events.push(event);
    } catch (error) {
      const message = `deciding on lead \`${job.leadId}\` failed: ${firstLine(error)}`;
      answers.set(job, failed(makeRunnerError('runner.lead_failed', message, error)));
    }
  }
  if (touched.size === 0) return { answers, change: null };
  return { answers, change: { state, records: [...touched].map((leadId) => records.get(leadId)!), events } };
}
