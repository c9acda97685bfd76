// Laws of recalibration: proposals are what the router would score, counts add up, fast figures equal slow ones.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCriteria } from '../../src/calibrate/find-criteria.js';
import { bayesProbability, calibrate, explainScore, fitNaiveBayes, rocArea } from '../../src/calibrate/index.js';
import { evaluateCondition } from '../../src/condition/index.js';
import { compileOrThrow, initialState, route, scoreLead } from '../../src/index.js';
import { leadGene, setting, toLead } from '../support/arbitraries.js';
import { enough, runs } from '../support/runs.js';
import { policyWith } from '../support/samples.js';

const now = 1_780_000_000_000;

const ranked = fc.array(fc.record({ points: fc.integer({ min: -5, max: 5 }), won: fc.boolean() }), { maxLength: 60 });

test('the area is the share of pairs in order', () => {
  fc.assert(
    fc.property(ranked, (leads) => {
      const pairs = leads.filter(({ won }) => won).flatMap((a) => leads.filter(({ won }) => !won).map((b) => [a, b]));
      const halves = pairs.map(([a, b]) => Math.sign(a!.points - b!.points) + 1).reduce((sum, half) => sum + half, 0);
      expect(rocArea(leads)?.area ?? null).toBe(
        pairs.length === 0 ? null : Math.round((10_000 * halves) / 2 / pairs.length),
      );
    }),
    runs(500),
  );
});

const cases = fc.array(
  fc.record({ won: fc.boolean(), values: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('x', 'y', 'z')) }),
  { maxLength: 30 },
);

test('a probability is the product of shares, within half a hundredth', () => {
  fc.assert(
    fc.property(
      cases,
      fc.dictionary(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('x', 'y', 'w')),
      (list, asked: Readonly<Record<string, string>>) => {
        const of = (won: boolean, fits: (one: (typeof list)[number]) => boolean): number =>
          list.filter((one) => one.won === won && fits(one)).length;
        const share = (won: boolean): number =>
          Object.entries(asked).reduce(
            (product, [name, value]) => {
              const seen = new Set<string>(
                list.flatMap((one) => (one.values[name] === undefined ? [] : [one.values[name]])),
              );
              if (!seen.has(value)) return product;
              const total = of(won, (one) => one.values[name] !== undefined) + 0.1 * seen.size;
              return (product * (of(won, (one) => one.values[name] === value) + 0.1)) / total;
            },
            of(won, () => true) + 0.1,
          );
        const wanted = (10_000 * share(true)) / (share(true) + share(false));
        const found = bayesProbability(fitNaiveBayes(list), asked);
        expect(Math.abs(found - Math.max(1, Math.min(9_999, wanted)))).toBeLessThanOrEqual(0.5 + 1e-6);
      },
    ),
    runs(500),
  );
});

const fields = [
  'source',
  'emailClass',
  'country',
  'employeesMin',
  'value',
  'tags',
  'products',
  'roleAccount',
  'language',
];

test('a criterion that was found is true of a lead just when its condition is', () => {
  fc.assert(
    fc.property(
      fc.array(leadGene, { minLength: 5, maxLength: 40, size: 'max' }),
      fc.constantFrom(...fields),
      (genes, field) => {
        const leads = genes.map((gene, n) => toLead(gene, `lead-${n}`, now));
        const samples = leads.map((lead) => ({ lead, won: true, at: now, part: 'training' as const }));
        const found = findCriteria(field, samples, 1);
        if (found === null || !('criteria' in found)) return;
        for (const lead of leads) {
          const subject = { ...lead, employeesMin: lead.employees?.min };
          const met = found.criteria.flatMap(({ when }, at) => (evaluateCondition(when, subject) === true ? [at] : []));
          expect([...(found.trueOf(lead) ?? [])].sort((a, b) => a - b)).toEqual(met);
        }
      },
    ),
    runs(300),
  );
});

test('parts of a score add up to it, whatever the limits and weights', () => {
  fc.assert(
    fc.property(setting(), leadGene, ({ policy }, gene) => {
      const lead = scoreLead(compileOrThrow(policy), toLead(gene, 'lead', now), now);
      const parts = explainScore(policy, lead);
      expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(lead.score.points);
    }),
    runs(300),
  );
});

const outcomes = fc.array(fc.record({ gene: leadGene, luck: fc.nat(99) }), {
  minLength: 150,
  maxLength: 250,
  size: 'max',
});

test('a proposal compiles, and the router scores with it as the report says', () => {
  let adopted = 0;
  fc.assert(
    fc.property(outcomes, fc.constantFrom('naive_bayes', 'logistic'), (rows, model) => {
      const list = rows.map(({ gene, luck }, n) => {
        const { invalid: _, ...lead } = toLead(gene, `lead-${n}`, now);
        return { lead, won: luck < (lead.source === null ? 20 : 75), at: now };
      });
      const result = calibrate(list, { model: model as 'logistic', leastPerClass: 20, leastPerCriterion: 5 });
      if (!result.ok) return;
      const { scorecards, qualification, criteria, training, holdout, quality, thresholds } = result.value;
      expect(training.leads + holdout.leads).toBe(list.length);
      const router = compileOrThrow({ ...policyWith(), scorecards, qualification });
      const scored = list.map(({ lead, won }) => ({ won, lead: scoreLead(router, lead, now) }));
      const points = new Map(criteria.map((row) => [row.criterion.id, row.points]));
      for (const { lead } of scored)
        for (const row of lead.score.because) expect(row.points).toBe(points.get(row.criterionId));
      const reach = scored.filter(({ lead }) => lead.score.points >= thresholds[0]!.min);
      expect(reach.length).toBeGreaterThanOrEqual(thresholds[0]!.holdout.leads);
      expect(route(router, initialState(router), list[0]!.lead, now).record.leadId).toBe('lead-0');
      if (quality.area > 5_000) adopted++;
    }),
    { ...runs(20), endOnFailure: true },
  );
  expect(adopted).toBeGreaterThan(enough(0));
});
