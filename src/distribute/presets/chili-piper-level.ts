import { firstBy } from './first-by.js';
import type { Preset } from './types.js';

export interface LevelState {
  /** Meetings counted so far. */
  readonly count: number[];
  /** Meetings credited without having been held: on joining, after a vacation. */
  readonly calibration: number[];
}

const level = ({ count, calibration }: LevelState, member: number): number => calibration[member]! + count[member]!;

/**
 * Lowest level first, level being calibration plus meetings, in proportion to the member's percentage.
 * Source: Chili Piper help, articles 360053021394 and 360053022834.
 */
export const chiliPiperLevel: Preset<LevelState> = {
  id: 'Chili Piper level',
  start: (members) => ({ count: new Array<number>(members).fill(0), calibration: new Array<number>(members).fill(0) }),
  pick: (state, { eligible, weights }) => firstBy(eligible, (member) => level(state, member) / weights[member]!),
  charge: ({ count }, _draw, member) => {
    count[member]! += 1;
  },
};

/** Lifts `member` to the average level of `peers`, as the product's older mode does for who returns from vacation. */
export function calibrateToAverage(state: LevelState, member: number, peers: readonly number[]): void {
  const average = peers.reduce((sum, peer) => sum + level(state, peer), 0) / peers.length;
  state.calibration[member]! += average - level(state, member);
}
