import { expect, test } from 'vitest';
import { compileOrThrow, explain, initialState, type Policy, route } from '../index.js';
import { askFilters } from './ask-filter.js';
import { compileRoster } from './roster.js';

const policy: Policy = {
  behavior: 1,
  reps: [{ id: 'ana' }],
  queues: [{ id: 'q', repIds: ['ana'], strategy: { type: 'fair_share' } }],
  rules: [{ id: 'all', when: true, then: { queueId: 'q' } }],
};
const lead = { id: 'l-1' } as never;

test.each([
  ['nothing', undefined],
  ['null', null],
  ['true', true],
  ['no type', {}],
  ['an unknown type', { type: 'maybe' }],
  ['no reason', { type: 'ineligible' }],
  ['an unknown reason', { type: 'ineligible', reason: { code: 'zz' } }],
  ['a promise', Promise.resolve({ type: 'eligible' })],
  ['half a millisecond', { type: 'unavailable', reason: { code: 'match.offline' }, until: 1.5 }],
])('a filter that gives %s says no, and is listed', (_, given) => {
  const router = compileOrThrow(policy, { filters: [{ id: 'f', test: () => given as never }] });
  for (const trace of ['none', 'counts', 'full'] as const) {
    const { decision } = route(router, initialState(router), lead, 0, { trace });
    expect(decision).toMatchObject({ type: 'held', retryAt: null, faults: [{ code: 'rule.faulted', ruleId: 'f' }] });
    expect(explain(decision)).not.toContain('undefined');
  }
});

test('a verdict of its own reaches the decision', () => {
  const until = 60_000;
  const test = () => ({ type: 'unavailable' as const, reason: { code: 'match.offline' as const }, until });
  const router = compileOrThrow(policy, { filters: [{ id: 'f', test }] });
  const { decision } = route(router, initialState(router), lead, 0);
  expect(decision).toMatchObject({
    type: 'held',
    retryAt: until,
    faults: [],
    trace: { counts: { 'match.offline': 1 } },
  });
});

/** What comes of a filter that gives this back, and what is said of it. */
function asked(given: unknown): { readonly verdict: unknown; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const rep = { spec: { id: 'ana' }, shifts: null, zone: { timeZone: 'UTC' }, absences: [], capacity: 1 };
  const roster = compileRoster([{ ...rep, caps: [], counters: [] }], [{ id: 'f', test: () => given as never }]);
  const onFault = (id: string, error: unknown) => faults.push(`${id}: ${(error as Error).message}`);
  return { verdict: askFilters({ roster, lead, now: 0, onFault }, 0), faults };
}

test.each([
  'match.requirement_unmet',
  'match.skill_missing',
  'match.off_shift',
  'match.on_leave',
  'match.offline',
  'match.at_capacity',
  'match.at_cap',
  'match.excluded_owner',
  'match.already_declined',
  'match.custom',
])('a filter may say no with the reason %s, for now or for good', (code) => {
  for (const verdict of [
    { type: 'ineligible', reason: { code } },
    { type: 'unavailable', reason: { code }, until: null },
    { type: 'unavailable', reason: { code }, until: 5 },
  ]) {
    expect(asked(verdict)).toEqual({ verdict, faults: [] });
  }
});

test.each([
  null,
  undefined,
  7,
  {},
  { type: 'ineligible' },
  { type: 'ineligible', reason: null },
  { type: 'ineligible', reason: 'match.custom' },
  { type: 'ineligible', reason: {} },
  { type: 'ineligible', reason: { code: '' } },
  { type: 'later', reason: { code: 'match.custom' }, until: null },
  { reason: { code: 'match.custom' }, until: null },
  { type: 'unavailable', reason: { code: 'match.custom' } },
  { type: 'unavailable', reason: { code: 'match.custom' }, until: 1.5 },
])('%j is no verdict: the rep is refused, and the filter told of', (given) => {
  expect(asked(given)).toEqual({
    verdict: {
      type: 'ineligible',
      reason: { code: 'match.custom', filterId: 'f', message: 'the filter gave no verdict' },
    },
    faults: ['f: expected a verdict with a type, a known reason and a whole `until` or null'],
  });
});

test('a yes of every filter is a yes', () => {
  expect(asked({ type: 'eligible' })).toEqual({ verdict: null, faults: [] });
});
