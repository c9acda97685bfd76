/** Nearest double to ln 2. */
// written out: `Math.LN2` is only as exact as the runtime makes it
// biome-ignore lint/suspicious/noApproximativeNumericConstant: the same bits on every runtime
export const ln2 = 0.6931471805599453;

/**
 * The natural logarithm from +, −, × and ÷ alone, in one order: the same bits on every runtime, which `Math.log` does not
 * promise. Error below 4 · 10⁻¹⁶ relative to the larger of 1 and the result.
 *
 * Source: ln x = k·ln 2 + 2·artanh((m − 1)/(m + 1)) with x = m·2ᵏ and m in [0.7, 1.4]; 12 terms of the series.
 *
 * @param x - above 0 and finite
 * @returns NaN for anything else
 * @example naturalLog(1) //=> 0
 */
export function naturalLog(x: number): number {
  if (!(x > 0) || x === Number.POSITIVE_INFINITY) return Number.NaN;
  let m = x;
  let k = 0;
  // halving and doubling are exact
  for (; m > 1.4; m /= 2) k++;
  for (; m < 0.7; m *= 2) k--;
  const z = (m - 1) / (m + 1);
  const square = z * z;
  let sum = 0;
  for (let odd = 23; odd >= 1; odd -= 2) sum = sum * square + 1 / odd;
  return k * ln2 + 2 * z * sum;
}
