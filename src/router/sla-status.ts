import type { DurationMs, EpochMs } from '../core/time.js';
import { type TargetClock, type TargetStatus, targetStatus } from '../sla/index.js';
import type { LeadRecord } from './record.js';

/** What a countdown shows for a lead. */
export interface SlaStatus {
  /** `none`: no target applies. */
  readonly status: TargetStatus['status'] | 'none';
  /** The target that is shown; null where none is open any more. */
  readonly targetId: string | null;
  readonly dueAt: EpochMs | null;
  /** Wall time to `dueAt`, below 0 after it. */
  readonly remainingMs: DurationMs | null;
  /** Every target: delivery first, then in the order of the policy. */
  readonly targets: readonly TargetStatus[];
}

interface Row {
  readonly target: TargetStatus;
  /** The target may still be met. */
  readonly open: boolean;
}

/** Where the targets stand; paused clocks of a lead that has gone on have stopped for good. */
function rowsOf(clocks: readonly TargetClock[] | undefined, running: boolean, now: EpochMs): readonly Row[] {
  return (clocks ?? []).map((clock) => {
    const target = targetStatus(clock, now);
    const stopped = !running && target.status === 'paused';
    return { target: stopped ? { ...target, status: 'stopped' } : target, open: running && clock.metAt === null };
  });
}

const sooner = (a: TargetStatus, b: TargetStatus): TargetStatus =>
  (b.dueAt ?? Number.POSITIVE_INFINITY) < (a.dueAt ?? Number.POSITIVE_INFINITY) ? b : a;

/**
 * Where a lead's SLA stands, for a countdown: the open target that ends first, and each target by itself.
 *
 * Comes from the record alone: the ends were worked out in open time when the clocks started, so that what is left is
 * plain time to them. A widget may call it every second; it decides nothing.
 *
 * @param record - as an outcome returned it, ticked as far as you like: an end that has passed shows as `breached`
 * @param now - UTC epoch milliseconds
 * @returns `status`, `dueAt` and `remainingMs` of the open target that ends first. Where none is open: `breached` if one
 * was, else `met` if one was, else `stopped`; `none` without targets; the instants are then null
 * @example
 * // a lead that came a minute ago, to be answered within 15
 * const { status, remainingMs } = slaStatus(timed, now + 60_000);
 * [status, remainingMs]; //=> ['running', 840000]
 */
export function slaStatus(record: LeadRecord, now: EpochMs): SlaStatus {
  const { sla, delivery, status: place } = record;
  const rows = [
    ...rowsOf(delivery?.clocks, place === 'held' || place === 'offered', now),
    ...rowsOf(sla?.clocks, place === 'assigned', now),
  ];
  const targets = rows.map(({ target }) => target);
  const open = rows.filter((row) => row.open).map(({ target }) => target);
  if (open.length > 0) {
    const { status, targetId, dueAt, remainingMs } = open.reduce(sooner);
    return { status, targetId, dueAt, remainingMs, targets };
  }
  const ended = (['breached', 'met', 'stopped'] as const).find((one) => targets.some(({ status }) => status === one));
  return { status: ended ?? 'none', targetId: null, dueAt: null, remainingMs: null, targets };
}
