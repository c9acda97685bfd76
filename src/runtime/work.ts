import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import type { Facts, LeadRecord, Outcome, RouteOptions, RoutingEvent, RoutingState } from '../router/index.js';
import type { HeldGroup } from './create-backlog.js';
import type { LeadFailure } from './job.js';
import type { RunnerError } from './runner-error.js';

/** The held leads of the scope as they were before the batch. */
export interface Held {
  readonly groups: () => Iterable<HeldGroup>;
  /** The stored record of one of them, where it was loaded. */
  readonly recordOf: (leadId: string) => LeadRecord | undefined;
  /** Kinds of leads of each queue that are asked in vain before a newcomer is routed; 0: none is asked. */
  readonly kindsMax: number;
}

/** What a batch starts from. */
export interface Start {
  readonly router: Router;
  readonly state: RoutingState;
  /** The stored records of the batch's leads. */
  readonly records: readonly LeadRecord[];
  /** Held leads that have their turns before newcomers, and once a rep has come free; null: none do. */
  readonly held: Held | null;
  /** The facts for a lead, or why there are none. */
  readonly factsFor: (leadId: string) => Facts | RunnerError | undefined;
  /** The instant of all that the batch decides. */
  readonly at: EpochMs;
  readonly trace: RouteOptions['trace'];
}

/** A batch in the making. */
export interface Work {
  readonly start: Start;
  state: RoutingState;
  /** As they are after what was decided so far. */
  readonly records: Map<string, LeadRecord>;
  readonly touched: Set<string>;
  readonly events: RoutingEvent[];
  /** Of those touched, who is held. */
  readonly waiting: Set<string>;
  /** Of those, who were held without a look for a rep since the last turns. */
  readonly fresh: Set<string>;
  /** Whether all others have had their turns, and nobody came free since. */
  settled: boolean;
  /** What came of turns that no answer tells of yet. */
  drained: Outcome[];
  failures: LeadFailure[];
  /** Held leads whose records are needed to go on. */
  missing: readonly string[];
}

export const startWork = (start: Start): Work => ({
  start,
  state: start.state,
  records: new Map(start.records.map((record) => [record.leadId, record])),
  touched: new Set(),
  events: [],
  waiting: new Set(),
  fresh: new Set(),
  settled: false,
  drained: [],
  failures: [],
  missing: [],
});

/** Takes what was decided on a lead as what holds from now on. */
export function keep(work: Work, { record, events, state }: Pick<Outcome, 'record' | 'events' | 'state'>): void {
  const { leadId, status } = record;
  work.state = state;
  work.records.set(leadId, record);
  work.touched.add(leadId);
  if (status === 'held') work.waiting.add(leadId);
  else work.waiting.delete(leadId);
  for (const event of events) work.events.push(event);
}
