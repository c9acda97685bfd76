import fc from 'fast-check';
import { expect, test } from 'vitest';
import { firstWindowMin, lastWindowMax, windowMs } from './time-range.js';
import { type Offset, rememberOffsets, resolveLocal } from './zone-table.js';

const [second, hour, day] = [1_000, 3_600_000, 86_400_000];

/** A zone that changes at given instants, and how often it was asked. */
function zoneOf(changes: readonly (readonly [at: number, offset: number])[], first = 0) {
  let asked = 0;
  const offset: Offset = (at) => {
    asked++;
    return changes.reduce((now, [from, next]) => (at >= from ? next : now), first);
  };
  return { offset, count: () => asked };
}

test('a remembered offset is the offset itself, at every change and next to it', () => {
  const change = fc.tuple(
    fc.oneof(
      fc.integer({ min: -2, max: 20 }).map((n) => (n * windowMs) / 10),
      fc.integer({ min: -20 * 86_400, max: 130 * 86_400 }).map((n) => n * second),
    ),
    fc.constantFrom(-5, -1, 0, 0.5, 1, 14),
  );
  fc.assert(
    fc.property(fc.array(change, { maxLength: 3 }), (drawn) => {
      const sorted = [...drawn].sort((a, b) => a[0] - b[0]);
      // changes less than a step apart may undo each other, which no zone does
      const changes = sorted
        .filter(([at], i) => i === 0 || at - sorted[i - 1]![0] > 7 * day)
        .map(([at, offset]) => [at, offset * hour] as const);
      const { offset } = zoneOf(changes, 2 * hour);
      const remembered = rememberOffsets(offset);
      const instants = [...changes.map(([at]) => at), 0, windowMs, -windowMs, 2 * windowMs];
      const near = instants.flatMap((at) => [at - 1, at, at + 1]);
      expect(near.map(remembered)).toEqual(near.map(offset));
    }),
  );
});

test('a window is read once: at its steps, and where the offset differs between two of them by bisection', () => {
  const still = zoneOf([]);
  const quiet = rememberOffsets(still.offset);
  for (const at of [5, 0, windowMs - 1, 63 * day]) expect(quiet(at)).toBe(0);
  expect(still.count()).toBe(11);
  const busy = zoneOf([[3 * day, hour]]);
  const changing = rememberOffsets(busy.offset);
  expect([changing(3 * day - 1), changing(3 * day), changing(windowMs - 1)]).toEqual([0, hour, hour]);
  expect(busy.count()).toBeGreaterThan(11 + 15);
  expect(busy.count()).toBeLessThan(11 + 25);
});

test('outside of the years that hours hold for, the offset is asked each time', () => {
  const { offset, count } = zoneOf([]);
  const remembered = rememberOffsets(offset);
  const [first, last] = [firstWindowMin * windowMs, (lastWindowMax + 1) * windowMs - 1];
  for (const at of [first - 1, first - 1, last + 1, last + 1]) remembered(at);
  expect(count()).toBe(4);
  for (const at of [first, first, first + 1]) remembered(at);
  expect(count()).toBe(4 + 11);
  for (const at of [last, last, last - 1]) remembered(at);
  expect(count()).toBe(4 + 11 + 11);
  remembered(Number.NaN);
  expect(count()).toBe(4 + 11 + 11 + 1);
});

test('a local time in a gap or an overlap, next to it, and far from any', () => {
  const at = 1_000 * day;
  const { offset: spring } = zoneOf([[at, 2 * hour]], hour);
  const { offset: autumn } = zoneOf([[at, hour]], 2 * hour);
  const both = (offset: Offset, local: number) => [
    resolveLocal(offset, local, 'earlier') - at,
    resolveLocal(offset, local, 'later') - at,
  ];
  expect(both(spring, at + hour - 1)).toEqual([-1, -1]);
  expect(both(spring, at + hour)).toEqual([0, -hour]);
  expect(both(spring, at + 2 * hour - 1)).toEqual([hour - 1, -1]);
  expect(both(spring, at + 2 * hour)).toEqual([0, 0]);
  expect(both(spring, at + 3 * hour)).toEqual([hour, hour]);
  expect(both(spring, at)).toEqual([-hour, -hour]);
  expect(both(autumn, at + hour - 1)).toEqual([-hour - 1, -hour - 1]);
  expect(both(autumn, at + hour)).toEqual([-hour, 0]);
  expect(both(autumn, at + 2 * hour - 1)).toEqual([-1, hour - 1]);
  expect(both(autumn, at + 2 * hour)).toEqual([hour, hour]);
  for (const far of [-40, 40]) expect(both(spring, at + far * hour)[0]).toBe((far - (far < 0 ? 1 : 2)) * hour);
});

test('a change of 24 hours, and offsets as far from UTC as clocks go', () => {
  const at = 500 * day;
  const { offset } = zoneOf([[at, 14 * hour]], -10 * hour);
  expect(resolveLocal(offset, at - 10 * hour, 'earlier')).toBe(at); // the date that is left out: shifted by a day
  expect(resolveLocal(offset, at - 10 * hour, 'later')).toBe(at - day);
  expect(resolveLocal(offset, at - 10 * hour - 1, 'earlier')).toBe(at - 1);
  expect(resolveLocal(offset, at + 14 * hour, 'later')).toBe(at);
  const { offset: west } = zoneOf([[at, -15 * hour]], -15.5 * hour);
  expect(resolveLocal(west, at - 15.5 * hour - 1, 'later')).toBe(at - 1);
  expect(resolveLocal(west, at - 15 * hour, 'earlier')).toBe(at);
  const { offset: east } = zoneOf([[at, 15.5 * hour]], 15 * hour);
  expect(resolveLocal(east, at + 15 * hour - 1, 'later')).toBe(at - 1);
  expect(resolveLocal(east, at + 15.5 * hour, 'earlier')).toBe(at);
});
