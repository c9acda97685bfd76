import type { EpochMs } from '../core/time.js';
import { periodNumber, periodStart, rollingMs } from './cap-period.js';
import type { RepZone } from './rep-zone.js';
import type { CompiledCap } from './roster.js';

/** What the state counts for one kind of cap, by rep: the latest calendar period, or the latest instants. */
export type CapColumn = (
  | { readonly period: readonly number[]; readonly count: readonly number[] }
  | { readonly instants: readonly (readonly EpochMs[])[] }
) & {
  /** Open offers that will count if accepted, by rep; absent: none. */
  readonly offered?: readonly number[];
};

/** How many assignments a cap allows beside what is on offer to the rep. */
const allowed = ({ max }: CompiledCap, column: CapColumn | undefined, rep: number): number =>
  max - (column?.offered?.[rep] ?? 0);

/** Assignments that count against a cap at `now`, and when there will be room again (null: never). */
export interface CapUse {
  readonly count: number;
  readonly resetsAt: EpochMs | null;
}

function rollingUse(cap: CompiledCap, max: number, instants: readonly EpochMs[], now: EpochMs): CapUse {
  const since = now - rollingMs[cap.per];
  let count = 0;
  while (instants[instants.length - 1 - count]! > since) count++;
  const blocking = instants[instants.length - max];
  return { count: count + cap.max - max, resetsAt: blocking === undefined ? null : blocking + rollingMs[cap.per] };
}

/** How much of a cap a rep has used. */
export function capUse(
  cap: CompiledCap,
  column: CapColumn | undefined,
  rep: number,
  zone: RepZone,
  now: EpochMs,
): CapUse {
  const max = allowed(cap, column, rep);
  if (column !== undefined && 'instants' in column) return rollingUse(cap, max, column.instants[rep] ?? [], now);
  const current = periodNumber(cap.per, zone, now);
  const counted = column?.period[rep] ?? current;
  const latest = Math.max(current, counted);
  return {
    count: (column === undefined || counted < current ? 0 : column.count[rep]!) + cap.max - max,
    resetsAt: max > 0 ? periodStart(cap.per, zone, latest + 1) : null,
  };
}

/** Whether a cap leaves room for one more assignment now: `capUse` without working out when it resets. */
export function capHasRoom(
  cap: CompiledCap,
  column: CapColumn | undefined,
  rep: number,
  zone: RepZone,
  now: EpochMs,
): boolean {
  if (column === undefined) return cap.max > 0;
  const max = allowed(cap, column, rep);
  if (max <= 0) return false;
  if ('instants' in column) {
    const instants = column.instants[rep] ?? [];
    const blocking = instants[instants.length - max];
    return blocking === undefined || now - blocking >= rollingMs[cap.per];
  }
  return column.count[rep]! < max || column.period[rep]! < periodNumber(cap.per, zone, now);
}
