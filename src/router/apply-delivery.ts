import type { EpochMs } from '../core/time.js';
import type { CompiledPolicy } from '../policy/index.js';
import { elapsedOn, meetClock, nextMilestone, pauseClock, startClock, type TargetClock } from '../sla/index.js';
import { clockHours } from './clock-hours.js';
import type { MilestoneType, RoutingEvent } from './event.js';
import type { Delivery, LeadRecord } from './record.js';
import { followedTargets, tierOf } from './targets-of.js';

type Change = Partial<LeadRecord>;
/** What leaves a lead waiting: for a rep to be free, or for an answer. */
type Waiting = RoutingEvent<'lead_held' | 'lead_offered'>;

/** The delivery clocks of a lead that has none yet, as the event that starts them says. */
function startDelivery(policy: CompiledPolicy, record: LeadRecord, event: Waiting): Delivery | null {
  const sla = policy.slas.get(record.slaId ?? '');
  if (event.delivery === undefined || sla === undefined) return record.delivery ?? null;
  const { tier, due } = event.delivery;
  const clocks = tierOf(sla, tier).delivery.map((target, index) => startClock(target, event.at, due[index] ?? []));
  return { slaId: sla.spec.id, tier, queueId: event.queueId, clocks, retryAt: null };
}

function wakeWhileHeld({ clocks, retryAt }: Delivery): EpochMs | null {
  const due = nextMilestone(clocks)?.at ?? null;
  return retryAt === null || (due !== null && due < retryAt) ? due : retryAt;
}

/** When a waiting lead next wants a tick: at `retryAt`, or for its delivery clocks. */
const waitUntil = (before: Delivery | null, retryAt: EpochMs | null): Change => {
  if (before === null) return { wakeAt: retryAt };
  const delivery = { ...before, retryAt };
  return { delivery, wakeAt: wakeWhileHeld(delivery) };
};

/** A lead begins or goes on to wait, until `retryAt` at most. */
export const holdDelivery = (
  policy: CompiledPolicy,
  record: LeadRecord,
  event: Waiting,
  retryAt: EpochMs | null,
): Change => waitUntil(startDelivery(policy, record, event), retryAt);

/** A lead goes on to wait until another instant. */
export const waitOn = ({ delivery }: LeadRecord, retryAt: EpochMs | null): Change =>
  waitUntil(delivery ?? null, retryAt);

/** A milestone of a held lead's delivery clock has fired. */
export function passDelivery(
  record: LeadRecord,
  { type, at, targetId, milestone }: RoutingEvent<MilestoneType>,
): Change {
  const delivery: Delivery = {
    ...record.delivery!,
    clocks: record.delivery!.clocks.map((clock) =>
      clock.id === targetId
        ? { ...clock, next: milestone + 1, breachedAt: type === 'sla_breached' ? at : clock.breachedAt }
        : clock,
    ),
  };
  return { delivery, wakeAt: wakeWhileHeld(delivery) };
}

type End = (clock: TargetClock, at: EpochMs, elapsed: number) => TargetClock;

const endings: { readonly [how in 'met' | 'stopped']: End } = {
  met: meetClock,
  stopped: (clock, _, elapsed) => pauseClock(clock, elapsed),
};

/** The delivery clocks end: a rep has the lead, or nobody is to have it. */
export function endDelivery(policy: CompiledPolicy, record: LeadRecord, at: EpochMs, how: 'met' | 'stopped'): Change {
  if (record.delivery === undefined || record.delivery === null) return {};
  const targets = followedTargets(policy, record, 'delivery');
  const queue = policy.queues.get(record.delivery.queueId ?? '');
  const clocks = record.delivery.clocks.map((clock) => {
    const target = targets.get(clock.id);
    const known = target !== undefined && queue !== undefined;
    const elapsed = known ? elapsedOn(clock, clockHours(policy, target, null, queue), at) : clock.elapsedMs;
    return clock.since === null ? clock : endings[how](clock, at, elapsed);
  });
  return { delivery: { ...record.delivery, clocks, retryAt: null } };
}

/** The delivery clocks after an assignment: a lead that never waited was delivered in no time. Null: there are none. */
export function deliveredBy(
  policy: CompiledPolicy,
  record: LeadRecord,
  { at, tier, queueId }: RoutingEvent<'lead_assigned'>,
): Delivery | null {
  if (record.delivery) return endDelivery(policy, record, at, 'met').delivery ?? null;
  const sla = tier === null || record.slaId === null ? undefined : policy.slas.get(record.slaId);
  if (sla === undefined || sla.delivery.length === 0) return null;
  const clocks = tierOf(sla, tier!).delivery.map((target) => meetClock(startClock(target, at, []), at, 0));
  return { slaId: sla.spec.id, tier: tier!, queueId, clocks, retryAt: null };
}
