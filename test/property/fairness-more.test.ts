import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  accruingPool,
  assignBatch,
  chargeFixed,
  createFixedPool,
  createLedger,
  createScratch,
  type Draw,
  type Ledger,
  pickBestMatchGuarded,
  pickByLedgers,
  pickFairShare,
  pickFixed,
  pickWithMakeUp,
  postCredit,
  settle,
} from '../../src/distribute/index.js';
import { runs, times } from '../support/runs.js';
import { chargeLead } from '../support/steps.js';

const unit = 80_313_433_200;
const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const worst = (ledger: Ledger): number => Math.max(...ledger.balance.map(Math.abs));
const scratch = createScratch();
const tieKey = (member: number): number => member;

const weights = fc.array(fc.oneof(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 900 })), {
  minLength: 2,
  maxLength: 9,
});
const masks = (maxLength: number) => fc.array(fc.integer({ min: 1, max: 511 }), { minLength: 1, maxLength });
function drawOf(weights: readonly number[], mask: number, more: Partial<Draw> = {}): Draw {
  const shown = weights.map((_, member) => member).filter((member) => (mask >> member) & 1);
  const eligible = shown.length > 0 ? shown : [mask % weights.length];
  return { eligible, count: eligible.length, weights, value: 1, unit, tieKey, scratch, ...more };
}

describe('best match under the guard', () => {
  const score = (lead: number, member: number): number => Math.imul(lead + 3, 2 * member + 5) % 11;

  test('less than one lead off in a stable pool, whatever the budget', () => {
    fc.assert(
      fc.property(weights, fc.constantFrom(0, 300, 1000, 50_000), (weights, budget) => {
        const ledger = createLedger(weights.length);
        const draw = drawOf(weights, 511);
        for (let seq = 1; seq <= 250; seq++) {
          const scores = weights.map((_, member) => score(seq, member));
          const { member, pool } = pickBestMatchGuarded(ledger, draw, scores, budget);
          chargeLead(ledger, draw, member, seq);
          expect(worst(ledger)).toBeLessThan(pool);
        }
      }),
      runs(100),
    );
  });

  test('at most (V + θ) floor(n/2) off under any schedule', () => {
    fc.assert(
      fc.property(weights, masks(200), fc.constantFrom(0, 500, 3000), (weights, masks, budget) => {
        const n = weights.length;
        const ledger = createLedger(n);
        for (const [index, mask] of masks.entries()) {
          const draw = drawOf(weights, mask);
          const scores = weights.map((_, member) => score(index, member));
          chargeLead(ledger, draw, pickBestMatchGuarded(ledger, draw, scores, budget).member, index + 1);
          expect(worst(ledger) * 1000).toBeLessThanOrEqual((1000 + budget) * Math.floor(n / 2) * unit);
        }
      }),
      runs(150),
    );
  });

  test('of those whom the guard allows, the one within the budget who matches best', () => {
    fc.assert(
      fc.property(
        weights,
        fc.array(fc.nat(4), { minLength: 9, maxLength: 9 }),
        fc.nat(200),
        (weights, scores, leads) => {
          const ledger = createLedger(weights.length);
          const draw = drawOf(weights, 511);
          for (let seq = 1; seq <= leads; seq++) chargeLead(ledger, draw, pickFairShare(ledger, draw).member, seq);
          const { member, balance, pool } = pickBestMatchGuarded(ledger, draw, scores, 400);
          const owed = weights.map(
            (weight, each) => ledger.balance[each]! + Math.floor((unit * weight) / sum(weights)),
          );
          const increments = weights.map((weight) => Math.floor((unit * weight) / sum(weights)));
          // The guard, by counting lead after lead who falls due.
          const due = owed.map((each, index) => Math.ceil((pool - each) / increments[index]!));
          const dueBy = (h: number): number =>
            sum(owed.map((each, index) => Math.max(0, Math.floor((each + h * increments[index]!) / pool))));
          let full = 0;
          while (full <= Math.max(...due) && dueBy(full) <= full) full++;
          const top = Math.max(...owed);
          const allowed = weights
            .map((_, each) => each)
            .filter((each) => top < pool && owed[each]! > 0 && due[each]! <= full && owed[each]! >= top - 0.4 * pool);
          if (allowed.length === 0) return;
          expect(allowed).toContain(member);
          expect(scores[member]).toBe(Math.max(...allowed.map((each) => scores[each]!)));
          expect(balance).toBe(owed[member]);
        },
      ),
      runs(300),
    );
  });
});

describe('several ledgers', () => {
  const parts = (ledgers: readonly Ledger[], weights: readonly number[], mask: number, value: number, tier: number) => [
    { ledger: ledgers[0]!, draw: drawOf(weights, mask, { unit: 360_360 }), importance: value < 50 ? 1 : 7 },
    { ledger: ledgers[1 + tier]!, draw: drawOf(weights, mask, { unit: 360_360 }), importance: 2 },
    { ledger: ledgers[3]!, draw: drawOf(weights, mask, { unit: 27_720, value, measure: 'value' }), importance: 1 },
  ];
  const lead = fc.record({
    mask: fc.integer({ min: 1, max: 511 }),
    value: fc.integer({ min: 1, max: 100 }),
    tier: fc.nat(1),
    huge: fc.boolean(),
  });

  test('the pick has the largest exact key, however large the keys are', () => {
    fc.assert(
      fc.property(weights, fc.array(lead, { minLength: 1, maxLength: 80 }), (weights, leads) => {
        const ledgers = [0, 1, 2, 3].map(() => createLedger(weights.length));
        for (const [index, { mask, value, tier, huge }] of leads.entries()) {
          const plain = parts(ledgers, weights, mask, value, tier);
          // Factors that push the keys beyond the safe integers must not change the order.
          const list = huge ? plain.map((part) => ({ ...part, importance: part.importance * 2 ** 34 })) : plain;
          const { member } = pickByLedgers(list);
          expect(member).toBe(pickByLedgers(plain).member);
          const total = sum(Array.from(plain[0]!.draw.eligible, (each) => weights[each]!));
          const key = (each: number): bigint =>
            plain.reduce((all, { ledger, draw, importance }) => {
              const increment = Math.floor((draw.value * draw.unit * weights[each]!) / total);
              const scale = importance * draw.value * (360_360 / draw.unit);
              return all + BigInt(scale) * BigInt(ledger.balance[each]! + increment);
            }, 0n);
          for (const each of Array.from(plain[0]!.draw.eligible)) expect(key(each) <= key(member)).toBe(true);
          for (const { ledger, draw } of plain) chargeLead(ledger, draw, member, index + 1);
          for (const ledger of ledgers) expect(sum(ledger.balance)).toBe(0);
        }
      }),
      runs(150),
    );
  });

  test('with one ledger it is the largest deficit', () => {
    fc.assert(
      fc.property(weights, masks(80), (weights, masks) => {
        const ledger = createLedger(weights.length);
        for (const [index, mask] of masks.entries()) {
          const draw = drawOf(weights, mask, { measure: 'value' });
          const { member } = pickFairShare(ledger, draw);
          expect(pickByLedgers([{ ledger, draw, importance: 3 }]).member).toBe(member);
          chargeLead(ledger, draw, member, index + 1);
        }
      }),
      runs(100),
    );
  });
});

describe('make-up and credits', () => {
  test('the balances sum to 0, nobody absent gets a lead, and no cap is passed', () => {
    const step = fc.record({ mask: fc.integer({ min: 1, max: 511 }), away: fc.integer({ min: 0, max: 511 }) });
    const makeUp = fc.constantFrom(
      { type: 'none' } as const,
      { type: 'full' } as const,
      { type: 'capped', leadsMax: 2 } as const,
    );
    fc.assert(
      fc.property(weights, fc.array(step, { maxLength: 100 }), makeUp, (weights, steps, makeUp) => {
        const ledger = createLedger(weights.length);
        for (const [index, { mask, away }] of steps.entries()) {
          const draw = drawOf(weights, mask & ~away);
          const eligible = Array.from(draw.eligible);
          const absent = weights.map((_, member) => member).filter((m) => (away >> m) & 1 && !eligible.includes(m));
          const before = [...ledger.balance];
          const pool = accruingPool(ledger, draw, absent, makeUp);
          const { member, pool: price } = pickWithMakeUp(ledger, draw, pool);
          expect(eligible).toContain(member);
          expect(chargeLead(ledger, pool, member, index + 1)).toBe(price);
          expect(sum(ledger.balance)).toBe(0);
          for (const each of absent) {
            const gained = ledger.balance[each]! - before[each]!;
            if (makeUp.type === 'none') expect(gained).toBe(0);
            if (makeUp.type === 'full') expect(gained).toBeGreaterThan(0);
            if (makeUp.type === 'capped' && gained > 0) expect(ledger.balance[each]).toBeLessThanOrEqual(2 * unit);
          }
        }
      }),
      runs(150),
    );
  });

  test('a credit and its counterpart cancel to the unit', () => {
    fc.assert(
      fc.property(weights, fc.nat(8), fc.maxSafeInteger(), (weights, index, amount) => {
        const ledger = createLedger(weights.length);
        const member = index % weights.length;
        const posted = postCredit(ledger, member, amount, weights);
        expect(Math.abs(amount - posted)).toBeLessThan(weights.length);
        expect(ledger.balance[member]).toBe(posted);
        expect(ledger.balance.reduce((all, each) => all + BigInt(each), 0n)).toBe(0n);
        postCredit(ledger, member, -amount, weights);
        expect(ledger.balance.every((each) => each === 0)).toBe(true);
      }),
      runs(300),
    );
  });
});

describe('batches', () => {
  const small = fc
    .array(fc.integer({ min: 1, max: 5 }), { minLength: 2, maxLength: 5 })
    .filter((weights) => sum(weights) <= 28);

  /** Every way to hand the leads out. */
  function* allWays(draws: readonly Draw[]): Generator<number[]> {
    const [first, ...rest] = draws;
    if (first === undefined) return yield [];
    for (const tail of allWays(rest)) for (const member of Array.from(first.eligible)) yield [member, ...tail];
  }
  function after(ledger: Ledger, draws: readonly Draw[], receivers: readonly number[]): Ledger {
    const next = { balance: [...ledger.balance], received: [...ledger.received], lastSeq: [...ledger.lastSeq] };
    for (const [index, draw] of draws.entries()) chargeLead(next, draw, receivers[index]!, index + 1);
    return next;
  }
  const squares = (ledger: Ledger): bigint =>
    ledger.balance.reduce((all, each) => all + BigInt(each) * BigInt(each), 0n);

  test('no other way to hand equal leads out leaves the balances more even', () => {
    fc.assert(
      fc.property(small, masks(5), masks(8), (weights, batch, history) => {
        const start = createLedger(weights.length);
        for (const [index, mask] of history.entries()) {
          chargeLead(start, drawOf(weights, 511), mask % weights.length, index + 1);
        }
        const draws = batch.map((mask) => drawOf(weights, mask));
        const found = squares(after(start, draws, assignBatch(start, draws)));
        for (const receivers of allWays(draws)) expect(found <= squares(after(start, draws, receivers))).toBe(true);
      }),
      runs(300),
    );
  });

  test('a fresh batch of equal leads leaves everybody less than one lead off', () => {
    fc.assert(
      fc.property(small, masks(60), (weights, batch) => {
        const draws = batch.map((mask) => drawOf(weights, mask));
        const receivers = assignBatch(createLedger(weights.length), draws);
        for (const [index, draw] of draws.entries()) expect(Array.from(draw.eligible)).toContain(receivers[index]);
        expect(worst(after(createLedger(weights.length), draws, receivers))).toBeLessThan(unit);
      }),
      runs(150),
    );
  });

  test('no lead of any value could be passed on for the better', () => {
    const lead = fc.tuple(fc.integer({ min: 1, max: 511 }), fc.integer({ min: 1, max: 9 }));
    fc.assert(
      fc.property(small, fc.array(lead, { maxLength: 30 }), (weights, batch) => {
        const draws = batch.map(([mask, value]) => drawOf(weights, mask, { value, measure: 'value' }));
        const ledger = createLedger(weights.length);
        const receivers = assignBatch(ledger, draws);
        const { balance } = after(ledger, draws, receivers);
        for (const [index, draw] of draws.entries()) {
          for (const other of Array.from(draw.eligible)) {
            expect(balance[other]! - balance[receivers[index]!]!).toBeLessThanOrEqual(draw.value * unit);
          }
        }
      }),
      runs(300),
    );
  });
});

describe('a fixed pool serves as the scan does', () => {
  const few = fc.constantFrom(1, 1, 2, 3, 5, 100);
  const any = fc.integer({ min: 1, max: 900 });
  const rosters: readonly (readonly [string, fc.Arbitrary<number[]>, 'count' | 'value', number])[] = [
    ['few weights by value', fc.array(few, { minLength: 1, maxLength: 60 }), 'value', 150],
    ['few weights, guarded', fc.array(few, { minLength: 1, maxLength: 60, size: 'max' }), 'count', 150],
    ['any weights, guarded', fc.array(any, { minLength: 1, maxLength: 40, size: 'max' }), 'count', 150],
    ['a few heavy among many light', fc.constant([...Array(10).fill(1), ...Array(10).fill(7), 60, 60, 60]), 'count', 4],
    ['deadlines', fc.array(few, { minLength: 129, maxLength: 140, size: 'max' }), 'count', 10],
  ];
  const methods = new Set<string>();
  test.each(rosters)('%s', (_, roster, measure, numRuns) => fixedAsScanned(roster, measure, times(numRuns), methods));
  test('the guard and deadlines had their turns', () => {
    expect([...methods].sort()).toEqual(['deadline', 'deficit', 'quota_guard', 'sole']);
  });
});
function fixedAsScanned(
  many: fc.Arbitrary<number[]>,
  measure: 'count' | 'value',
  numRuns: number,
  methods: Set<string>,
): void {
  fc.assert(
    fc.property(
      many,
      fc.integer({ min: 1, max: 300 }),
      fc.nat(99),
      fc.constantFrom(5, 1_000),
      (weights, leads, salt, stray) => {
        const key = (member: number): number => Math.imul(member + 1, 2 * salt + 1) >>> 0;
        const eligible = weights.map((_, member) => member);
        const draw: Draw = { eligible, count: weights.length, weights, value: 1, unit, tieKey: key, measure };
        const scanned = createLedger(weights.length);
        const heaped = createLedger(weights.length);
        const fixed = createFixedPool(heaped, draw);
        for (let seq = 1; seq <= leads; seq++) {
          const pick = pickFairShare(scanned, draw);
          methods.add(pick.method);
          expect(pickFixed(fixed, draw)).toEqual(pick);
          const receiver = seq % stray === 0 ? (seq * 7) % weights.length : pick.member;
          expect(chargeFixed(fixed, receiver, seq)).toBe(chargeLead(scanned, draw, receiver, seq));
        }
        settle(fixed);
        expect(heaped).toEqual(scanned);
      },
    ),
    { numRuns },
  );
}
