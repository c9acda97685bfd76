import { expect, test } from 'vitest';
import { type Calendar, makeCalendar, partsOf } from './calendar.js';
import {
  addOpenTime,
  alwaysOpen,
  intersectCalendars,
  isOpen,
  nextClose,
  nextOpen,
  openTimeBetween,
  unionCalendars,
  withClosures,
} from './index.js';
import { firstWindowMin, lastWindowMax, windowMs } from './time-range.js';

const reach = (calendar: Calendar): readonly number[] => [partsOf(calendar).firstWindow, partsOf(calendar).lastWindow];

/** Open from `from` to `to` milliseconds into each window from `first` to `last`. */
const daily = (first: number, last: number, from: number, to: number): Calendar =>
  makeCalendar({ firstWindow: first, lastWindow: last, spansOf: (_index, start) => [start + from, start + to] });

test('a combined calendar reaches as far as its parts leave something to find', () => {
  const [a, b] = [daily(2, 9, 0, 10), daily(5, 12, 5, 15)];
  expect(reach(intersectCalendars(a, b))).toEqual([5, 9]);
  expect(reach(unionCalendars(a, b))).toEqual([2, 12]);
  expect(reach(withClosures(a, [[0, 5]]))).toEqual([2, 9]);
  expect(reach(intersectCalendars(daily(-500, 2_000, 0, 1)))).toEqual([firstWindowMin, lastWindowMax]);
  expect(reach(alwaysOpen())).toEqual([firstWindowMin, lastWindowMax]);
  expect(reach(unionCalendars())).toEqual([Infinity, -Infinity]);
  expect([nextOpen(unionCalendars(), 0), nextClose(unionCalendars(), 0), isOpen(unionCalendars(), 0)]).toEqual([
    null,
    null,
    false,
  ]);
});

test('both, either, and what closures leave, in every window', () => {
  const [a, b] = [daily(0, 9, 0, 10), daily(0, 9, 5, 15)];
  const open = (calendar: Calendar): readonly number[] =>
    [0, 3, 9, 10].map((index) => openTimeBetween(calendar, index * windowMs, (index + 1) * windowMs));
  expect(open(intersectCalendars(a, b))).toEqual([5, 5, 5, 0]);
  expect(open(unionCalendars(a, b))).toEqual([15, 15, 15, 0]);
  expect(open(intersectCalendars(a))).toEqual([10, 10, 10, 0]);
  expect(open(unionCalendars(a))).toEqual([10, 10, 10, 0]);
  const closed = withClosures(a, [
    [3 * windowMs + 4, 3 * windowMs + 6],
    [3 * windowMs + 5, 9 * windowMs + 1],
    [-5, 2],
  ]);
  expect(open(closed)).toEqual([8, 4, 9, 0]);
  expect(openTimeBetween(closed, 0, 10 * windowMs)).toBe(8 + 10 + 10 + 4 + 9);
  const edges = intersectCalendars(alwaysOpen(), unionCalendars(a, alwaysOpen()));
  expect([isOpen(edges, 7 * windowMs - 1), isOpen(edges, 7 * windowMs)]).toEqual([true, true]);
  expect(openTimeBetween(edges, windowMs, 3 * windowMs)).toBe(2 * windowMs);
});

test('hours that run over the edges of windows, and end in the last one', () => {
  const calendar = daily(2, 9, 0, 10);
  expect(nextClose(calendar, 9 * windowMs)).toBe(9 * windowMs + 10);
  expect(addOpenTime(calendar, 5 * windowMs + 10, 0)).toBe(6 * windowMs);
  const night = unionCalendars(calendar, daily(3, 8, windowMs - 5, windowMs));
  expect(nextClose(night, 4 * windowMs - 1)).toBe(4 * windowMs + 10);
  const [from, to] = [3 * windowMs + 4, 7 * windowMs - 3];
  expect(openTimeBetween(night, from, to)).toBe(6 + 5 + 15 + 15 + 10 + 2);
  expect(openTimeBetween(night, to, from)).toBe(-53);
  expect(openTimeBetween(night, from, from)).toBe(0);
  expect(openTimeBetween(night, from + 2, from)).toBe(-2);
});
