import { type EpochMs, minuteMs } from '../core/time.js';
import { lookKey, stepAfter } from '../match/index.js';
import { type CompiledQueue, compiledOf, type Router } from '../policy/index.js';
import type { LeadRecord } from './record.js';

/** What a tick makes of a held lead, by name. */
export interface HeldKind {
  /** Of two leads of one kind, where a tick leaves one held where it is, it leaves the other so. Null: nothing can come of a tick. */
  readonly name: string | null;
  /** The instant from which the lead may be of another kind, as long as its record stays as it is; infinite: never. */
  readonly until: EpochMs;
}

const never = Number.POSITIVE_INFINITY;

/** When a lead has waited in the queue as long as it may; infinite: it may wait for ever. */
function waitEnds({ spec: { nobodyEligible } }: CompiledQueue, joinedAt: EpochMs): EpochMs {
  const wait = nobodyEligible?.type === 'hold' ? nobodyEligible.afterMinutes : undefined;
  return wait === undefined ? never : joinedAt + wait * minuteMs;
}

/** Whether all that a look at the queue finds depends on is the lead's key: nothing of its own history. */
const isPlain = ({ takenBack, declines, awaitedOwner }: LeadRecord): boolean =>
  !takenBack && declines.length === 0 && awaitedOwner === null;

/**
 * The kind of a held lead: a queue with many of them need not ask each whether it can have a rep. Leads are of one kind
 * where they are in the same queue, ask for as many units, are met by the same members and counted by the same caps,
 * and have waited through the same steps; where something is due of them, since the same instant. A lead with a history
 * there (taken back, declined, waiting for its owner) is the only one of its kind.
 *
 * @param record - of a held lead
 */
export function heldKind(router: Router, record: LeadRecord, now: EpochMs): HeldKind {
  const { leadId, lead, queueId, wakeAt, restUntil, joinedAt, at, delivery } = record;
  const policy = compiledOf(router);
  const queue = policy.queues.get(queueId ?? '');
  const isDue = wakeAt !== null && wakeAt <= now;
  const wakes = wakeAt === null || isDue ? never : wakeAt;
  const alone = { name: `lead ${leadId}`, until: at > now ? Math.min(at, wakes) : wakes };
  if (!isDue && restUntil !== null && now < restUntil) return { name: null, until: Math.min(restUntil, wakes) };
  if (queue === undefined || joinedAt === null || at > now || !isPlain(record)) return alone;
  const key = lookKey(queue.members, policy.roster, lead, now - joinedAt);
  if (key === null) return alone;
  const waits = waitEnds(queue, joinedAt);
  const name = JSON.stringify([queueId, queue.unitsOf(lead), waits <= now, key]);
  if (!isDue) {
    const stepEnds = joinedAt + stepAfter(queue.members, now - joinedAt).until;
    return { name, until: Math.min(stepEnds, wakes, waits <= now ? never : waits) };
  }
  // what was due is performed at its own instants, to which waiting and delivery clocks add others
  const simple = waits === never && queue.members.steps.length === 1 && !delivery;
  return simple ? { name: `${wakeAt} ${name}`, until: never } : alone;
}
