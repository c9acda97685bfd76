// Whom a batch is planned for: leads that something else decides about take nobody's place in it.
import { expect, test } from 'vitest';
import { leadWith, monday, type PolicyParts, policyWith, routerWith } from '../../test/support/samples.js';
import type { Lead } from '../lead/index.js';
import type { Router } from '../policy/index.js';
import { initialState, routeMany } from './index.js';

const batch = (router: Router, leads: readonly Lead[]) =>
  routeMany(router, initialState(router), leads, monday, { fairness: 'batch' });
const methodsOf = ({ outcomes }: ReturnType<typeof batch>) =>
  outcomes.map(({ decision }) => (decision.type === 'assigned' ? decision.trace.pick!.method : decision.type));

/** The plan settles ties by the ids of the leads: many batches, so that one that is planned wrongly shows. */
const names = Array.from({ length: 12 }, (_, n) => `n${n}`);
/** Two reps and three leads, of which the one in the middle does not count: each rep gets one of the others. */
function sharedEvenly(parts: PolicyParts, middle: (name: string) => Lead, first: Partial<Lead> = {}): void {
  const router = routerWith(parts);
  for (const name of names) {
    const leads = [leadWith({ id: `${name}a`, ...first }), middle(name), leadWith({ id: `${name}c` })];
    const routed = batch(router, leads);
    expect([methodsOf(routed)[0], methodsOf(routed)[2]]).toEqual(['batch', 'batch']);
    expect(new Set([routed.outcomes[0]!.record.repId, routed.outcomes[2]!.record.repId]).size).toBe(2);
  }
}

test('duplicates within the batch', () => {
  const same = { email: 'kim@acme.example' };
  sharedEvenly({ duplicates: { action: 'dispose' } }, (name) => leadWith({ id: `${name}b`, ...same }), same);
});

test('leads that cannot be used', () => {
  const invalid = { field: 'email', expected: 'an address' };
  sharedEvenly({}, (name) => leadWith({ id: `${name}b`, invalid }));
});

test('leads of a queue that makes offers, though they go into the same ledger', () => {
  const repIds = ['ana', 'ben'];
  const strategy = { type: 'fair_share' } as const;
  const router = routerWith({
    queues: [
      { id: 'pool', repIds, strategy },
      { id: 'asks', repIds, strategy, ledger: 'pool', offer: { forMinutes: 5 } },
    ],
    rules: [
      { id: 'web', when: { field: 'source', op: 'eq', value: 'web' }, then: { queueId: 'asks' } },
      ...policyWith().rules,
    ],
  });
  for (const name of names) {
    const leads = [{ id: `${name}a` }, { id: `${name}b`, source: 'web' }, { id: `${name}c` }];
    const routed = batch(router, leads.map(leadWith));
    expect(methodsOf(routed)).toEqual(['batch', 'offered', 'batch']);
    expect([...routed.state.reps.assigned]).toEqual([1, 1]);
  }
});

test('a lead that is listed twice is no duplicate of itself', () => {
  const router = routerWith({ duplicates: { action: 'dispose' } });
  const lead = leadWith({ email: 'kim@acme.example' });
  expect(methodsOf(batch(router, [lead, lead]))).toEqual(['batch', 'batch']);
});

test('a lead that ends up in another queue than it was planned for is shared out by that queue', () => {
  const strategy = { type: 'fair_share' } as const;
  const router = routerWith({
    reps: [{ id: 'ana', capacity: 1 }, 'ben', 'cy'],
    queues: [
      { id: 'pool', repIds: ['ana'], strategy, nobodyEligible: { type: 'overflow', queueId: 'more' } },
      { id: 'more', repIds: ['ben', 'cy'], strategy },
    ],
  });
  const routed = batch(
    router,
    ['a', 'b', 'c', 'd', 'e'].map((id) => leadWith({ id })),
  );
  expect(methodsOf(routed).slice(1)).not.toContain('batch');
  expect([...routed.state.reps.assigned]).toEqual([1, 2, 2]);
});

test('a lead seen twice in a batch goes to whoever has the first of its kind', () => {
  const reps = ['ana', 'ben', 'cy'].map((id) => ({ id, capacity: 1 }));
  const router = routerWith({ reps, duplicates: { action: 'owner' } });
  const leads = ['a', 'b', 'c'].map((id) => leadWith({ id, email: 'kim@acme.example' }));
  const { outcomes } = routeMany(router, initialState(router), leads, monday);
  const [first] = outcomes;
  expect(outcomes.slice(1).map(({ decision }) => decision.trace.passedOver?.repId)).toEqual(
    Array(2).fill(first!.record.repId),
  );
});
