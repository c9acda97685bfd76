import { assert } from '../core/assert.js';
import { limits } from '../core/limits.js';
import type { EpochMs } from '../core/time.js';
import { lapseOffers } from './answer-offer.js';
import { comeBack } from './come-back.js';
import { closeDraft, openDraft } from './draft.js';
import { fireDelivery, fireMilestone } from './fire-milestone.js';
import { place } from './place.js';
import { placeWithOwner } from './place-with-owner.js';
import { type Run, recordOf, startRun } from './run.js';

/** Looks for a rep for a held lead: its owner first, while it waits for one, which is until `endsAt` at most. */
export function retryHeld(run: Run, endsAt: EpochMs = Number.POSITIVE_INFINITY): void {
  const { awaitedOwner, queueId } = recordOf(run);
  const queue = run.policy.queues.get(queueId ?? '');
  const absentQueue = awaitedOwner === null ? queue : run.policy.queues.get(awaitedOwner.queueId);
  // a queue that is no longer in the policy: the rules say where the lead goes now
  if (queue === undefined || absentQueue === undefined) return comeBack(run, 'retry');
  if (awaitedOwner === null) return place(run, queue, 'retry');
  const { repId, until } = awaitedOwner;
  const action = run.policy.rules.find(({ id }) => id === recordOf(run).ruleId)?.then;
  const overdraft = action !== undefined && 'owner' in action ? (action.overdraft ?? null) : null;
  return placeWithOwner(run, { repId, waitUntil: Math.min(until, endsAt), overdraft, queue, absentQueue }, 'retry');
}

/** One more look for a rep for a held lead; where that leaves it held where it was, nothing has happened. */
export function lookAgain(run: Run): void {
  const { now } = run;
  const { status, queueId, restUntil } = recordOf(run);
  const lookedNow = run.events.some((event) => event.type === 'lead_held' && event.at === now);
  if (status !== 'held' || lookedNow || (restUntil !== null && now < restUntil)) return;
  const trial = startRun(run.router, openDraft(closeDraft(run.draft)), run.leadId, run.record, now, run.options);
  trial.faults.push(...run.faults);
  retryHeld(trial);
  const found = recordOf(trial);
  if (found.status === 'held' && found.queueId === queueId) return;
  trial.events = [...run.events, ...trial.events];
  Object.assign(run, trial);
}

/** What is due in its delivery, and then the look that a tick at this instant would take; whether anything was due. */
function deliver(run: Run): boolean {
  if (!fireDelivery(run, run.now)) return false;
  const { wakeAt } = recordOf(run);
  if (wakeAt === null || wakeAt > run.now) lookAgain(run);
  return true;
}

function performNext(run: Run): void {
  const { status } = recordOf(run);
  if (status === 'assigned') return fireMilestone(run);
  if (status === 'held') return deliver(run) ? undefined : retryHeld(run);
  if (status === 'offered') return fireDelivery(run, run.now) ? undefined : lapseOffers(run);
  return comeBack(run, 'back');
}

/** Performs everything due at or before `now`, in order and each at its own instant. */
export function performDue(run: Run, now: EpochMs): void {
  for (let steps = 0; steps < limits.stepsMax; steps++) {
    const { wakeAt } = recordOf(run);
    if (wakeAt === null || wakeAt > now) break;
    const { seq } = run.draft;
    run.now = wakeAt;
    performNext(run);
    assert(run.draft.seq > seq, `nothing came of what was due for lead \`${run.leadId}\``);
  }
  run.now = now;
}
