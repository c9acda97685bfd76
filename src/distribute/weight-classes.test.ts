import { expect, test } from 'vitest';
import { createLedger } from './create-ledger.js';
import type { Draw } from './types.js';
import { createFixedPool, serveNext, settle } from './weight-classes.js';

test('weights 5, 1, 1 are spread out, and the ledger is up to date once settled', () => {
  const ledger = createLedger(3);
  const draw: Draw = {
    eligible: [0, 1, 2],
    count: 3,
    weights: [5, 1, 1],
    value: 1,
    unit: 7,
    tieKey: (member) => member,
  };
  const fixed = createFixedPool(ledger, draw);
  expect([1, 2, 3].map((seq) => serveNext(fixed, seq))).toEqual([0, 0, 1]);
  settle(fixed);
  expect(ledger).toEqual({ balance: [1, -4, 3], received: [2, 1, 0], lastSeq: [2, 3, 0] });
  settle(fixed);
  expect(ledger.balance).toEqual([1, -4, 3]);
});

test('balances stay exact over more leads than unsettled units would bear', () => {
  const ledger = createLedger(2);
  const draw: Draw = { eligible: [0, 1], count: 2, weights: [2, 1], value: 1, unit: 80_313_433_200, tieKey: (m) => m };
  const fixed = createFixedPool(ledger, draw);
  for (let seq = 1; seq <= 300_000; seq++) serveNext(fixed, seq);
  settle(fixed);
  expect(ledger.received).toEqual([200_000, 100_000]);
  expect(ledger.balance).toEqual([0, 0]);
});
