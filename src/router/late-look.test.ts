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

const minute = 60_000;
const waiting = compileOrThrow({
  behavior: 1,
  reps: [{ id: 'ana' }],
  queues: [{ id: 'q', repIds: ['ana'], strategy: { type: 'fair_share' } }],
  slas: [
    {
      id: 's',
      targets: [
        {
          id: 'deliver',
          minutes: 30,
          until: 'assign',
          milestones: [{ atFraction: 0.5, do: ['notify'], to: ['chief'] }],
        },
      ],
    },
  ],
  rules: [{ id: 'all', when: true, then: { queueId: 'q', slaId: 's' } }],
});

test('a held lead is matched when a milestone of its delivery comes, by a late tick and a late input as by an exact one', () => {
  const off = setAvailability(waiting, initialState(waiting), 'ana', false, 0);
  const held = route(waiting, off.state, { id: 'l-1' } as never, 0);
  const { state } = setAvailability(waiting, held.state, 'ana', true, 10 * minute);
  const exact = advance(waiting, state, held.record, { type: 'tick' }, 15 * minute);
  expect(exact.events).toMatchObject([
    { type: 'sla_notified', at: 15 * minute },
    { type: 'lead_assigned', at: 15 * minute, repId: 'ana' },
  ]);
  // without the look at 15 minutes the breach at 30 would come as well, and the lead be delivered at 40
  const late = advance(waiting, state, held.record, { type: 'tick' }, 40 * minute);
  expect(late).toEqual(exact);
  const input = { type: 'respond', repId: 'ana' } as const;
  const [after, atOnce] = [exact, held].map(({ record }, n) =>
    advance(waiting, n === 0 ? exact.state : state, record, input, 40 * minute),
  );
  expect([after!.record, after!.state]).toEqual([atOnce!.record, atOnce!.state]);
});

test('a milestone that comes while nobody can take the lead leaves it waiting as it was', () => {
  const off = setAvailability(waiting, initialState(waiting), 'ana', false, 0);
  const held = route(waiting, off.state, { id: 'l-1' } as never, 0);
  const late = advance(waiting, held.state, held.record, { type: 'tick' }, 40 * minute);
  expect(late.events.map(({ type, at }) => [type, at])).toEqual([
    ['sla_notified', 15 * minute],
    ['sla_breached', 30 * minute],
  ]);
  expect(late.record).toMatchObject({ status: 'held', wakeAt: null });
  expect(late.decision).toBeNull();
});
