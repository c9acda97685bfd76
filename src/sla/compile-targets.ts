import { type DurationMs, minuteMs } from '../core/time.js';
import type { SlaAction, SlaClock, SlaMilestone, SlaTarget, SlaUntil } from './types.js';

export interface CompiledMilestone {
  /** Open time from the start of the clock. */
  readonly after: DurationMs;
  /** What to do; `breach` is the target's own end. */
  readonly actions: readonly (SlaAction | 'breach')[];
  /** Whom `notify` tells. */
  readonly to?: readonly string[];
}

export interface CompiledTarget {
  readonly id: string;
  readonly clock: SlaClock;
  readonly until: SlaUntil;
  /** Whether the clock starts only when somebody is open; clocks of open time do so by themselves. */
  readonly waitsForOpening: boolean;
  /** Attempts that meet it; 0 where nothing is counted. */
  readonly attempts: number;
  /** Activity types that are attempts; null: the SLA's `meaningful`. */
  readonly activities: readonly string[] | null;
  /** By `after`; at one instant the breach comes first. */
  readonly milestones: readonly CompiledMilestone[];
}

const untilByName: { readonly [targetId: string]: SlaUntil } = { resolution: 'close', deliver: 'assign' };

/** What meets a target. */
export function untilOf({ id, until, attempts }: SlaTarget): SlaUntil {
  if (until !== undefined) return until;
  if (attempts !== undefined) return 'attempts';
  return Object.hasOwn(untilByName, id) ? untilByName[id]! : 'respond';
}

function compileTarget(target: SlaTarget, minutes: number): CompiledTarget {
  const total = minutes * minuteMs;
  const afterOf = (milestone: SlaMilestone): DurationMs =>
    'atMinutes' in milestone
      ? Math.floor((milestone.atMinutes * minuteMs * minutes) / target.minutes)
      : Math.floor((total * Math.round(milestone.atFraction * 1_000)) / 1_000);
  const milestones: CompiledMilestone[] = [
    { after: total, actions: ['breach'] },
    ...(target.milestones ?? []).map((milestone) => ({
      after: afterOf(milestone),
      actions: milestone.do,
      ...(milestone.to !== undefined && { to: milestone.to }),
    })),
  ];
  const until = untilOf(target);
  const clock = target.clock ?? (until === 'assign' ? 'queue' : 'rep');
  return {
    id: target.id,
    clock,
    until,
    waitsForOpening: clock === 'wall' && target.start === 'opening',
    attempts: until === 'attempts' ? (target.attempts ?? 1) : 0,
    activities: target.activities ?? null,
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
