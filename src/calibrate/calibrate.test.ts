import { describe, expect, test } from 'vitest';
import { leadWith } from '../../test/support/samples.js';
import { hashText } from '../core/hash.js';
import type { Lead } from '../lead/index.js';
import type { ScoringSpec } from '../score/index.js';
import { calibrate } from './calibrate.js';
import type { CalibrateOptions, Calibration, LeadOutcome } from './types.js';

/** Whole number below a bound that belongs to a text. */
const draw = (text: string, below: number): number => hashText(text) % below;
const now = 1_780_000_000_000;

/** Leads whose chance to win is 20 %, and 60 % from a demo; sizes and tags mean nothing. */
const planted = (count: number, more: (id: string) => Partial<Lead> = () => ({})): readonly LeadOutcome[] =>
  Array.from({ length: count }, (_, i) => {
    const id = `lead-${i}`;
    const source = ['demo', 'list', 'webinar'][draw(`${id} source`, 3)]!;
    const lead = leadWith({
      id,
      createdAt: now,
      source,
      employees: { min: 10 * draw(`${id} size`, 60), max: null },
      tags: draw(`${id} tag`, 2) === 0 ? ['a', 'b'] : ['c'],
      ...more(id),
    });
    return { lead, won: draw(`${id} won`, 100) < (source === 'demo' ? 60 : 20) };
  });

const learn = (outcomes: readonly LeadOutcome[], options: CalibrateOptions = {}): Calibration => {
  const result = calibrate(outcomes, options);
  if (!result.ok) throw new Error(result.error.message);
  return result.value;
};

const pointsOf = ({ criteria }: Calibration): { readonly [id: string]: number } =>
  Object.fromEntries(
    criteria.filter(({ points }) => points !== 0).map(({ criterion, points }) => [criterion.id, points]),
  );

describe.each(['naive_bayes', 'logistic'] as const)('%s', (model) => {
  const outcomes = planted(3_000);
  const learned = learn(outcomes, { model });

  test('finds what is there and nothing else', () => {
    expect(Object.keys(pointsOf(learned)).every((id) => id.startsWith('source eq'))).toBe(true);
    const { 'source eq demo': demo = 0, 'source eq list': list = 0 } = pointsOf(learned);
    // odds of 3:2 against 1:4, a factor of 6: 25.8 points at 10 per doubling
    expect(demo - list).toBeGreaterThan(20);
    expect(demo - list).toBeLessThan(32);
    expect(learned.advice).toEqual({ type: 'adopt', because: 'tells_won_from_lost' });
    expect(learned.quality.area).toBeGreaterThan(6_500);
  });

  test('the proposal scores as it says, on the leads held out', () => {
    const { scorecards, qualification, holdout, table, thresholds } = learned;
    expect(scorecards.map(({ id }) => id)).toEqual(['calibrated']);
    expect(table.reduce((sum, { leads }) => sum + leads, 0)).toBe(holdout.leads);
    expect(table.reduce((sum, { won }) => sum + won, 0)).toBe(holdout.won);
    for (const { expectedMilli, observedMilli } of table)
      expect(Math.abs(expectedMilli! - observedMilli!)).toBeLessThan(80);
    expect(thresholds.map(({ id, min }) => [id, min])).toEqual(
      Object.entries(qualification).map(([id, { min }]) => [id, min]),
    );
  });

  test('the order of the outcomes makes no difference, not in a single bit', () => {
    const shuffled = [...outcomes].sort((a, b) => draw(a.lead.id, 99_991) - draw(b.lead.id, 99_991));
    expect(learn(shuffled, { model })).toEqual(learned);
  });

  test('noise gives nothing to adopt', () => {
    const noise = outcomes.map(({ lead }) => ({ lead, won: draw(`${lead.id} coin`, 2) === 0 }));
    expect(learn(noise, { model }).advice).toEqual({ type: 'keep', because: 'no_signal' });
  });

  test('criteria in use get new points; what they read is not looked at twice', () => {
    const scoring: ScoringSpec = {
      scorecards: [
        {
          id: 'fit',
          max: 5,
          criteria: [
            { id: 'demo', when: { field: 'source', op: 'eq', value: 'demo' }, points: -40 },
            { id: 'large', when: { field: 'employeesMin', op: 'gte', value: 300 }, points: 30 },
          ],
        },
      ],
      qualification: { mql: { min: 10 } },
    };
    const result = learn(outcomes, { model, scoring });
    const [demo, large] = result.criteria;
    expect([demo!.was, large!.was, large!.points]).toEqual([-40, 30, 0]);
    expect(demo!.points).toBeGreaterThan(20);
    expect(result.scorecards[0]).toEqual({
      id: 'fit',
      criteria: [
        { ...scoring.scorecards![0]!.criteria[0], points: demo!.points },
        { ...scoring.scorecards![0]!.criteria[1], points: 0 },
      ],
    });
    expect(result.criteria.some(({ field }) => field === 'source' || field === 'employeesMin')).toBe(false);
    expect(result.qualityBefore!.area).toBeLessThan(5_000);
    expect(result.advice).toEqual({ type: 'adopt', because: 'better' });
    expect(result.thresholds.map(({ was }) => was)).toEqual([10, null]);
  });

  test('points of activities are per activity, as often as leads have them', () => {
    const seen = planted(3_000, (id) => ({
      activities: draw(`${id} seen`, 2) === 0 ? [{ type: 'pricing', at: now, count: 4 }] : [],
    })).map(({ lead }) => ({
      lead,
      won: draw(`${lead.id} won`, 100) < (lead.activities.length > 0 ? 60 : 20),
    }));
    const scoring: ScoringSpec = { scorecards: [{ id: 'c', criteria: [{ id: 'p', activity: 'pricing', points: 1 }] }] };
    const { points } = learn(seen, { model, scoring, fields: [] }).criteria[0]!;
    expect(points).toBeGreaterThanOrEqual(5);
    expect(points).toBeLessThanOrEqual(8);
  });
});

test('a lead is held out or not whatever else is in the list', () => {
  const outcomes = planted(1_000);
  const few = learn(outcomes.slice(0, 600), { fields: ['source'] });
  const rest = learn(outcomes.slice(400), { fields: ['source'] });
  const both = learn(outcomes, { fields: ['source'] });
  const middle = learn(outcomes.slice(400, 600), { fields: ['source'], leastPerClass: 20 });
  expect(few.holdout.leads + rest.holdout.leads - middle.holdout.leads).toBe(both.holdout.leads);
  expect(both.holdout.leads).toBeGreaterThan(250);
  expect(both.holdout.leads).toBeLessThan(350);
  expect(learn(outcomes, { fields: ['source'], seed: 'other' }).holdout).not.toEqual(both.holdout);
});

test('a field that tells the outcome itself is left out, unless it is asked for', () => {
  const leaking = planted(1_000).map(({ lead, won }) => ({
    lead: { ...lead, fields: { reason: won ? 'signed' : 'no budget' } },
    won,
  }));
  const learned = learn(leaking);
  expect(learned.leftOut).toContainEqual({ field: 'fields.reason', reason: 'tells_outcome' });
  expect(learned.quality.area).toBeLessThan(8_500);
  expect(learn(leaking, { fields: ['fields.reason'] }).quality.area).toBe(10_000);
  expect(learn(leaking, { ignore: ['fields.reason'] }).leftOut.map(({ field }) => field)).not.toContain(
    'fields.reason',
  );
});

test('numbers become bands, and free text nothing', () => {
  const outcomes = planted(2_000, (id) => ({
    fields: { minutes: draw(`${id} minutes`, 100), note: `note ${id}`, flag: draw(`${id} flag`, 2) === 0 },
  })).map(({ lead }) => ({
    lead,
    won: draw(`${lead.id} won`, 100) < ((lead.fields['minutes'] as number) >= 60 ? 70 : 20),
  }));
  const learned = learn(outcomes);
  const ids = Object.keys(pointsOf(learned)).sort();
  expect(ids).toHaveLength(5);
  expect(ids.every((id) => id.startsWith('fields.minutes '))).toBe(true);
  expect(learned.leftOut).toContainEqual({ field: 'fields.note', reason: 'too_many_values' });
  expect(learned.criteria.some(({ field }) => field === 'fields.flag')).toBe(true);
});

test('too little is refused with what was wanted and found', () => {
  const refused = (outcomes: readonly LeadOutcome[], options: CalibrateOptions = {}) => {
    const result = calibrate(outcomes, options);
    return result.ok ? null : result.error;
  };
  const won = planted(200).map(({ lead }) => ({ lead, won: true }));
  expect(refused([])).toMatchObject({ code: 'calibrate.too_few_outcomes', won: 0, lost: 0 });
  expect(refused(won)?.message).toBe('expected at least 50 won and 50 lost leads, found 200 won and 0 lost');
  expect(refused(planted(300), { fields: ['nothing'] })).toMatchObject({ code: 'calibrate.no_criteria' });
  expect(refused(planted(40), { leastPerClass: 20 })?.code).toBe('calibrate.too_few_outcomes');
  expect(() => calibrate(won, { holdoutPercent: 5 })).toThrow(
    'expected `holdoutPercent` to be a whole number from 10 to 90',
  );
});

test('what is no outcome is counted and passed over', () => {
  const odd = [null, 7, {}, { lead: leadWith({ id: 'x' }) }, { lead: null, won: true }] as unknown as LeadOutcome[];
  const invalid = { lead: { ...leadWith({ id: 'y' }), invalid: { field: 'id', expected: 'x' } }, won: true };
  const outcomes = planted(600);
  const learned = learn([...odd, invalid, ...outcomes]);
  expect(learned.unusable).toBe(6);
  expect({ ...learned, unusable: 0 }).toEqual(learn(outcomes));
});

test('a share of wins for the MQL below that for the SQL is refused, since its threshold would be the higher one', () => {
  const outcomes = planted(600);
  expect(() => calibrate(outcomes, { mqlWinsPercent: 10, sqlWinsPercent: 90 })).toThrow(
    'expected `mqlWinsPercent` to be at least `sqlWinsPercent`, `90`, found `10`',
  );
  expect(() => calibrate(outcomes, { sqlWinsPercent: 81 })).toThrow('found `80`');
  const { qualification } = learn(outcomes, { mqlWinsPercent: 50, sqlWinsPercent: 50 });
  expect(qualification.mql).toEqual(qualification.sql);
});
