import { expect, test } from 'vitest';
import { advance, compileOrThrow, initialState, route, setAvailability } from '../index.js';

// A tick that comes late looks at a queue for what was due, and once more for itself; each look has judgements of its own.

const router = compileOrThrow({
  behavior: 1,
  reps: [
    { id: 'ana', leave: [{ from: '2026-03-02', to: '2026-03-03' }] },
    { id: 'bo', leave: [{ from: '2026-03-05', to: '2026-03-08' }] },
  ],
  queues: [{ id: 'q', repIds: ['ana', 'bo'], strategy: { type: 'fair_share' } }],
  rules: [{ id: 'all', when: true, then: { queueId: 'q' } }],
});
const march = (date: number): number => Date.UTC(2026, 2, date);

test('a later look at the queue in the same tick does not overwrite the trace of what was due', () => {
  let { state } = setAvailability(router, initialState(router), 'ana', false, march(2));
  ({ state } = setAvailability(router, state, 'bo', false, march(2)));
  const held = route(router, state, { id: 'l-1' } as never, march(2));
  expect(held.record.wakeAt).toBe(march(4));
  // at the end of ana's leave both are offline; by the time of the tick bo is on leave
  const late = advance(router, held.state, held.record, { type: 'tick' }, march(6), { trace: 'full' });
  expect(late.events).toMatchObject([{ type: 'lead_held', at: march(4) }]);
  const { counts, candidates } = late.decision!.trace;
  expect(counts).toEqual({ 'match.offline': 2 });
  expect(candidates!.map(({ verdict }) => 'reason' in verdict && verdict.reason.code)).toEqual([
    'match.offline',
    'match.offline',
  ]);
  const exact = advance(router, held.state, held.record, { type: 'tick' }, march(4), { trace: 'full' });
  expect(late.decision).toEqual(exact.decision);
});
