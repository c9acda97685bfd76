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

test('equal matches: the larger balance, then the least recently assigned', () => {
  const next = draw([1, 1, 1]);
  const pick = (balance: number[], lastSeq: number[]) =>
    pickBestMatchGuarded({ ...createLedger(3), balance, lastSeq }, next, [0, 5, 5], 9000);
  expect(pick([0, 0, 0], [0, 2, 1])).toEqual({ member: 2, method: 'best_match', balance: 1680, pool: 5040 });
  expect(pick([0, 0, 0], [0, 1, 2]).member).toBe(1);
  expect(pick([0, -6, 6], [0, 1, 2]).member).toBe(2);
  expect(pick([0, 6, -6], [0, 2, 1]).member).toBe(1);
});

test('exactly a full lead is a full lead, and the budget may be used to the unit', () => {
  const pick = (balance: number[], budget: number) =>
    pickBestMatchGuarded({ ...createLedger(3), balance }, draw([1, 1, 1]), [0, 0, 9], budget);
  expect(pick([3360, -1680, -1680], 9000)).toMatchObject({ member: 0, method: 'deficit', balance: 5040 });
  expect(pick([630, 0, -630], 250)).toMatchObject({ member: 2, balance: 1050 });
  expect(pick([630, 0, -630], 249)).toMatchObject({ member: 0, balance: 2310 });
});

test('a sole member', () => {
  expect(pickBestMatchGuarded(createLedger(1), draw([3]), [0], 500).method).toBe('sole');
});
