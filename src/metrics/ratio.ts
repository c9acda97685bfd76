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

/**
 * The Gini coefficient, `Σᵢ Σⱼ |xᵢ − xⱼ| / (2 n Σx)`, as an exact fraction (Gini 1912): 0 where all amounts are equal,
 * (n − 1) / n where one has everything.
 *
 * @param amounts - whole numbers from 0; their number times their sum must stay below 2⁵² (O(n log n))
 * @returns null where nobody has anything
 * @example
 * giniIndex([2, 1, 1]); //=> { of: 1, outOf: 6 }
 */
export function giniIndex(amounts: readonly number[]): Ratio | null {
  const sum = amounts.reduce((total, amount) => total + amount, 0);
  const { length } = amounts;
  // in order, the k-th amount is the larger of a pair k times and the smaller n − 1 − k times
  const apart = [...amounts]
    .sort((a, b) => a - b)
    .reduce((total, amount, k) => total + (2 * k - length + 1) * amount, 0);
  return sum === 0 ? null : ratioOf(apart, length * sum);
}
