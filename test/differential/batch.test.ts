// Batches, beside the reference router: who is planned together and what each lead costs whom. Which of the equally
// even ways a batch takes is the router's own choice; that none is more even is a law of test/property/fairness-more.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { initialState, routeMany, setAvailability } from '../../src/index.js';
import { createReference } from '../spec/reference-router.js';
import { factsGene, type LeadGene, leadGene, setting, toFacts, toLead } from '../support/arbitraries.js';
import { sides } from '../support/compare.js';
import { routerOf } from '../support/play.js';
import { enough, runs, runsFactor } from '../support/runs.js';

vi.setConfig({ testTimeout: 240_000 * Math.max(1, runsFactor) });

const batch = fc.record({
  leads: fc.array(leadGene, { minLength: 1, maxLength: 12, size: 'max' }),
  minutes: fc.constantFrom(0, 1, 60, 480),
  rep: fc.nat(59),
  online: fc.boolean(),
});

/** Every other queue shares its leads out by count, which is what can be planned. */
const mostlyShared = setting().map(({ policy, start }) => ({
  start,
  policy: {
    ...policy,
    queues: policy.queues.map((queue, n) =>
      n % 2 === 0 ? { ...queue, strategy: { type: 'fair_share' as const } } : queue,
    ),
    rules: policy.rules.map((rule) =>
      'owner' in rule.then ? { ...rule, then: { queueId: policy.queues[0]!.id } } : rule,
    ),
  },
}));

test('batches are routed as the reference router routes them', () => {
  let together = 0;
  fc.assert(
    fc.property(mostlyShared, factsGene, fc.array(batch, { minLength: 1, maxLength: 4 }), (one, genes, batches) => {
      const history = { ...one, facts: toFacts(genes, one.policy.reps, one.start), steps: [] };
      const { policy, facts } = history;
      const router = routerOf(history);
      const reference = createReference(policy);
      let state = initialState(router);
      let now = one.start;
      let count = 0;
      for (const { leads: list, minutes, rep, online } of batches) {
        now += minutes * 60_000;
        const { id } = policy.reps[rep % policy.reps.length]!;
        state = setAvailability(router, state, id, online, now).state;
        reference.setOnline(id, online);
        const leads = list.map((gene: LeadGene) => toLead(gene, `lead-${count++}`, now));
        const before = { state, record: null };
        const done = routeMany(router, state, leads, now, { facts, fairness: 'batch', trace: 'full' });
        state = done.state;
        const expected = reference.routeBatch(leads, now, facts, (place, pool) => {
          const { events, record } = done.outcomes[place]!;
          const assigned = events.find(({ type }) => type === 'lead_assigned');
          expect(assigned).toMatchObject({ method: 'batch' });
          expect(pool).toContain(record.repId);
          together++;
          return record.repId!;
        });
        for (const [place, lead] of leads.entries()) {
          const outcome = { ...done.outcomes[place]!, state };
          const { events } = outcome;
          const common = { router, history, reference, number: place, at: now, records: new Map() };
          const played = { ...common, before, lead, input: null, outcome, events, state, expected: expected[place]! };
          const { actual, wanted } = sides(played);
          expect(actual, `lead ${lead.id}`).toEqual(wanted);
        }
      }
    }),
    runs(300),
  );
  expect(together).toBeGreaterThan(enough(500));
});
