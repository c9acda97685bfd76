import { expect, test } from 'vitest';
import { addOpenTime } from './add-open-time.js';
import { type Calendar, idleWindowsMax, indexOf, makeCalendar, partsOf, windowAt } from './calendar.js';
import { nextClose } from './next-close.js';
import { nextOpen } from './next-open.js';
import { openTimeBetween } from './open-time-between.js';
import { totalOpen } from './open-window.js';
import { windowMs } from './time-range.js';

const [firstWindow, lastWindow] = [2, 1_000];

/** Open for the last `minutes[index]` of a window, and which windows were worked out. */
function calendarOf(minutes: { readonly [index: number]: number }) {
  const asked: number[] = [];
  const calendar = makeCalendar({
    firstWindow,
    lastWindow,
    spansOf: (index, start) => {
      asked.push(index);
      expect(start).toBe(index * windowMs);
      const open = (minutes[index] ?? 0) * 60_000;
      return open === 0 ? [] : [start + windowMs - open, start + windowMs];
    },
  });
  return { calendar, asked };
}
const totals = (calendar: Calendar, ...windows: readonly number[]): readonly number[] =>
  windows.map((index) => totalOpen(windowAt(partsOf(calendar), index)) / 60_000);

test('a window is worked out once, when it is first asked for, in whatever order', () => {
  const { calendar, asked } = calendarOf({ 2: 2, 4: 4, 5: 5, 7: 7, 9: 9, 1000: 1 });
  expect(totals(calendar, 5, 7, 6, 2, 4, 9, 1_000)).toEqual([5, 7, 0, 2, 4, 9, 1]);
  expect(totals(calendar, 5, 7, 6, 2, 4, 9, 1_000)).toEqual([5, 7, 0, 2, 4, 9, 1]);
  expect(asked).toEqual([5, 7, 6, 2, 4, 9, 1_000]);
  expect(partsOf(calendar).base).toBe(2);
  expect(partsOf(calendar).windows.length).toBe(999);
  expect([partsOf(calendar).windows[1], partsOf(calendar).windows[500]]).toEqual([null, null]);
});

test('windows outside of those that can be open are never worked out', () => {
  const { calendar, asked } = calendarOf({ 1: 1, 1001: 1 });
  expect(totals(calendar, 1, 1_001, -8, 1_400)).toEqual([0, 0, 0, 0]);
  expect([asked.length, partsOf(calendar).windows.length]).toEqual([0, 0]);
});

test('an instant belongs to one window, and must be whole', () => {
  expect([-1, 0, windowMs - 1, windowMs].map(indexOf)).toEqual([-1, 0, 0, 1]);
  expect(() => indexOf(0.5)).toThrow('expected whole milliseconds, found `0.5`');
});

test('look-ups go as far as 25 years, and no further', () => {
  expect(idleWindowsMax).toBe(143); // of 64 days each
  const at = 100 * windowMs;
  const [near, far] = [calendarOf({ 243: 1 }).calendar, calendarOf({ 244: 1 }).calendar];
  expect([nextOpen(near, at), nextOpen(far, at)]).toEqual([244 * windowMs - 60_000, null]);
  expect([nextClose(near, at), nextClose(calendarOf({ 243: 1, 244: 1 }).calendar, at)]).toEqual([null, null]);
  expect(nextClose(calendarOf({ 242: 1 }).calendar, at)).toBe(243 * windowMs);
  expect([addOpenTime(near, at, 60_000), addOpenTime(far, at, 60_000)]).toEqual([244 * windowMs, null]);
  // two openings as far apart as may be, and one window more
  const chain = calendarOf({ 100: 1, 244: 1, 388: 1, 533: 1 }).calendar;
  expect(addOpenTime(chain, at, 180_000)).toBe(389 * windowMs);
  expect(addOpenTime(chain, at, 180_001)).toBeNull();
  expect(addOpenTime(chain, 534 * windowMs - 60_001, -60_000)).toBeNull();
  expect(addOpenTime(chain, 389 * windowMs, -180_000)).toBe(101 * windowMs - 60_000);
  expect(addOpenTime(chain, 101 * windowMs - 60_000, -1)).toBeNull();
});

test('backwards, look-ups go as far as 25 years, and end with the first window that can be open', () => {
  const { calendar, asked } = calendarOf({ 2: 1, 150: 1 });
  expect(addOpenTime(calendar, 146 * windowMs - 60_000, -60_000)).toBe(3 * windowMs - 60_000);
  expect(addOpenTime(calendar, 147 * windowMs, -60_000)).toBeNull();
  expect(addOpenTime(calendar, 3 * windowMs, -60_001)).toBeNull();
  expect(addOpenTime(calendar, 5_000 * windowMs, -1)).toBeNull();
  expect(Math.min(...asked)).toBe(2);
});

test('open time ends with the last window that can be open', () => {
  const { calendar, asked } = calendarOf({ 999: 3, 1000: 5 });
  const end = 1_001 * windowMs;
  expect(openTimeBetween(calendar, 0, end)).toBe(480_000);
  expect(openTimeBetween(calendar, 0, 1_500 * windowMs)).toBe(480_000);
  expect(openTimeBetween(calendar, end - 60_000, 1_500 * windowMs)).toBe(60_000);
  expect(nextOpen(calendar, end)).toBeNull();
  expect(nextClose(calendar, end - 60_000)).toBeNull();
  expect(addOpenTime(calendar, end - 60_000, 60_001)).toBeNull();
  expect(addOpenTime(calendar, 1_100 * windowMs, -480_000)).toBe(1_000 * windowMs - 180_000);
  expect(asked.every((index) => index >= 2 && index <= 1_000)).toBe(true);
});
