import type { EpochMs } from '../core/time.js';
import type { Verdict } from '../core/verdict.js';
import { judgeRep, obstacles, verdictOfRep } from '../match/index.js';
import type { CompiledQueue } from '../policy/index.js';
import { assign } from './assign.js';
import type { Cause } from './event.js';
import { lookAt, searchFor } from './look.js';
import { isAfterHours } from './nobody-eligible.js';
import { place } from './place.js';
import { earliestAfter } from './retry-at.js';
import { emit, type Run, recordOf } from './run.js';

/** An owner to ask first, and what becomes of the lead while the owner is away. */
export interface OwnerRequest {
  readonly repId: string | null;
  /** Held for the owner until then; null: another rep takes it at once. */
  readonly waitUntil: EpochMs | null;
  /** Where an owner's lead belongs. */
  readonly queue: CompiledQueue;
  /** Where another rep is found. */
  readonly absentQueue: CompiledQueue;
}

/** Gives the lead to its owner; where the owner is away, waits or finds another rep. */
export function placeWithOwner(run: Run, request: OwnerRequest, cause: Cause): void {
  const { repId, waitUntil, queue, absentQueue } = request;
  const rep = repId === null ? undefined : run.policy.repIndex.get(repId);
  if (repId === null || rep === undefined) return place(run, absentQueue, cause);
  const search = searchFor(run, queue.unitsOf(recordOf(run).lead), false);
  const custom = new Map<number, Verdict>();
  const judgement = judgeRep(search, rep, custom);
  if (judgement === obstacles.none) {
    const { eligible } = lookAt(run, queue, false).match;
    run.pick = { method: 'owner', eligible: eligible.length, owedMilli: null, within: null };
    return assign(run, { rep, queue, eligible, cause, method: 'owner' });
  }
  if (waitUntil === null || run.now >= waitUntil) return place(run, absentQueue, cause);
  const verdict = custom.get(rep) ?? verdictOfRep(search, rep, judgement);
  emit(run, 'lead_held', {
    queueId: queue.spec.id,
    cause,
    retryAt: earliestAfter(run.now, [waitUntil, verdict.type === 'unavailable' ? verdict.until : null]),
    awaitedOwner: { repId, until: waitUntil, queueId: absentQueue.spec.id },
    restUntil: null,
    afterHours: isAfterHours(run, lookAt(run, queue, false)),
  });
}
