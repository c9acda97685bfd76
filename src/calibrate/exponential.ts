import { ln2 } from './natural-log.js';

/** ln 2 in two parts: the first has so few bits that multiples of it are exact. */
const ln2High = 0.693145751953125;
const ln2Low = 0.0000014286068203094173;

/**
 * e to the x from +, −, × and ÷ alone, in one order: the same bits on every runtime, which `Math.exp` does not promise.
 * Relative error below 10⁻¹⁵.
 *
 * Source: x = k·ln 2 + r with |r| ≤ ln 2 / 2; 16 terms of the power series of e to the r.
 *
 * @param x - from −700 to 700; beyond, the nearer of these counts
 * @example exponential(0) //=> 1
 */
export function exponential(x: number): number {
  const bounded = Math.max(-700, Math.min(700, x));
  const k = Math.floor(bounded / ln2 + 0.5);
  const rest = bounded - k * ln2High - k * ln2Low;
  let sum = 1;
  for (let n = 16; n >= 1; n--) sum = 1 + (sum * rest) / n;
  let scale = 1;
  for (let i = 0; i < k; i++) scale *= 2;
  for (let i = 0; i > k; i--) scale /= 2;
  return sum * scale;
}

/** 1 / (1 + e to the −x): log odds as a probability. */
export const logistic = (x: number): number => 1 / (1 + exponential(-x));
