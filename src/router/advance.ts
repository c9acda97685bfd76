import { assert } from '../core/assert.js';
import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import { findInputFault, inputType } from './check-input.js';
import type { Outcome, RouteOptions } from './decision.js';
import { closeDraft, openDraft } from './draft.js';
import type { Input } from './input.js';
import { performDue, retryHeld } from './perform-due.js';
import { performers } from './perform-input.js';
import type { LeadRecord } from './record.js';
import { assertBelongs, decisionOfRun } from './route.js';
import { type Run, recordOf, startRun } from './run.js';
import type { RoutingState } from './state.js';

/** Events after which a lead is somewhere else, or with somebody else. */
const moves: ReadonlySet<string> = new Set(['lead_assigned', 'lead_held', 'lead_rejected', 'lead_nurtured']);

const outcomeOf = (run: Run, ignored: string | null, type: Input['type'], before: RoutingState): Outcome => ({
  decision: run.events.some((event) => moves.has(event.type)) ? decisionOfRun(run) : null,
  record: recordOf(run),
  events: run.events,
  state: run.events.length === 0 ? before : closeDraft(run.draft),
  ignored: ignored === null ? null : { code: 'input.ignored', type, because: ignored },
});

function assertRecord(record: LeadRecord): void {
  const whole =
    typeof record === 'object' && record !== null && record.version === 1 && typeof record.lead === 'object';
  assert(whole, 'expected the record of a lead as an earlier outcome returned it');
}

/** One more look for a rep at `now`; null where that leaves the lead held where it was. */
function retryNow(router: Router, state: RoutingState, before: Run, options: RouteOptions): Run | null {
  const { leadId, now } = before;
  const record = recordOf(before);
  const triedNow = before.events.at(-1)?.at === now;
  if (record.status !== 'held' || triedNow || (record.restUntil !== null && now < record.restUntil)) return null;
  const run = startRun(router, openDraft(state), leadId, record, now, options);
  run.faults.push(...before.faults);
  retryHeld(run);
  const { status, queueId } = recordOf(run);
  return status === 'held' && queueId === record.queueId ? null : run;
}

/**
 * What becomes of a lead when something happens to it, or when time has passed.
 *
 * First everything due by `now` is performed, each at its own instant; then the input. An input that is late, repeated
 * or does not fit the lead's status changes nothing, and `ignored` says why; so does one that cannot be read. Worth calling with a tick at
 * `record.wakeAt`, and for held leads whenever a rep may have become free.
 *
 * @param record - as an earlier outcome returned it
 * @param now - UTC epoch milliseconds; before the record's latest instant it is read as that
 * @returns `decision` only where the lead moved; the record, the events and the state to store together
 * @throws Error where the state belongs to another policy or `now` is no whole number
 * @example
 * advance(router, state, record, { type: 'respond', repId: 'ana' }, now).events[0]?.type; //=> 'lead_responded'
 */
export function advance(
  router: Router,
  state: RoutingState,
  record: LeadRecord,
  input: Input,
  now: EpochMs,
  options: RouteOptions = {},
): Outcome {
  assertBelongs(router, state, now);
  assertRecord(record);
  const fault = findInputFault(input);
  if (fault !== null) {
    const ignored = { code: 'input.ignored', type: inputType(input), because: fault } as const;
    return { decision: null, record, events: [], state, ignored };
  }
  const at = Math.max(now, record.at);
  if (input.type === 'tick' && record.status !== 'held' && (record.wakeAt === null || record.wakeAt > at)) {
    return { decision: null, record, events: [], state, ignored: null };
  }
  const run = startRun(router, openDraft(state), record.leadId, record, at, options);
  performDue(run, at);
  const perform = performers[input.type] as (of: Run, given: Input) => string | null;
  const ignored = perform(run, input);
  if (input.type === 'tick') {
    const soFar = run.events.length === 0 ? state : closeDraft(run.draft);
    const retried = retryNow(router, soFar, run, options);
    if (retried !== null) {
      retried.events.unshift(...run.events);
      return outcomeOf(retried, null, 'tick', state);
    }
    return outcomeOf(run, null, 'tick', state);
  }
  return outcomeOf(run, ignored, input.type, state);
}
