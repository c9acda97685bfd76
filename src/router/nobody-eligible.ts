import { isOpen } from '../calendar/index.js';
import { minuteMs } from '../core/time.js';
import { judgeLoad, obstacleOf, obstacles } from '../match/index.js';
import type { NobodyEligible } from '../policy/index.js';
import { waitedIn } from './look.js';
import type { Looked, Run } from './run.js';

const never: ReadonlySet<number> = new Set([obstacles.excluded, obstacles.requirement]);

/** Members who could take the lead at some time under this policy. */
function possibleMembers({ queue, match }: Looked): readonly number[] {
  return Array.from(queue.members.reps.keys()).filter((member) => {
    const obstacle = obstacleOf(match.judgements[member]!);
    if (obstacle === obstacles.custom) return match.custom.get(queue.members.reps[member]!)!.type !== 'ineligible';
    return !never.has(obstacle);
  });
}

/** Whether nobody is eligible because the queue is closed: by its hours, or because all who could are away. */
export function isAfterHours(run: Run, looked: Looked): boolean {
  const { calendar } = looked.queue;
  if (calendar !== null) return !isOpen(calendar, run.now);
  const possible = possibleMembers(looked);
  const { judgements } = looked.match;
  const away = (member: number): boolean =>
    judgements[member] === obstacles.offShift || judgements[member] === obstacles.onLeave;
  return possible.length > 0 && possible.every(away);
}

/** Every member who could ever take the lead has declined it. */
export function allDeclined(looked: Looked): boolean {
  const possible = possibleMembers(looked);
  return possible.length > 0 && possible.every((member) => looked.match.judgements[member] === obstacles.declined);
}

/** Members whose only obstacle is being off shift. */
const offShiftOnly = ({ queue, match, search }: Looked): readonly number[] =>
  Array.from(queue.members.reps.keys()).filter(
    (member) =>
      match.judgements[member] === obstacles.offShift &&
      judgeLoad(search, queue.members.reps[member]!) === obstacles.none,
  );

/** Where a lead goes that nobody in a queue can take now. */
export type Next =
  | { readonly type: 'queue'; readonly queueId: string }
  | { readonly type: 'give'; readonly members: readonly number[] }
  | { readonly type: 'nurture'; readonly track: string | null }
  | { readonly type: 'hold'; readonly afterHours: boolean };

function nextOf(run: Run, looked: Looked, policy: NobodyEligible, afterHours: boolean): Next {
  const stay: Next = { type: 'hold', afterHours };
  switch (policy.type) {
    case 'overflow':
      return { type: 'queue', queueId: policy.queueId };
    case 'nurture':
      return { type: 'nurture', track: policy.track ?? null };
    case 'route_anyway': {
      const members = offShiftOnly(looked);
      return members.length > 0 ? { type: 'give', members } : stay;
    }
    case 'hold': {
      const over = policy.then !== undefined && waitedIn(run, looked.queue) >= (policy.afterMinutes ?? 0) * minuteMs;
      return over ? { type: 'queue', queueId: policy.then!.queueId } : stay;
    }
  }
}

/** What the queue's `afterHours` and `nobodyEligible` say now. */
export function whenNobodyEligible(run: Run, looked: Looked): Next {
  const { spec } = looked.queue;
  const afterHours = isAfterHours(run, looked);
  const hours = afterHours ? spec.afterHours : undefined;
  if (hours?.type === 'wait') return { type: 'hold', afterHours };
  if (hours?.type === 'on_call') return { type: 'queue', queueId: hours.queueId };
  return nextOf(run, looked, hours ?? spec.nobodyEligible ?? { type: 'hold' }, afterHours);
}
