// A router small enough to see through, leads for it, and stores that misbehave in ways that real ones do.
import type fc from 'fast-check';
import { compileOrThrow, type Lead, type Policy, type Router } from '../../src/index.js';
import type { Store } from '../../src/runtime/index.js';
import { leadWith } from './samples.js';

export interface SmallOptions {
  readonly reps?: number;
  readonly capacity?: number;
  readonly breachMinutes?: number;
}

/** One queue that everything goes to; who finds nobody free is held. */
export function smallPolicy({ reps = 3, capacity, breachMinutes }: SmallOptions = {}): Policy {
  const repIds = Array.from({ length: reps }, (_, i) => `rep-${i}`);
  const milestones = [{ atFraction: 1, do: ['reassign' as const] }];
  return {
    behavior: 1,
    reps: repIds.map((id) => ({ id, ...(capacity !== undefined && { capacity }) })),
    queues: [{ id: 'pool', repIds, strategy: { type: 'fair_share' } }],
    priorities: [
      { id: 'hot', when: { field: 'source', op: 'eq', value: 'hot' }, priority: 5 },
      { id: 'warm', when: { field: 'source', op: 'eq', value: 'warm' }, priority: 2 },
    ],
    ...(breachMinutes !== undefined && {
      slas: [{ id: 'sla', targets: [{ id: 'first', minutes: breachMinutes, clock: 'wall', milestones }] }],
    }),
    rules: [{ id: 'all', when: true, then: { queueId: 'pool', ...(breachMinutes !== undefined && { slaId: 'sla' }) } }],
  };
}

export const smallRouter = (options: SmallOptions = {}): Router => compileOrThrow(smallPolicy(options));

/** A lead of whom nothing is known but what is given. */
export const leadOf = (id: string, known: Partial<Lead> = {}): Lead => leadWith({ id, ...known });

/** What goes wrong with one call of a store. `late`: the commit throws, and is written after others had their turn. */
export type Fault = 'none' | 'before' | 'after' | 'late';

/** A store whose calls take their turns as the scheduler says and fail as planned, commits and loads in turn. */
export function trickyStore(store: Store, scheduler: fc.Scheduler, faults: readonly Fault[] = []): Store {
  let calls = 0;
  const turn = () => scheduler.schedule(Promise.resolve());
  const wrap =
    <A extends readonly unknown[], R>(method: (...args: A) => Promise<R>) =>
    async (...args: A): Promise<R> => {
      const fault = faults[calls++] ?? 'none';
      await turn();
      if (fault === 'before') throw new Error('connection refused');
      if (fault === 'late') {
        void turn().then(() => method(...args));
        throw new Error('connection lost, request on its way');
      }
      const result = await method(...args);
      await turn();
      if (fault === 'after') throw new Error('connection lost');
      return result;
    };
  return {
    load: wrap(store.load),
    commit: wrap(store.commit),
    due: wrap(store.due),
    held: wrap(store.held),
    ...(store.heldInTurn && { heldInTurn: wrap(store.heldInTurn) }),
    events: wrap(store.events),
  };
}
