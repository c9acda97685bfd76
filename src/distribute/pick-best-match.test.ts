import { expect, test } from 'vitest';
import { createLedger } from './create-ledger.js';
import { pickBestMatch } from './pick-best-match.js';
import type { Draw } from './types.js';

const draw = (weights: readonly number[], more: Partial<Draw> = {}): Draw => ({
  eligible: weights.map((_, member) => member),
  count: weights.length,
  weights,
  value: 1,
  unit: 60,
  tieKey: (member) => member,
  ...more,
});

test('the budget decides how far from the largest balance the best match may be', () => {
  const pool = draw([3, 2, 1]); // balances 30, 20, 10 of 60
  expect(pickBestMatch(createLedger(3), pool, [0, 5, 9], 0)).toEqual({
    member: 0,
    method: 'best_match',
    balance: 30,
    pool: 60,
  });
  expect(pickBestMatch(createLedger(3), pool, [0, 5, 9], 166).member).toBe(0);
  expect(pickBestMatch(createLedger(3), pool, [0, 5, 9], 167).member).toBe(1);
  expect(pickBestMatch(createLedger(3), pool, [0, 5, 9], 334).member).toBe(2);
  expect(pickBestMatch(createLedger(3), pool, [0, 9, 5], 334).member).toBe(1);
});

test('equal scores: larger balance, then least recently assigned, then the smaller key', () => {
  expect(pickBestMatch(createLedger(2), draw([1, 2]), [7, 7], 1000).member).toBe(1);
  const ledger = { ...createLedger(2), lastSeq: [2, 1] };
  expect(pickBestMatch(ledger, draw([1, 1]), [7, 7], 1000).member).toBe(1);
  expect(pickBestMatch(createLedger(2), draw([1, 1], { tieKey: (m) => -m }), [7, 7], 1000).member).toBe(1);
});

test('the budget is exact where its product is not a safe integer', () => {
  const unit = 80_313_433_200;
  const ledger = { balance: [1_000 * unit, -1_000 * unit], received: [0, 0], lastSeq: [0, 0] };
  expect(pickBestMatch(ledger, draw([1, 1], { unit }), [0, 1], 1_999_999).member).toBe(0);
  expect(pickBestMatch(ledger, draw([1, 1], { unit }), [0, 1], 2_000_000).member).toBe(1);
});

test('equal matches behind the leader: the least recently assigned, whatever the index', () => {
  const ledger = { ...createLedger(3), lastSeq: [0, 2, 1] };
  expect(pickBestMatch(ledger, draw([3, 1, 1]), [0, 5, 5], 1000).member).toBe(2);
  expect(pickBestMatch({ ...ledger, lastSeq: [0, 1, 2] }, draw([3, 1, 1]), [0, 5, 5], 1000).member).toBe(1);
});

test('a better match wins however soon another was served, and a sole member however bad the match', () => {
  const ledger = { ...createLedger(2), lastSeq: [1, 2] };
  expect(pickBestMatch(ledger, draw([1, 1]), [5, 7], 0).member).toBe(1);
  expect(pickBestMatch(ledger, draw([1, 1], { count: 1 }), [5, 7], 0)).toMatchObject({ member: 0, method: 'sole' });
});
