// The router and the reference router of test/spec, written from docs/semantics.md alone, agree on whole histories.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import type { Policy } from '../../src/policy/index.js';
import { type History, history, type LeadGene, leadGene } from '../support/arbitraries.js';
import { sides } from '../support/compare.js';
import { type Played, play } from '../support/play.js';
import { enough, runs, runsFactor, times } from '../support/runs.js';

vi.setConfig({ testTimeout: 240_000 * Math.max(1, runsFactor) });

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
    runs(1_450),
  );
  expect(routed).toBeGreaterThan(enough(8_000));
});

const away = fc.array(fc.record({ rep: fc.nat(200), online: fc.boolean() }), { maxLength: 20 });
const leadsOf = (count: number) => fc.array(leadGene, { minLength: count, maxLength: count, size: 'max' });

/** One queue of these reps and nothing else; some of them go and come. */
function poolHistory(
  reps: Policy['reps'],
  leads: readonly LeadGene[],
  switches: readonly { readonly rep: number; readonly online: boolean }[],
): History {
  const queue = { id: 'queue-0', repIds: reps.map(({ id }) => id), strategy: { type: 'fair_share' as const } };
  const rules = [{ id: 'rule-0', when: true, then: { queueId: queue.id } }];
  const when = { pick: null, delta: 0 };
  const steps = leads.flatMap((lead, n): History['steps'] => [
    ...(n % 10 === 9 && switches[(n - 9) / 10] ? [{ type: 'switch' as const, ...switches[(n - 9) / 10]!, when }] : []),
    { type: 'route', lead, when },
  ]);
  return { policy: { behavior: 1, reps, queues: [queue], rules }, start: Date.UTC(2026, 5, 10), facts: {}, steps };
}
const playsAlike = (pool: fc.Arbitrary<History>, numRuns: number): void =>
  fc.assert(
    fc.property(pool, (one) => play(one, agree)),
    // fast-check never ends for a fraction of a run
    { numRuns: Math.ceil(numRuns) },
  );

test('deadlines decide in large pools as in the reference router', () => {
  const weights = fc.array(fc.constantFrom(1, 1, 1, 2, 3, 7, 50), { minLength: 126, maxLength: 134, size: 'max' });
  const pool = fc.tuple(weights, leadsOf(200), away).map(([list, leads, switches]) =>
    poolHistory(
      list.map((weight, n) => ({ id: `rep-${n}`, weight })),
      leads,
      switches,
    ),
  );
  playsAlike(pool, times(4));
});

test('weights too large for the finest unit decide as in the reference router', () => {
  const rep = fc.record({
    weight: fc.constantFrom(5_000, 7_919, 9_999, 10_000),
    startsAt: fc.constantFrom('2026-05-28', '2026-06-01', '2026-06-09'),
    ramp: fc.record({ from: fc.constantFrom(0.25, 0.3, 1), days: fc.constantFrom(14, 30) }),
  });
  const pool = fc
    .tuple(fc.array(rep, { minLength: 2, maxLength: 5 }), leadsOf(60), away)
    .map(([list, leads, switches]) =>
      poolHistory(
        list.map((one, n) => ({ id: `rep-${n}`, ...one })),
        leads,
        switches,
      ),
    );
  playsAlike(pool, times(25));
});
