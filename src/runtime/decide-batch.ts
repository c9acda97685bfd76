import {
  advance,
  decisionOf,
  type LeadRecord,
  type Outcome,
  type RouteOptions,
  type RoutingEvent,
  type RoutingState,
  route,
} from '../router/index.js';
import { heldEffect } from './held-effect.js';
import { freedBy } from './held-leads.js';
import { type Answer, failed, type Job, type LeadJob } from './job.js';
import { leadFailed, makeRunnerError, type RunnerError } from './runner-error.js';
import { type Occasion, settleHeld } from './settle-held.js';
import type { Commit } from './types.js';
import { keep, type Start, startWork, type Work } from './work.js';

/** One answer per job, and what must be committed before they may be given; null: nothing. */
export interface Decided {
  readonly answers: ReadonlyMap<Job, Answer>;
  readonly change: Commit | null;
}

/** Held leads whose records are needed to decide. */
export interface Missing {
  readonly missing: readonly string[];
}

const stored = (record: LeadRecord, state: RoutingState): Outcome => ({
  decision: decisionOf(record),
  record,
  events: [],
  state,
  ignored: null,
});

function decide(
  job: LeadJob,
  start: Start,
  state: RoutingState,
  record: LeadRecord | undefined,
): Outcome | RunnerError {
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

/** An outcome that also tells of the turn that its lead had just before. */
function withTurn(work: Work, found: Outcome): Outcome {
  const own = work.drained.find(({ record }) => record.leadId === found.record.leadId);
  if (own === undefined) return found;
  work.drained = work.drained.filter((other) => other !== own);
  return { ...found, decision: found.decision ?? own.decision, events: [...own.events, ...found.events] };
}

const unlimited = Number.POSITIVE_INFINITY;

/** The turns that held leads have around a job: before one that takes a rep, and after one that sets reps free. */
const aroundJob = ({ held }: Start, freed: readonly string[]): Occasion => ({
  freed,
  limit: unlimited,
  kindsMax: held?.kindsMax ?? 0,
  everyDue: false,
});

/** Decides on one job on what the batch has come to so far. */
function perform(work: Work, job: LeadJob): Outcome | RunnerError {
  const { start, records } = work;
  const heldFirst = start.held !== null && start.held.kindsMax > 0;
  if (heldFirst && heldEffect(job, records.get(job.leadId), start.at) === 'place')
    settleHeld(work, aroundJob(start, []));
  const before = records.get(job.leadId);
  const found = decide(job, start, work.state, before);
  if (found instanceof Error || found.events.length === 0) return found;
  keep(work, found);
  const freed = heldFirst ? freedBy(before, found) : null;
  // the lead itself has just had its look
  const isHeld = work.waiting.delete(job.leadId);
  work.fresh.delete(job.leadId);
  if (freed !== null) settleHeld(work, aroundJob(start, freed));
  if (isHeld) work.waiting.add(job.leadId);
  if (isHeld && job.type === 'advance') work.fresh.add(job.leadId);
  return found;
}

/** What a drain asks for: turns for all who wait, also those who had them earlier in the batch. */
function drainHeld(work: Work, limit: number): Answer {
  work.settled = false;
  const turns = settleHeld(work, { freed: [], limit, kindsMax: unlimited, everyDue: true });
  const { failures } = work;
  return { ok: true, outcome: null, drained: drainedSince(work), turns, failures };
}

/** The events of turns that no answer has told of yet. */
function drainedSince(work: Work): readonly RoutingEvent[] {
  const events = work.drained.flatMap((turn) => turn.events);
  work.drained = [];
  return events;
}

function answerFor(work: Work, job: Job): Answer {
  work.failures = [];
  if (job.type === 'drain') return drainHeld(work, job.limit);
  try {
    const found = perform(work, job);
    if (found instanceof Error) return failed(found);
    const outcome = withTurn(work, found);
    return { ok: true, outcome, drained: drainedSince(work) };
  } catch (error) {
    return failed(leadFailed(job.leadId, error));
  }
}

/**
 * Decides on jobs one after another, each on the state that the one before it left, as if each had been committed
 * before the next began. A job that fails leaves no trace in what the others see.
 *
 * @returns the held leads without whose records it could not go on, where there are such
 */
export function decideBatch(jobs: Iterable<Job>, start: Start): Decided | Missing {
  const work = startWork(start);
  const answers = new Map<Job, Answer>();
  for (const job of jobs) {
    answers.set(job, answerFor(work, job));
    if (work.missing.length > 0) return { missing: work.missing };
  }
  const { touched, records, state, events } = work;
  if (touched.size === 0) return { answers, change: null };
  return { answers, change: { state, records: [...touched].map((leadId) => records.get(leadId)!), events } };
}
