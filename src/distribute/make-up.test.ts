import { expect, test } from 'vitest';
import { chargeLead } from './charge-lead.js';
import { createLedger } from './create-ledger.js';
import { accruingPool, type MakeUp, pickWithMakeUp } from './make-up.js';
import type { Draw } from './types.js';

const unit = 5040;
const weights = [1, 1, 1, 1];
const draw = (eligible: readonly number[]): Draw => ({
  eligible,
  count: eligible.length,
  weights,
  value: 1,
  unit,
  tieKey: (member) => member,
});

/** Member 3 is away for 400 leads; how many of the next 50 it gets, and how much it was owed on return. */
function comeBack(makeUp: MakeUp): { readonly owed: number; readonly received: number } {
  const ledger = createLedger(4);
  let seq = 0;
  const give = (eligible: readonly number[], absent: readonly number[]): void => {
    const next = draw(eligible);
    const pool = accruingPool(ledger, next, absent, makeUp);
    seq++;
    chargeLead(ledger, pool, pickWithMakeUp(ledger, next, pool).member, seq);
    expect(ledger.balance.reduce((a, b) => a + b)).toBe(0);
  };
  for (let lead = 0; lead < 400; lead++) give([0, 1, 2], [3]);
  const owed = ledger.balance[3]! / unit;
  for (let lead = 0; lead < 50; lead++) give([0, 1, 2, 3], []);
  return { owed, received: ledger.received[3]! };
}

test('none: who returns gets what everybody else gets', () => {
  expect(comeBack({ type: 'none' })).toEqual({ owed: 0, received: 12 });
});

test('capped: who returns makes up for the cap and no more', () => {
  const { owed, received } = comeBack({ type: 'capped', leadsMax: 5 });
  expect(owed).toBe(5);
  expect(received).toBeGreaterThanOrEqual(17);
  expect(received).toBeLessThanOrEqual(18);
});

test('full: who returns gets every lead until the whole absence is made up for', () => {
  expect(comeBack({ type: 'full' })).toEqual({ owed: 100, received: 50 });
});

test('whose cap is reached accrues no further, and the others share the whole lead', () => {
  const ledger = { ...createLedger(4), balance: [-unit, 0, 0, unit] };
  const makeUp: MakeUp = { type: 'capped', leadsMax: 1 };
  const next = draw([0, 1]);
  expect(accruingPool(ledger, next, [2, 3], makeUp)).toEqual({
    ...next,
    eligible: [0, 1, 2],
    count: 3,
    tieKey: undefined,
  });
  expect(accruingPool(ledger, next, [3], makeUp)).toBe(next);
  expect(accruingPool(ledger, next, [2, 3], { type: 'none' })).toBe(next);
});

test('who is away never wins, however much it is owed', () => {
  const ledger = { ...createLedger(4), balance: [-unit, -unit, -unit, 3 * unit] };
  const next = draw([1, 2]);
  const pick = pickWithMakeUp(ledger, next, accruingPool(ledger, next, [3], { type: 'full' }));
  expect(pick).toEqual({ member: 1, method: 'deficit', balance: -unit + unit / 3, pool: unit });
});

test('the pool stays in order, whoever is added, and entries beyond the count are not read', () => {
  const next = { ...draw([1, 3, 0]), count: 2 };
  expect(accruingPool(createLedger(4), next, [2, 0], { type: 'full' }).eligible).toEqual([0, 1, 2, 3]);
  expect(accruingPool(createLedger(4), next, [2], { type: 'full' })).toMatchObject({ eligible: [1, 2, 3], count: 3 });
});

test('one alone is the sole one, nobody is a programmer error, and ties go to who has waited longest', () => {
  const next = draw([1, 2]);
  const alone = draw([2]);
  expect(pickWithMakeUp(createLedger(4), alone, alone).method).toBe('sole');
  expect(() => pickWithMakeUp(createLedger(4), draw([]), next)).toThrow('a pick needs an eligible member');
  expect(pickWithMakeUp({ ...createLedger(4), lastSeq: [0, 2, 1, 0] }, next, next).member).toBe(2);
  expect(pickWithMakeUp({ ...createLedger(4), lastSeq: [0, 1, 2, 0] }, next, next).member).toBe(1);
});
