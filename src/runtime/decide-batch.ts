import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import {
  advance,
  decisionOf,
  drain,
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
  /** Held leads that have their turns before newcomers, and once a rep has come free. */
  readonly held: readonly LeadRecord[] | null;
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

/** Events after which a rep may have room. */
const freeing: ReadonlySet<string> = new Set([
  'lead_taken_back',
  'lead_declined',
  'lead_nurtured',
  'lead_rejected',
  'lead_closed',
  'offer_declined',
  'offer_lapsed',
  'offers_revoked',
]);

/** A batch in the making. */
interface Work {
  readonly start: Start;
  state: RoutingState;
  readonly records: Map<string, LeadRecord>;
  readonly touched: Set<string>;
  readonly events: RoutingEvent[];
  /** Leads that take turns where a rep has come free. */
  readonly turns: Set<string>;
  /** Whether they have had them since somebody last came free. */
  settled: boolean;
}

function keep(work: Work, { record, events }: Pick<Outcome, 'record' | 'events'>): void {
  if (events.length === 0) return;
  work.records.set(record.leadId, record);
  work.touched.add(record.leadId);
  for (const event of events) work.events.push(event);
}

function settleHeld(work: Work): void {
  if (work.settled || work.turns.size === 0) return;
  const waiting = [...work.turns].map((leadId) => work.records.get(leadId)!);
  const { state, outcomes } = drain(work.start.router, work.state, waiting, work.start.now());
  work.state = state;
  for (const outcome of outcomes) keep(work, outcome);
  work.settled = true;
}

/** Decides on one job on what the batch has come to so far. */
function perform(work: Work, job: Job): Outcome | RunnerError {
  if (job.type === 'route' && !work.records.has(job.leadId)) settleHeld(work);
  const found = decide(job, work.start, work.state, work.records.get(job.leadId));
  if (found instanceof Error || found.events.length === 0) return found;
  work.state = found.state;
  keep(work, found);
  if (work.start.held !== null && found.record.status === 'held') work.turns.add(job.leadId);
  if (found.events.some(({ type }) => freeing.has(type))) {
    work.settled = false;
    settleHeld(work);
  }
  return found;
}

/**
 * Decides on jobs one after another, each on the state that the one before it left, as if each had been committed
 * before the next began. A job that fails leaves no trace in what the others see.
 */
export function decideBatch(jobs: Iterable<Job>, start: Start): Decided {
  const held = start.held ?? [];
  const work: Work = {
    start,
    state: start.state,
    records: new Map([...start.records, ...held].map((record) => [record.leadId, record])),
    touched: new Set(),
    events: [],
    turns: new Set(held.map(({ leadId }) => leadId)),
    settled: false,
  };
  const answers = new Map<Job, Answer>();
  for (const job of jobs) {
    try {
      const found = perform(work, job);
      answers.set(job, found instanceof Error ? failed(found) : { ok: true, outcome: found });
    } catch (error) {
      const message = `deciding on lead \`${job.leadId}\` failed: ${firstLine(error)}`;
      answers.set(job, failed(makeRunnerError('runner.lead_failed', message, error)));
    }
  }
  const { touched, records, state, events } = work;
  if (touched.size === 0) return { answers, change: null };
  return { answers, change: { state, records: [...touched].map((leadId) => records.get(leadId)!), events } };
}
