import { toBillionths } from './first-by.js';
import type { Preset } from './types.js';

interface QueueState {
  /** Virtual time of the last pick. */
  readonly clock: { now: number; inserted: number };
  /** When each member is due next, and when it was put into the queue; not yet in the queue: null. */
  readonly deadline: (number | null)[];
  readonly insertedAt: number[];
}

/**
 * Earliest deadline first: whoever is picked goes back into the queue with a deadline 1/weight later. Ties go to who
 * was put in first (found to a billionth, where the originals compare sums of doubles). Source: Envoy, `source/common/upstream/edf_scheduler.h`; gRPC proposal A31.
 */
export const deadlineQueue: Preset<QueueState> = {
  id: 'Envoy EDF',
  start: (members) => ({
    clock: { now: 0, inserted: members },
    deadline: new Array<number | null>(members).fill(null),
    insertedAt: Array.from({ length: members }, (_, member) => member),
  }),
  pick: ({ deadline, insertedAt, clock }, { eligible, weights }) => {
    const due = (member: number): number => toBillionths(deadline[member] ?? clock.now + 1 / weights[member]!);
    return eligible.reduce((best, member) => {
      const order = due(member) - due(best) || insertedAt[member]! - insertedAt[best]!;
      return order < 0 ? member : best;
    });
  },
  charge: ({ deadline, insertedAt, clock }, { eligible, weights }, member) => {
    for (const each of eligible) deadline[each] ??= clock.now + 1 / weights[each]!;
    clock.now = Math.max(clock.now, deadline[member]!);
    deadline[member] = clock.now + 1 / weights[member]!;
    insertedAt[member] = clock.inserted++;
  },
};

/** The same, with ties to the member who stands first in the roster. Source: gRPC-Go, `internal/wrr`. */
export const deadlineQueueByIndex: Preset<QueueState> = {
  ...deadlineQueue,
  id: 'gRPC-Go EDF',
  charge: (state, draw, member) => {
    deadlineQueue.charge(state, draw, member);
    state.insertedAt[member] = member;
  },
};
