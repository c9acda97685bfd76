import { addOpenTime } from '../calendar/index.js';
import { packBits } from '../core/bits.js';
import { type EpochMs, minuteMs } from '../core/time.js';
import type { CompiledQueue } from '../policy/index.js';
import { absentMembers } from './accruing.js';
import { canMove, sharers, sharingIn, slaTier } from './assign.js';
import { clockHours } from './clock-hours.js';
import type { PickTrace } from './decision.js';
import type { Cause, EventBodies } from './event.js';
import { deliveryStart } from './hold.js';
import { pickMember } from './pick-member.js';
import { emit, faultIn, type Run, recordOf } from './run.js';

/** Times that everybody is asked where the queue does not say. */
const defaultRounds = 2;

export const roundsOf = ({ spec }: CompiledQueue): number => spec.offer?.rounds ?? defaultRounds;

/** How often everybody in a queue has been asked for a lead, this time included. */
export function roundIn(run: Run, queue: CompiledQueue): number {
  const { queueId, round } = recordOf(run);
  return queueId === queue.spec.id ? (round ?? 1) : 1;
}

/** The members whom the queue's strategy picks one after the other, and how the first was found. */
function pickSeveral(
  run: Run,
  queue: CompiledQueue,
  eligible: readonly number[],
  count: number,
): { readonly members: readonly number[]; readonly trace: PickTrace } {
  const { policy, draft, now } = run;
  const absent = absentMembers(queue, run.looked!.match, eligible);
  const pickFrom = (rest: readonly number[]) =>
    pickMember({ policy, draft, queue, lead: recordOf(run).lead, eligible: rest, absent, now, onFault: faultIn(run) });
  const first = pickFrom(eligible);
  const members = [first.member];
  let rest = eligible;
  while (members.length < Math.min(count, eligible.length)) {
    rest = rest.filter((member) => member !== members.at(-1));
    members.push(pickFrom(rest).member);
  }
  return { members, trace: first.trace };
}

/** When an offer to a rep runs out; by the wall where the hours that count never come. */
function expiryFor(run: Run, queue: CompiledQueue, rep: number): EpochMs {
  const { forMinutes, clock = 'wall' } = queue.spec.offer!;
  const length = forMinutes * minuteMs;
  const { counted: calendar } = clockHours(run.policy, { clock, waitsForOpening: false }, rep, queue);
  return (calendar === null ? null : addOpenTime(calendar, run.now, length)) ?? run.now + length;
}

/** Asks as many of the eligible as the queue says whether they take the lead. */
export function offer(run: Run, queue: CompiledQueue, eligible: readonly number[], cause: Cause): void {
  const { members, trace } = pickSeveral(run, queue, eligible, queue.spec.offer?.to ?? 1);
  const reps = members.map((member) => queue.members.reps[member]!);
  const charge = canMove(run, reps[0]!, queue) ? 'none' : 'new';
  run.pick = trace;
  emit(run, 'lead_offered', {
    queueId: queue.spec.id,
    cause,
    // no batch, owner or hand makes offers
    method: trace.method as EventBodies['lead_offered']['method'],
    repIds: reps.map((rep) => run.policy.roster.reps[rep]!.spec.id),
    expiresAt: reps.map((rep) => expiryFor(run, queue, rep)),
    eligible: packBits(sharers(queue, eligible, reps[0]!), queue.members.reps.length),
    ...(charge === 'new' ? sharingIn(run, queue, eligible, reps[0]!) : null),
    charge,
    ...deliveryStart(run, queue.spec.id),
    tier: slaTier(run),
    round: roundIn(run, queue),
  });
}
