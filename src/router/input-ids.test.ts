import { describe, expect, test } from 'vitest';
import { leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import { limits } from '../core/limits.js';
import { advance, type Input, initialState, type LeadRecord, type Outcome, route } from './index.js';

const router = routerWith({
  slaId: 'reply',
  slas: [
    {
      id: 'reply',
      targets: [{ id: 'first_response', minutes: 10, milestones: [{ atFraction: 1, do: ['reassign'] }] }],
    },
  ],
});
const first = route(router, initialState(router), leadWith(), monday);
const owner = first.record.repId!;
const after = ({ state, record }: Pick<Outcome, 'state' | 'record'>, input: Input, at = monday): Outcome =>
  advance(router, state, record, input, at);

describe('an input with an id', () => {
  test('is named by its events, not by what was due anyway, and remembered by the record', () => {
    const taken = after(first, { type: 'release', id: 'i1' });
    expect(taken.events.map(({ type, inputId }) => [type, inputId])).toEqual([
      ['lead_taken_back', 'i1'],
      ['lead_assigned', 'i1'],
    ]);
    expect(taken.record.inputs).toEqual(['i1']);
    const late = after(
      first,
      { type: 'activity', id: 'i2', activity: { type: 'call', at: monday } },
      monday + 10 * minute,
    );
    expect(late.events.map(({ type, inputId }) => `${type} ${inputId}`)).toEqual([
      'sla_breached undefined',
      'lead_taken_back undefined',
      'lead_assigned undefined',
      'activity_recorded i2',
    ]);
  });

  test('has its effect once, whatever is due meanwhile', () => {
    const once = after(first, { type: 'activity', id: 'i1', activity: { type: 'call', at: monday } });
    const again = after(once, { type: 'activity', id: 'i1', activity: { type: 'call', at: monday } }, monday + minute);
    expect(again).toEqual({
      decision: null,
      record: once.record,
      events: [],
      state: once.state,
      ignored: { code: 'input.ignored', type: 'activity', because: 'input `i1` was taken before' },
    });
    expect(after(once, { type: 'respond', repId: owner, id: 'i1' }, monday + 10 * minute).events).toEqual([]);
  });

  test('that was ignored may be sent again', () => {
    const early = after(first, { type: 'resume', id: 'i1' });
    expect(early.record).toBe(first.record);
    const paused = after(first, { type: 'pause' });
    expect(after(paused, { type: 'resume', id: 'i1' }).events).toHaveLength(1);
  });

  test('is forgotten after so many others', () => {
    let outcome: Pick<Outcome, 'state' | 'record'> = first;
    for (let n = 0; n <= limits.inputIdsMax; n++)
      outcome = after(outcome, { type: 'activity', id: `i${n}`, activity: { type: 'visit', at: monday } });
    expect(outcome.record.inputs).toHaveLength(limits.inputIdsMax);
    expect(outcome.record.inputs).not.toContain('i0');
  });
});

describe('an input with an epoch', () => {
  test('of an earlier owner changes nothing', () => {
    const moved = after(first, { type: 'release' });
    const stale = after(moved, { type: 'reject', epoch: 1 });
    expect(stale).toMatchObject({ events: [], ignored: { because: 'it was made at epoch 1, the lead is at 2' } });
    expect(after(moved, { type: 'reject', epoch: 2 }).record.status).toBe('rejected');
  });

  test('is stale as well where what was due moved the lead', () => {
    const late = after(first, { type: 'reject', epoch: 1 }, monday + 10 * minute);
    expect(late.events.map(({ type }) => type)).toEqual(['sla_breached', 'lead_taken_back', 'lead_assigned']);
    expect(late.ignored?.because).toBe('it was made at epoch 1, the lead is at 2');
  });

  test('and a stale tick performs nothing', () => {
    const stale = after(first, { type: 'tick', id: 't', epoch: 0 }, monday + 10 * minute);
    expect(stale).toMatchObject({ events: [], ignored: { type: 'tick' } });
  });
});

test('a tick that names itself says where nothing is due, and leaves no id behind', () => {
  const idle = after(first, { type: 'tick', id: 't1' });
  expect(idle).toMatchObject({ events: [], ignored: { because: 'nothing is due' } });
  expect(after(first, { type: 'tick' }).ignored).toBeNull();
  const due = after(first, { type: 'tick', id: 't1' }, monday + 10 * minute);
  expect(due.events).not.toEqual([]);
  expect(due.record.inputs).toBeUndefined();
  expect(after(due, { type: 'tick', id: 't1' }, monday + 10 * minute)).toMatchObject({ events: [], ignored: {} });
});

test('a clock that goes back is read as the latest instant, and the outcome says so', () => {
  const back = after(first, { type: 'respond', repId: owner }, monday - minute);
  expect(back.clock).toEqual({ code: 'clock.went_back', given: monday - minute, readAs: monday });
  expect(back.events[0]!.at).toBe(monday);
  expect(after(first, { type: 'respond', repId: owner })).not.toHaveProperty('clock');
});

test.each([
  [{ id: 7 }, '`id` to be a text'],
  [{ id: 'x'.repeat(limits.idLengthMax + 1) }, '`id` to be a text'],
  [{ epoch: -1 }, '`epoch` to be a whole number'],
  [{ epoch: 0.5 }, '`epoch` to be a whole number'],
])('a head that cannot be read is said: %o', (head, expected) => {
  const { events, ignored } = after(first, { type: 'tick', ...head } as unknown as Input);
  expect(events).toEqual([]);
  expect(ignored?.because).toContain(expected);
});

test('a record from before ids is as good as a new one', () => {
  const { inputs: _, ...old } = after(first, { type: 'pause', id: 'i1' }).record;
  expect(after({ state: first.state, record: old as LeadRecord }, { type: 'resume', id: 'i1' }).record.inputs).toEqual([
    'i1',
  ]);
});
