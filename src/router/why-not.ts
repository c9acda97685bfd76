import type { EpochMs } from '../core/time.js';
import type { MemberVerdict } from '../core/verdict.js';
import type { Lead } from '../lead/index.js';
import { verdictRows } from '../match/index.js';
import type { Router } from '../policy/index.js';
import type { RouteOptions } from './decision.js';
import { openDraft } from './draft.js';
import { lookAt } from './look.js';
import { passingRecord } from './new-record.js';
import { scoreAndSelect, withAccount } from './receive.js';
import { assertBelongs } from './route.js';
import { startRun } from './run.js';
import { queueOfRule } from './stages.js';
import type { RoutingState } from './state.js';

/**
 * Why each member of a queue can or cannot take a lead now: what a decision left out that was made with the default
 * `trace: 'counts'`, worked out afterwards from what that decision was made from.
 *
 * The queue is the one that the lead's rule names; owners are not asked, and what the lead went through before (earlier
 * owners, declines, waiting) does not count. O(members), some 35 ns each.
 *
 * @param state - as it was before the decision
 * @param lead - as it was given to `route`
 * @param now - of the decision, UTC epoch milliseconds
 * @param options - the same `facts` as the decision had
 * @returns ordered by rep id; empty where the rule gives the lead a disposition. Rows may be frozen: several lists hold them
 * @throws Error where the state belongs to another policy or `now` is no whole number
 * @example
 * whyNot(router, initialState(router), lead, 1_780_000_000_000).map(({ verdict }) => verdict.type);
 * //=> ['eligible', 'eligible']
 */
export function whyNot(
  router: Router,
  state: RoutingState,
  lead: Lead,
  now: EpochMs,
  { facts }: Pick<RouteOptions, 'facts'> = {},
): readonly MemberVerdict[] {
  assertBelongs(router, state, now);
  const run = startRun(router, openDraft(state), lead.id, null, now, { trace: 'none' });
  const scored = withAccount(lead, facts);
  const rule = scoreAndSelect(run, scored);
  const queueId = queueOfRule(rule);
  if (queueId === null) return [];
  run.record = passingRecord(scored, rule.id, now);
  const { search, match } = lookAt(run, run.policy.queues.get(queueId)!, false);
  return verdictRows(search, match);
}
