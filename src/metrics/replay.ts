import {
  evolve,
  initialState,
  type LeadRecord,
  type Router,
  type RoutingEvent,
  type RoutingState,
  rebase,
} from '../router/index.js';

/** What the events begin from, where they are not all there are. */
export interface ReplayOptions {
  /** State before the first of the events. Default: nobody has had anything. */
  readonly state?: RoutingState;
  /** Records, before the first of the events, of leads that came in earlier. */
  readonly records?: Iterable<LeadRecord>;
  /** Routers of policies that were in force before, in any order: found by the fingerprints in the events. */
  readonly earlier?: readonly Router[];
}

interface Standing {
  readonly state: RoutingState;
  readonly record: LeadRecord | null;
}

/** An event with what was there before it and after it. */
export interface Replayed {
  readonly router: Router;
  readonly event: RoutingEvent;
  readonly before: Standing;
  readonly after: Standing;
  /** State and records are those of the time: nothing before the event is missing. */
  readonly complete: boolean;
}

const aboutReps: ReadonlySet<string> = new Set(['rep_switched', 'credit_posted', 'credit_expired']);

/** Where a replay stands. */
interface Replay {
  readonly routers: ReadonlyMap<string, Router>;
  readonly records: Map<string, LeadRecord>;
  /** Null: the policy of the time is not among those given. */
  current: Router | null;
  state: RoutingState | null;
  complete: boolean;
  unread: number;
}

/** Goes over to the policy that a lead was scored under. */
function changePolicy(replay: Replay, fingerprint: string): void {
  const next = replay.routers.get(fingerprint) ?? null;
  if (next !== null) replay.state = replay.state === null ? initialState(next) : rebase(next, replay.state);
  replay.current = next;
}

/** The same fold as ever; null where the event speaks of something that is not there. */
function attempt(router: Router, before: Standing, event: RoutingEvent): Standing | null {
  if (before.record === null && event.type !== 'lead_received' && !aboutReps.has(event.type)) return null;
  try {
    return evolve(router, before, event);
  } catch {
    return null;
  }
}

function read(replay: Replay, event: RoutingEvent): Replayed | null {
  const { current: router, state, records } = replay;
  if (router === null || state === null) return null;
  const before = { state: { ...state, seq: event.seq - 1 }, record: records.get(event.leadId) ?? null };
  const after = attempt(router, before, event);
  if (after === null) return null;
  replay.state = after.state;
  if (event.type === 'lead_closed') records.delete(event.leadId);
  else if (after.record !== null) records.set(event.leadId, after.record);
  return { router, event, before, after, complete: replay.complete };
}

/**
 * Folds events with `evolve`, each under the policy of its time: the one whose fingerprint the latest lead that came in
 * or back was scored under.
 *
 * @param events - in the order of `seq`
 * @returns how many assignments could not be read, for want of their policy or of their lead's beginning
 */
export function replayEvents(
  router: Router,
  events: Iterable<RoutingEvent>,
  { state, records = [], earlier = [] }: ReplayOptions,
  visit: (step: Replayed) => void,
): number {
  const routers = new Map([...earlier, router].map((one) => [one.fingerprint, one]));
  const current = state === undefined ? router : (routers.get(state.fingerprint) ?? router);
  const replay: Replay = {
    routers,
    records: new Map(Array.from(records, (record) => [record.leadId, record])),
    current,
    state: state === undefined ? null : rebase(current, state),
    complete: state !== undefined,
    unread: 0,
  };
  for (const event of events) {
    if (event.seq === 1) replay.complete = true;
    if (event.type === 'lead_received' || event.type === 'lead_returned') changePolicy(replay, event.fingerprint);
    replay.state ??= initialState(current);
    const step = read(replay, event);
    if (step !== null) visit(step);
    else {
      replay.complete = false;
      if (event.type === 'lead_assigned') replay.unread += 1;
    }
  }
  return replay.unread;
}
