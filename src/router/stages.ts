import { assert } from '../core/assert.js';
import { indexOfSorted } from '../core/sorted.js';
import type { EpochMs } from '../core/time.js';
import { chargeLead } from '../distribute/index.js';
import type { Lead, PartlyScoredLead, ScoredLead } from '../lead/index.js';
import { compiledOf, type Router, type Rule } from '../policy/index.js';
import { stampScore } from '../score/index.js';
import type { Trace } from './decision.js';
import { closeDraft, openDraft, ownLedger } from './draft.js';
import { lookAt } from './look.js';
import { passingRecord } from './new-record.js';
import { drawFor, pickMember } from './pick-member.js';
import { inTier, ledgersFor, tierOf } from './pool.js';
import { withAccount } from './receive.js';
import { assertBelongs } from './route.js';
import { faultIn, startRun } from './run.js';
import type { RoutingState } from './state.js';
import { hasTeams, teamDraw, teamsAmong } from './team-share.js';
import { traceOf } from './trace.js';

/**
 * The score stage alone: points, grade, segment and priority of a clean lead.
 *
 * @param now - ages of activities are counted to here
 * @example
 * scoreLead(router, lead, now).score.points; //=> 0
 */
export function scoreLead(router: Router, lead: Lead, now: EpochMs): ScoredLead {
  assert(Number.isSafeInteger(now), `expected \`now\` in whole milliseconds, found \`${now}\``);
  const accounted = withAccount(lead, undefined);
  stampScore(compiledOf(router).scoring, accounted, now, () => {});
  return accounted;
}

/** The lead with everything that conditions may read. */
function completed(lead: PartlyScoredLead): ScoredLead {
  const { accountId, accountOwner, score } = lead;
  const whole = accountId !== undefined && accountOwner !== undefined && score.byCard && score.qualification;
  if (whole) return lead as ScoredLead;
  return {
    ...lead,
    accountId: accountId ?? null,
    accountOwner: accountOwner ?? null,
    score: { byCard: {}, qualification: 'none', ...score },
  };
}

/** What `matchReps` found. */
export interface Matched {
  readonly ruleId: string;
  /** Null where the rule gives the lead a disposition. */
  readonly queueId: string | null;
  /** Ordered by id. */
  readonly eligibleRepIds: readonly string[];
  readonly trace: Trace;
}

/** The queue that a rule finds reps in, owners aside; null where it gives the lead a disposition. */
export const queueOfRule = ({ then: action }: Rule): string | null =>
  'disposition' in action ? null : (action.queueId ?? ('owner' in action ? action.ownerAbsent.queueId : null));

/**
 * The match stage alone: the rule, its queue, and a verdict on every member. Owners are not asked.
 *
 * @example
 * matchReps(router, state, scoreLead(router, lead, now), now).eligibleRepIds; //=> ['ana', 'bo']
 */
export function matchReps(router: Router, state: RoutingState, partly: PartlyScoredLead, now: EpochMs): Matched {
  assertBelongs(router, state, now);
  const lead = completed(partly);
  const run = startRun(router, openDraft(state), lead.id, null, now, { trace: 'full' });
  const rule =
    run.policy.rules[
      run.policy.ruleIndex.select(lead, (index, error) => faultIn(run)(run.policy.rules[index]!.id, error))
    ]!;
  const queueId = queueOfRule(rule);
  run.record = passingRecord(lead, rule.id, now);
  if (queueId === null) return { ruleId: rule.id, queueId, eligibleRepIds: [], trace: traceOf(run) };
  const queue = run.policy.queues.get(queueId)!;
  const { match } = lookAt(run, queue, false);
  const idOf = (member: number): string => run.policy.roster.reps[queue.members.reps[member]!]!.spec.id;
  return { ruleId: rule.id, queueId, eligibleRepIds: match.eligible.map(idOf), trace: traceOf(run) };
}

/**
 * The distribute stage alone: the queue's strategy picks one of the eligible reps, and the ledgers are charged. Open
 * work and caps are not counted, and new hires' ramps count as over, because this stage knows no time.
 *
 * @returns null where nobody is eligible
 * @throws Error for a queue or rep that the policy does not have, or a rep who is not in the queue
 * @example
 * distribute(router, state, 'smb', ['ana', 'bo'], scoreLead(router, lead, now))?.repId; //=> 'bo'
 */
export function distribute(
  router: Router,
  state: RoutingState,
  queueId: string,
  eligibleRepIds: readonly string[],
  lead: PartlyScoredLead,
): { readonly repId: string; readonly state: RoutingState } | null {
  assertBelongs(router, state, 0);
  const policy = compiledOf(router);
  const queue = policy.queues.get(queueId);
  assert(queue !== undefined, `the policy has no queue \`${queueId}\``);
  const eligible = [...new Set(eligibleRepIds)].map((repId) => {
    const member = indexOfSorted(queue.members.reps, policy.repIndex.get(repId) ?? -1);
    assert(member >= 0, `queue \`${queueId}\` has no rep \`${repId}\``);
    return member;
  });
  if (eligible.length === 0) return null;
  eligible.sort((a, b) => a - b);
  const draft = openDraft(state);
  const request = { policy, draft, queue, lead: completed(lead), eligible, now: null, onFault: () => {} };
  const { member } = pickMember(request);
  draft.seq++;
  const sharing = inTier(queue, eligible, tierOf(queue, member));
  if (hasTeams(queue)) {
    const draw = teamDraw(queue, request.lead, teamsAmong(queue, eligible));
    chargeLead(ownLedger(draft, queue.teams.id), draw, tierOf(queue, member), draft.seq);
  }
  for (const use of ledgersFor(queue, request.lead)) {
    chargeLead(
      ownLedger(draft, use.ledger.id),
      drawFor({ ...request, eligible: sharing }, use),
      queue.positions[member]!,
      draft.seq,
    );
  }
  return { repId: policy.roster.reps[queue.members.reps[member]!]!.spec.id, state: closeDraft(draft) };
}
