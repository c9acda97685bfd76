// Picks and charges beside the same rules in plain integers: members, prices and ledgers must be equal to the unit.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  chargeLead,
  createLedger,
  createScratch,
  type Draw,
  ledgerUnit,
  pickFairShare,
  undoCharge,
} from '../../src/distribute/index.js';
import { integerCharge, integerPick } from '../spec/integer-share.js';
import { runs, runsFactor } from '../support/runs.js';

const valueMax = 50;

const few = fc.constantFrom(1, 1, 2, 3, 5, 100);
const any = fc.integer({ min: 1, max: 900 });
const roster = fc.oneof(
  { weight: 6, arbitrary: fc.array(few, { minLength: 1, maxLength: 30 }) },
  { weight: 6, arbitrary: fc.array(any, { minLength: 1, maxLength: 30 }) },
  { weight: 1, arbitrary: fc.array(few, { minLength: 129, maxLength: 150, size: 'max' }) },
);

/** Stretches of leads with one pool each: the pools come from a short list, so that they come back. */
const stretch = fc.record({
  pool: fc.nat(3),
  leads: fc.integer({ min: 1, max: 12 }),
  value: fc.constantFrom(1, 1, 3, valueMax),
  salt: fc.nat(99),
  /** Somebody who was not picked gets the last lead of the stretch. */
  stray: fc.option(fc.nat(200), { nil: null }),
  undone: fc.boolean(),
  /** The first member weighs more. */
  heavier: fc.boolean(),
});
const masks = fc.array(fc.integer({ min: 0, max: 0xffff_ffff }), { minLength: 4, maxLength: 4 });

test.each(['count', 'value'] as const)('picks and ledgers by %s are those of the plain integers', (measure) => {
  const methods = new Set<string>();
  fc.assert(
    fc.property(roster, masks, fc.array(stretch, { minLength: 1, maxLength: 12 }), (light, masks, stretches) => {
      const members = light.length;
      const heavy = light.map((weight, member) => (member === 0 ? weight + 1 : weight));
      const unit = ledgerUnit(901 * members, 901, valueMax, members)!;
      const pools = masks.map((mask) => {
        const shown = light.map((_, member) => member).filter((member) => ((mask >>> (member % 32)) & 1) === 0);
        return shown.length > 0 ? shown : [mask % members];
      });
      const scratch = createScratch();
      const ledger = createLedger(members);
      let plain = createLedger(members);
      let seq = 0;
      for (const { pool, leads, value, salt, stray, undone, heavier } of stretches) {
        const weights = heavier ? heavy : light;
        const eligible = pools[pool]!;
        const tieKey = (member: number): number => Math.imul(member + 1, 2 * salt + 1) >>> 0;
        const own = measure === 'count' ? 1 : value;
        const draw = { eligible, count: eligible.length, weights, value: own, unit, tieKey, measure, scratch };
        for (let lead = 1; lead <= leads; lead++) {
          seq++;
          const { method, member, balance, pool: price } = pickFairShare(ledger, draw);
          methods.add(method);
          expect({ member, balance, pool: price }).toEqual(integerPick(plain, draw));
          const receiver = lead === leads && stray !== null ? stray % members : member;
          const before = structuredClone(ledger);
          const { ledger: next, paid } = integerCharge(plain, draw, receiver, seq);
          expect(chargeLead(ledger, draw, receiver, seq)).toBe(paid);
          plain = next;
          expect(ledger).toEqual(plain);
          if (lead === leads && undone) takeBack(ledger, draw, receiver, before);
        }
        plain = structuredClone(ledger);
      }
    }),
    runs(200),
  );
  // a few cases need not have all
  if (runsFactor < 1) return;
  expect([...methods].sort()).toEqual(
    measure === 'count' ? ['deadline', 'deficit', 'quota_guard', 'sole'] : ['deficit', 'sole'],
  );
});

/** Undoing restores all but the age. */
function takeBack(
  ledger: ReturnType<typeof createLedger>,
  draw: Draw,
  receiver: number,
  before: ReturnType<typeof createLedger>,
): void {
  undoCharge(ledger, draw, receiver);
  expect({ ...ledger, lastSeq: before.lastSeq }).toEqual(before);
}
