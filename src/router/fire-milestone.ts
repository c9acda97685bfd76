import type { EpochMs } from '../core/time.js';
import type { CompiledPolicy, CompiledSla } from '../policy/index.js';
import { type CompiledMilestone, nextMilestone, type SlaAction } from '../sla/index.js';
import { withdraw } from './answer-offer.js';
import { hold } from './hold.js';
import { lookAt } from './look.js';
import { nurture } from './nurture.js';
import { place } from './place.js';
import type { LeadRecord, SlaRecord } from './record.js';
import { emit, type Run, recordOf } from './run.js';
import { tierOf } from './targets-of.js';

/** Times a breach may move a lead where the SLA does not say. */
const defaultReassignments = 3;

/** A milestone that has come, and what its SLA says of it. */
interface Due {
  readonly sla: CompiledSla;
  readonly milestone: CompiledMilestone;
  /** The event before it. */
  readonly after: number;
  readonly body: { readonly repId: string | null; readonly targetId: string; readonly milestone: number };
}

type DoAction = (run: Run, due: Due) => void;

/** The manager of the owner, else of the queue. */
function managerOf(policy: CompiledPolicy, { repId, queueId }: LeadRecord): { readonly to?: string } {
  const rep = policy.repIndex.get(repId ?? '');
  const own = rep === undefined ? undefined : policy.roster.reps[rep]!.spec.managerId;
  const to = own ?? policy.queues.get(queueId ?? '')?.spec.managerId;
  return to === undefined ? {} : { to };
}

/** Tells the manager, once: a milestone may both escalate and come to the end of a chain that does. */
function escalate(run: Run, { after, body }: Pick<Due, 'after' | 'body'>): void {
  if (run.events.some(({ type, seq }) => type === 'sla_escalated' && seq > after)) return;
  emit(run, 'sla_escalated', { ...body, ...managerOf(run.policy, recordOf(run)) });
}

const recycle: DoAction = (run) => {
  if (recordOf(run).offer) withdraw(run, 'recycle');
  nurture(run, { track: 'no_response', reason: null, because: 'breach' });
};

function takeBack(run: Run): void {
  const { repId, queueId } = recordOf(run);
  emit(run, 'lead_taken_back', { repId: repId!, cause: 'breach', because: null });
  hold(run, queueId!, 'breach');
}

/** Takes the lead from its owner, who is looked for anew now or at the next tick; or says why it stays. */
function move(run: Run, due: Due, how: 'reassign' | 'take_back'): void {
  const { sla } = due;
  const { repId, queueId, reassignments } = recordOf(run);
  const queue = run.policy.queues.get(queueId!);
  const ended = reassignments >= (sla.spec.maxReassignments ?? defaultReassignments);
  const end = ended ? (sla.spec.thenDo ?? 'manager') : how;
  if (queue === undefined || end === 'manager') return escalate(run, due);
  if (end === 'recycle') return recycle(run, due);
  if (end === 'hold') return takeBack(run);
  const nobodyNew = sla.spec.exhausted === 'manager' && lookAt(run, queue, true).match.eligible.length === 0;
  if (nobodyNew) return escalate(run, due);
  if (how === 'take_back') return takeBack(run);
  emit(run, 'lead_taken_back', { repId: repId!, cause: 'breach', because: null });
  return place(run, queue, 'breach');
}

/** Switches the owner off, who may be off already. */
function setOffline(run: Run, body: Due['body']): void {
  const repId = body.repId!;
  const rep = run.policy.repIndex.get(repId);
  emit(run, 'sla_switched_off', { ...body, repId });
  if (rep !== undefined && run.draft.reps.online[rep] === 1) emit(run, 'rep_switched', { repId, online: false });
}

const actions: { readonly [action in SlaAction | 'breach']: DoAction } = {
  breach: (run, { body }) => emit(run, 'sla_breached', body),
  remind: (run, { body }) => emit(run, 'sla_reminded', { ...body, repId: body.repId! }),
  notify: (run, { body, milestone }) => emit(run, 'sla_notified', { ...body, to: milestone.to ?? [] }),
  escalate,
  set_offline: (run, { body }) => setOffline(run, body),
  reassign: (run, due) => move(run, due, 'reassign'),
  take_back: (run, due) => move(run, due, 'take_back'),
  recycle,
};

/** Fires the milestone that is due: its actions in order, until one of them moves the lead. */
function fire(run: Run, clocks: SlaRecord, kind: 'targets' | 'delivery'): void {
  const { epoch, status, repId } = recordOf(run);
  const next = nextMilestone(clocks.clocks)!;
  const { id: targetId } = clocks.clocks[next.clock]!;
  const sla = run.policy.slas.get(clocks.slaId);
  const target = sla === undefined ? undefined : tierOf(sla, clocks.tier)[kind].find(({ id }) => id === targetId);
  const milestone = target?.milestones[next.milestone];
  const body = { repId, targetId, milestone: next.milestone };
  const after = run.draft.seq;
  // an SLA that is no longer in the policy: its milestones pass, each with a note to the manager
  if (sla === undefined || milestone === undefined) return escalate(run, { after, body });
  for (const action of milestone.actions) {
    if (recordOf(run).epoch !== epoch || recordOf(run).status !== status) return;
    actions[action](run, { sla, milestone, after, body });
  }
}

/** Fires the next milestone of the owner's clocks. */
export const fireMilestone = (run: Run): void => fire(run, recordOf(run).sla!, 'targets');

/** Fires the next milestone of a held lead's delivery clocks, where one is due; whether one was. */
export function fireDelivery(run: Run, now: EpochMs): boolean {
  const { delivery } = recordOf(run);
  const next = delivery ? nextMilestone(delivery.clocks) : null;
  if (next === null || next.at > now) return false;
  fire(run, delivery!, 'delivery');
  return true;
}
