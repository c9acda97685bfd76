import fc from 'fast-check';
import { expect, test } from 'vitest';
import { enough, runs } from '../../test/support/runs.js';
import { chargeFixed } from './charge-fixed.js';
import { chargeLead } from './charge-lead.js';
import { createLedger } from './create-ledger.js';
import { agesDiffer, createFixedPool, settle } from './fixed-pool.js';
import { dueIn, fullSlotWithin } from './guard-quota.js';
import { pickFairShare } from './pick-fair-share.js';
import { pickFixed } from './pick-fixed.js';
import { pickLargest } from './pick-largest.js';
import { sharesOf } from './shares.js';
import type { Draw, Ledger } from './types.js';

const members = 24;
const setting = fc.record({
  /** Up to twelve classes, or few with many members. */
  weights: fc.oneof(
    fc.array(fc.integer({ min: 1, max: 12 }), { minLength: members, maxLength: members }),
    fc.array(fc.constantFrom(1, 1, 1, 4), { minLength: members, maxLength: members }),
    fc.array(fc.constantFrom(1, 1, 1, 9, 30), { minLength: members, maxLength: members }),
  ),
  shown: fc.uniqueArray(fc.nat(members - 1), { minLength: 1, maxLength: members, size: 'max' }),
  owed: fc.array(fc.integer({ min: -4, max: 4 }), { minLength: members, maxLength: members }),
  /** Half of them nearly due, the heavier soonest, which is when the guard has to look closely. */
  nearlyDue: fc.boolean(),
  ages: fc.uniqueArray(fc.nat(99), { minLength: members, maxLength: members }),
  equalAges: fc.boolean(),
  leads: fc.integer({ min: 1, max: 10 }),
  stray: fc.constantFrom(2, 100),
  measure: fc.constantFrom('count', 'count', 'value'),
} as const);
type Setting = typeof setting extends fc.Arbitrary<infer T> ? T : never;

function ledgerOf({ owed, nearlyDue, ages, equalAges, weights }: Setting, draw: Draw): Ledger {
  const ledger = createLedger(members);
  const { increments, total } = sharesOf(draw);
  for (const [k, member] of Array.from(draw.eligible).entries()) {
    const own = owed[member]!;
    const increment = increments[k]!;
    const ahead = increment * draw.count > total ? 2 + (own % 2) : 2 + own;
    const due = own > 0 ? total - ahead * increment : -total;
    ledger.balance[member] = nearlyDue ? due : 30 * own - increment;
    ledger.lastSeq[member] = equalAges ? weights[member]! % 2 : ages[member]!;
  }
  return ledger;
}

/** Whether the scan has no reason to look beyond the largest balance: then a fixed pool is not settled either. */
function isQuiet(ledger: Ledger, draw: Draw): boolean {
  const shares = sharesOf(draw);
  const { member, balance, pool } = pickLargest(ledger, draw, shares);
  const increment = shares.increments[Array.from(draw.eligible).indexOf(member)]!;
  if (draw.measure === 'value' || balance >= pool) return true;
  return fullSlotWithin(ledger, draw, shares, dueIn(balance, increment, pool) - 1, 0) < 0;
}

test('from any ledger a fixed pool picks and charges as the scan does, and is settled only where it must be', () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(setting, (given) => {
      const eligible = given.shown.sort((a, b) => a - b);
      const { weights, measure } = given;
      // alike for all leads, unless age settles the ties
      const keyOf = (lead: number) => (member: number) => (Math.imul(member + 3, 2 * lead + 5) >>> 2) % 7;
      const draw = { eligible, count: eligible.length, weights, value: 1, unit: 840, tieKey: keyOf(0), measure };
      const scanned = ledgerOf(given, draw);
      const heaped = structuredClone(scanned);
      const differ = agesDiffer(scanned, draw);
      const fixed = createFixedPool(heaped, draw);
      for (let seq = 100; seq < 100 + given.leads; seq++) {
        const next = differ ? { ...draw, tieKey: keyOf(seq) } : draw;
        const pick = pickFairShare(scanned, next);
        const quiet = isQuiet(scanned, next);
        const { leads } = fixed.served;
        expect(pickFixed(fixed, next)).toEqual(pick);
        expect(fixed.served.leads).toBe(quiet ? leads : 0);
        seen.set(pick.method, (seen.get(pick.method) ?? 0) + 1);
        const receiver = seq % given.stray === 0 ? eligible[seq % eligible.length]! : pick.member;
        expect(chargeFixed(fixed, receiver, seq)).toBe(chargeLead(scanned, next, receiver, seq));
      }
      settle(fixed);
      expect(heaped).toEqual(scanned);
    }),
    runs(3000),
  );
  for (const method of ['sole', 'deficit', 'quota_guard']) expect(seen.get(method) ?? 0).toBeGreaterThan(enough(100));
});

/** Members of these weights in a ledger with these balances; a share of ten units a weight. */
function poolOf(weights: readonly number[], balance: number[]): { readonly ledger: Ledger; readonly draw: Draw } {
  const eligible = weights.map((_, member) => member);
  const unit = 10 * weights.reduce((a, b) => a + b);
  const draw = { eligible, count: eligible.length, weights, value: 1, unit, tieKey: (member: number) => member };
  return { ledger: { ...createLedger(eligible.length), balance }, draw };
}
const many = (n: number, of: number): number[] => new Array<number>(n).fill(of);

test.each([
  [128, 0, 'deficit'],
  [129, 0, 'deadline'],
  // exactly a full lead with this one, and one unit less
  [129, 1280, 'deficit'],
  [129, 1279, 'deadline'],
])('of %i members, one of them owed %i units, by the scan and from a fixed pool', (n, owed, method) => {
  const { ledger, draw } = poolOf(many(n, 1), [owed, ...many(n - 1, 0)]);
  const pick = { member: 0, method, balance: owed + 10, pool: 10 * n };
  expect(pickFairShare(ledger, draw)).toEqual(pick);
  const fixed = createFixedPool(ledger, draw);
  expect(pickFixed(fixed, draw)).toEqual(pick);
});

test.each([
  [126, { method: 'quota_guard', within: 2 }],
  [127, { method: 'deadline' }],
])('two heavy members who fall due next, and %i light ones', (light, why) => {
  const { ledger, draw } = poolOf([40, 40, ...many(light, 1)], [1300, 1300, 1900, ...many(light - 1, -36)]);
  const pick = { member: 0, balance: 1700, pool: 10 * (80 + light), ...why };
  expect(pickFairShare(ledger, draw)).toEqual(pick);
  expect(pickFixed(createFixedPool(ledger, draw), draw)).toEqual(pick);
});

test('where nobody would fall behind the pool is not settled: 128 members, or a close call', () => {
  const equal = poolOf(many(128, 1), many(128, 0));
  // after a lead for the last one the heavy are owed 94 and 89 of 120 with the next, and the fourth 95: by the second
  // lead from then on both heavy ones fall due, one by the first
  const close = poolOf([3, 3, 3, 1, 1, 1], [34, 29, -500, 75, -500, -500]);
  for (const { ledger, draw } of [equal, close]) {
    const fixed = createFixedPool(ledger, draw);
    chargeFixed(fixed, draw.count - 1, 1);
    expect(pickFixed(fixed, draw)).toMatchObject({ method: 'deficit', member: draw.count === 6 ? 3 : 0 });
    expect(fixed.served.leads).toBe(1);
  }
});
