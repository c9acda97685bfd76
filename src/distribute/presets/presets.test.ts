import { expect, test } from 'vitest';
import {
  calComShortfall,
  calibrateToAverage,
  catchUpQuota,
  chiliPiperLevel,
  dailyQuota,
  deadlineQueue,
  deadlineQueueByIndex,
  hubSpotRotate,
  interleavedWrr,
  leanDataPointer,
  leastRecentlyAssigned,
  luckyUnweighted,
  nextAfter,
  odooQuota,
  type Preset,
  pickTier,
  quotaOrder,
  shortfalls,
  smoothWrr,
  websterStride,
} from './index.js';

/** Plays leads with one list of eligible members each. */
function play<State>(preset: Preset<State>, weights: readonly number[], lists: readonly (readonly number[])[]) {
  const state = preset.start(weights.length);
  const picks = lists.map((eligible) => {
    const draw = { eligible, weights };
    const before = structuredClone(state);
    const member = preset.pick(state, draw);
    // a pick changes nothing
    expect(state).toEqual(before);
    preset.charge(state, draw, member);
    return member;
  });
  return { picks, state };
}
const often = (times: number, list: readonly number[]): readonly (readonly number[])[] =>
  Array.from({ length: times }, () => list);

test('every preset says whom it copies, and starts with nobody served', () => {
  expect([
    [calComShortfall.id, calComShortfall.start(2)],
    [chiliPiperLevel.id, chiliPiperLevel.start(2)],
    [deadlineQueue.id, deadlineQueue.start(2)],
    [deadlineQueueByIndex.id, deadlineQueueByIndex.start(2)],
    [hubSpotRotate.id, hubSpotRotate.start(2)],
    [interleavedWrr.id, interleavedWrr.start(2)],
    [leanDataPointer.id, leanDataPointer.start(2)],
    [leastRecentlyAssigned.id, leastRecentlyAssigned.start(2)],
    [nextAfter.id, nextAfter.start(2)],
    [odooQuota.id, odooQuota.start(2)],
    [smoothWrr.id, smoothWrr.start(2)],
    [websterStride.id, websterStride.start(2)],
  ]).toEqual([
    [
      'cal.com shortfall',
      { count: [0, 0], calibration: [0, 0], priority: [null, null], bookedAt: [0, 0], clock: { bookings: 0 } },
    ],
    ['Chili Piper level', { count: [0, 0], calibration: [0, 0] }],
    ['Envoy EDF', { clock: { now: 0, inserted: 2 }, deadline: [null, null], insertedAt: [0, 1] }],
    ['gRPC-Go EDF', { clock: { now: 0, inserted: 2 }, deadline: [null, null], insertedAt: [0, 1] }],
    ['HubSpot rotate', { count: [0, 0] }],
    ['IPVS WRR', { last: -1, level: 0 }],
    ['LeanData pointer', { pointer: [0, 0] }],
    ['least recently assigned', { assignedAt: [0, 0], clock: { leads: 0 } }],
    ['rotation (next after last)', { cursor: null }],
    ['Odoo quota', { queue: [], left: [0, 0] }],
    ['nginx smooth WRR', { current: [0, 0] }],
    ['Webster stride', { count: [0, 0] }],
  ]);
});

test('cal.com: shortfall of the whole roster, weight, priority, and who was booked least recently', () => {
  const { picks, state } = play(
    calComShortfall,
    [2, 1, 1],
    [
      [1, 2],
      [1, 2],
      [1, 2],
      [0, 1, 2],
      [0, 2],
    ],
  );
  expect(picks).toEqual([1, 2, 1, 0, 0]);
  expect(state).toMatchObject({ count: [2, 2, 1], bookedAt: [5, 3, 2], clock: { bookings: 5 } });
  expect(shortfalls({ ...state, calibration: [1, 0, 2] }, [2, 1, 1])).toEqual([1, 0, -1]);
  const lucky = (priority: (number | null)[], bookedAt: number[], eligible = [0, 1, 2]): number =>
    luckyUnweighted({ ...calComShortfall.start(3), priority, bookedAt }, eligible);
  expect(lucky([1, null, 2], [0, 2, 1])).toBe(2);
  expect(lucky([1, null, 3], [0, 2, 9])).toBe(2);
  expect(lucky([null, null, null], [5, 4, 3])).toBe(2);
  expect(lucky([null, null, null], [5, 4, 4])).toBe(1);
  // the heavier of those who are short alike
  expect(calComShortfall.pick(calComShortfall.start(3), { eligible: [0, 1, 2], weights: [1, 3, 2] })).toBe(1);
});

test('Chili Piper: the lowest level by percentage, calibrated to the average of the others', () => {
  expect(play(chiliPiperLevel, [2, 1], often(6, [0, 1])).picks).toEqual([0, 1, 0, 0, 1, 0]);
  const state = { count: [4, 6, 1], calibration: [1, 0, 2] };
  calibrateToAverage(state, 2, [0, 1]);
  expect(state).toEqual({ count: [4, 6, 1], calibration: [1, 0, 4.5] });
});

test('deadlines: who was never in the queue is due a turn from now, ties go to who was put in first', () => {
  const lists = [[0, 1], [0, 1], [0, 1], [0, 1, 2], [0, 1, 2], [0, 1, 2], [2], [0, 1, 2]];
  expect(play(deadlineQueue, [2, 1, 1], lists).picks).toEqual([0, 1, 0, 0, 2, 1, 2, 0]);
  expect(play(deadlineQueueByIndex, [2, 1, 1], lists).picks).toEqual([0, 0, 1, 0, 0, 1, 2, 0]);
});

test('rotation by counts, pointers and cursors', () => {
  const lists = [[0, 1, 2], [1, 2], [0, 2], [0, 1, 2], [2], [2], [0, 1, 2]];
  expect(play(hubSpotRotate, [9, 1, 1], lists).picks).toEqual([0, 1, 2, 0, 2, 2, 1]);
  expect(play(leanDataPointer, [2, 1, 1], lists).picks).toEqual([0, 1, 2, 0, 2, 2, 0]);
  expect(play(leastRecentlyAssigned, [9, 1, 1], lists).picks).toEqual([0, 1, 2, 0, 2, 2, 1]);
  expect(play(nextAfter, [9, 1, 1], lists).picks).toEqual([0, 1, 2, 0, 2, 2, 0]);
});

test('weighted round robin where eligibility differs from lead to lead', () => {
  const lists = [[0, 1, 2], [1, 2], [1, 2], [0, 1, 2], [0, 1, 2], [0, 2], [2]];
  const smooth = play(smoothWrr, [3, 2, 1], lists);
  expect(smooth.picks).toEqual([0, 1, 1, 2, 1, 0, 2]);
  expect(smooth.state.current.reduce((a, b) => a + b)).toBe(0);
  expect(play(interleavedWrr, [3, 2, 1], lists).picks).toEqual([0, 1, 1, 2, 0, 0, 2]);
  expect(play(websterStride, [3, 2, 1], lists).picks).toEqual([0, 1, 2, 0, 1, 0, 2]);
});

test('Odoo: quotas by the day, and turns within them', () => {
  expect([dailyQuota(45, 1, 'scheduled'), dailyQuota(45, 1, 'forced')]).toEqual([1, 2]);
  expect([catchUpQuota(60, 20, 3), catchUpQuota(60, 90, 3)]).toEqual([13, 6]);
  expect(quotaOrder([1, 3, 0, 3, -1])).toEqual([1, 3, 0]);
  const { picks, state } = play(odooQuota, [2, 3, 1], [[0, 1, 2], [0, 1, 2], [2], [0, 1, 2], [0, 2], [0, 2], [1]]);
  expect(picks).toEqual([1, 0, 2, 1, 0, 0, 1]);
  expect(state).toEqual({ queue: [2, 0, 1], left: [1, 2, 1] });
  expect(play(odooQuota, [1, 2], [[0]]).state).toEqual({ queue: [1], left: [0, 2] });
});

test('tiers: the first that anybody has, else everybody', () => {
  const tiers = [['online'], ['online', 'away']];
  expect(pickTier(['away', 'online', 'off', 'online'], tiers)).toEqual([1, 3]);
  expect(pickTier(['away', 'off', 'away'], tiers)).toEqual([0, 2]);
  expect(pickTier(['off', 'off'], tiers)).toEqual([0, 1]);
});
