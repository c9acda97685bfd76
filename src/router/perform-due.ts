import { assert } from '../core/assert.js';
import type { EpochMs } from '../core/time.js';
import type { CompiledSla } from '../policy/index.js';
import { type CompiledMilestone, nextMilestone, type SlaAction } from '../sla/index.js';
import { comeBack } from './come-back.js';
import { lookAt } from './look.js';
import { nurture } from './nurture.js';
import { place } from './place.js';
import { placeWithOwner } from './place-with-owner.js';
import { emit, type Run, recordOf } from './run.js';
import { targetsOf } from './targets-of.js';

/** Times a breach may move a lead where the SLA does not say. */
const defaultReassignments = 3;
/** A late tick performs at most so many steps; the rest is due at the next one. */
const stepsMax = 10_000;

interface Due {
  readonly targetId: string;
  readonly milestone: number;
}

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

function takeBack(run: Run): void {
  const { repId, queueId } = recordOf(run);
  emit(run, 'lead_taken_back', { repId: repId!, cause: 'breach', because: null });
  place(run, run.policy.queues.get(queueId!)!, 'breach');
}

/** The last reassignment is behind it: the named end of the chain. */
function endChain(run: Run, { spec }: CompiledSla, due: Due): void {
  const { repId, queueId } = recordOf(run);
  const end = spec.thenDo ?? 'manager';
  if (end === 'manager') return emit(run, 'sla_escalated', { repId: repId!, ...due });
  if (end === 'recycle') return nurture(run, { track: 'no_response', reason: null, because: 'breach' });
  emit(run, 'lead_taken_back', { repId: repId!, cause: 'breach', because: null });
  return emit(run, 'lead_held', {
    queueId: queueId!,
    cause: 'breach',
    retryAt: null,
    awaitedOwner: null,
    restUntil: null,
    afterHours: false,
  });
}

function reassign(run: Run, sla: CompiledSla, due: Due): void {
  const { repId, queueId, reassignments } = recordOf(run);
  const queue = run.policy.queues.get(queueId!);
  if (queue === undefined) return emit(run, 'sla_escalated', { repId: repId!, ...due });
  if (reassignments >= (sla.spec.maxReassignments ?? defaultReassignments)) return endChain(run, sla, due);
  const nobodyNew = sla.spec.exhausted === 'manager' && lookAt(run, queue, true).match.eligible.length === 0;
  return nobodyNew ? emit(run, 'sla_escalated', { repId: repId!, ...due }) : takeBack(run);
}

function act(run: Run, action: SlaAction | 'breach', sla: CompiledSla, due: Due): void {
  const repId = recordOf(run).repId!;
  switch (action) {
    case 'breach':
      return emit(run, 'sla_breached', { repId, ...due });
    case 'remind':
      return emit(run, 'sla_reminded', { repId, ...due });
    case 'escalate':
      return emit(run, 'sla_escalated', { repId, ...due });
    case 'reassign':
      return reassign(run, sla, due);
    case 'recycle':
      return nurture(run, { track: 'no_response', reason: null, because: 'breach' });
  }
}

/** Fires the milestone that is due: its actions in order, until one of them moves the lead. */
function fireMilestone(run: Run): void {
  const record = recordOf(run);
  const next = nextMilestone(record.sla!.clocks)!;
  const { id: targetId } = record.sla!.clocks[next.clock]!;
  const sla = run.policy.slas.get(record.sla!.slaId);
  const target = sla === undefined ? undefined : targetsOf(sla, record.sla!.tier).find(({ id }) => id === targetId);
  const milestone: CompiledMilestone | undefined = target?.milestones[next.milestone];
  const due = { targetId, milestone: next.milestone };
  // an SLA that is no longer in the policy: its milestones pass, each with a note to the manager
  if (sla === undefined || milestone === undefined) return emit(run, 'sla_escalated', { repId: record.repId!, ...due });
  for (const action of milestone.actions) {
    if (recordOf(run).epoch !== record.epoch || recordOf(run).status !== 'assigned') return;
    act(run, action, sla, due);
  }
}

function performNext(run: Run): void {
  const { status } = recordOf(run);
  if (status === 'assigned') return fireMilestone(run);
  if (status === 'held') return retryHeld(run);
  return comeBack(run, 'back');
}

/** Performs everything due at or before `now`, in order and each at its own instant. */
export function performDue(run: Run, now: EpochMs): void {
  for (let steps = 0; steps < stepsMax; steps++) {
    const { wakeAt } = recordOf(run);
    if (wakeAt === null || wakeAt > now) break;
    const { seq } = run.draft;
    run.now = wakeAt;
    performNext(run);
    assert(run.draft.seq > seq, `nothing came of what was due for lead \`${run.leadId}\``);
  }
  run.now = now;
}
