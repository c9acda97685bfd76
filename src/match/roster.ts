import type { Calendar } from '../calendar/index.js';
import type { EpochMs } from '../core/time.js';
import type { Verdict } from '../core/verdict.js';
import type { ScoredLead } from '../lead/index.js';
import { type Absences, availabilityAt, type Presence } from './availability.js';
import { obstacles } from './obstacles.js';
import type { RepZone } from './rep-zone.js';
import type { Period, Rep } from './types.js';

export interface CompiledCap {
  /** Names the column of the state that counts for it. */
  readonly key: string;
  readonly per: Period;
  readonly rolling: boolean;
  readonly max: number;
  readonly applies: (lead: Partial<ScoredLead>) => boolean;
  /** It applies to every lead. */
  readonly always?: boolean;
}

export interface CompiledRep {
  readonly spec: Rep;
  /** Working hours; null: always open. */
  readonly shifts: Calendar | null;
  readonly zone: RepZone;
  readonly absences: Absences;
  /** `Infinity`: unlimited. */
  readonly capacity: number;
  readonly caps: readonly CompiledCap[];
  /** The caps that count, one per key with the largest `max` of those that share it. */
  readonly counters: readonly CompiledCap[];
}

/** A caller's own test of a rep for a lead. */
export interface Filter {
  readonly id: string;
  readonly test: (input: { readonly lead: ScoredLead; readonly rep: Rep; readonly now: EpochMs }) => Verdict;
}

/** All reps, ordered by id, with what is known of their presence until it changes. */
export interface Roster {
  readonly reps: readonly CompiledRep[];
  readonly filters: readonly Filter[];
  readonly memo: PresenceMemo;
}

/** The obstacle per rep, 0 where present, and the interval `[from, until)` in which it holds: a cache, never an input. */
interface PresenceMemo {
  readonly obstacles: Uint8Array;
  readonly from: Float64Array;
  readonly until: Float64Array;
}

export const compileRoster = (reps: readonly CompiledRep[], filters: readonly Filter[]): Roster => ({
  reps,
  filters,
  memo: {
    obstacles: new Uint8Array(reps.length),
    from: new Float64Array(reps.length).fill(Number.POSITIVE_INFINITY),
    until: new Float64Array(reps.length).fill(Number.NEGATIVE_INFINITY),
  },
});

const obstacleOf: { readonly [presence in Presence]: number } = {
  present: obstacles.none,
  on_leave: obstacles.onLeave,
  off_shift: obstacles.offShift,
};

/** The obstacle that a rep's shift and leave put up at `now`, 0 for none; looked up again only when it may have changed. */
export function absenceAt(roster: Roster, rep: number, now: EpochMs): number {
  const { memo } = roster;
  if (now >= memo.from[rep]! && now < memo.until[rep]!) return memo.obstacles[rep]!;
  const { shifts, absences } = roster.reps[rep]!;
  const { presence, holdsUntil } = availabilityAt(shifts, absences, now);
  memo.obstacles[rep] = obstacleOf[presence];
  memo.from[rep] = now;
  memo.until[rep] = holdsUntil;
  return memo.obstacles[rep]!;
}
