import { describe, expect, test } from 'vitest';
import { routerWith } from '../../test/support/samples.js';
import { chargeLead, createScratch, type Draw, pickFairShare } from '../distribute/index.js';
import { compiledOf } from '../policy/index.js';
import { closeDraft, type Draft, openBatch, openDraft, ownLedger, readLedger } from './draft.js';
import { initialState } from './initial-state.js';
import { chargeServed, pickServed } from './serve-ledger.js';

const router = routerWith({ reps: ['ana', 'ben', 'cy', 'dee'].map((id, n) => ({ id, weight: n + 1 })) });
const [use] = compiledOf(router).queues.get('pool')!.ledgers;
const { id, unit } = use!.ledger;
const start = initialState(router);
const weights = [1, 2, 3, 4];
const drawOf = (eligible: readonly number[]): Draw => ({
  eligible,
  count: eligible.length,
  weights,
  value: 1,
  unit,
  tieKey: (member) => member,
  measure: 'count',
  scratch: createScratch(),
});
const all = drawOf([0, 1, 2, 3]);

function serve(draft: Draft, draw: Draw, leads: number, from = 0): number[] {
  return Array.from({ length: leads }, (_, n) => {
    const { member } = pickServed(draft, use!, draw);
    chargeServed(draft, use!, draw, member, from + n + 1);
    return member;
  });
}

/** The same without any help. */
function plainly(draw: Draw, leads: number): { readonly members: number[]; readonly ledger: object } {
  const ledger = ownLedger(openDraft(start), id);
  const members = Array.from({ length: leads }, (_, n) => {
    const { member } = pickFairShare(ledger, draw);
    chargeLead(ledger, draw, member, n + 1);
    return member;
  });
  return { members, ledger };
}

describe('a batch', () => {
  test('serves a pool that stays the same from a fixed one, as soon as everybody had a turn', () => {
    const draft = openBatch(start);
    serve(draft, all, 31);
    expect(draft.serving!.get(id)).toMatchObject({ leads: 31, fixed: null });
    const members = serve(draft, all, 33, 31);
    expect(draft.serving!.get(id)!.fixed).not.toBe(null);
    const { members: wanted, ledger } = plainly(all, 64);
    expect(members).toEqual(wanted.slice(31));
    expect(draft.ledgers[id]).not.toEqual(ledger);
    expect(readLedger(draft, id)).toEqual(ledger);
    expect(serve(draft, all, 3, 64)).toEqual(plainly(all, 67).members.slice(64));
    expect(closeDraft(draft).ledgers[id]).toEqual(plainly(all, 67).ledger);
  });

  test('goes back to the ledger where the pool is another, or somebody else writes to it', () => {
    const draft = openBatch(start);
    serve(draft, all, 40);
    const some = drawOf([1, 3]);
    expect(pickServed(draft, use!, some)).toEqual(pickFairShare(plainly(all, 40).ledger as never, some));
    expect(draft.serving!.get(id)!.fixed).not.toBe(null);
    chargeServed(draft, use!, some, 1, 41);
    expect(draft.serving!.get(id)).toMatchObject({ leads: 1, fixed: null });
    serve(draft, all, 40, 41);
    expect(draft.serving!.get(id)!.fixed).not.toBe(null);
    expect(ownLedger(draft, id).balance.reduce((a, b) => a + b)).toBe(0);
    expect(draft.serving!.has(id)).toBe(false);
  });

  test('tries at the 32nd such lead for the first time, and leaves the fixed pool to itself from then on', () => {
    const draft = openBatch(start);
    serve(draft, all, 32);
    const { fixed } = draft.serving!.get(id)!;
    expect(fixed!.served.leads).toBe(0);
    serve(draft, all, 30, 32);
    expect(draft.serving!.get(id)!.fixed).toBe(fixed);
    expect(fixed!.served.leads).toBe(30);
    expect(fixed!.draw.measure).toBe('count');
    pickServed(draft, use!, { ...all, measure: 'value' });
    expect(fixed!.served.leads).toBe(0);
  });

  test('tries again when twice as many leads came, not before', () => {
    const draft = openBatch(start);
    const even = { ...all, weights: [1, 1, 300, 300] };
    serve(draft, even, 40);
    // as if one of the two rare ones had been served meanwhile
    const ledger = draft.ledgers[id]!;
    ledger.lastSeq[0] = 39;
    serve(draft, even, 23, 40);
    expect(draft.serving!.get(id)).toMatchObject({ leads: 63, fixed: null });
    serve(draft, even, 1, 63);
    expect(draft.serving!.get(id)!.fixed).not.toBe(null);
  });

  test.each([
    ['members', { eligible: [0, 1, 2, 3] }],
    ['weights', { weights: [1, 2, 3, 4] }],
    ['value', { value: 2 }],
    ['unit', { unit: unit * 2 }],
  ])('begins anew with other %s', (_, other) => {
    const draft = openBatch(start);
    serve(draft, all, 40);
    chargeServed(draft, use!, { ...all, ...other }, 1, 41);
    expect(draft.serving!.get(id)).toMatchObject({ leads: 1, fixed: null });
  });

  test('keeps to the measure of its ledger', () => {
    const strategy = { type: 'fair_share', by: 'effort' } as const;
    const [effort] = compiledOf(routerWith({ pool: { strategy } })).queues.get('pool')!.ledgers;
    const draft = openBatch(start);
    const draw: Draw = { ...all, measure: 'value' };
    for (let n = 0; n < 64; n++) chargeServed(draft, effort!, draw, pickServed(draft, effort!, draw).member, n + 1);
    expect(draft.serving!.get(id)!.fixed!.draw.measure).toBe('value');
  });

  test('does not while two members are of the same age', () => {
    const draft = openBatch(start);
    const rare = { ...all, weights: [1, 1, 900, 900] };
    serve(draft, rare, 64);
    expect(draft.serving!.get(id)).toMatchObject({ leads: 64, fixed: null });
  });
});

test('a draft for one lead is up to date all the time', () => {
  const draft = openDraft(start);
  serve(draft, all, 40);
  expect(draft.serving).toBe(null);
  expect(draft.ledgers[id]).toEqual(plainly(all, 40).ledger);
  expect(start.ledgers[id]!.received).toEqual([0, 0, 0, 0]);
});
