import { gcd } from '../core/integer.js';

/** A fraction of two whole numbers, in lowest terms. */
export interface Ratio {
  readonly of: number;
  readonly outOf: number;
}

/**
 * `of` out of `outOf` in lowest terms; null where there is nothing to be a part of.
 *
 * @param of - a whole number from 0
 * @param outOf - a whole number from 0
 * @example
 * ratioOf(6, 8); //=> { of: 3, outOf: 4 }
 * ratioOf(0, 0); //=> null
 */
export function ratioOf(of: number, outOf: number): Ratio | null {
  if (outOf === 0) return null;
  const divisor = gcd(of, outOf);
  return { of: of / divisor, outOf: outOf / divisor };
}

/**
 * Jain's fairness index, `(Σx)² / (n · Σx²)`, as an exact fraction (Jain, Chiu & Hawe 1984): 1 where all amounts are
 * equal, 1/n where one has everything.
 *
 * @param amounts - whole numbers from 0; the squared sum must be a safe integer (sum below 94,906,265)
 * @returns null where nobody has anything
 * @example
 * jainIndex([2, 1, 1]); //=> { of: 8, outOf: 9 }
 */
export function jainIndex(amounts: readonly number[]): Ratio | null {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const squares = amounts.reduce((total, amount) => total + amount * amount, 0);
  return sum === 0 ? null : ratioOf(sum * sum, amounts.length * squares);
}
