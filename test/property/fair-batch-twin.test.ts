// Batches beside the same search without any memory: everybody must get the same leads.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { assignBatch, createLedger, type Draw } from '../../src/distribute/index.js';
import { plainBatch } from '../spec/batch-share.js';
import { enough, runs } from '../support/runs.js';

const roster = fc.array(fc.constantFrom(1, 1, 1, 2, 3), { minLength: 2, maxLength: 7, size: 'max' });
/** Bits of the eligible; few, so that leads can only be passed on along chains. */
const mask = fc.oneof(
  { weight: 4, arbitrary: fc.nat(5).map((member) => 3 << member) },
  { weight: 1, arbitrary: fc.nat(4).map((member) => 5 << member) },
  { weight: 1, arbitrary: fc.integer({ min: 1, max: 127 }) },
);
const value = fc.constantFrom(1, 1, 1, 2, 5, 9);
const setting = fc.record({
  weights: roster,
  masks: fc.array(mask, { minLength: 1, maxLength: 8, size: 'max' }),
  leads: fc.array(fc.record({ list: fc.nat(7), value }), { maxLength: 16, size: 'max' }),
  counted: fc.boolean(),
  owed: fc.array(fc.integer({ min: -12, max: 12 }), { minLength: 7, maxLength: 7 }),
  ages: fc.array(fc.nat(3), { minLength: 7, maxLength: 7 }),
  keys: fc.array(fc.nat(2), { minLength: 7, maxLength: 7 }),
  /** What stands in the lists behind the eligible. */
  behind: fc.array(fc.nat(6), { maxLength: 2 }),
});

test('a batch is handed out and evened out as without any memory', () => {
  const lengths = new Map<number, number>();
  fc.assert(
    fc.property(setting, ({ weights, masks, leads, counted, owed, ages, keys, behind }) => {
      const members = weights.map((_, member) => member);
      const lists = masks.map((bits) => {
        const shown = members.filter((member) => (bits >> member) & 1);
        return shown.length > 0 ? shown : [bits % members.length];
      });
      const draws = leads.map(({ list, value }, lead): Draw & { readonly eligible: readonly number[] } => {
        const own = counted ? 1 : value;
        const shown = lists[list % lists.length]!;
        const tieKey = (member: number): number => (keys[member]! + lead) % 3;
        return { eligible: shown, count: shown.length, weights, value: own, unit: 12, tieKey };
      });
      for (const list of lists) list.push(...behind.map((member) => member % members.length));
      const ledger = { ...createLedger(members.length), lastSeq: ages.slice(0, members.length) };
      for (const member of members) ledger.balance[member] = owed[member]!;
      const { receivers, passes } = plainBatch(ledger, draws);
      for (const length of passes) lengths.set(length, (lengths.get(length) ?? 0) + 1);
      expect(assignBatch(ledger, draws)).toEqual(receivers);
    }),
    runs(4000),
  );
  for (const length of [1, 2, 3]) expect(lengths.get(length) ?? 0).toBeGreaterThan(enough(20));
});
