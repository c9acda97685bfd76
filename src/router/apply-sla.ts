import type { EpochMs } from '../core/time.js';
import type { CompiledPolicy } from '../policy/index.js';
import {
  elapsedOn,
  meetClock,
  nextMilestone,
  pauseClock,
  resumeClock,
  type SlaUntil,
  startClock,
  type TargetClock,
} from '../sla/index.js';
import { hoursOf } from './clock-hours.js';
import type { MilestoneType, RoutingEvent } from './event.js';
import type { LeadRecord, SlaRecord } from './record.js';
import { followedTargets, tierOf } from './targets-of.js';

type Change = Partial<LeadRecord>;

/** When the clocks of an owned lead next want a tick. */
export const wakeOf = (sla: SlaRecord | null): EpochMs | null =>
  sla === null ? null : (nextMilestone(sla.clocks)?.at ?? null);

/** A change of an owned lead's clocks together with the wake-up that follows from it. */
function withClocks(record: LeadRecord, change: (clock: TargetClock, index: number) => TargetClock): Change {
  if (record.sla === null) return {};
  const sla = { ...record.sla, clocks: record.sla.clocks.map(change) };
  return { sla, wakeAt: wakeOf(sla) };
}

/** The clocks that an assignment starts. */
export function startSla(
  policy: CompiledPolicy,
  record: LeadRecord,
  { tier, at, due }: RoutingEvent<'lead_assigned'>,
): SlaRecord | null {
  const sla = record.slaId === null ? undefined : policy.slas.get(record.slaId);
  if (sla === undefined || tier === null) return null;
  const { targets } = tierOf(sla, tier);
  const clocks = targets.map((target, index) => startClock(target, at, due[index] ?? []));
  return { slaId: sla.spec.id, tier, clocks };
}

/** Open time on a clock; what was counted last where nobody can say any more. */
function elapsedFor(policy: CompiledPolicy, record: LeadRecord, clock: TargetClock, at: EpochMs): number {
  const target = followedTargets(policy, record, 'targets').get(clock.id);
  const hours = target === undefined ? null : hoursOf(policy, record, target);
  return hours === null ? clock.elapsedMs : elapsedOn(clock, hours, at);
}

/** Meets the targets that wait for this; with `close` the others stop. */
export function meetTargets(policy: CompiledPolicy, record: LeadRecord, until: SlaUntil, at: EpochMs): Change {
  const targets = followedTargets(policy, record, 'targets');
  return withClocks(record, (clock) => {
    const met = targets.get(clock.id)?.until === until;
    if (!met && until !== 'close') return clock;
    const elapsed = elapsedFor(policy, record, clock, at);
    return met ? meetClock(clock, at, elapsed) : pauseClock(clock, elapsed);
  });
}

/** A milestone of an owned lead's clock has fired. */
export const passMilestone = (
  record: LeadRecord,
  { type, at, targetId, milestone }: RoutingEvent<MilestoneType>,
): Change =>
  withClocks(record, (clock) =>
    clock.id === targetId
      ? { ...clock, next: milestone + 1, breachedAt: type === 'sla_breached' ? at : clock.breachedAt }
      : clock,
  );

export const pauseSla = (record: LeadRecord, { elapsed }: RoutingEvent<'sla_paused'>): Change => ({
  paused: true,
  ...withClocks(record, (clock, index) => pauseClock(clock, elapsed[index] ?? clock.elapsedMs)),
});

export function resumeSla(policy: CompiledPolicy, record: LeadRecord, event: RoutingEvent<'sla_resumed'>): Change {
  const targets = followedTargets(policy, record, 'targets');
  return {
    paused: false,
    ...withClocks(record, (clock, index) => {
      const target = targets.get(clock.id);
      return target === undefined ? clock : resumeClock(target, clock, event.at, event.due[index] ?? clock.due);
    }),
  };
}

/** Counts an attempt: the clock starts anew for the next one, or the target is met by the last. */
export function applyAttempt(
  policy: CompiledPolicy,
  record: LeadRecord,
  { at, targetId, attempts, left, due }: RoutingEvent<'attempt_recorded'>,
): Change {
  const target = followedTargets(policy, record, 'targets').get(targetId);
  return withClocks(record, (clock) => {
    if (clock.id !== targetId || target === undefined) return clock;
    if (left === 0) return { ...meetClock(clock, at, elapsedFor(policy, record, clock, at)), attempts };
    const next = { ...startClock(target, at, due), attempts };
    return clock.since === null ? pauseClock(next, 0) : next;
  });
}
