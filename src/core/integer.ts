/** Greatest common divisor of two non-negative integers; `gcd(0, n)` is `n`. */
export function gcd(a: number, b: number): number {
  let x = a;
  let y = b;
  while (y > 0) {
    const rest = x % y;
    x = y;
    y = rest;
  }
  return x;
}

/** Whether `value` is a whole number in `[min, max]`. */
export const isWholeNumber = (value: unknown, min: number, max: number): value is number =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max;
