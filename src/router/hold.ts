import { dueInstants } from '../sla/index.js';
import { clockHours } from './clock-hours.js';
import type { Cause, EventBodies } from './event.js';
import { emit, type Run, recordOf } from './run.js';
import { tierOf } from './targets-of.js';

type Held = EventBodies['lead_held'];

/** The clocks until somebody has the lead, where the SLA has such and they do not run yet. */
export function deliveryStart(run: Run, queueId: string): Pick<Held, 'delivery'> {
  const { slaId, lead, delivery, takenBack } = recordOf(run);
  const sla = run.policy.slas.get(slaId ?? '');
  const queue = run.policy.queues.get(queueId);
  if (sla === undefined || sla.delivery.length === 0 || queue === undefined || takenBack || delivery) return {};
  const tier = sla.tiers.findIndex((row) => row.applies(lead));
  const due = tierOf(sla, tier).delivery.map((target) =>
    dueInstants(target, clockHours(run.policy, target, null, queue), run.now, 0),
  );
  return { delivery: { tier, due } };
}

/** Leaves the lead waiting in a queue. */
export const hold = (run: Run, queueId: string, cause: Cause, more: Partial<Held> = {}): void =>
  emit(run, 'lead_held', {
    queueId,
    cause,
    retryAt: null,
    awaitedOwner: null,
    restUntil: null,
    afterHours: false,
    ...more,
    ...deliveryStart(run, queueId),
  });
