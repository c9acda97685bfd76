import type { RoutingEvent } from '../router/index.js';
import type { Answer, LeadFailure } from './job.js';
import { makeRunnerError } from './runner-error.js';
import type { Clock, Store } from './types.js';

/** What a sweep needs. */
interface SweepPorts {
  readonly store: Store;
  readonly clock: Clock;
  /** Sends a tick to a lead through the scope's queue. */
  readonly tick: (leadId: string) => Promise<Answer>;
  /** Asks for turns of held leads, until at most so many have come to something. */
  readonly drain: (turns: number) => Promise<Answer>;
}

/** What a sweep has come to so far. */
interface Swept {
  readonly events: RoutingEvent[];
  readonly failures: Map<string, LeadFailure>;
  count: number;
}

function take(swept: Swept, leadId: string, answer: Answer): void {
  const { events, failures } = swept;
  if (!answer.ok) {
    failures.set(leadId, { leadId, error: answer.error });
    return;
  }
  for (const event of [...answer.drained, ...(answer.outcome?.events ?? [])]) events.push(event);
  for (const failure of answer.failures ?? []) {
    if (!failures.has(failure.leadId)) swept.count += 1;
    failures.set(failure.leadId, failure);
  }
  swept.count += answer.turns ?? 0;
}

function report({ events, failures, count }: Swept): readonly RoutingEvent[] {
  events.sort((a, b) => a.seq - b.seq);
  const [first, ...more] = failures.values();
  if (first === undefined) return events;
  const message = `${more.length + 1} of ${count} leads could not be swept: ${first.error.message}`;
  throw Object.assign(makeRunnerError('runner.sweep_incomplete', message), { failures: [first, ...more], events });
}

/** Gives held leads their turns, until nobody else can have a rep or `limit` of them have come to something. */
async function drainAll(ports: SweepPorts, swept: Swept, limit: number): Promise<void> {
  for (let left = limit; left > 0; ) {
    const answer = await ports.drain(left);
    if (!answer.ok) throw Object.assign(answer.error, { events: swept.events });
    take(swept, '', answer);
    const turns = answer.turns ?? 0;
    if (turns === 0) break;
    left -= turns;
  }
}

/**
 * Ticks what is due by the clock, then gives held leads their turns: leads that are due and held wait for the second part,
 * so that a rep who becomes free goes to the lead whose turn it is and not to the one whose timer came first.
 *
 * @throws RunnerError `runner.sweep_incomplete` where leads failed, after all others were swept; that of the held leads'
 *   turns where the store failed on those
 */
export async function sweepScope(ports: SweepPorts, scope: string, limit: number): Promise<readonly RoutingEvent[]> {
  const { store, clock } = ports;
  const dueIds = await store.due(scope, clock.now(), limit);
  const { records } = await store.load(scope, dueIds);
  const held = new Set(records.filter(({ status }) => status === 'held').map(({ leadId }) => leadId));
  const owned = dueIds.filter((leadId) => !held.has(leadId));
  const swept: Swept = { events: [], failures: new Map(), count: owned.length };
  const answers = await Promise.all(owned.map(async (leadId) => [leadId, await ports.tick(leadId)] as const));
  for (const [leadId, answer] of answers) take(swept, leadId, answer);
  await drainAll(ports, swept, limit - owned.length);
  return report(swept);
}
