import { expect, test } from 'vitest';
import type { Lead } from '../lead/index.js';
import { compileScoring } from './compile-scoring.js';
import { computeScore } from './compute-score.js';
import { decayPoints } from './decay.js';
import { explainScore } from './explain-score.js';
import type { ScoringSpec } from './types.js';

const day = 86_400_000;
const now = 1_780_000_000_000;
const noFault = (id: string, error: unknown) => expect.unreachable(`${id} threw ${error}`);

const spec: ScoringSpec = {
  scorecards: [
    {
      id: 'fit',
      max: 40,
      min: -10,
      criteria: [
        { id: 'size', when: { field: 'employeesMin', op: 'gte', value: 200 }, points: 30 },
        { id: 'industry', when: { field: 'industry', op: 'eq', value: 'healthcare' }, points: 20 },
        { id: 'free-mail', when: { field: 'emailClass', op: 'eq', value: 'free' }, points: -30 },
      ],
    },
    {
      id: 'engagement',
      criteria: [{ id: 'pricing', activity: 'pricing_view', points: 8, maxTimes: 3, decay: { halfLifeDays: 14 } }],
    },
  ],
  grades: { scorecards: ['fit', 'engagement'], fit: { A: 40, B: 20, C: 0 }, engagement: { 1: 20, 2: 8, 3: 0 } },
  qualification: { sql: { min: 50 }, mql: { min: 20 } },
  segments: [
    { id: 'big', when: { field: 'employeesMin', op: 'gte', value: 500 } },
    { id: 'hot', when: { field: 'points', op: 'gte', value: 40 } },
    { id: 'rest', when: true },
  ],
  priorities: [{ id: 'hot-first', when: { field: 'segment', op: 'eq', value: 'hot' }, priority: 5 }],
};

const lead = (more: object): Lead => ({ id: 'l', activities: [], ...more }) as unknown as Lead;
const score = (more: object) => computeScore(compileScoring(spec), lead(more), now, noFault);

test('adds up criteria, caps each scorecard, and says why', () => {
  const result = score({ employees: { min: 201, max: 500 }, industry: 'healthcare' });
  expect(result).toMatchObject({ points: 40, byCard: { fit: 40, engagement: 0 }, grade: 'A3', qualification: 'mql' });
  expect(result).toMatchObject({ segment: 'hot', priority: 5 });
  expect(result.because).toEqual([
    { criterionId: 'size', points: 30 },
    { criterionId: 'industry', points: 20 },
  ]);
});

test('negative points stop at the scorecard’s floor and grade as the lowest label', () => {
  expect(score({ emailClass: 'free' })).toMatchObject({
    points: -10,
    grade: 'C3',
    segment: 'rest',
    priority: 0,
    qualification: 'none',
  });
});

test('counts the newest activities up to the maximum, each faded by its age', () => {
  const at = (days: number, count?: number) => ({
    type: 'pricing_view',
    at: now - days * day,
    ...(count ? { count } : {}),
  });
  expect(score({ activities: [at(14), at(0)] }).points).toBe(12);
  expect(score({ activities: [at(28, 5), at(0, 2)] }).points).toBe(8 + 8 + 2);
  expect(score({ activities: [at(-3)] }).points).toBe(8);
});

test('a criterion that throws is skipped and named', () => {
  const faults: string[] = [];
  const bad = Object.defineProperty(lead({ employees: { min: 300, max: null } }), 'industry', {
    get: () => {
      throw new Error('boom');
    },
    enumerable: false,
  });
  const result = computeScore(compileScoring(spec), bad, now, (id) => faults.push(id));
  expect(result.points).toBe(30);
  expect(faults).toEqual(['industry']);
});

test('fades by halves and in a straight line, rounded toward zero', () => {
  const halfLife = { halfLifeDays: 10 };
  expect([0, 10, 20, 30].map((days) => decayPoints(100, halfLife, days * day))).toEqual([100, 50, 25, 12]);
  expect(decayPoints(-100, halfLife, 30 * day)).toBe(-12);
  expect(decayPoints(1_000_000, halfLife, 200 * day)).toBe(0);
  expect([0, 5, 10, 11].map((days) => decayPoints(9, { linearDays: 10 }, days * day))).toEqual([9, 4, 0, 0]);
});

test('half-life decay stays within one point below and 1.1 % above the exponential', () => {
  for (let age = 0; age < 60 * day; age += 3_333_333) {
    const exact = 1_000_000 * 2 ** (-age / (10 * day));
    const got = decayPoints(1_000_000, { halfLifeDays: 10 }, age);
    expect(got).toBeGreaterThanOrEqual(exact - 1.1);
    expect(got / exact).toBeLessThan(1.011);
  }
});

test('activities that cannot be counted are passed over and told of', () => {
  const faults: string[] = [];
  const bad = [{ type: 'pricing_view', at: Number.NaN }, null, { type: 'pricing_view', at: now, count: 0.5 }];
  const activities = [...bad, { type: 'pricing_view', at: now }];
  const result = computeScore(compileScoring(spec), lead({ activities }), now, (id) => faults.push(id));
  expect(result.points).toBe(8);
  expect(faults).toEqual(['pricing']);
});

const grouped: ScoringSpec = {
  scorecards: [
    {
      id: 'web',
      max: 50,
      groups: [
        { id: 'pages', max: 20 },
        { id: 'unsubscribed', min: -15 },
      ],
      sourceWeights: { webinar: 50, partner: 150, list: 0 },
      criteria: [
        { id: 'pricing', group: 'pages', activity: 'pricing_view', points: 9 },
        { id: 'docs', group: 'pages', activity: 'docs_view', points: 4 },
        { id: 'left', group: 'unsubscribed', activity: 'unsubscribe', points: -10 },
        { id: 'demo', activity: 'demo', points: 25 },
      ],
    },
  ],
  totalPoints: { max: 40, min: -5 },
};
const done = (...types: string[]) => types.map((type) => ({ type, at: now }));
const total = (source: string | null, ...types: string[]) =>
  computeScore(compileScoring(grouped), lead({ source, activities: done(...types) }), now, noFault).points;

test('groups limit some criteria together, in both directions', () => {
  expect(total(null, 'pricing_view', 'pricing_view')).toBe(18);
  expect(total(null, 'pricing_view', 'pricing_view', 'docs_view')).toBe(20);
  expect(total(null, 'pricing_view', 'pricing_view', 'docs_view', 'unsubscribe', 'unsubscribe')).toBe(5);
});

test('the source weighs a scorecard, before its own limits and those of the total', () => {
  expect(total('webinar', 'pricing_view')).toBe(4);
  expect(total('partner', 'pricing_view')).toBe(13);
  expect(total('list', 'demo')).toBe(0);
  expect(total('elsewhere', 'demo')).toBe(25);
  expect(total('constructor', 'demo')).toBe(25);
  expect(total('partner', 'demo', 'demo')).toBe(40);
  expect(total('webinar', 'unsubscribe', 'unsubscribe')).toBe(-5);
});

test('parts of a score say what every limit and weight changed', () => {
  const scored = lead({ source: 'partner', activities: done('pricing_view', 'pricing_view', 'docs_view', 'demo') });
  const result = computeScore(compileScoring(grouped), scored, now, noFault);
  const parts = explainScore(grouped, { source: 'partner', score: result });
  expect(parts.map(({ type, id, points }) => [type, id, points])).toEqual([
    ['criterion', 'pricing', 18],
    ['criterion', 'docs', 4],
    ['criterion', 'demo', 25],
    ['group_limit', 'pages', -2],
    ['source_weight', 'partner', 22],
    ['scorecard_limit', 'web', -17],
    ['total_limit', '', -10],
  ]);
  expect(parts.reduce((sum, { points }) => sum + points, 0)).toBe(result.points);
});

test('weights stay exact where the product does not fit a double', () => {
  const huge: ScoringSpec = {
    scorecards: [{ id: 'c', sourceWeights: { x: 999 }, criteria: [{ id: 'a', activity: 'a', points: 999_983 }] }],
  };
  const counted = lead({ source: 'x', activities: [{ type: 'a', at: now, count: 900_001 }] });
  const { points } = computeScore(compileScoring(huge), counted, now, noFault);
  expect(BigInt(points)).toBe((999_983n * 900_001n * 999n) / 100n);
});
