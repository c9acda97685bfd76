import type { DurationMs, EpochMs } from '../core/time.js';
import type { TargetClock } from './clock.js';
import type { CompiledTarget } from './compile-targets.js';

/** Where one target stands, for a countdown. */
export interface TargetStatus {
  readonly targetId: string;
  readonly status: 'running' | 'paused' | 'met' | 'breached';
  /** End of the target; null while paused, or where its hours never open again. */
  readonly dueAt: EpochMs | null;
  /** Wall time to `dueAt`, below 0 after it; null where `dueAt` is, and once met. */
  readonly remainingMs: DurationMs | null;
}

const breachOf = (target: CompiledTarget): number =>
  target.milestones.findIndex(({ actions }) => actions[0] === 'breach');

/** When a target ends, by its clock. */
export const targetDueAt = (target: CompiledTarget, clock: TargetClock): EpochMs | null =>
  clock.since === null && clock.metAt === null ? null : (clock.due[breachOf(target)] ?? null);

/** Where one target stands at `now`. */
export function targetStatus(target: CompiledTarget, clock: TargetClock, now: EpochMs): TargetStatus {
  const dueAt = targetDueAt(target, clock);
  const breached = clock.breachedAt !== null || (clock.metAt === null && dueAt !== null && now >= dueAt);
  const running = clock.since === null ? 'paused' : 'running';
  const status = breached ? 'breached' : clock.metAt === null ? running : 'met';
  return {
    targetId: target.id,
    status,
    dueAt,
    remainingMs: dueAt === null || clock.metAt !== null ? null : dueAt - now,
  };
}
