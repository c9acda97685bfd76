import { assert } from '../core/assert.js';
import { limits } from '../core/limits.js';
import type { Reason } from '../core/reason.js';
import type { EpochMs } from '../core/time.js';
import type { MemberMatch, Search } from '../match/index.js';
import { type CompiledPolicy, type CompiledQueue, compiledOf, type Router } from '../policy/index.js';
import { applyEvent } from './apply-event.js';
import type { Candidate, PickTrace, RouteOptions, Trace } from './decision.js';
import type { Draft } from './draft.js';
import type { Seen } from './earlier-lead.js';
import { aboutReps, type EventBodies, type EventType, type RoutingEvent } from './event.js';
import type { LeadRecord } from './record.js';

/** The last look at a queue's members: what traces are made from. */
export interface Looked {
  readonly queue: CompiledQueue;
  readonly search: Search;
  readonly match: MemberMatch;
  /** Numbers per member as they stood then; empty unless the trace is to be full. */
  readonly standings: readonly Candidate['parts'][];
}

type OnFault = (id: string, error: unknown) => void;

/** What a batch means to do with a lead. */
export interface Planned {
  readonly queue: CompiledQueue;
  /** Whom the plan took to be eligible, packed. */
  readonly bits: string;
  /** Who is to get it. */
  readonly member: number;
  /** The leads that were planned together; closed once somebody no longer is as the plan took it. */
  readonly group: { open: boolean };
}

type Aside = { readonly [K in 'passedOver' | 'queuesPassed' | 'because']?: NonNullable<Trace[K]> };

const nothingAside: Aside = {};

/**
 * One decision in the making. Events are applied as soon as they are emitted, so that `draft` and `record` always are
 * what folding the events so far gives.
 */
export interface Run {
  readonly router: Router;
  readonly policy: CompiledPolicy;
  readonly draft: Draft;
  readonly options: RouteOptions;
  readonly leadId: string;
  record: LeadRecord | null;
  now: EpochMs;
  events: RoutingEvent[];
  readonly faults: Reason<'rule.faulted'>[];
  onFault: OnFault | null;
  looked: Looked | null;
  pick: PickTrace | null;
  /** What the trace says beside the last look: the owner who gave way, queues passed, a reason given. */
  aside: Aside;
  planned: Planned | null;
  /** Leads of the batch so far, by their keys; null where those do not count. */
  seen: Seen | null;
  /** Of the input that is being performed; null for what was due anyway. */
  inputId: string | null;
}

export const startRun = (
  router: Router,
  draft: Draft,
  leadId: string,
  record: LeadRecord | null,
  now: EpochMs,
  options: RouteOptions,
): Run => ({
  router,
  policy: compiledOf(router),
  draft,
  options,
  leadId,
  record,
  now,
  events: [],
  faults: [],
  onFault: null,
  looked: null,
  pick: null,
  aside: nothingAside,
  planned: null,
  seen: null,
  inputId: null,
});

/** Adds an event that is complete and applies it. */
export function append(run: Run, event: RoutingEvent): void {
  run.record = applyEvent(run.router, run.draft, run.record, event);
  const [first] = run.events;
  // most runs end with two events, and outcomes keep the list: one that grows by itself takes room for 17
  if (first === undefined) run.events = [event];
  else if (run.events.length === 1) run.events = [first, event];
  else run.events.push(event);
}

/** Adds one event and applies it. Those that come with every lead are written out where they happen: see `append`. */
export function emit<T extends EventType>(run: Run, type: T, body: EventBodies[T]): void {
  const aboutRep = aboutReps.has(type);
  const leadId = aboutRep ? '' : run.leadId;
  const head = { seq: run.draft.seq + 1, at: run.now, leadId, type };
  const event = (run.inputId === null || aboutRep
    ? { ...head, ...body }
    : { ...head, inputId: run.inputId, ...body }) as unknown as RoutingEvent;
  append(run, event);
}

/** The record of the run's lead, which is there from its first event on. */
export function recordOf(run: Run): LeadRecord {
  assert(run.record !== null, 'the lead has no record yet');
  return run.record;
}

const faultTeller =
  (faults: Run['faults']): OnFault =>
  (ruleId, error) => {
    const message = error instanceof Error ? error.message : 'threw something that is no error';
    if (faults.length < limits.faultsMax) faults.push({ code: 'rule.faulted', ruleId, message });
  };

/** Lists what threw, by the id of the rule, criterion, filter or strategy that did. */
export function faultIn(run: Run): OnFault {
  run.onFault ??= faultTeller(run.faults);
  return run.onFault;
}
