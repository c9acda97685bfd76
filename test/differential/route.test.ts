// The router and the reference router of test/spec, written from docs/semantics.md alone, agree on whole histories.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Policy } from '../../src/policy/index.js';
import { type History, history, leadGene } from '../support/arbitraries.js';
import { sides } from '../support/compare.js';
import { type Played, play } from '../support/play.js';

const runs = Number(process.env['FAIRLEAD_RUNS'] ?? 1);

function agree(played: Played): void {
  const { actual, wanted } = sides(played);
  expect(actual, `step ${played.number}: ${JSON.stringify(played.input ?? played.lead)}`).toEqual(wanted);
}

test('the router decides as the reference router does', () => {
  let routed = 0;
  fc.assert(
    fc.property(history(), (one) => {
      play(one, (played) => {
        agree(played);
        if (played.lead !== null) routed++;
      });
    }),
    { numRuns: 1_100 * runs },
  );
  expect(routed).toBeGreaterThan(10_000 * runs);
});

/** A pool around the size above which deadlines decide. */
const largePool = fc
  .record({
    weights: fc.array(fc.constantFrom(1, 1, 1, 2, 3, 7, 50), { minLength: 126, maxLength: 134, size: 'max' }),
    leads: fc.array(leadGene, { minLength: 80, maxLength: 80, size: 'max' }),
    away: fc.array(fc.record({ rep: fc.nat(200), online: fc.boolean() }), { maxLength: 8 }),
  })
  .map(({ weights, leads, away }): History => {
    const reps = weights.map((weight, n) => ({ id: `rep-${n}`, weight }));
    const queue = { id: 'queue-0', repIds: reps.map(({ id }) => id), strategy: { type: 'fair_share' as const } };
    const policy: Policy = {
      behavior: 1,
      reps,
      queues: [queue],
      rules: [{ id: 'rule-0', when: true, then: { queueId: queue.id } }],
    };
    const when = { pick: null, delta: 0 };
    const steps = leads.flatMap((lead, n): History['steps'] => [
      ...(n % 10 === 0 && away[n / 10] ? [{ type: 'switch' as const, ...away[n / 10]!, when }] : []),
      { type: 'route', lead, when },
    ]);
    return { policy, start: 0, facts: {}, steps };
  });

test('deadlines decide in large pools as in the reference router', () => {
  fc.assert(
    fc.property(largePool, (one) => play(one, agree)),
    { numRuns: 8 * runs },
  );
});
