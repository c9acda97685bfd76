import { type DurationMs, minuteMs } from '../core/time.js';
import type { SlaAction, SlaClock, SlaMilestone, SlaTarget } from './types.js';

export interface CompiledMilestone {
  /** Open time from the start of the clock. */
  readonly after: DurationMs;
  /** What to do; `breach` is the target's own end. */
  readonly actions: readonly (SlaAction | 'breach')[];
}

export interface CompiledTarget {
  readonly id: string;
  readonly clock: SlaClock;
  readonly until: 'respond' | 'close';
  /** By `after`; at one instant the breach comes first. */
  readonly milestones: readonly CompiledMilestone[];
}

function compileTarget(target: SlaTarget, minutes: number): CompiledTarget {
  const total = minutes * minuteMs;
  const afterOf = (milestone: SlaMilestone): DurationMs =>
    'atMinutes' in milestone
      ? Math.floor((milestone.atMinutes * minuteMs * minutes) / target.minutes)
      : Math.floor((total * Math.round(milestone.atFraction * 1_000)) / 1_000);
  const milestones: CompiledMilestone[] = [
    { after: total, actions: ['breach'] },
    ...(target.milestones ?? []).map((milestone) => ({ after: afterOf(milestone), actions: milestone.do })),
  ];
  return {
    id: target.id,
    clock: target.clock ?? 'rep',
    until: target.until ?? (target.id === 'resolution' ? 'close' : 'respond'),
    milestones: milestones.sort((a, b) => a.after - b.after),
  };
}

/**
 * Targets with their milestones in the order in which they fall due.
 *
 * @param minutesOf - a tier's minutes for a target, in place of its own; milestones keep their place in proportion
 */
export const compileTargets = (
  targets: readonly SlaTarget[],
  minutesOf: (targetId: string) => number | undefined,
): readonly CompiledTarget[] => targets.map((target) => compileTarget(target, minutesOf(target.id) ?? target.minutes));
