import { expect, test } from 'vitest';
import { compileOrThrow, explain, initialState, type Policy, route } from '../index.js';

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
