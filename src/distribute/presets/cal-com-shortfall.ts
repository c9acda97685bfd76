import type { Preset } from './types.js';

export interface ShortfallState {
  /** Bookings of the period. */
  readonly count: number[];
  readonly calibration: number[];
  /** Missing: 2. */
  readonly priority: (number | null)[];
  /** When last booked, in any unit; 0 for never. */
  readonly bookedAt: number[];
  readonly clock: { bookings: number };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, each) => sum + each, 0);

/** How far each member is below its part of all bookings and calibrations. The whole roster counts, whoever is eligible. */
export function shortfalls({ count, calibration }: ShortfallState, weights: readonly number[]): number[] {
  const bookings = total(count) + total(calibration);
  const sum = total(weights);
  return weights.map((weight, member) => (bookings * weight) / sum - (count[member]! + calibration[member]!));
}

/** Those of `list` for whom `key` is largest. */
function largest(list: readonly number[], key: (member: number) => number): readonly number[] {
  const most = Math.max(...list.map(key));
  return list.filter((member) => key(member) === most);
}

/** The member with the highest priority, then the least recently booked, then the first of the list. */
export function luckyUnweighted(state: ShortfallState, eligible: readonly number[]): number {
  const first = largest(eligible, (member) => state.priority[member] ?? 2);
  return largest(first, (member) => -state.bookedAt[member]!)[0]!;
}

/**
 * Largest shortfall, then the heaviest, then the highest priority, then the least recently booked. Shortfalls are
 * doubles compared with `===`. Source: cal.com, `packages/features/bookings/lib/getLuckyUser.ts`.
 */
export const calComShortfall: Preset<ShortfallState> = {
  id: 'cal.com shortfall',
  start: (members) => ({
    count: new Array<number>(members).fill(0),
    calibration: new Array<number>(members).fill(0),
    priority: new Array<number | null>(members).fill(null),
    bookedAt: new Array<number>(members).fill(0),
    clock: { bookings: 0 },
  }),
  pick: (state, { eligible, weights }) => {
    const short = shortfalls(state, weights);
    const shortest = largest(eligible, (member) => short[member]!);
    return luckyUnweighted(
      state,
      largest(shortest, (member) => weights[member]!),
    );
  },
  charge: (state, _draw, member) => {
    state.count[member]! += 1;
    state.bookedAt[member] = ++state.clock.bookings;
  },
};
