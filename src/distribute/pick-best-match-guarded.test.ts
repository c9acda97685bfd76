import { expect, test } from 'vitest';
import { chargeLead } from './charge-lead.js';
import { createLedger } from './create-ledger.js';
import { pickBestMatch } from './pick-best-match.js';
import { pickBestMatchGuarded } from './pick-best-match-guarded.js';
import { pickFairShare } from './pick-fair-share.js';
import type { Draw } from './types.js';

const draw = (weights: readonly number[]): Draw => ({
  eligible: weights.map((_, member) => member),
  count: weights.length,
  weights,
  value: 1,
  unit: 5040,
  tieKey: (member) => member,
});

test('the best match of a fresh pool may take the first lead, but not the first two', () => {
  const ledger = createLedger(3);
  const next = draw([1, 1, 1]);
  const scores = [1, 2, 3];
  expect(pickBestMatchGuarded(ledger, next, scores, 9000).member).toBe(2);
  chargeLead(ledger, next, 2, 1);
  expect(pickBestMatchGuarded(ledger, next, scores, 9000).member).toBe(1);
  expect(pickBestMatch(ledger, next, scores, 9000).member).toBe(2);
});

test('a budget of nothing is the fair share', () => {
  const ledger = createLedger(4);
  const next = draw([1, 2, 3, 8]);
  for (let seq = 1; seq <= 28; seq++) {
    const { member } = pickBestMatchGuarded(ledger, next, [4, 3, 2, 1], 0);
    expect(ledger.balance[member]).toBe(ledger.balance[pickFairShare(ledger, next).member]);
    chargeLead(ledger, next, member, seq);
  }
});

test('who is owed a full lead gets it, however bad the match', () => {
  const ledger = { ...createLedger(3), balance: [4000, -2000, -2000] };
  expect(pickBestMatchGuarded(ledger, draw([1, 1, 1]), [0, 9, 9], 9000)).toEqual({
    member: 0,
    method: 'deficit',
    balance: 5680,
    pool: 5040,
  });
});

test('a sole member', () => {
  expect(pickBestMatchGuarded(createLedger(1), draw([3]), [0], 500).method).toBe('sole');
});
