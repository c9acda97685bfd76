import { assert } from '../core/assert.js';
import { unpackBits } from '../core/bits.js';
import type { Verdict } from '../core/verdict.js';
import { verdictOf } from '../match/index.js';
import { compiledOf, type Router } from '../policy/index.js';
import { openDraft } from './draft.js';
import type { RoutingEvent } from './event.js';
import { lookAt } from './look.js';
import type { LeadRecord } from './record.js';
import { startRun } from './run.js';
import type { RoutingState } from './state.js';

/** How a member of a queue stood when a lead of the queue was assigned. */
export interface MemberAt {
  readonly repId: string;
  /** The event counts it among those who could have had the lead. */
  readonly eligible: boolean;
  /** What matching says of it, from the state and the record before the event. */
  readonly verdict: Verdict;
}

const unexcluding: ReadonlySet<string> = new Set(['manual', 'owner', 'earliest_owner']);

/**
 * How every member of the queue stood at an assignment, ordered by id: who was eligible, as the event says, and why the
 * others were not, judged anew by the same matching. O(members).
 *
 * @param before - state and record as they were when the event happened: what folding the earlier events gives
 * @param event - made under this router's policy
 * @throws Error where the policy has no such queue
 * @example
 * const [received, assigned] = events;
 * const empty = { ...initialState(router), seq: 0 };
 * const before = evolve(router, { state: empty, record: null }, received!);
 * membersAt(router, before, assigned as RoutingEvent<'lead_assigned'>).map(({ repId, eligible }) => [repId, eligible]);
 * //=> [['ana', true], ['bo', true]]
 */
export function membersAt(
  router: Router,
  before: { readonly state: RoutingState; readonly record: LeadRecord },
  event: RoutingEvent<'lead_assigned'>,
): readonly MemberAt[] {
  const policy = compiledOf(router);
  const queue = policy.queues.get(event.queueId);
  assert(queue !== undefined, `the policy has no queue \`${event.queueId}\``);
  const run = startRun(router, openDraft(before.state), event.leadId, before.record, event.at, { trace: 'none' });
  const { search, match } = lookAt(run, queue, before.record.takenBack && !unexcluding.has(event.method));
  const eligible = new Set(unpackBits(event.eligible, queue.members.reps.length));
  return Array.from(queue.members.reps, (rep, member) => ({
    repId: policy.roster.reps[rep]!.spec.id,
    eligible: eligible.has(member),
    verdict: verdictOf(search, match, member, rep),
  }));
}
