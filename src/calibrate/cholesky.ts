import { assert } from '../core/assert.js';

/**
 * The lower triangle L with L·Lᵀ = A, in place, for a symmetric positive definite matrix in rows of `size`. O(size³).
 *
 * @param matrix - its lower triangle is read and overwritten; what is above the diagonal stays
 * @throws Error where the matrix is not positive definite
 */
export function cholesky(matrix: Float64Array, size: number): void {
  for (let row = 0; row < size; row++) {
    for (let column = 0; column <= row; column++) {
      let sum = matrix[row * size + column]!;
      for (let k = 0; k < column; k++) sum -= matrix[row * size + k]! * matrix[column * size + k]!;
      if (row !== column) matrix[row * size + column] = sum / matrix[column * size + column]!;
      else {
        assert(sum > 0, 'expected a positive definite matrix');
        matrix[row * size + row] = Math.sqrt(sum);
      }
    }
  }
}

/** x with L·Lᵀ·x = b, for the triangle that {@link cholesky} gives. O(size²). */
export function solveCholesky(triangle: Float64Array, size: number, b: ArrayLike<number>): Float64Array {
  const x = Float64Array.from(b);
  for (let row = 0; row < size; row++) {
    let sum = x[row]!;
    for (let k = 0; k < row; k++) sum -= triangle[row * size + k]! * x[k]!;
    x[row] = sum / triangle[row * size + row]!;
  }
  for (let row = size - 1; row >= 0; row--) {
    let sum = x[row]!;
    for (let k = row + 1; k < size; k++) sum -= triangle[k * size + row]! * x[k]!;
    x[row] = sum / triangle[row * size + row]!;
  }
  return x;
}

/** The diagonal of the inverse of L·Lᵀ. O(size³). */
export function inverseDiagonal(triangle: Float64Array, size: number): Float64Array {
  const diagonal = new Float64Array(size);
  const unit = new Float64Array(size);
  for (let column = 0; column < size; column++) {
    unit[column] = 1;
    diagonal[column] = solveCholesky(triangle, size, unit)[column]!;
    unit[column] = 0;
  }
  return diagonal;
}
