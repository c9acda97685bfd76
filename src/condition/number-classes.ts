/**
 * Numbers cut a line into classes: below the first cut 0, the first cut 1, between it and the second 2, and so on.
 */
export interface NumberClasses {
  /** In rising order. */
  readonly cuts: Float64Array;
  /** How many cuts lie before each bucket of whole numbers; one more at the end. */
  readonly starts: Uint32Array;
}

/** Whole numbers below 2^32 fall into 240 buckets: eight for each power of two, as their first four bits have it. */
const buckets = 240;

const bucketOf = (whole: number): number => {
  const exponent = whole < 16 ? 0 : 28 - Math.clz32(whole);
  return exponent * 8 + (whole >>> exponent);
};

const leastIn = (bucket: number): number => {
  if (bucket < 16) return bucket;
  const exponent = (bucket >>> 3) - 1;
  return (bucket - exponent * 8) * (1 << exponent);
};

/** The number of cuts below `value`, searched for from `low` up to `high`. */
function countBelow(cuts: Float64Array, value: number, low: number, high: number): number {
  let from = low;
  let to = high;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (cuts[middle]! < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** @param values - in rising order, each once */
export function numberClasses(values: readonly number[]): NumberClasses {
  const cuts = Float64Array.from(values);
  const starts = Uint32Array.from({ length: buckets + 1 }, (_, bucket) =>
    bucket < buckets ? countBelow(cuts, leastIn(bucket), 0, cuts.length) : cuts.length,
  );
  return { cuts, starts };
}

/** The class of a number that is not NaN. */
export function classOfNumber({ cuts, starts }: NumberClasses, value: number): number {
  const whole = value >>> 0;
  let below: number;
  if (whole === value) {
    const bucket = bucketOf(whole);
    below = countBelow(cuts, value, starts[bucket]!, starts[bucket + 1]!);
  } else below = countBelow(cuts, value, 0, cuts.length);
  return below * 2 + (cuts[below] === value ? 1 : 0);
}
