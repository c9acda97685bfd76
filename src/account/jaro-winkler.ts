/**
 * How alike two texts are, in whole thousandths from 0 to 1,000: Jaro–Winkler similarity, rounded down.
 *
 * Computed with integers alone, so that every runtime gives the same figure: Jaro is one fraction over `6·a·b·m` (the two
 * lengths and the matches; twice, because a transposition counts half), and Winkler's bonus of a tenth of what is missing, for
 * each of at most four equal first units, is added before the one division. Rounding down keeps 1,000 for equal texts only.
 * Lengths are UTF-16 code units, at most 4,096. O(a·b) at worst, O(a·window) in practice.
 *
 * Source: Jaro 1989; Winkler 1990, with the bonus at every similarity.
 *
 * @returns 1,000 for two empty texts, 0 for an empty and another
 * @example jaroWinkler('martha', 'marhta') //=> 961
 * @example jaroWinkler('dixon', 'dicksonx') //=> 813
 */
export function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1_000;
  const { matches, misplaced } = commonUnits(a, b);
  if (matches === 0) return 0;
  const whole = 6 * a.length * b.length * matches;
  const jaro = 2 * matches * matches * (a.length + b.length) + (2 * matches - misplaced) * a.length * b.length;
  const tenths = 10 * jaro + sharedPrefix(a, b) * (whole - jaro);
  return quotient(tenths * 100, whole);
}

/** Whole part of an exact division of safe integers. */
const quotient = (dividend: number, divisor: number): number => (dividend - (dividend % divisor)) / divisor;

/** Units of `a` that stand near the same place in `b`, and how many of them come in another order there. */
function commonUnits(a: string, b: string): { readonly matches: number; readonly misplaced: number } {
  const window = Math.max(0, (Math.max(a.length, b.length) >> 1) - 1);
  const taken = new Uint8Array(b.length);
  const matched: number[] = [];
  for (let i = 0; i < a.length; i++) {
    const unit = a.charCodeAt(i);
    const end = Math.min(b.length, i + window + 1);
    let j = Math.max(0, i - window);
    while (j < end && (taken[j] === 1 || b.charCodeAt(j) !== unit)) j++;
    if (j < end) {
      taken[j] = 1;
      matched.push(unit);
    }
  }
  let misplaced = 0;
  for (let j = 0, k = 0; j < b.length; j++) if (taken[j] === 1 && b.charCodeAt(j) !== matched[k++]) misplaced++;
  return { matches: matched.length, misplaced };
}

function sharedPrefix(a: string, b: string): number {
  const end = Math.min(4, a.length, b.length);
  let length = 0;
  while (length < end && a.charCodeAt(length) === b.charCodeAt(length)) length++;
  return length;
}
