import type { DurationMs, EpochMs } from '../core/time.js';
import type { TargetClock } from './clock.js';

/** Where one target stands, for a countdown. */
export interface TargetStatus {
  readonly targetId: string;
  /** `breached` also where it was met after its end; `stopped`: the lead is gone, with the target neither met nor breached. */
  readonly status: 'running' | 'paused' | 'met' | 'breached' | 'stopped';
  /** End of the target; null while paused, once stopped, or where its hours never open again. */
  readonly dueAt: EpochMs | null;
  /** Wall time to `dueAt`, below 0 after it; null where `dueAt` is, and once met. */
  readonly remainingMs: DurationMs | null;
  /** Open time that it took or has on it; null while the clock runs. */
  readonly elapsedMs: DurationMs | null;
  readonly metAt: EpochMs | null;
  /** Attempts so far, where the target counts them. */
  readonly attempts?: number;
}

/**
 * Where one target stands at `now`.
 *
 * @param clock - one of a record's `sla.clocks`, or of its `delivery.clocks`
 * @param now - UTC epoch milliseconds
 * @example
 * // a lead that came a minute ago, to be answered within 15
 * targetStatus(timed.sla!.clocks[0]!, now + 60_000).remainingMs; //=> 840000
 */
export function targetStatus(clock: TargetClock, now: EpochMs): TargetStatus {
  const { dueAt, metAt, breachedAt, since, elapsedMs, attempts } = clock;
  const breached = breachedAt !== null || (metAt === null && dueAt !== null && now >= dueAt);
  const open = since === null ? 'paused' : 'running';
  return {
    targetId: clock.id,
    status: breached ? 'breached' : metAt === null ? open : 'met',
    dueAt,
    remainingMs: dueAt === null || metAt !== null ? null : dueAt - now,
    elapsedMs: since === null ? elapsedMs : null,
    metAt,
    ...(attempts !== undefined && { attempts }),
  };
}
