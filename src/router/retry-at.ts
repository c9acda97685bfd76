import { type EpochMs, minuteMs } from '../core/time.js';
import { verdictOf } from '../match/index.js';
import { waitedIn } from './look.js';
import type { Looked, Run } from './run.js';

/** The earliest of some instants that lies after `now`; null where there is none. */
export const earliestAfter = (now: EpochMs, instants: readonly (EpochMs | null)[]): EpochMs | null => {
  const later = instants.filter((at): at is EpochMs => at !== null && at > now);
  return later.length === 0 ? null : later.reduce((a, b) => Math.min(a, b));
};

/** The earliest instant after now at which time alone may free a rep or change what the queue asks for. */
export function retryAt(run: Run, { queue, search, match }: Looked): EpochMs | null {
  const joinedAt = run.now - waitedIn(run, queue);
  const { nobodyEligible } = queue.spec;
  const wait = nobodyEligible?.type === 'hold' ? nobodyEligible.afterMinutes : undefined;
  const candidates: (EpochMs | null)[] = [
    match.step.until === Number.POSITIVE_INFINITY ? null : joinedAt + match.step.until,
    wait === undefined ? null : joinedAt + wait * minuteMs,
  ];
  for (let member = 0; member < queue.members.reps.length; member++) {
    const verdict = verdictOf(search, match, member, queue.members.reps[member]!);
    if (verdict.type === 'unavailable') candidates.push(verdict.until);
  }
  return earliestAfter(run.now, candidates);
}
