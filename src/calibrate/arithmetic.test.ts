import { expect, test } from 'vitest';
import { cholesky, inverseDiagonal, solveCholesky } from './cholesky.js';
import { exponential, logistic } from './exponential.js';
import { fitLogistic } from './fit-logistic.js';
import { naturalLog } from './natural-log.js';
import { proposeThreshold } from './propose-threshold.js';
import { rocArea } from './roc-area.js';

const bits = (x: number): string => {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, x);
  return view.getBigUint64(0).toString(16);
};

test('the logarithm is within a bit or two of the true one, over the whole range', () => {
  for (let x = 1e-300; x < 1e300; x *= 1.37) {
    const wanted = Math.log(x);
    expect(Math.abs(naturalLog(x) - wanted)).toBeLessThanOrEqual(4.5e-16 * Math.max(1, Math.abs(wanted)));
  }
  expect([0, -1, Number.NaN, Number.POSITIVE_INFINITY].map(naturalLog)).toEqual(Array(4).fill(Number.NaN));
});

test('the exponential is within a few bits of the true one', () => {
  for (let x = -700; x <= 700; x += 0.173) {
    expect(Math.abs(exponential(x) / Math.exp(x) - 1)).toBeLessThan(1e-15);
  }
  expect([exponential(-800), exponential(800)]).toEqual([exponential(-700), exponential(700)]);
  expect([logistic(0), logistic(700)]).toEqual([0.5, 1]);
});

test('both give the same bits everywhere: these', () => {
  expect([2, 3, 10, 0.1, 1e300].map((x) => bits(naturalLog(x)))).toEqual([
    '3fe62e42fefa39ef',
    '3ff193ea7aad030a',
    '40026bb1bbb55515',
    'c0026bb1bbb55515',
    '4085963447f87fb5',
  ]);
  expect([1, -1, 10].map((x) => bits(exponential(x)))).toEqual([
    '4005bf0a8b14576a',
    '3fd78b56362cef38',
    '40d5829dcf950560',
  ]);
});

test('solves a system, and gives the diagonal of the inverse', () => {
  const matrix = Float64Array.from([4, 0, 0, 2, 5, 0, 2, 3, 6]);
  cholesky(matrix, 3);
  const rounded = (values: Float64Array): readonly number[] => [...values].map((x) => Math.round(x * 1e9) / 1e9);
  expect(rounded(solveCholesky(matrix, 3, [2, 1, 4]))).toEqual([0.3125, -0.375, 0.75]);
  expect(rounded(inverseDiagonal(matrix, 3))).toEqual([0.328125, 0.3125, 0.25]);
  expect(() => cholesky(Float64Array.from([1, 0, 2, 1]), 2)).toThrow('positive definite');
});

test('one feature: the weight is the logarithm of the odds ratio, the error that of four counts', () => {
  const patterns = [
    { features: [], won: 20, lost: 60 },
    { features: [0], won: 45, lost: 15 },
  ];
  const { intercept, weights, errors } = fitLogistic(patterns, 1, { ridge: 1e-9 });
  expect(intercept).toBeCloseTo(Math.log(20 / 60), 6);
  expect(weights[0]).toBeCloseTo(Math.log((45 * 60) / (15 * 20)), 6);
  expect(errors[0]).toBeCloseTo(Math.sqrt(1 / 20 + 1 / 60 + 1 / 45 + 1 / 15), 6);
});

test('a ridge keeps a feature finite that always wins, and sends one that nothing is known of to 0', () => {
  const { weights, iterations } = fitLogistic(
    [
      { features: [], won: 10, lost: 10 },
      { features: [0], won: 30, lost: 0 },
    ],
    2,
  );
  expect(weights[0]).toBeGreaterThan(1);
  expect(weights[0]).toBeLessThan(5);
  expect(weights[1]).toBe(0);
  expect(iterations).toBeLessThan(20);
});

test('two features that always come together share what one would get', () => {
  const both = [
    { features: [], won: 20, lost: 60 },
    { features: [0, 1], won: 45, lost: 15 },
  ];
  const { weights } = fitLogistic(both, 2, { ridge: 1e-6 });
  expect(weights[0]).toBeCloseTo(weights[1]!, 6);
  expect(weights[0]! + weights[1]!).toBeCloseTo(Math.log(9), 4);
});

test('the area counts pairs in order, ties half', () => {
  const leads = (text: string) => [...text].map((mark, points) => ({ points, won: mark === '+' }));
  expect(rocArea(leads('--++'))?.area).toBe(10_000);
  expect(rocArea(leads('++--'))?.area).toBe(0);
  expect(rocArea(leads('-+-+'))?.area).toBe(7_500);
  expect(rocArea(leads('++'))).toBeNull();
  expect(rocArea(leads('-+').map((lead) => ({ ...lead, points: 1 })))).toMatchObject({ area: 5_000 });
});

test('a threshold lets so many wins through, and is the highest that does', () => {
  const leads = [9, 7, 7, 5, 1].map((points) => ({ points, won: true }));
  const lost = [{ points: 8, won: false }];
  expect([1, 20, 21, 60, 61, 80, 100].map((percent) => proposeThreshold([...leads, ...lost], percent))).toEqual([
    9, 9, 7, 7, 5, 5, 1,
  ]);
  expect(proposeThreshold(lost, 80)).toBeNull();
});
