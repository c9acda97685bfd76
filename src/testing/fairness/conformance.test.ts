import { expect, test } from 'vitest';
import { fairnessConformance } from './conformance.js';
import { fairShareSubject } from './subjects.js';
import { stableBelowOne } from './theorems.js';
import type { CreateSubject, FairnessSubject } from './types.js';

const broken = (create: CreateSubject, runs = 30): string[] =>
  fairnessConformance(create, { runs })
    .filter(({ violation }) => violation !== null)
    .map(({ theorem }) => theorem);

const alwaysFirst = (): FairnessSubject => ({ pick: (eligible) => eligible[0]! });

test('a router that always takes the first breaks every promise but the first two', () => {
  expect(broken(alwaysFirst)).toEqual(['T1', 'T3', 'T3-guarded', 'T4', 'T5', 'T9', 'T10', 'T11', 'T12', 'T13', 'T14']);
});

test('the default strategy keeps all of them', () => {
  expect(broken(fairShareSubject, 8)).toEqual([]);
});

test('a router that picks somebody who is not eligible breaks the first', () => {
  expect(broken(() => ({ pick: () => 99 }))).toContain('T0');
});

test('a violation can be replayed from its witness', () => {
  const [result] = fairnessConformance(alwaysFirst, { theorems: [stableBelowOne] });
  const { violation } = result!;
  const owed = new Array<number>(violation!.members).fill(0);
  for (const { eligible, weights, value, picked } of violation!.leads) {
    const sum = eligible.reduce((total, member) => total + weights[member]!, 0);
    for (const member of eligible) owed[member]! += (value * weights[member]!) / sum;
    owed[picked]! -= value;
  }
  expect(Math.abs(owed[violation!.member]!)).toBeCloseTo(violation!.measured, 9);
  expect(violation!.measured).toBeGreaterThanOrEqual(1);
  expect(violation!.bound).toBe(1);
});

test('the same seed finds the same violation', () => {
  const once = fairnessConformance(alwaysFirst, { seed: 7, runs: 3 });
  expect(fairnessConformance(alwaysFirst, { seed: 7, runs: 3 })).toEqual(once);
});
