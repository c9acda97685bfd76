import { addOpenTime, type Calendar, openTimeBetween } from '../calendar/index.js';
import type { DurationMs, EpochMs } from '../core/time.js';
import type { CompiledTarget } from './compile-targets.js';

/** How far one target's clock has run. Plain JSON, kept in the lead's record. */
export interface TargetClock {
  readonly id: string;
  /** Since when it runs; null while paused and once met. */
  readonly since: EpochMs | null;
  /** Open time counted before `since`. */
  readonly elapsedMs: DurationMs;
  /** Milestones that have fired: the index of the next one. */
  readonly next: number;
  /** When each milestone falls due; null: never, or not known while paused. */
  readonly due: readonly (EpochMs | null)[];
  readonly metAt: EpochMs | null;
  readonly breachedAt: EpochMs | null;
}

/** Open time between two instants; a null calendar is always open. */
export const elapsedBetween = (calendar: Calendar | null, from: EpochMs, to: EpochMs): DurationMs =>
  calendar === null ? to - from : openTimeBetween(calendar, from, to);

/** When a target's milestones fall due, for a clock that starts or resumes at `since` with `elapsed` on it. */
export const dueInstants = (
  target: CompiledTarget,
  calendar: Calendar | null,
  since: EpochMs,
  elapsed: DurationMs,
): readonly (EpochMs | null)[] =>
  target.milestones.map(({ after }) => {
    const rest = Math.max(0, after - elapsed);
    return calendar === null ? since + rest : addOpenTime(calendar, since, rest);
  });

/** A clock that starts with these due instants. */
export const startClock = (target: CompiledTarget, since: EpochMs, due: readonly (EpochMs | null)[]): TargetClock => ({
  id: target.id,
  since,
  elapsedMs: 0,
  next: 0,
  due,
  metAt: null,
  breachedAt: null,
});

/** The milestone that falls due first among running clocks: which clock, which milestone, when. */
export interface NextMilestone {
  readonly clock: number;
  readonly milestone: number;
  readonly at: EpochMs;
}

/** The next milestone to fire; equal instants: the earlier target. Null: none will. */
export function nextMilestone(clocks: readonly TargetClock[]): NextMilestone | null {
  let next: NextMilestone | null = null;
  for (const [clock, { since, due, next: milestone }] of clocks.entries()) {
    const at = since === null ? null : (due[milestone] ?? null);
    if (at !== null && (next === null || at < next.at)) next = { clock, milestone, at };
  }
  return next;
}
