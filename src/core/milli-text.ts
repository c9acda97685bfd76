/**
 * Thousandths as a decimal with two or three places, rounded toward zero: the same text on every runtime.
 *
 * @example
 * milliText(-1_234, 2); //=> '-1.23'
 */
export function milliText(milli: number, places: 2 | 3): string {
  const size = Math.abs(milli);
  const text = `${Math.floor(size / 1_000)}.${String(size % 1_000)
    .padStart(3, '0')
    .slice(0, places)}`;
  return milli < 0 && /[1-9]/.test(text) ? `-${text}` : text;
}
