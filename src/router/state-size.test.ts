import { expect, test } from 'vitest';
import { leadWith, minute, monday, policyWith } from '../../test/support/samples.js';
import { compileOrThrow } from '../policy/index.js';
import { advance } from './advance.js';
import { initialState } from './initial-state.js';
import { route } from './route.js';
import type { RoutingState } from './state.js';

/** The state's JSON with every number made the same: what is left is its structure. */
const structureOf = (state: RoutingState): string => JSON.stringify(state).replace(/(?<=[[,:])-?\d+(?=[\],}])/g, '0');

test('a state holds as many values after thousands of leads as after hundreds', () => {
  const caps = [
    { per: 'day' as const, max: 2_000 },
    { per: 'hour' as const, max: 8, window: 'rolling' as const },
  ];
  const router = compileOrThrow(policyWith({ reps: ['ana', 'ben', 'cyd'].map((id) => ({ id, capacity: 5, caps })) }));
  let state = initialState(router);
  const structures: string[] = [];
  for (let n = 1; n <= 3_000; n++) {
    const now = monday + n * 5 * minute;
    const routed = route(router, state, leadWith({ id: `l${n}` }), now, { trace: 'none' });
    expect(routed.decision.type).toBe('assigned');
    state = advance(router, routed.state, routed.record, { type: 'close', outcome: 'lost' }, now + minute).state;
    if (n % 300 === 0) structures.push(structureOf(state));
  }
  expect(state.reps.assigned.reduce((sum, count) => sum + count, 0)).toBe(3_000);
  expect(new Set(structures).size).toBe(1);
  expect(structures[0]).toContain('[0,0,0]');
});
