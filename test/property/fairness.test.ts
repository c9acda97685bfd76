import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createLedger,
  createScratch,
  type Draw,
  type Ledger,
  ledgerUnit,
  pickBestMatch,
  pickFairShare,
  pickLeastLoaded,
  transferCharge,
} from '../../src/distribute/index.js';
import { pickByDeadline } from '../../src/distribute/pick-by-deadline.js';
import { pickLargest } from '../../src/distribute/pick-largest.js';
import { sharesOf } from '../../src/distribute/shares.js';
import { fairnessConformance, fairnessTheorems } from '../../src/testing/fairness/conformance.js';
import { budgetPrice, concurrencyPrice, overridePrice } from '../../src/testing/fairness/prices.js';
import { bestMatchSubject, fairShareSubject, largestDeficitSubject } from '../../src/testing/fairness/subjects.js';
import { anyScheduleByCount } from '../../src/testing/fairness/theorems.js';
import { runs, times } from '../support/runs.js';
import { chargeLead, chargeManual, counted } from '../support/steps.js';

// Laws over exact integers. A bound in leads is a bound in pools here: a lead costs what the eligible accrue for it.

const sum = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
const worst = (ledger: Ledger): number => Math.max(...ledger.balance.map(Math.abs));

const weight = fc.oneof(
  fc.constant(1),
  fc.integer({ min: 1, max: 10 }),
  fc.integer({ min: 1, max: 100 }),
  fc.constantFrom(1, 2, 4999, 5000, 9999, 10_000),
);
const roster = (max: number) => fc.array(weight, { minLength: 2, maxLength: max });
/** The finest, a middling and the coarsest unit that the weights bear. */
const unitFor = (weights: readonly number[], choice: number, valueMax = 1): number => {
  const fine = ledgerUnit(sum(weights), Math.max(...weights), valueMax, weights.length)!;
  return [fine, 232_792_560, sum(weights)].find((unit, index) => index >= choice && unit <= fine)!;
};

interface Lead {
  readonly hidden: readonly number[];
  readonly weights: readonly number[];
  readonly value: number;
}
const lead = (valueMax: number): fc.Arbitrary<Lead> =>
  fc.record({
    hidden: fc.uniqueArray(fc.nat(9), { maxLength: 9 }),
    weights: fc.array(weight, { minLength: 10, maxLength: 10 }),
    value: fc.oneof(fc.constantFrom(1, valueMax), fc.integer({ min: 1, max: valueMax })),
  });
const schedule = (valueMax = 1) => fc.array(lead(valueMax), { minLength: 1, maxLength: 150 });

const scratch = createScratch();
const tieKey = (member: number): number => member;
function drawOf(members: number, unit: number, { hidden, weights, value }: Lead, more: Partial<Draw> = {}): Draw {
  const shown = Array.from({ length: members }, (_, member) => member).filter((member) => !hidden.includes(member));
  const eligible = shown.length > 0 ? shown : [sum(hidden) % members];
  return { eligible, count: eligible.length, weights, value, unit, tieKey, scratch, ...more };
}
const stable = (weights: readonly number[], unit: number): Draw =>
  drawOf(weights.length, unit, { hidden: [], weights, value: 1 });

describe('T0: the balances sum to exactly 0, whatever is charged', () => {
  const action = fc.record({
    lead: lead(5),
    kind: fc.constantFrom('fair', 'loaded', 'match', 'manual', 'owner', 'transfer', 'nobody'),
    member: fc.nat(9),
  });
  test('over every function that writes', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 10 }), fc.array(action, { maxLength: 80 }), (members, actions) => {
        const ledger = createLedger(members);
        const unit = ledgerUnit(100_000, 10_000, 5, members)!;
        let received = 0;
        let seq = 0;
        for (const { lead, kind, member } of actions) {
          seq++;
          const draw = drawOf(members, unit, lead);
          const other = member % members;
          received += draw.value;
          if (kind === 'fair') chargeLead(ledger, draw, pickFairShare(ledger, draw).member, seq);
          if (kind === 'match') chargeLead(ledger, draw, pickBestMatch(ledger, draw, lead.weights, 700).member, seq);
          if (kind === 'loaded') {
            const load = { open: ledger.received, capacity: lead.weights, units: 1 };
            chargeLead(ledger, draw, pickLeastLoaded(ledger, draw, load).member, seq);
          }
          if (kind === 'manual') chargeManual(ledger, draw, other, seq);
          if (kind === 'owner') chargeManual(ledger, { ...draw, eligible: [other], count: 1 }, other, seq);
          if (kind === 'nobody') chargeManual(ledger, { ...draw, count: 0 }, other, seq);
          if (kind === 'transfer') {
            const paid = chargeLead(ledger, draw, draw.eligible[0]!, seq);
            transferCharge(ledger, draw.eligible[0]!, other, paid, draw.value);
          }
          expect(sum(ledger.balance)).toBe(0);
          expect(ledger.balance.every(Number.isSafeInteger)).toBe(true);
          expect(sum(ledger.received)).toBe(received);
        }
      }),
      runs(150),
    );
  });
});

describe('T4: less than one lead off while the pool is stable', () => {
  test('for any weights, from a fresh ledger, at any fineness of the unit', () => {
    fc.assert(
      fc.property(roster(14), fc.nat(2), (weights, choice) => {
        const ledger = createLedger(weights.length);
        const draw = stable(weights, unitFor(weights, choice));
        for (let seq = 1; seq <= 400; seq++) {
          const { member, pool } = pickFairShare(ledger, draw);
          chargeLead(ledger, draw, member, seq);
          expect(worst(ledger)).toBeLessThan(pool);
        }
      }),
      {
        ...runs(150),
        examples: [
          [[1, 1, 1, 1, 4, 4], 0],
          [[1, 1, 3, 14, 14], 0],
          [[...new Array(10).fill(1), ...new Array(10).fill(7), 60, 60, 60], 0],
        ],
      },
    );
  });

  test('for the deadline rule, even 1 − 1/(2n − 2)', () => {
    fc.assert(
      fc.property(roster(10), (weights) => {
        const n = weights.length;
        const ledger = createLedger(n);
        const draw = stable(weights, unitFor(weights, 0));
        for (let seq = 1; seq <= 300; seq++) {
          const leader = pickLargest(ledger, draw, sharesOf(draw));
          const pick = leader.balance >= leader.pool ? leader : pickByDeadline(ledger, draw, sharesOf(draw), leader);
          chargeLead(ledger, draw, pick.member, seq);
          expect(worst(ledger) * (2 * n - 2)).toBeLessThanOrEqual(pick.pool * (2 * n - 3));
        }
      }),
      runs(100),
    );
  });
});

test('T5: at most floor(n/2) leads off under any schedule, with the guard and with deadlines', () => {
  const deadline = (ledger: Ledger, draw: Draw): ReturnType<typeof pickFairShare> => {
    const leader = pickLargest(ledger, draw, sharesOf(draw));
    if (draw.count === 1 || leader.balance >= leader.pool) return leader;
    return pickByDeadline(ledger, draw, sharesOf(draw), leader);
  };
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 10 }),
      schedule(),
      fc.constantFrom(pickFairShare, deadline),
      (n, leads, pick) => {
        const ledger = createLedger(n);
        const unit = ledgerUnit(100_000, 10_000, 1, n)!;
        for (const [index, each] of leads.entries()) {
          const draw = drawOf(n, unit, each);
          chargeLead(ledger, draw, pick(ledger, draw).member, index + 1);
          expect(worst(ledger)).toBeLessThanOrEqual(Math.floor(n / 2) * unit);
        }
      },
    ),
    runs(200),
  );
});

test('T1, T6: at most (V + θ)(n − 1)/2 off under any schedule of values, within any budget', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 10 }),
      schedule(8),
      fc.constantFrom(0, 0, 250, 500, 1000, 4000),
      (n, leads, budget) => {
        const ledger = createLedger(n);
        const unit = ledgerUnit(100_000, 10_000, 8, n)!;
        let largest = 0;
        for (const [index, each] of leads.entries()) {
          const draw = drawOf(n, unit, each, { measure: 'value' });
          const scores = each.weights.map((score) => score % 7);
          const { member } = budget === 0 ? pickFairShare(ledger, draw) : pickBestMatch(ledger, draw, scores, budget);
          largest = Math.max(largest, chargeLead(ledger, draw, member, index + 1));
          expect(worst(ledger) * 2000).toBeLessThanOrEqual(largest * (1000 + budget) * (n - 1));
        }
      },
    ),
    runs(200),
  );
});

test('T9: twins never differ by more than the largest lead', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 8 }), schedule(4), fc.constantFrom('count', 'value'), (n, leads, measure) => {
      const ledger = createLedger(n);
      const unit = ledgerUnit(100_000, 10_000, 4, n)!;
      let largest = 0;
      for (const [index, { hidden, weights, value }] of leads.entries()) {
        const both = hidden.includes(0) ? [...hidden, 1] : hidden.filter((member) => member !== 1);
        const alike = [weights[0]!, ...weights.slice(0, -1)];
        const each = { hidden: both, weights: alike, value: measure === 'count' ? 1 : value };
        const shown = Array.from({ length: n }, (_, member) => member).filter((member) => !both.includes(member));
        if (shown.length === 0) continue;
        const draw = drawOf(n, unit, each, { measure: measure as 'count' | 'value' });
        const { member } = pickFairShare(ledger, draw);
        largest = Math.max(largest, chargeLead(ledger, draw, member, index + 1));
        expect(Math.abs(ledger.balance[0]! - ledger.balance[1]!)).toBeLessThanOrEqual(largest);
      }
    }),
    runs(200),
  );
});

describe('T14: what must not matter', () => {
  const withSame = (n: number, leads: readonly Lead[], other: (draw: Draw, ledger: Ledger) => Draw): void => {
    const ledger = createLedger(n + 1);
    const unit = ledgerUnit(100_000, 10_000, 3, n)!;
    for (const [index, each] of leads.entries()) {
      const draw = drawOf(n, unit, each);
      const pick = pickFairShare(ledger, draw);
      expect(pickFairShare(ledger, other(draw, ledger))).toEqual(pick);
      chargeLead(ledger, draw, pick.member, index + 1);
    }
  };
  const members = fc.integer({ min: 2, max: 10 });

  test('the scale of the weights', () => {
    const triple = (draw: Draw): Draw => ({ ...draw, weights: Array.from(draw.weights, (each) => 3 * each) });
    fc.assert(
      fc.property(members, schedule(), (n, leads) => withSame(n, leads, triple)),
      runs(60),
    );
  });

  test('the order of the list, even where balances tie and ages do, too', () => {
    const reverse = (draw: Draw): Draw => ({
      ...draw,
      eligible: Array.from(draw.eligible).slice(0, draw.count).reverse(),
    });
    fc.assert(
      fc.property(members, schedule(), (n, leads) => withSame(n, leads, reverse)),
      runs(60),
    );
  });

  test('the weight of somebody who is not eligible', () => {
    const heavier = (draw: Draw): Draw => ({
      ...draw,
      weights: Array.from(draw.weights, (each, member) =>
        Array.from(draw.eligible).includes(member) ? each : each + 1,
      ),
    });
    fc.assert(
      fc.property(members, schedule(), (n, leads) => withSame(n, leads, heavier)),
      runs(60),
    );
  });

  test('leads that only one member may get', () => {
    fc.assert(
      fc.property(members, schedule(3), fc.nat(9), (n, leads, owner) => {
        const ledger = createLedger(n);
        const unit = ledgerUnit(100_000, 10_000, 3, n)!;
        for (const [index, each] of leads.entries()) {
          const draw = drawOf(n, unit, each);
          chargeLead(ledger, draw, pickFairShare(ledger, draw).member, index + 1);
          const before = [...ledger.balance];
          chargeLead(ledger, { ...draw, eligible: [owner % n], count: 1 }, owner % n, index + 1);
          expect(ledger.balance).toEqual(before);
        }
      }),
      runs(60),
    );
  });
});

describe('the theorems hold of the shipped strategies', () => {
  test.each(fairnessTheorems.map((theorem) => [theorem.id, theorem] as const))('%s', (_, theorem) => {
    const [result] = fairnessConformance(counted(fairShareSubject), { runs: times(60), theorems: [theorem] });
    expect(result!.violation).toBeNull();
  });

  test('T6: a budget of half a lead costs (n − 1)/4 at most', () => {
    const subject = counted(bestMatchSubject(500, (member, lead) => Math.imul(lead, member + 7) % 13));
    const [result] = fairnessConformance(subject, { runs: times(60), theorems: [budgetPrice(0.5)] });
    expect(result!.violation).toBeNull();
    const [bare] = fairnessConformance(subject, { runs: 60, theorems: [anyScheduleByCount()] });
    expect(bare!.violation).not.toBeNull();
  });

  test('T7: k decisions in flight cost at most 2k(n − 1)/2', () => {
    const inFlight = 2;
    const late = (members: number) => {
      const pending: { readonly draw: Draw; readonly member: number; readonly seq: number }[] = [];
      const ledger = createLedger(members);
      let seq = 0;
      return {
        pick: (eligible: readonly number[], weights: readonly number[], value: number) => {
          const draw = { eligible, count: eligible.length, weights, value, unit: 5_354_228_880, tieKey };
          const { member } = pickFairShare(ledger, { ...draw, measure: 'value' });
          seq++;
          pending.push({ draw, member, seq });
          while (pending.length > inFlight) {
            const done = pending.shift()!;
            chargeLead(ledger, done.draw, done.member, done.seq);
          }
          return member;
        },
      };
    };
    const [result] = fairnessConformance(late, { runs: times(60), theorems: [concurrencyPrice(inFlight)] });
    expect(result!.violation).toBeNull();
    const [bare] = fairnessConformance(late, { runs: 60, theorems: [anyScheduleByCount()] });
    expect(bare!.violation).not.toBeNull();
  });

  test('T8: leads given by hand cost at most their number', () => {
    const byHand = (members: number) => {
      const ledger = createLedger(members);
      let seq = 0;
      return {
        pick: (eligible: readonly number[], weights: readonly number[], value: number) => {
          const draw = { eligible, count: eligible.length, weights, value, unit: 5_354_228_880, tieKey };
          seq++;
          const member = seq % 20 === 0 ? eligible.at(-1)! : pickFairShare(ledger, draw).member;
          chargeManual(ledger, draw, member, seq);
          return member;
        },
      };
    };
    const [result] = fairnessConformance(byHand, {
      runs: times(30),
      theorems: [overridePrice(20)],
    });
    expect(result!.violation).toBeNull();
  });

  test('without the guard all but T4 hold', () => {
    const broken = fairnessConformance(counted(largestDeficitSubject), { runs: times(60) }).filter(
      (each) => each.violation,
    );
    expect(broken.map(({ theorem }) => theorem)).toEqual(['T4']);
  });
});
