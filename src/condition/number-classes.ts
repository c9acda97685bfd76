/**
 * Numbers cut a line into classes: below the first cut 0, the first cut 1, between it and the second 2, and so on.
 */
export interface NumberClasses {
  /** In rising order. */
  readonly cuts: Float64Array;
  /** How many cuts lie before each bucket of whole numbers; one more at the end. */
  readonly starts: Uint32Array;
  /** What a class stands for: itself to begin with. */
  readonly slots: Int32Array;
  /** The slots of the first whole numbers, up to the last cut where that is small. */
  readonly small: Int32Array;
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

const noCuts: NumberClasses = {
  cuts: /* @__PURE__ */ new Float64Array(0),
  starts: /* @__PURE__ */ new Uint32Array(0),
  slots: /* @__PURE__ */ new Int32Array(1),
  small: /* @__PURE__ */ new Int32Array(0),
};

/** How many whole numbers are looked up directly. */
const smallMax = 256;

/** @param values - in rising order, each once */
export function numberClasses(values: ArrayLike<number>): NumberClasses {
  if (values.length === 0) return noCuts;
  const cuts = Float64Array.from(values);
  const starts = new Uint32Array(buckets + 1);
  for (let bucket = 0, below = 0; bucket < buckets; bucket++) {
    for (const least = leastIn(bucket); below < cuts.length && cuts[below]! < least; ) below += 1;
    starts[bucket] = below;
  }
  starts[buckets] = cuts.length;
  const slots = Int32Array.from({ length: 2 * cuts.length + 1 }, (_, at) => at);
  return withSlots({ cuts, starts, slots, small: noCuts.small }, slots);
}

/** The same numbers, for classes that stand for something else. */
export function withSlots(classes: NumberClasses, slots: Int32Array): NumberClasses {
  const { cuts, starts } = classes;
  const last = cuts[cuts.length - 1] ?? -1;
  const small = new Int32Array(last < smallMax ? Math.max(0, Math.floor(last) + 2) : 0);
  for (let at = 0; at < small.length; at++) small[at] = slots[classOf(classes, at)]!;
  return { cuts, starts, slots, small };
}

function classOf({ cuts, starts }: NumberClasses, value: number): number {
  if (cuts.length === 0) return 0;
  const whole = value >>> 0;
  const bucket = whole === value ? bucketOf(whole) : -1;
  const below =
    bucket < 0
      ? countBelow(cuts, value, 0, cuts.length)
      : countBelow(cuts, value, starts[bucket]!, starts[bucket + 1]!);
  return below * 2 + (below < cuts.length && cuts[below] === value ? 1 : 0);
}

/** The slot for the class of a number that is not NaN. */
export function slotOfNumber(classes: NumberClasses, value: number): number {
  const whole = value >>> 0;
  if (whole === value && whole < classes.small.length) return classes.small[whole]!;
  return classes.slots[classOf(classes, value)]!;
}
