import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import {
  advance,
  decisionOf,
  type Facts,
  heldPlace,
  heldTurns,
  type LeadRecord,
  type Outcome,
  type RouteOptions,
  type RoutingEvent,
  type RoutingState,
  route,
} from '../router/index.js';
import { heldEffect } from './held-effect.js';
import { freedBy, mayHave } from './held-leads.js';
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
  /** The instant of all that the batch decides. */
  readonly at: EpochMs;
  readonly trace: RouteOptions['trace'];
}

/** One answer per job, and what must be committed before they may be given; null: nothing. */
export interface Decided {
  readonly answers: ReadonlyMap<Job, Answer>;
  readonly change: Commit | null;
  /** Whether one of the leads that were looked at is held afterwards. */
  readonly heldLeft: boolean;
}

const stored = (record: LeadRecord, state: RoutingState): Outcome => ({
  decision: decisionOf(record),
  record,
  events: [],
  state,
  ignored: null,
});

function decide(job: Job, start: Start, state: RoutingState, record: LeadRecord | undefined): Outcome | RunnerError {
  const { router, at, trace } = start;
  if (record !== undefined && record.version !== 1)
    return makeRunnerError('runner.bad_record', `the record of lead \`${job.leadId}\` is not of version 1`);
  if (job.type === 'route' && record !== undefined) return stored(record, state);
  const facts = start.factsFor(job.leadId);
  if (facts instanceof Error) return facts;
  const options: RouteOptions = { ...(facts && { facts }), ...(trace && { trace }) };
  if (job.type === 'route') return route(router, state, job.lead, at, options);
  if (record === undefined)
    return makeRunnerError('runner.unknown_lead', `there is no record of lead \`${job.leadId}\``);
  return advance(router, state, record, job.input, at, options);
}

/** A batch in the making. */
interface Work {
  readonly start: Start;
  state: RoutingState;
  readonly records: Map<string, LeadRecord>;
  readonly touched: Set<string>;
  readonly events: RoutingEvent[];
  /** Held leads that take turns; null: none do. */
  readonly waiting: Set<string> | null;
  /** Of those, who were held without a look for a rep since the last turns. */
  readonly fresh: Set<string>;
  /** Whether all others have had their turns, and nobody came free since. */
  settled: boolean;
  /** What came of turns that no answer tells of yet. */
  drained: Outcome[];
}

function keep(work: Work, { record, events, state }: Pick<Outcome, 'record' | 'events' | 'state'>): void {
  work.state = state;
  work.records.set(record.leadId, record);
  work.touched.add(record.leadId);
  for (const event of events) work.events.push(event);
}

/** One turn of a held lead; one that cannot be decided on is left to the sweep, which names it. */
function takeTurn(work: Work, record: LeadRecord): void {
  try {
    const { router, at, trace } = work.start;
    const found = advance(router, work.state, record, { type: 'tick' }, at, trace && { trace });
    if (found.events.length === 0) return;
    keep(work, found);
    work.drained.push(found);
    if (found.record.status !== 'held') work.waiting?.delete(record.leadId);
  } catch {
    work.waiting?.delete(record.leadId);
  }
}

/** Gives held leads their turns: all of them, and where they have had them, those that may have a rep who came free. */
function settleHeld(work: Work, freed: readonly string[] = []): void {
  if (work.waiting === null || work.waiting.size === 0) return;
  const mayHaveFreed = mayHave(work.start.router, freed);
  const isDue = (record: LeadRecord): boolean =>
    !work.settled || work.fresh.has(record.leadId) || (freed.length > 0 && mayHaveFreed(record));
  if (work.settled && work.fresh.size === 0 && freed.length === 0) return;
  const compare = heldTurns(work.start.router.policy);
  const turns = [...work.waiting].map((leadId) => work.records.get(leadId)!).filter(isDue);
  const places = turns.map((record) => ({ record, place: heldPlace(record) }));
  for (const { record } of places.sort((a, b) => compare(a.place, b.place))) takeTurn(work, record);
  work.settled = true;
  work.fresh.clear();
}

/** An outcome that also tells of the turn that its lead had just before. */
function withTurn(work: Work, found: Outcome): Outcome {
  const own = work.drained.find(({ record }) => record.leadId === found.record.leadId);
  if (own === undefined) return found;
  work.drained = work.drained.filter((other) => other !== own);
  return { ...found, decision: found.decision ?? own.decision, events: [...own.events, ...found.events] };
}

/** Decides on one job on what the batch has come to so far. */
function perform(work: Work, job: Job): Outcome | RunnerError {
  const { start, records, waiting } = work;
  if (heldEffect(job, records.get(job.leadId), start.at) === 'place') settleHeld(work);
  const before = records.get(job.leadId);
  const found = decide(job, start, work.state, before);
  if (found instanceof Error || found.events.length === 0) return found;
  keep(work, found);
  if (waiting === null) return found;
  // the lead itself has just had its look
  waiting.delete(job.leadId);
  work.fresh.delete(job.leadId);
  const freed = freedBy(before, found);
  if (freed !== null) settleHeld(work, freed);
  if (found.record.status === 'held') {
    waiting.add(job.leadId);
    if (job.type === 'advance') work.fresh.add(job.leadId);
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
    waiting: start.held && new Set(held.map(({ leadId }) => leadId)),
    fresh: new Set(),
    settled: false,
    drained: [],
  };
  const answers = new Map<Job, Answer>();
  for (const job of jobs) {
    try {
      const found = perform(work, job);
      if (found instanceof Error) {
        answers.set(job, failed(found));
        continue;
      }
      const outcome = withTurn(work, found);
      answers.set(job, { ok: true, outcome, drained: work.drained.flatMap((turn) => turn.events) });
      work.drained = [];
    } catch (error) {
      const message = `deciding on lead \`${job.leadId}\` failed: ${firstLine(error)}`;
      answers.set(job, failed(makeRunnerError('runner.lead_failed', message, error)));
    }
  }
  const { touched, records, state, events } = work;
  const heldLeft = [...records.values()].some(({ status }) => status === 'held');
  if (touched.size === 0) return { answers, change: null, heldLeft };
  const change = { state, records: [...touched].map((leadId) => records.get(leadId)!), events };
  return { answers, change, heldLeft };
}
