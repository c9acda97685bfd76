import { assert } from '../core/assert.js';
import { limits } from '../core/limits.js';
import type { EpochMs } from '../core/time.js';
import { lapseOffers } from './answer-offer.js';
import { comeBack } from './come-back.js';
import { fireDelivery, fireMilestone } from './fire-milestone.js';
import { place } from './place.js';
import { placeWithOwner } from './place-with-owner.js';
import { type Run, recordOf } from './run.js';

/** Looks for a rep for a held lead: its owner first, while it waits for one. */
export function retryHeld(run: Run): void {
  const { awaitedOwner, queueId } = recordOf(run);
  const queue = run.policy.queues.get(queueId ?? '');
  const absentQueue = awaitedOwner === null ? queue : run.policy.queues.get(awaitedOwner.queueId);
  // a queue that is no longer in the policy: the rules say where the lead goes now
  if (queue === undefined || absentQueue === undefined) return comeBack(run, 'retry');
  if (awaitedOwner === null) return place(run, queue, 'retry');
  const { repId, until } = awaitedOwner;
  const action = run.policy.rules.find(({ id }) => id === recordOf(run).ruleId)?.then;
  const overdraft = action !== undefined && 'owner' in action ? (action.overdraft ?? null) : null;
  return placeWithOwner(run, { repId, waitUntil: until, overdraft, queue, absentQueue }, 'retry');
}

function performNext(run: Run): void {
  const { status } = recordOf(run);
  if (status === 'assigned') return fireMilestone(run);
  if (status === 'held') return fireDelivery(run, run.now) ? undefined : retryHeld(run);
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
