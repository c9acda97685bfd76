import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  chargeLead,
  createLedger,
  createScratch,
  type Draw,
  pickBestMatch,
  pickFairShare,
  pickLeastLoaded,
} from '../../src/distribute/index.js';
import { pickByDeadline } from '../../src/distribute/pick-by-deadline.js';
import { pickLargest } from '../../src/distribute/pick-largest.js';
import { sharesOf } from '../../src/distribute/shares.js';
import {
  type ExactDraw,
  exactBestMatch,
  exactByDeadline,
  exactCharge,
  exactGuarded,
  exactLargest,
  exactLeastLoaded,
  exactStart,
  fraction,
  inUnits,
} from '../spec/fair-share.js';
import { enough, runs } from '../support/runs.js';

const unit = 80_313_433_200; // exact for every pool whose weights sum to 28 or less

/** Weights that sum to 28 at most, so that the integer ledger rounds nothing. */
const smallWeights = fc
  .array(fc.integer({ min: 1, max: 14 }), { minLength: 2, maxLength: 9 })
  .filter((weights) => weights.reduce((a, b) => a + b) <= 28);

/** Few heavy and many light members. */
const skewed = fc
  .tuple(fc.integer({ min: 1, max: 6 }), fc.integer({ min: 2, max: 9 }), fc.integer({ min: 1, max: 3 }))
  .map(([light, weight, heavy]) => [...new Array<number>(light).fill(1), ...new Array<number>(heavy).fill(weight)])
  .filter((weights) => weights.reduce((a, b) => a + b) <= 28);

const steps = fc.array(
  fc.record({
    hidden: fc.uniqueArray(fc.integer({ min: 0, max: 8 }), { maxLength: 7 }),
    value: fc.constantFrom(1, 1, 1, 2, 5),
    swap: fc.option(fc.tuple(fc.nat(8), fc.nat(8)), { freq: 9, nil: null }),
    salt: fc.nat(1000),
  }),
  { minLength: 1, maxLength: 60 },
);

type Step = { hidden: number[]; value: number; swap: [number, number] | null; salt: number };

function* draws(start: readonly number[], script: readonly Step[], counted: boolean): Generator<ExactDraw & Draw> {
  const weights = [...start];
  const scratch = createScratch();
  for (const { hidden, value, swap, salt } of script) {
    const [a, b] = (swap ?? [0, 0]).map((index) => index % weights.length) as [number, number];
    [weights[a], weights[b]] = [weights[b]!, weights[a]!];
    const shown = weights.map((_, member) => member).filter((member) => !hidden.includes(member));
    const eligible = shown.length > 0 ? shown : [salt % weights.length];
    const tieKey = (member: number): number => Math.imul(member + 1, 2 * salt + 1) >>> 0;
    yield {
      eligible,
      count: eligible.length,
      weights: [...weights],
      value: counted ? 1 : value,
      unit,
      tieKey,
      scratch,
    };
  }
}

test('pick and ledger are those of the exact fractions, with changing pools, weights and values', () => {
  fc.assert(
    fc.property(smallWeights, steps, fc.boolean(), (weights, script, counted) => {
      const ledger = createLedger(weights.length);
      let exact = exactStart(weights.length);
      let seq = 0;
      for (const draw of draws(weights, script, counted)) {
        seq++;
        const { member, balance, pool } = pickFairShare(ledger, draw);
        expect(member).toBe(draw.value === 1 ? exactGuarded(exact, draw) : exactLargest(exact, draw));
        expect(pool).toBe(draw.value * unit);
        exact = exactCharge(exact, draw, member, seq);
        chargeLead(ledger, draw, member, seq);
        expect(ledger.balance).toEqual(exact.owed.map((owed) => inUnits(owed, unit)));
        expect(balance - pool).toBe(ledger.balance[member]);
      }
    }),
    runs(1000),
  );
});

// Long stable stretches of skewed weights are where the guard has to act.
test('the guard acts exactly when the exact fractions say so', () => {
  const methods = new Set<string>();
  fc.assert(
    fc.property(skewed, fc.nat(50), (weights, salt) => {
      const ledger = createLedger(weights.length);
      let exact = exactStart(weights.length);
      const eligible = weights.map((_, member) => member);
      const tieKey = (member: number): number => Math.imul(member + 1, 2 * salt + 1) >>> 0;
      const draw = { eligible, count: weights.length, weights, value: 1, unit, tieKey };
      for (let seq = 1; seq <= 28; seq++) {
        const { member, method } = pickFairShare(ledger, draw);
        methods.add(method);
        expect(member).toBe(exactGuarded(exact, draw));
        expect(method === 'quota_guard').toBe(member !== exactLargest(exact, draw));
        exact = exactCharge(exact, draw, member, seq);
        chargeLead(ledger, draw, member, seq);
      }
    }),
    { ...runs(300), examples: [[[1, 1, 1, 1, 4, 4], 0]] },
  );
  expect(methods).toContain('quota_guard');
});

// States that no history leads to, where several slots are full and members are owed many leads.
test('from any state the pick is that of the exact fractions', () => {
  const twentieths = fc.array(fc.integer({ min: 0, max: 14 }), { minLength: 9, maxLength: 9 });
  const methods = new Map<string, number>();
  fc.assert(
    fc.property(skewed, twentieths, fc.array(fc.nat(3), { minLength: 10, maxLength: 10 }), (weights, missing, ages) => {
      const sum = weights.reduce((a, b) => a + b);
      const nearlyDue = (member: number): number =>
        Math.ceil(20 - (20 * weights[member]!) / sum) - 1 - missing[member - 1]!;
      const first = weights
        .map((_, member) => member)
        .slice(1)
        .map(nearlyDue);
      const all = [-first.reduce((a, b) => a + b, 0), ...first];
      const lastSeq = ages.slice(0, weights.length);
      const ledger = { balance: all.map((each) => (each * unit) / 20), received: all.map(() => 0), lastSeq };
      const exact = { owed: all.map((each) => fraction(BigInt(each), 20n)), lastSeq };
      const eligible = weights.map((_, member) => member);
      const tieKey = (member: number): number => -member;
      const draw = { eligible, count: weights.length, weights, value: 1, unit, tieKey };
      const { member, method } = pickFairShare(ledger, draw);
      methods.set(method, (methods.get(method) ?? 0) + 1);
      expect(member).toBe(exactGuarded(exact, draw));
    }),
    runs(5000),
  );
  expect(methods.get('quota_guard')).toBeGreaterThan(enough(50));
});

// Few distinct numbers, so that scores, loads, deadlines, balances, ages and keys tie often.
describe('the other picks, from any state', () => {
  const few = (max: number) => fc.array(fc.nat(max), { minLength: 9, maxLength: 9 });
  const state = fc.record({ weights: smallWeights, owed: few(6), ages: few(2), keys: few(2), a: few(3), b: few(3) });
  type State = typeof state extends fc.Arbitrary<infer T> ? T : never;

  const build = ({ weights, owed, ages, keys }: State) => {
    const rest = owed.slice(0, weights.length - 1).map((each) => 5 * each - 14);
    const all = [...rest, -rest.reduce((a, b) => a + b, 0)];
    const lastSeq = ages.slice(0, weights.length);
    const eligible = weights.map((_, member) => member);
    const tieKey = (member: number): number => 10 * keys[member]! + member;
    return {
      ledger: { balance: all.map((each) => (each * unit) / 20), received: all.map(() => 0), lastSeq },
      exact: { owed: all.map((each) => fraction(BigInt(each), 20n)), lastSeq },
      draw: { eligible, count: weights.length, weights, value: 1, unit, tieKey },
    };
  };

  test('by deadline', () => {
    const methods = new Map<string, number>();
    fc.assert(
      fc.property(state, (given) => {
        const { ledger, exact, draw } = build(given);
        const sum = given.weights.reduce((a, b) => a + b);
        const leader = pickLargest(ledger, draw, sharesOf(draw));
        const pick = leader.balance >= leader.pool ? leader : pickByDeadline(ledger, draw, sharesOf(draw), leader);
        methods.set(pick.method, (methods.get(pick.method) ?? 0) + 1);
        expect(pick.member).toBe(exactByDeadline(exact, draw));
        expect(pick.balance).toBe(ledger.balance[pick.member]! + (unit * given.weights[pick.member]!) / sum);
      }),
      runs(4000),
    );
    expect(methods.get('deadline')).toBeGreaterThan(enough(100));
  });

  test('by match', () => {
    fc.assert(
      fc.property(state, fc.constantFrom(0, 250, 500, 1000, 3000), (given, budget) => {
        const { ledger, exact, draw } = build(given);
        const { member, balance } = pickBestMatch(ledger, draw, given.a, budget);
        expect(member).toBe(exactBestMatch(exact, draw, given.a, budget));
        expect(balance).toBe(
          ledger.balance[member]! + (unit * given.weights[member]!) / given.weights.reduce((a, b) => a + b),
        );
      }),
      runs(2000),
    );
  });

  test('by load', () => {
    fc.assert(
      fc.property(state, fc.integer({ min: 0, max: 2 }), (given, units) => {
        const { ledger, exact, draw } = build(given);
        const load = { open: given.a, capacity: given.b.map((each) => each + 1), units };
        expect(pickLeastLoaded(ledger, draw, load).member).toBe(exactLeastLoaded(exact, draw, load));
      }),
      runs(2000),
    );
  });
});

test('sums of doubles lose ties that the integer ledger keeps', () => {
  const leads = 300;
  const ledger = createLedger(3);
  let exact = exactStart(3);
  const doubles = [0, 0, 0];
  let wrong = 0;
  const draw = {
    eligible: [0, 1, 2],
    count: 3,
    weights: [1, 1, 1],
    value: 1,
    unit,
    tieKey: (member: number) => member,
  };
  for (let seq = 1; seq <= leads; seq++) {
    const expected = exactLargest(exact, draw);
    expect(pickFairShare(ledger, draw).member).toBe(expected);
    for (const member of draw.eligible) doubles[member]! += 1 / 3;
    const naive = doubles.indexOf(Math.max(...doubles));
    if (naive !== expected) wrong++;
    exact = exactCharge(exact, draw, expected, seq);
    chargeLead(ledger, draw, expected, seq);
    doubles[expected]! -= 1;
  }
  expect(wrong).toBeGreaterThan(enough(0));
});
