import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../test/support/runs.js';
import { hashText } from '../core/hash.js';
import { createLedger, type Draw, pickSticky } from './index.js';
import { surprise } from './sticky-rank.js';

const drawOf = (weights: readonly number[], eligible = weights.map((_, member) => member)): Draw => ({
  eligible,
  count: eligible.length,
  weights,
  value: 1,
  unit: 27_720,
  tieKey: (member) => member,
});
const hashOf = (key: number) => (member: number) => hashText(String(member), hashText(String(key)));
const homeOf = (draw: Draw, key: number): number =>
  pickSticky(createLedger(draw.weights.length), draw, hashOf(key), 1_000)!.member;

test('surprise is −log2 of the hash as a fraction, to a millionth', () => {
  expect(surprise(0)).toBe(33 * 1_048_576);
  expect(surprise(0xffffffff)).toBe(1);
  expect(surprise(0x80000000)).toBe(1_048_576);
  for (let hash = 1; hash < 0xffffffff; hash += 9_876_543) {
    expect(Math.abs(surprise(hash) / 1_048_576 + Math.log2((hash + 0.5) / 4_294_967_296))).toBeLessThan(3e-6);
  }
});

test('keys spread over the members by their weights', () => {
  const weights = [1, 2, 3, 4];
  const counts = [0, 0, 0, 0];
  for (let key = 0; key < 10_000; key++) counts[homeOf(drawOf(weights), key)]! += 1;
  // three standard deviations of a binomial share are less than 150
  for (const [member, count] of counts.entries()) expect(Math.abs(count - weights[member]! * 1_000)).toBeLessThan(150);
});

test('whoever leaves takes only its own keys along; who joins or gains weight draws keys only to itself', () => {
  const all = drawOf([2, 1, 3, 1]);
  let moved = 0;
  for (let key = 0; key < 2_000; key++) {
    const home = homeOf(all, key);
    const without = homeOf(drawOf([2, 1, 3, 1], [0, 1, 3]), key);
    if (home !== 2) expect(without).toBe(home);
    else moved++;
    const heavier = homeOf(drawOf([2, 5, 3, 1]), key);
    if (heavier !== home) expect(heavier).toBe(1);
  }
  expect(moved).toBeGreaterThan(700);
});

test('the overdraft ends it, to the unit, and so does a lead that is overdue', () => {
  const draw = drawOf([1, 1]);
  const key = [0, 1, 2, 3].find((one) => homeOf(draw, one) === 0)!;
  const pick = (balance: number[], overdraft: number) =>
    pickSticky({ ...createLedger(2), balance }, draw, hashOf(key), overdraft);
  expect(pick([-13_860, 13_859], 1_000)).toMatchObject({ member: 0, method: 'sticky', balance: 0, pool: 27_720 });
  expect(pick([-13_861, 13_859], 1_000)).toBeNull();
  expect(pick([0, 0], 500)).toMatchObject({ member: 0 });
  expect(pick([0, 0], 499)).toBeNull();
  expect(pick([-13_860, 13_860], 1_000)).toBeNull();
  expect(pick([-13_860, 13_860], 1_001)).toMatchObject({ member: 0 });
  expect(pick([-13_861, 13_861], 1_000)).toBeNull();
});

test('a sole member is picked as always', () => {
  const draw = drawOf([1, 1], [1]);
  expect(pickSticky({ ...createLedger(2), balance: [90, -90] }, draw, hashOf(1), 0)).toMatchObject({
    member: 1,
    method: 'sole',
  });
});

test('a key belongs to the least −log(hash) / weight, then to whom age and key put first', () => {
  const few = (max: number) => fc.array(fc.nat(max), { minLength: 6, maxLength: 6 });
  const given = fc.record({
    weights: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 6 }),
    // hashes whose surprises are whole, so that they tie across weights
    halvings: few(4),
    ages: few(2),
    keys: few(1),
  });
  fc.assert(
    fc.property(given, ({ weights, halvings, ages, keys }) => {
      const hash = (member: number): number => Math.floor(2 ** 31 / 2 ** halvings[member]!);
      const draw: Draw = { ...drawOf(weights), tieKey: (member) => keys[member]! };
      const surprises = weights.map((_, member) => BigInt(surprise(hash(member))));
      const [home] = weights
        .map((_, member) => member)
        .sort(
          (a, b) =>
            Number(surprises[a]! * BigInt(weights[b]!) - surprises[b]! * BigInt(weights[a]!)) ||
            ages[a]! - ages[b]! ||
            keys[a]! - keys[b]! ||
            a - b,
        );
      const ledger = { ...createLedger(weights.length), lastSeq: ages };
      expect(pickSticky(ledger, draw, hash, 1_000)).toMatchObject({ member: home, method: 'sticky' });
    }),
    runs(1000),
  );
});
