import { packBits } from '../core/bits.js';
import { limits } from '../core/limits.js';
import type { CompiledQueue } from '../policy/index.js';
import { absentMembers } from './accruing.js';
import { assign } from './assign.js';
import type { Cause } from './event.js';
import { expireCredits } from './expire-credits.js';
import { hold } from './hold.js';
import { lookAt } from './look.js';
import { allDeclined, type Next, whenNobodyEligible } from './nobody-eligible.js';
import { nurture } from './nurture.js';
import { offer, roundIn, roundsOf } from './offer.js';
import { pickMember, pickPlanned } from './pick-member.js';
import { retryAt } from './retry-at.js';
import { emit, faultIn, type Looked, type Run, recordOf } from './run.js';

/** The member that the batch's plan names, where everybody is as the plan took it; otherwise the plan is over. */
function plannedMember({ planned }: Run, queue: CompiledQueue, eligible: readonly number[]): number | null {
  if (planned === null || !planned.group.open || planned.queue !== queue) return null;
  planned.group.open = planned.bits === packBits(eligible, queue.members.reps.length);
  return planned.group.open ? planned.member : null;
}

/** Lets the queue's strategy pick among these members and gives, or offers, the lead to its pick. */
function give(run: Run, queue: CompiledQueue, eligible: readonly number[], cause: Cause): void {
  if (queue.spec.offer !== undefined) return offer(run, queue, eligible, cause);
  const { policy, draft, now } = run;
  const absent = absentMembers(queue, run.looked!.match, eligible);
  const { lead } = recordOf(run);
  const request = { policy, draft, queue, lead, eligible, absent, now, onFault: faultIn(run) };
  const member = plannedMember(run, queue, eligible);
  const picked = member === null ? pickMember(request) : pickPlanned(request, member);
  run.pick = picked.trace;
  assign(run, { rep: queue.members.reps[picked.member]!, queue, eligible, cause, method: picked.trace.method });
}

const goOn = (run: Run, looked: Looked, cause: Cause): void =>
  follow(run, looked, whenNobodyEligible(run, looked), cause);

function follow(run: Run, looked: Looked, next: Next, cause: Cause): void {
  const { queue } = looked;
  switch (next.type) {
    case 'queue':
      run.aside = { ...run.aside, queuesPassed: [...(run.aside.queuesPassed ?? []), queue.spec.id] };
      return place(run, run.policy.queues.get(next.queueId)!, cause);
    case 'give':
      return give(run, queue, next.members, cause);
    case 'nurture':
      return nurture(run, { track: next.track, reason: null, because: null });
    case 'hold':
      return hold(run, queue.spec.id, cause, { retryAt: retryAt(run, looked), afterHours: next.afterHours });
  }
}

/** Of the members eligible once earlier owners are looked at again, all of them owners, the one whose latest ownership began first. */
function earliestOwner(run: Run, { queue, match }: Looked): number | null {
  const ownedBy = recordOf(run).owners.map(({ repId }) => repId);
  const lastTurn = (member: number): number =>
    ownedBy.lastIndexOf(run.policy.roster.reps[queue.members.reps[member]!]!.spec.id);
  const [first] = [...match.eligible].sort((a, b) => lastTurn(a) - lastTurn(b));
  return first ?? null;
}

/** All declined: everybody is asked again, whoever declined last only where nobody else can. */
function reconsider(run: Run, queue: CompiledQueue, excludeOwners: boolean, cause: Cause): void {
  const last = run.policy.repIndex.get(recordOf(run).declines.at(-1)!.repId);
  const round = roundIn(run, queue);
  if (queue.spec.offer !== undefined && round >= roundsOf(queue)) return giveUp(run, queue, cause);
  emit(run, 'declines_forgotten', queue.spec.offer === undefined ? {} : { round: round + 1 });
  const looked = lookAt(run, queue, excludeOwners);
  const others = looked.match.eligible.filter((member) => queue.members.reps[member] !== last);
  if (others.length > 0) return give(run, queue, others, cause);
  if (looked.match.eligible.length === 0) return goOn(run, looked, cause);
  return rest(run, queue, cause);
}

/** Everybody declined, and it is too early to ask again. */
function rest(run: Run, queue: CompiledQueue, cause: Cause): void {
  const restUntil = run.now + limits.reconsiderAfterMs;
  run.aside = { ...run.aside, because: 'everybody declined' };
  return hold(run, queue.spec.id, cause, { retryAt: restUntil, restUntil });
}

/** Everybody has been asked as often as the queue says. */
function giveUp(run: Run, queue: CompiledQueue, cause: Cause): void {
  const looked = run.looked!;
  const next = whenNobodyEligible(run, looked);
  emit(run, 'offers_exhausted', { queueId: queue.spec.id, rounds: roundsOf(queue) });
  return next.type === 'hold' ? rest(run, queue, cause) : follow(run, looked, next, cause);
}

/** A lead that was taken back and that nobody new can take goes to the earliest of its owners who can. */
function reuseOwner(run: Run, queue: CompiledQueue, cause: Cause): boolean {
  const looked = lookAt(run, queue, false);
  const member = earliestOwner(run, looked);
  if (member === null) return false;
  const { eligible } = looked.match;
  run.pick = { method: 'earliest_owner', eligible: eligible.length, owedMilli: null, within: null };
  assign(run, { rep: queue.members.reps[member]!, queue, eligible, cause, method: 'earliest_owner' });
  return true;
}

/** Finds a rep in a queue, or says what becomes of the lead where nobody can take it. */
export function place(run: Run, queue: CompiledQueue, cause: Cause): void {
  expireCredits(run);
  const { takenBack, slaId } = recordOf(run);
  const { eligible } = lookAt(run, queue, takenBack).match;
  if (eligible.length > 0) return give(run, queue, eligible, cause);
  const exhausted = slaId === null ? undefined : run.policy.slas.get(slaId)?.spec.exhausted;
  const excluding = takenBack && exhausted === 'hold';
  if (takenBack && !excluding && reuseOwner(run, queue, cause)) return;
  const looked = run.looked!;
  return allDeclined(looked) ? reconsider(run, queue, excluding, cause) : goOn(run, looked, cause);
}
