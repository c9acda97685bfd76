import { assert } from '../core/assert.js';
import type { EpochMs } from '../core/time.js';
import type { Router } from '../policy/index.js';
import { findInputFault, inputType } from './check-input.js';
import type { Outcome, RouteOptions } from './decision.js';
import { closeDraft, openDraft } from './draft.js';
import type { Input } from './input.js';
import { lookAgain, performDue } from './perform-due.js';
import { performers } from './perform-input.js';
import type { LeadRecord } from './record.js';
import { assertBelongs, decisionOfRun } from './route.js';
import { type Run, recordOf, startRun } from './run.js';
import { staleness } from './staleness.js';
import type { RoutingState } from './state.js';

/** Events after which a lead is somewhere else, or with somebody else. */
const moves: ReadonlySet<string> = new Set([
  'lead_assigned',
  'lead_offered',
  'lead_held',
  'lead_rejected',
  'lead_nurtured',
]);

/** An outcome in which nothing has happened. */
const unchanged = (state: RoutingState, record: LeadRecord, type: string, because: string | null): Outcome => ({
  decision: null,
  record,
  events: [],
  state,
  ignored: because === null ? null : { code: 'input.ignored', type, because },
});

const outcomeOf = (run: Run, ignored: string | null, type: Input['type'], before: RoutingState): Outcome => ({
  decision: run.events.some((event) => moves.has(event.type)) ? decisionOfRun(run) : null,
  record: recordOf(run),
  events: run.events,
  state: run.events.length === 0 ? before : closeDraft(run.draft),
  ignored: ignored === null ? null : { code: 'input.ignored', type, because: ignored },
});

/** Why a tick that found nothing to do is a no-op, said where it names itself. */
const idle = ({ id, epoch }: Input): string | null =>
  id === undefined && epoch === undefined ? null : 'nothing is due';

/** Why an input has to wait: so much was due that one call did not get to its instant. */
function unperformed(run: Run, at: EpochMs): string | null {
  const { wakeAt } = recordOf(run);
  return wakeAt === null || wakeAt > at ? null : 'too much was due before it: send it again';
}

function assertRecord(record: LeadRecord): void {
  const whole =
    typeof record === 'object' && record !== null && record.version === 1 && typeof record.lead === 'object';
  assert(whole, 'expected the record of a lead as an earlier outcome returned it');
}

/**
 * What becomes of a lead when something happens to it, or when time has passed.
 *
 * First everything due by `now` is performed, each at its own instant, up to 10,000 of them; then the input. An input that is late, repeated
 * (by its `id`), made for an earlier owner (by its `epoch`) or does not fit the lead's status changes nothing, and
 * `ignored` says why; so does one that cannot be read, or before which more was due than one call performs. Worth calling with a tick at `record.wakeAt`, and for held leads
 * whenever a rep may have become free.
 *
 * @param record - as an earlier outcome returned it
 * @param now - UTC epoch milliseconds; before the record's latest instant it is read as that, which `clock` says
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
  if (fault !== null) return unchanged(state, record, inputType(input), fault);
  const at = Math.max(now, record.at);
  const outcome = perform(router, state, record, input, at, options);
  return at === now ? outcome : { ...outcome, clock: { code: 'clock.went_back', given: now, readAs: at } };
}

function perform(
  router: Router,
  state: RoutingState,
  record: LeadRecord,
  input: Input,
  at: EpochMs,
  options: RouteOptions,
): Outcome {
  const stale = staleness(record, input);
  if (stale !== null) return unchanged(state, record, input.type, stale);
  if (input.type === 'tick' && record.status !== 'held' && (record.wakeAt === null || record.wakeAt > at)) {
    return unchanged(state, record, 'tick', idle(input));
  }
  const run = startRun(router, openDraft(state), record.leadId, record, at, options);
  performDue(run, at);
  if (input.type === 'tick') return finishTick(run, state, input);
  // what was due may have given the lead another owner
  const late = unperformed(run, at) ?? staleness(recordOf(run), input);
  if (late !== null) return outcomeOf(run, late, input.type, state);
  run.inputId = input.id ?? null;
  const performer = performers[input.type] as (of: Run, given: Input) => string | null;
  return outcomeOf(run, performer(run, input), input.type, state);
}

/** A held lead gets one more look at the instant of the tick. */
function finishTick(run: Run, before: RoutingState, input: Input): Outcome {
  lookAgain(run);
  return outcomeOf(run, run.events.length === 0 ? idle(input) : null, 'tick', before);
}
