import { addOpenTime, type Calendar, nextOpen, openTimeBetween } from '../calendar/index.js';
import type { DurationMs, EpochMs } from '../core/time.js';
import type { CompiledTarget } from './compile-targets.js';

/** How far one target's clock has run. Plain JSON, kept in the lead's record. */
export interface TargetClock {
  readonly id: string;
  /** Since when it runs; null while paused, and once met or stopped. */
  readonly since: EpochMs | null;
  /** Open time counted before `since`; once met, all of it. */
  readonly elapsedMs: DurationMs;
  /** Milestones that have fired: the index of the next one. */
  readonly next: number;
  /** When each milestone falls due; null: never. */
  readonly due: readonly (EpochMs | null)[];
  /** End of the target; null where its hours never open again, and while paused before it. */
  readonly dueAt: EpochMs | null;
  readonly metAt: EpochMs | null;
  readonly breachedAt: EpochMs | null;
  /** Attempts so far, where the target counts them. */
  readonly attempts?: number;
}

/** What a clock goes by. */
export interface ClockHours {
  /** Whose open time counts; null: all time. */
  readonly counted: Calendar | null;
  /** Who must be open for it to start; null: nobody. */
  readonly opens: Calendar | null;
}

/** A clock that counts all time, and starts at once. */
export const wallHours: ClockHours = { counted: null, opens: null };

/** Open time between two instants; a null calendar is always open. */
const elapsedBetween = (calendar: Calendar | null, from: EpochMs, to: EpochMs): DurationMs =>
  calendar === null ? to - from : openTimeBetween(calendar, from, to);

/** When a target's milestones fall due, for a clock that starts or resumes at `at` with `elapsed` on it. */
export function dueInstants(
  { milestones }: CompiledTarget,
  { counted, opens }: ClockHours,
  at: EpochMs,
  elapsed: DurationMs,
): readonly (EpochMs | null)[] {
  const since = opens === null || elapsed > 0 ? at : nextOpen(opens, at);
  const due = new Array<EpochMs | null>(milestones.length);
  if (since === null) return due.fill(null);
  for (let i = 0; i < due.length; i++) {
    const rest = Math.max(0, milestones[i]!.after - elapsed);
    due[i] = counted === null ? since + rest : addOpenTime(counted, since, rest);
  }
  return due;
}

/** Every compiled target has one breach. */
const endIndex = ({ milestones }: CompiledTarget): number =>
  milestones.findIndex(({ actions }) => actions[0] === 'breach');

/** The running part of a clock. One that waited for an opening started as long before its end as it may run. */
function running(
  target: CompiledTarget,
  at: EpochMs,
  due: readonly (EpochMs | null)[],
  elapsed: DurationMs,
): Pick<TargetClock, 'since' | 'due' | 'dueAt'> {
  const end = endIndex(target);
  const dueAt = due[end] ?? null;
  if (!target.waitsForOpening || elapsed > 0) return { since: at, due, dueAt };
  return { since: dueAt === null ? Number.MAX_SAFE_INTEGER : dueAt - target.milestones[end]!.after, due, dueAt };
}

/** A clock that starts with these due instants. */
export function startClock(target: CompiledTarget, at: EpochMs, due: readonly (EpochMs | null)[]): TargetClock {
  const { since, dueAt } = running(target, at, due, 0);
  return { id: target.id, since, due, dueAt, elapsedMs: 0, next: 0, metAt: null, breachedAt: null };
}

/** Open time on a clock at `now`. */
export const elapsedOn = ({ since, elapsedMs }: TargetClock, { counted }: ClockHours, now: EpochMs): DurationMs =>
  since === null || since >= now ? elapsedMs : elapsedMs + elapsedBetween(counted, since, now);

/** A clock that stands still with so much open time on it; an end that has passed stays. */
export const pauseClock = (clock: TargetClock, elapsedMs: DurationMs): TargetClock =>
  clock.since === null
    ? clock
    : { ...clock, since: null, elapsedMs, dueAt: clock.breachedAt === null ? null : clock.dueAt };

/** A paused clock that runs again, with these due instants for what has yet to fire. */
export function resumeClock(
  target: CompiledTarget,
  clock: TargetClock,
  at: EpochMs,
  due: readonly (EpochMs | null)[],
): TargetClock {
  if (clock.metAt !== null) return clock;
  const kept = due.map((instant, index) => (index < clock.next ? (clock.due[index] ?? null) : instant));
  return { ...clock, ...running(target, at, kept, clock.elapsedMs) };
}

/** A clock whose target was met, with so much open time on it. */
export const meetClock = (clock: TargetClock, at: EpochMs, elapsedMs: DurationMs): TargetClock =>
  clock.metAt === null ? { ...clock, since: null, elapsedMs, metAt: at } : clock;

/** The milestone that falls due first among running clocks: which clock, which milestone, when. */
interface NextMilestone {
  readonly clock: number;
  readonly milestone: number;
  readonly at: EpochMs;
}

/** The next milestone to fire; equal instants: the earlier target. Null: none will. */
export function nextMilestone(clocks: readonly TargetClock[]): NextMilestone | null {
  let next: NextMilestone | null = null;
  for (let clock = 0; clock < clocks.length; clock++) {
    const { since, due, next: milestone } = clocks[clock]!;
    const at = since === null ? null : (due[milestone] ?? null);
    if (at !== null && (next === null || at < next.at)) next = { clock, milestone, at };
  }
  return next;
}
