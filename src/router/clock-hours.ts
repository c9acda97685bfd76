import { type Calendar, intersectCalendars } from '../calendar/index.js';
import type { CompiledPolicy, CompiledQueue } from '../policy/index.js';
import { type ClockHours, type CompiledTarget, wallHours } from '../sla/index.js';
import type { LeadRecord } from './record.js';

/** Hours in which both are open, remembered in the policy. */
function bothOpen(policy: CompiledPolicy, rep: number, shifts: Calendar, { spec, calendar }: CompiledQueue): Calendar {
  const key = `${rep} ${spec.id}`;
  const known = policy.bothOpen.get(key);
  const both = known ?? intersectCalendars(shifts, calendar!);
  if (known === undefined) policy.bothOpen.set(key, both);
  return both;
}

/** What a target's clock goes by for a rep of a queue; without a rep only the queue's hours exist. */
export function clockHours(
  policy: CompiledPolicy,
  { clock, waitsForOpening }: Pick<CompiledTarget, 'clock' | 'waitsForOpening'>,
  rep: number | null,
  queue: CompiledQueue,
): ClockHours {
  const shifts = rep === null ? null : policy.roster.reps[rep]!.shifts;
  switch (clock) {
    case 'wall':
      return waitsForOpening ? { counted: null, opens: shifts ?? queue.calendar } : wallHours;
    case 'rep':
      return { counted: shifts, opens: null };
    case 'queue':
      return { counted: queue.calendar, opens: null };
    case 'rep_and_queue': {
      const both = shifts !== null && queue.calendar !== null;
      return { counted: both ? bothOpen(policy, rep!, shifts, queue) : (shifts ?? queue.calendar), opens: null };
    }
  }
}

/** What a clock of the record's owner goes by; null where the rep or the queue left the policy. */
export function hoursOf(policy: CompiledPolicy, record: LeadRecord, target: CompiledTarget): ClockHours | null {
  const rep = policy.repIndex.get(record.repId ?? '');
  const queue = policy.queues.get(record.queueId ?? '');
  return rep === undefined || queue === undefined ? null : clockHours(policy, target, rep, queue);
}
