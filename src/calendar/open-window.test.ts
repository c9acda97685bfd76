import fc from 'fast-check';
import { expect, test } from 'vitest';
import { emptyWindow, instantAfter, openBefore, openWindow, spanEndingAfter, totalOpen } from './open-window.js';
import { spansFrom } from './spans.js';
import { windowMs } from './time-range.js';

const hour = 3_600_000;

/** Edges of hours and what is next to them, most of them in few hours, and any other millisecond. */
const place = fc.oneof(
  fc
    .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom(-1, 0, 1, 900_000, 1_800_000, 1_800_001))
    .map(([n, more]) => Math.max(0, n * hour + more)),
  fc
    .tuple(fc.integer({ min: 0, max: 64 * 24 }), fc.constantFrom(-1, 0, 1))
    .map(([n, more]) => Math.min(windowMs, Math.max(0, n * hour + more))),
  fc.integer({ min: 0, max: windowMs }),
);
const scene = fc.record({
  start: fc.constantFrom(-3, -1, 0, 1, 320).map((n) => n * windowMs),
  drawn: fc.array(fc.tuple(place, place), { maxLength: 8 }),
  asked: fc.array(place, { minLength: 3, maxLength: 6 }),
});

test('look-ups in a window are what walking its spans finds', () => {
  fc.assert(
    fc.property(scene, ({ start, drawn, asked }) => {
      const spans = spansFrom(drawn.map(([a, b]) => [start + Math.min(a, b), start + Math.max(a, b)]));
      const window = openWindow(start, spans);
      const pairs = Array.from({ length: spans.length / 2 }, (_, i) => [spans[2 * i]!, spans[2 * i + 1]!] as const);
      const edges = [...asked.map((at) => start + at), ...Array.from(spans), start, start + windowMs];
      const instants = edges.flatMap((edge) => [edge - 1, edge, edge + 1]);
      expect(instants.map((at) => [spanEndingAfter(window, at), openBefore(window, at)])).toEqual(
        instants.map((at) => {
          const passed = pairs.map(([from, to]) => Math.max(0, Math.min(at, to) - from));
          return [pairs.filter(([, end]) => end <= at).length, passed.reduce((sum, one) => sum + one, 0)];
        }),
      );
      const total = pairs.reduce((sum, [from, to]) => sum + to - from, 0);
      expect(totalOpen(window)).toBe(total);
      let before = 0;
      for (const [from, to] of pairs) {
        for (const part of [1, hour, hour + 1, Math.ceil((to - from) / 2), to - from]) {
          if (part <= to - from) expect(instantAfter(window, before + part)).toBe(from + part);
        }
        before += to - from;
      }
      expect([window.start, window.end]).toEqual([start, start + windowMs]);
    }),
    { numRuns: 60 },
  );
});

test('tables are as long as the hours they speak of, and none is kept for a window that never opens', () => {
  const [none, some] = [emptyWindow, openWindow(0, [5 * hour, 7 * hour, 9 * hour, 9 * hour + 1])];
  expect([none.firstOfHour.length, none.spanOfOpenHour.length, none.before.length]).toEqual([0, 0, 1]);
  expect([some.firstOfHour.length, some.before.length]).toEqual([64 * 24 + 1, 3]);
  expect([...some.spanOfOpenHour]).toEqual([0, 0, 1]);
  expect([...some.firstOfHour.slice(6, 11)]).toEqual([0, 1, 1, 1, 2]);
  expect(some.firstOfHour.at(-1)).toBe(2);
  expect(totalOpen(none)).toBe(0);
});

test('tables are in bytes as long as these can name every span, and what is past the last one', () => {
  for (const [count, bytes] of [
    [255, 1],
    [256, 4],
    [900, 4],
  ] as const) {
    const window = openWindow(
      0,
      Array.from({ length: 2 * count }, (_, edge) => edge * 60_000),
    );
    expect([window.firstOfHour.BYTES_PER_ELEMENT, window.spanOfOpenHour.BYTES_PER_ELEMENT]).toEqual([bytes, bytes]);
    const ends = Array.from({ length: count }, (_, span) => (2 * span + 1) * 60_000);
    expect(ends.map((end) => spanEndingAfter(window, end - 1))).toEqual(ends.map((_, span) => span));
    expect(ends.map((end) => openBefore(window, end))).toEqual(ends.map((_, span) => (span + 1) * 60_000));
    expect(ends.map((_, span) => instantAfter(window, (span + 1) * 60_000))).toEqual(ends);
    expect(window.firstOfHour.at(-1)).toBe(count);
  }
});
