// Probabilities that another product's naive Bayes gives for the same history, to the printed digits.
import { expect, test } from 'vitest';
import { addNaiveBayes, type BayesCase, bayesProbability, fitNaiveBayes } from '../../src/calibrate/index.js';
import vectors from './scoring-naive-bayes-odoo.json' with { type: 'json' };

type Row = (typeof vectors)['scenario1']['leads'][number];

const { stages, scenario1: scenario } = vectors;

const plain = (lead: Row): { [variable: string]: string } => ({
  country: lead.country,
  state: lead.state,
  source: lead.source,
  email_state: 'False',
  phone_state: 'False',
});

/** A won lead went through every stage, a lost one through those up to its own. */
const closed = (lead: Row): BayesCase => ({
  won: lead.outcome === 'won',
  values: {
    ...plain(lead),
    stage: stages.slice(0, lead.outcome === 'won' ? stages.length : stages.indexOf(lead.stage) + 1),
  },
});

/** Leads 10 to 13 belong to a third team first, then to none. */
const leadsIn = (step: string) =>
  scenario.leads.map((lead, at) => ({ ...lead, team: at < 10 ? lead.team : step === 'a' ? 'T3' : null }));

test.each(scenario.expected)('lead $lead in step $step: $probability %', ({ lead: at, step, probability }) => {
  const leads = leadsIn(step);
  const { team, ...open } = leads[at]!;
  const historyOf = (one: string | null) =>
    fitNaiveBayes(leads.filter((lead) => lead.team === one && lead.outcome !== null).map(closed));
  const teams = [...new Set(leads.map((lead) => lead.team))];
  // a lead of no team is judged by all of them
  const model = team === null ? addNaiveBayes(teams.map(historyOf)) : historyOf(team);
  expect(bayesProbability(model, { ...plain({ team, ...open }), stage: [open.stage] })).toBe(
    Math.round(probability * 100),
  );
});

test.each(vectors.clamp)('$given: $probability %', ({ given, probability }) => {
  const [won, lost] = given.match(/\d+/g)!.map((digits) => 10 * Number(digits)) as [number, number];
  const counts = { won, lost };
  const tag = { total: counts, values: { x: counts } };
  const model = { prior: counts, variables: { tag } };
  expect(bayesProbability(model, { tag: ['x'] })).toBe(Math.round(probability * 100));
});
