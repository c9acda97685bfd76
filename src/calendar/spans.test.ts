import fc from 'fast-check';
import { expect, test } from 'vitest';
import { clipSpans, difference, intersection, type Spans, spansFrom, union } from './spans.js';

const last = 12;
const points = Array.from({ length: last }, (_, point) => point);
const intervals = fc.array(fc.tuple(fc.integer({ min: 0, max: last }), fc.integer({ min: 0, max: last })), {
  maxLength: 5,
});
const holds = (list: readonly (readonly [number, number])[], point: number): boolean =>
  list.some(([start, end]) => start <= point && point < end);

/** The spans of the points that hold, one edge wherever that changes. */
function spansOf(open: (point: number) => boolean): Spans {
  const edges: number[] = [];
  for (let point = 0; point <= last; point++) {
    const now = point < last && open(point);
    if (now !== (edges.length % 2 === 1)) edges.push(point);
  }
  return edges;
}

test('intervals, what they have in common and what is left of them hold point by point, in fewest spans', () => {
  fc.assert(
    fc.property(intervals, intervals, (a, b) => {
      const [x, y] = [spansFrom(a), spansFrom(b)];
      expect(x).toEqual(spansOf((point) => holds(a, point)));
      expect(union(x, y)).toEqual(spansOf((point) => holds(a, point) || holds(b, point)));
      expect(intersection(x, y)).toEqual(spansOf((point) => holds(a, point) && holds(b, point)));
      expect(difference(x, y)).toEqual(spansOf((point) => holds(a, point) && !holds(b, point)));
    }),
  );
});

test('a clipped part holds the points in it, of numbers in a list as of those in a typed array', () => {
  const bound = fc.integer({ min: 0, max: last });
  fc.assert(
    fc.property(intervals, bound, bound, (list, one, other) => {
      const [from, to] = [Math.min(one, other), Math.max(one, other)];
      const spans = spansFrom(list);
      const inside = spansOf((point) => from <= point && point < to && holds(list, point));
      if (from < to) {
        expect(clipSpans(spans, from, to)).toEqual(inside);
        expect(clipSpans(Float64Array.from(spans), from, to)).toEqual(inside);
      }
    }),
  );
  expect(points.map((point) => clipSpans([3, 6], point, point + 1).length)).toEqual([
    0, 0, 0, 2, 2, 2, 0, 0, 0, 0, 0, 0,
  ]);
});
