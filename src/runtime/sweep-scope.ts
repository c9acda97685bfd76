import type { Router } from '../policy/index.js';
import type { RoutingEvent } from '../router/index.js';
import { type HeldPlace, heldPlace, heldTurns } from '../router/index.js';
import type { Answer } from './job.js';
import { makeRunnerError, type RunnerError } from './runner-error.js';
import type { Clock, Store } from './types.js';

/** What a sweep needs. */
export interface SweepPorts {
  readonly router: Router;
  readonly store: Store;
  readonly clock: Clock;
  /** Sends a tick to a lead through the scope's queue. */
  readonly tick: (leadId: string) => Promise<Answer>;
}

/** The turns of held leads of every queue, at most `limit` of each; those that `skipped` has are left out. */
async function loadHeld(
  { router, store }: SweepPorts,
  scope: string,
  limit: number,
  skipped: ReadonlySet<string>,
): Promise<readonly HeldPlace[]> {
  const places: HeldPlace[] = [];
  if (limit <= 0) return places;
  for (const queue of router.policy.queues) {
    const leadIds = await store.held(scope, queue.id, limit);
    const wanted = leadIds.filter((leadId) => !skipped.has(leadId));
    if (wanted.length === 0) continue;
    // the records of one queue at a time: a backlog need not fit in memory at once
    const { records } = await store.load(scope, wanted);
    places.push(...records.map(heldPlace));
  }
  return places.sort(heldTurns(router.policy)).slice(0, limit);
}

/** Ticks in the given order; the scope's queue groups them. */
const tickAll = (ports: SweepPorts, leadIds: readonly string[]): Promise<readonly (readonly [string, Answer])[]> =>
  Promise.all(leadIds.map(async (leadId) => [leadId, await ports.tick(leadId)] as const));

function report(answers: readonly (readonly [string, Answer])[]): readonly RoutingEvent[] {
  const events: RoutingEvent[] = [];
  const failures: { readonly leadId: string; readonly error: RunnerError }[] = [];
  for (const [leadId, answer] of answers) {
    if (!answer.ok) failures.push({ leadId, error: answer.error });
    else for (const event of [...answer.drained, ...answer.outcome.events]) events.push(event);
  }
  events.sort((a, b) => a.seq - b.seq);
  if (failures.length === 0) return events;
  const [first] = failures;
  const message = `${failures.length} of ${answers.length} leads could not be swept: ${first!.error.message}`;
  throw Object.assign(makeRunnerError('runner.sweep_incomplete', message), { failures, events });
}

/**
 * Ticks what is due by the clock, then what is held: leads that are due and held wait for the second part, so that a
 * rep who becomes free goes to the lead whose turn it is and not to the one whose timer came first.
 *
 * @throws RunnerError `runner.sweep_incomplete` where leads failed, after all others were swept
 */
export async function sweepScope(ports: SweepPorts, scope: string, limit: number): Promise<readonly RoutingEvent[]> {
  const { store, clock } = ports;
  const dueIds = await store.due(scope, clock.now(), limit);
  const { records: due } = await store.load(scope, dueIds);
  const dueHeld = due.filter((record) => record.status === 'held').map(heldPlace);
  const waiting = new Set(dueHeld.map((place) => place.leadId));
  const ticked = await tickAll(
    ports,
    dueIds.filter((leadId) => !waiting.has(leadId)),
  );
  const held = await loadHeld(ports, scope, limit - dueIds.length, new Set(dueIds));
  const turns = [...dueHeld, ...held].sort(heldTurns(ports.router.policy)).map((place) => place.leadId);
  return report([...ticked, ...(await tickAll(ports, turns))]);
}
