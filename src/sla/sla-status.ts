import type { DurationMs, EpochMs } from '../core/time.js';
import type { TargetClock } from './clock.js';

/** Where one target stands, for a countdown. */
export interface TargetStatus {
  readonly targetId: string;
  readonly status: 'running' | 'paused' | 'met' | 'breached';
  /** End of the target; null while paused, or where its hours never open again. */
  readonly dueAt: EpochMs | null;
  /** Wall time to `dueAt`, below 0 after it; null where `dueAt` is, and once met. */
  readonly remainingMs: DurationMs | null;
}

/** Where one target stands at `now`. */
export function targetStatus(clock: TargetClock, now: EpochMs): TargetStatus {
  const { dueAt, metAt, breachedAt, since } = clock;
  const breached = breachedAt !== null || (metAt === null && dueAt !== null && now >= dueAt);
  const open = since === null ? 'paused' : 'running';
  return {
    targetId: clock.id,
    status: breached ? 'breached' : metAt === null ? open : 'met',
    dueAt,
    remainingMs: dueAt === null || metAt !== null ? null : dueAt - now,
  };
}
