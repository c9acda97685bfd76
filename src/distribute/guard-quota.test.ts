import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createScratch } from './create-scratch.js';
import { dueIn, fullSlot, fullSlotWithin, guardQuota, surelyRoomy } from './guard-quota.js';
import { pickLargest } from './pick-largest.js';
import { sharesOf } from './shares.js';
import type { Draw, Scratch } from './types.js';

const scratchOf = (rows: readonly (readonly [balance: number, increment: number])[]): Scratch => ({
  ...createScratch(),
  balance: Float64Array.from(rows, ([balance]) => balance),
  increment: Float64Array.from(rows, ([, increment]) => increment),
});
const roomy = (...rows: readonly (readonly [number, number])[]): boolean =>
  surelyRoomy(scratchOf(rows), rows.length, 12);

test('how many leads until a full one is owed', () => {
  expect([dueIn(0, 4, 12), dueIn(1, 4, 12), dueIn(-1, 4, 12), dueIn(12, 4, 12), dueIn(17, 4, 12)]).toEqual([
    3, 3, 4, 0, -1,
  ]);
});

test('room is sure where what is owed by the first due date does not fill the slots', () => {
  expect(roomy([8, 4])).toBe(true); // one lead from now: 12 are owed of 24
  expect(roomy([8, 4], [8, 4])).toBe(false); // 24 of 24
  expect(roomy([8, 4], [7, 4])).toBe(true); // 23 of 24
  expect(roomy([8, 4], [-9, 4], [7, 4])).toBe(false); // 27 of 24: the debt of one is no room for the others
  expect(roomy([4, 4], [4, 4])).toBe(true); // two leads from now: 24 of 36
  expect(roomy([4, 4], [8, 4], [0, 1])).toBe(true); // the first date counts: 1 from now 21 of 24
  expect(
    surelyRoomy(
      scratchOf([
        [8, 4],
        [8, 4],
      ]),
      1,
      12,
    ),
  ).toBe(true);
});

test('the last full slot', () => {
  const slot = (horizon: number, ...rows: readonly (readonly [number, number])[]): number =>
    fullSlot(scratchOf(rows), rows.length, 12, horizon);
  expect(slot(1, [8, 4], [8, 4])).toBe(1);
  expect(slot(9, [8, 4])).toBe(-1);
  expect(slot(1, [8, 4], [7, 4])).toBe(-1);
  expect(slot(0, [12, 4], [12, 4])).toBe(-1); // this lead is nobody's question
  expect(slot(4, [8, 4], [8, 4], [-40, 4])).toBe(1); // a debt takes nothing away from the others
});

const state = fc.record({
  weights: fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 2, maxLength: 7 }),
  owed: fc.array(fc.integer({ min: -24, max: 11 }), { minLength: 7, maxLength: 7 }),
  ages: fc.array(fc.nat(2), { minLength: 7, maxLength: 7 }),
  unit: fc.constantFrom(60, 97),
});

/** Full leads that fall due within `ahead` leads, counted one by one. */
const dueBy = (owed: readonly number[], gains: readonly number[], pool: number, ahead: number): number =>
  owed.reduce((sum, each, k) => sum + Math.max(0, Math.floor((each + ahead * gains[k]!) / pool)), 0);

test('the guard is the rule slot by slot, and its shortcut never hides a full slot', () => {
  let acted = 0;
  fc.assert(
    fc.property(state, fc.nat(12), ({ weights, owed, ages, unit }, horizon) => {
      const eligible = weights.map((_, member) => member);
      const ledger = { balance: owed.map((each) => Math.trunc((each * unit) / 12)), received: [], lastSeq: ages };
      const draw: Draw = { eligible, count: weights.length, weights, value: 1, unit, tieKey: (member) => -member };
      const shares = sharesOf(draw);
      const gains = [...shares.increments];
      const due = gains.map((gain, member) => ledger.balance[member]! + gain);
      let last = -1;
      for (let ahead = 1; ahead <= horizon; ahead++) {
        if (dueBy(due, gains, shares.total, ahead) > ahead) last = ahead;
      }
      const leader = pickLargest(ledger, draw, shares);
      if (leader.balance >= shares.total) return;
      expect(fullSlotWithin(ledger, draw, shares, horizon, 0)).toBe(last);
      const rows = due.map((each, k) => [each, gains[k]!] as const);
      const soonest = Math.min(...due.map((each, k) => dueIn(each, gains[k]!, shares.total)));
      if (surelyRoomy(scratchOf(rows), rows.length, shares.total)) {
        for (let ahead = soonest; ahead <= 12; ahead++) {
          expect(dueBy(due, gains, shares.total, ahead)).toBeLessThanOrEqual(ahead);
        }
      }
      // the first full slot at all, before the leader is due
      let first = -1;
      const end = leader.balance > 0 ? dueIn(leader.balance, gains[leader.member]!, shares.total) : 0;
      for (let ahead = end - 1; ahead > 0; ahead--) if (dueBy(due, gains, shares.total, ahead) > ahead) first = ahead;
      const pick = guardQuota(ledger, draw, shares, leader);
      if (pick !== leader) acted++;
      if (first < 0) expect(pick).toBe(leader);
      else {
        const [member] = eligible
          .filter((each) => due[each]! > 0 && due[each]! + first * gains[each]! >= shares.total)
          .sort((a, b) => due[b]! - due[a]! || ages[a]! - ages[b]! || b - a);
        if (member === undefined) expect(pick).toBe(leader);
        else {
          const balance = due[member]!;
          expect(pick).toEqual({ member, method: 'quota_guard', balance, pool: shares.total, within: first + 1 });
        }
      }
    }),
    { numRuns: 300 },
  );
  expect(acted).toBeGreaterThan(0);
});

test('who stands behind the eligible in their list falls due for nobody', () => {
  const weights = [1, 1, 1, 1];
  const eligible = [0, 1, 2, 3];
  const scratch = createScratch();
  const draw: Draw = { eligible, count: 3, weights, value: 1, unit: 12, tieKey: (member) => member, scratch };
  // what is remembered of four is in the room that three get
  scratch.known.push({ ...sharesOf({ eligible, count: 4, weights, value: 1, unit: 12 }), eligible: [] });
  scratch.newest = -1;
  const shares = sharesOf(draw);
  expect([shares.increments.length, ...shares.increments.slice(0, 3)]).toEqual([4, 4, 4, 4]);
  // each is owed 8 of 12, and so due with the next lead: two fill the slot
  const slot = (balance: number[]) => fullSlotWithin({ balance, received: [], lastSeq: [] }, draw, shares, 1, 0);
  expect(slot([4, 4, -8, 0])).toBe(1);
  expect(slot([4, -8, -8, 9])).toBe(-1);
});
