import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enough, runs } from '../../test/support/runs.js';
import { chargeLead } from './charge-lead.js';
import { createLedger } from './create-ledger.js';
import { dueIn } from './guard-quota.js';
import { pickBestMatch } from './pick-best-match.js';
import { pickBestMatchGuarded } from './pick-best-match-guarded.js';
import { pickFairShare } from './pick-fair-share.js';
import { sharesOf } from './shares.js';
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

test('a sole member who is owed less than this lead is picked as always', () => {
  const ledger = { ...createLedger(2), balance: [-40, 40] };
  const sole = { ...draw([1, 1]), count: 1 };
  expect(pickBestMatchGuarded(ledger, sole, [3, 3], 9000)).toEqual({
    member: 0,
    method: 'sole',
    balance: 5000,
    pool: 5040,
  });
});

test('where nobody eligible is owed anything the fair share decides', () => {
  const ledger = { ...createLedger(4), balance: [-1680, -1681, -9000, 12_361] };
  const pick = pickBestMatchGuarded(ledger, { ...draw([1, 1, 1, 1]), count: 3 }, [1, 2, 3, 4], 9000);
  expect(pick).toEqual({ member: 0, method: 'deficit', balance: 0, pool: 5040 });
});

test('scores below 0 are compared as any others', () => {
  expect(pickBestMatchGuarded(createLedger(3), draw([1, 1, 1]), [-3, -1, -2], 9000).member).toBe(1);
});

test('from any ledger: the best match of those who fall due by the first full slot, lead by lead', () => {
  const state = fc.record({
    weights: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 8 }),
    /** In how many leads each is due, this one included; 0 for who is in debt. */
    dues: fc.array(fc.nat(5), { minLength: 8, maxLength: 8 }),
    ages: fc.array(fc.nat(2), { minLength: 8, maxLength: 8 }),
    scores: fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 8, maxLength: 8 }),
    budget: fc.constantFrom(0, 250, 1000, 9000),
  });
  const seen = new Map<number, number>();
  fc.assert(
    fc.property(state, ({ weights, dues, ages, scores, budget }) => {
      const next = { ...draw(weights), tieKey: (member: number) => -member };
      const { increments, total } = sharesOf(next);
      const owed = weights.map((_, k) => (dues[k] === 0 ? -total : total - (1 + dues[k]!) * increments[k]!));
      const ledger = { balance: owed, received: [], lastSeq: ages };
      const due = ledger.balance.map((balance, member) => balance + increments[member]!);
      const top = Math.max(...due);
      const ahead = due.map((balance, member) => dueIn(balance, increments[member]!, total));
      const fullAt = (slot: number): boolean =>
        due.reduce((sum, x, k) => sum + Math.max(0, Math.floor((x + slot * increments[k]!) / total)), 0) > slot;
      let first = 1;
      while (first <= Math.max(...ahead) && !fullAt(first)) first++;
      const [best] = weights
        .map((_, member) => member)
        .filter((each) => due[each]! > 0 && due[each]! >= top - (total * budget) / 1000 && ahead[each]! <= first)
        .sort((a, b) => scores[b]! - scores[a]! || due[b]! - due[a]! || ages[a]! - ages[b]! || b - a);
      const pick = pickBestMatchGuarded(ledger, next, scores, budget);
      if (pick.method === 'best_match') seen.set(first, (seen.get(first) ?? 0) + 1);
      if (top >= total || best === undefined) expect(pick).toEqual(pickFairShare(ledger, next));
      else expect(pick).toEqual({ member: best, method: 'best_match', balance: due[best], pool: total });
    }),
    runs(1500),
  );
  for (const slot of [1, 2, 3]) expect(seen.get(slot) ?? 0).toBeGreaterThan(enough(10));
});
