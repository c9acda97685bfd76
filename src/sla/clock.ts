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
  /** When each milestone falls due; null: never. */
  readonly due: readonly (EpochMs | null)[];
  /** End of the target; null where its hours never open again, and while paused. */
  readonly dueAt: EpochMs | null;
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

const endOf = (target: CompiledTarget, due: readonly (EpochMs | null)[]): EpochMs | null =>
  due[target.milestones.findIndex(({ actions }) => actions[0] === 'breach')] ?? null;

/** A clock that starts with these due instants. */
export const startClock = (target: CompiledTarget, since: EpochMs, due: readonly (EpochMs | null)[]): TargetClock => ({
  id: target.id,
  since,
  elapsedMs: 0,
  next: 0,
  due,
  dueAt: endOf(target, due),
  metAt: null,
  breachedAt: null,
});

/** A clock that stands still with so much open time on it. */
export const pauseClock = (clock: TargetClock, elapsedMs: DurationMs): TargetClock =>
  clock.since === null ? clock : { ...clock, since: null, elapsedMs, dueAt: null };

/** A paused clock that runs again, with these due instants. */
export const resumeClock = (
  target: CompiledTarget,
  clock: TargetClock,
  since: EpochMs,
  due: readonly (EpochMs | null)[],
): TargetClock => (clock.metAt === null ? { ...clock, since, due, dueAt: endOf(target, due) } : clock);

/** A clock whose target was met. */
export const meetClock = (clock: TargetClock, at: EpochMs): TargetClock =>
  clock.metAt === null ? { ...clock, since: null, metAt: at } : clock;

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
