import { assert } from '../core/assert.js';
import type { EpochMs } from '../core/time.js';
import { compiledOf, type Router } from '../policy/index.js';
import { advance } from './advance.js';
import type { Outcome, RouteOptions } from './decision.js';
import { closeDraft, openDraft } from './draft.js';
import { inTurn, type Turns } from './in-turn.js';
import type { Input } from './input.js';
import { lookAgain, performDue, retryHeld } from './perform-due.js';
import type { LeadRecord } from './record.js';
import { assertBelongs, decisionOfRun } from './route.js';
import { recordOf, startRun } from './run.js';
import { setAvailability } from './set-availability.js';
import type { RoutingState } from './state.js';

/** Whether a rep has the lead, or has been asked to take it. */
const isWith = ({ status, repId, offer }: LeadRecord, leaver: string): boolean =>
  (status === 'assigned' && repId === leaver) || offer?.open.some((open) => open.repId === leaver) === true;

/** Whether a held lead waits for a rep. */
const waitsFor = ({ status, awaitedOwner }: LeadRecord, leaver: string): boolean =>
  status === 'held' && awaitedOwner?.repId === leaver;

/**
 * Gives everything that a rep has to others, as when the rep leaves: the rep is switched off, then each lead is taken back
 * and matched again like a release, one by one in the order in which held leads are served, so that they are shared out
 * as fairly as if they came in one after the other. Charges move with their leads, and balances go on summing to 0. Offers
 * to the rep count as declined. Held leads that wait for the rep go on at once, as if their wait had ended. Where nobody else
 * can take a lead, it is held.
 *
 * @param records - of one scope; those that the rep neither has nor was asked to take, and that do not wait for it, are left out
 * @param repId - of the policy, or of an earlier one that the state still knows
 * @returns an outcome per lead in the order of their turns; all events, the one that switches the rep off first; the state
 * @throws Error where the state belongs to another policy, nobody knows the rep, `now` is no whole number, or a lead is there twice
 * @example
 * record.repId; //=> 'ana'
 * reassignOwner(router, state, [record], 'ana', now).outcomes[0]!.record.repId; //=> 'bo'
 */
export function reassignOwner(
  router: Router,
  state: RoutingState,
  records: readonly LeadRecord[],
  repId: string,
  now: EpochMs,
  options: RouteOptions = {},
): Turns {
  assertBelongs(router, state, now);
  const known = compiledOf(router).repIndex.has(repId);
  assert(known || state.reps.ids.includes(repId), `neither the policy nor the state has a rep \`${repId}\``);
  const off = known ? setAvailability(router, state, repId, false, now) : { state, events: [] };
  const send = (current: RoutingState, record: LeadRecord, input: Input): Outcome =>
    advance(router, current, record, input, now, options);
  /** First what is due anyway, then the end of the wait. */
  const endWait = (current: RoutingState, record: LeadRecord): Outcome => {
    const due = send(current, record, { type: 'tick' });
    if (!waitsFor(due.record, repId)) return due;
    const at = Math.max(now, due.record.at);
    const run = startRun(router, openDraft(due.state), record.leadId, due.record, at, options);
    retryHeld(run, at);
    performDue(run, at);
    lookAgain(run);
    const events = [...due.events, ...run.events];
    return { ...due, decision: decisionOfRun(run), record: recordOf(run), events, state: closeDraft(run.draft) };
  };
  const step = (current: RoutingState, record: LeadRecord): Outcome => {
    if (record.status === 'held') return endWait(current, record);
    const type = record.status === 'offered' ? 'decline' : 'release';
    // what is due first may give the lead to somebody else, who keeps it
    return send(current, record, { type, repId, reason: 'owner left', epoch: record.epoch });
  };
  const mine = records.filter((record) => isWith(record, repId) || waitsFor(record, repId));
  const turns = inTurn(router, off.state, mine, step);
  return { ...turns, events: [...off.events, ...turns.events] };
}
