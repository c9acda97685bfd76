/** Sorted, disjoint, non-touching half-open intervals as `[start, end, start, end, …]`. */
export type Spans = ArrayLike<number>;

/**
 * The instants whose membership in `a` and in `b` satisfies `holds`, where `holds(false, false)` is false.
 * Time is linear: one walk over the edges of both.
 */
function combineSpans(a: Spans, b: Spans, holds: (inA: boolean, inB: boolean) => boolean): number[] {
  const out: number[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    const edge = Math.min(a[i] ?? Infinity, b[j] ?? Infinity);
    if (a[i] === edge) i++;
    if (b[j] === edge) j++;
    // an odd index stands inside a span, and so does an odd length of the result
    if (holds(i % 2 === 1, j % 2 === 1) !== (out.length % 2 === 1)) out.push(edge);
  }
  return out;
}

/** Intervals in any order, overlapping or empty, as spans. */
export function spansFrom(intervals: Iterable<readonly [number, number]>): Spans {
  const out: number[] = [];
  for (const [start, end] of [...intervals].sort((a, b) => a[0] - b[0])) {
    const last = out.length - 1;
    if (end <= start) continue;
    if (last > 0 && start <= out[last]!) out[last] = Math.max(out[last]!, end);
    else out.push(start, end);
  }
  return out;
}

export const union = (a: Spans, b: Spans): Spans => combineSpans(a, b, (inA, inB) => inA || inB);
export const intersection = (a: Spans, b: Spans): Spans => combineSpans(a, b, (inA, inB) => inA && inB);
export const difference = (a: Spans, b: Spans): Spans => combineSpans(a, b, (inA, inB) => inA && !inB);

/** The part of the spans in `[from, to)`; finds its place by bisection. */
export function clipSpans(spans: Spans, from: number, to: number): Spans {
  let low = 0;
  let high = spans.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (spans[middle]! <= from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < spans.length && spans[end]! < to) end++;
  const inside = Array.prototype.slice.call(spans, low, end) as number[];
  if (low % 2 === 1) inside.unshift(from);
  if (end % 2 === 1) inside.push(to);
  return inside;
}
