import { describe, expect, test } from 'vitest';
import { deepFreeze } from '../../test/support/deep-freeze.js';
import { day, hour, leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import type { Router } from '../policy/index.js';
import { advance, type Input, initialState, type LeadRecord, type Outcome, route, type Status } from './index.js';

const sla = {
  id: 'hot',
  targets: [
    {
      id: 'first',
      minutes: 120,
      milestones: [
        { atMinutes: 90, do: ['remind'] },
        { atMinutes: 110, do: ['escalate'] },
        { atMinutes: 120, do: ['reassign'] },
      ],
    },
    { id: 'resolution', minutes: 600 },
  ],
  meaningful: ['call'],
  pauseOn: ['waiting'],
} as const;
const recycling = {
  tracks: [
    { id: 'no_response', coolDownDays: 1, backOn: ['pricing'] },
    { id: 'later', coolDownDays: 2 },
  ],
};
const routerFor = (more: object = {}): Router =>
  routerWith({ reps: ['ana', 'ben', 'cy'], slas: [{ ...sla, ...more }], slaId: 'hot', recycling });

const router = routerFor();
const assignedBy = (by: Router = router): Outcome => route(by, initialState(by), leadWith(), monday);
const after = (from: Outcome, input: Input, now = monday + minute, by: Router = router): Outcome =>
  advance(by, from.state, from.record, input, now);
const types = ({ events }: Outcome): readonly string[] => events.map(({ type }) => type);
const others = (owner: string | null): readonly string[] => ['ana', 'ben', 'cy'].filter((id) => id !== owner);

/** The lead in each status it can be in. */
const started = deepFreeze(assignedBy());
const owner = started.record.repId!;
const other = others(owner)[0]!;
const inStatus: { readonly [status in Exclude<Status, 'offered'>]: Outcome } = deepFreeze({
  assigned: started,
  held: (() => {
    const state = { ...started.state, reps: { ...started.state.reps, online: [0, 0, 0] as const } };
    return advance(router, state, started.record, { type: 'release' }, monday);
  })(),
  nurtured: after(started, { type: 'nurture' }, monday),
  rejected: after(started, { type: 'reject' }, monday),
  closed: after(started, { type: 'close', outcome: 'lost' }, monday),
});

test('the samples are what they are called', () => {
  for (const [status, { record }] of Object.entries(inStatus)) expect(record.status).toBe(status);
});

const held = 'ignored: the lead is held';
const nurtured = 'ignored: the lead is nurtured';
const rejected = 'ignored: the lead is rejected';
const closed = 'ignored: the lead is closed';
const only = (assigned: string) => [assigned, held, nurtured, rejected, closed];

// each input, with what it does in each status: events, or why it is ignored
const table: readonly (readonly [string, Input, readonly string[]])[] = [
  ['tick', { type: 'tick' }, ['', '', '', '', '']],
  ['accept', { type: 'accept', repId: owner }, only('lead_accepted')],
  ['accept by another', { type: 'accept', repId: other }, only(`ignored: the lead is not \`${other}\`'s`)],
  ['respond', { type: 'respond', repId: owner }, only('lead_responded')],
  ['respond by another', { type: 'respond', repId: other }, only(`ignored: the lead is not \`${other}\`'s`)],
  ['decline', { type: 'decline', repId: owner }, only('lead_declined lead_assigned')],
  ['decline by another', { type: 'decline', repId: other }, only(`ignored: the lead is not \`${other}\`'s`)],
  ['pause', { type: 'pause' }, only('sla_paused')],
  ['resume', { type: 'resume' }, Array(5).fill('ignored: the clocks are not paused')],
  [
    'activity',
    { type: 'activity', activity: { type: 'visit', at: monday } },
    ['activity_recorded', 'activity_recorded', 'activity_recorded', rejected, closed],
  ],
  [
    'assign',
    { type: 'assign', repId: other, by: 'ops' },
    ['lead_taken_back lead_assigned', 'lead_assigned', 'lead_assigned', 'lead_assigned', closed],
  ],
  [
    'assign to the owner',
    { type: 'assign', repId: owner, by: 'ops' },
    [`ignored: \`${owner}\` has the lead already`, 'lead_assigned', 'lead_assigned', 'lead_assigned', closed],
  ],
  [
    'assign to nobody known',
    { type: 'assign', repId: 'zoe', by: 'ops' },
    [...Array(4).fill('ignored: the policy has no rep `zoe`'), closed],
  ],
  ['release', { type: 'release' }, only('lead_taken_back lead_assigned')],
  ['recycle', { type: 'recycle' }, ['lead_nurtured', 'lead_nurtured', 'lead_nurtured', rejected, closed]],
  ['nurture', { type: 'nurture' }, ['lead_nurtured', 'lead_nurtured', 'lead_nurtured', rejected, closed]],
  ['reject', { type: 'reject' }, ['lead_rejected', 'lead_rejected', 'lead_rejected', rejected, closed]],
  ['close', { type: 'close', outcome: 'converted' }, ['lead_closed', 'lead_closed', 'lead_closed', rejected, closed]],
];
const rows = table.flatMap(([name, input, expected]) =>
  Object.keys(inStatus).map(
    (status, index) => [name, status as keyof typeof inStatus, input, expected[index]!] as const,
  ),
);

test.each(rows)('%s, while the lead is %s', (_, status, input, expected) => {
  const before = inStatus[status];
  const outcome = after(before, input);
  const said = outcome.ignored === null ? types(outcome).join(' ') : `ignored: ${outcome.ignored.because}`;
  expect(said).toBe(expected);
  if (outcome.events.length === 0) {
    expect(outcome.state).toBe(before.state);
    expect(outcome.record).toEqual(before.record);
    expect(outcome.decision).toBeNull();
  }
  if (outcome.ignored !== null) expect(outcome.ignored).toMatchObject({ code: 'input.ignored', type: input.type });
});

describe('an input that is repeated', () => {
  test.each<[Input, string]>([
    [{ type: 'accept', repId: owner }, 'it was accepted before'],
    [{ type: 'respond', repId: owner }, 'it was answered before'],
    [{ type: 'pause' }, 'the clocks are paused already'],
    [{ type: 'close', outcome: 'lost' }, 'the lead is closed'],
    [{ type: 'decline', repId: owner }, `the lead is not \`${owner}\`'s`],
  ])('%j', (input, because) => {
    const once = after(started, input);
    const twice = after(once, input);
    expect(twice).toMatchObject({ events: [], ignored: { because } });
    expect(twice.record).toEqual(once.record);
  });
});

const clock = (record: LeadRecord, id: string) => record.sla?.clocks.find((row) => row.id === id);

describe('the SLA', () => {
  test('milestones fire once each, in order, at their own instants, however late the tick', () => {
    const late = after(started, { type: 'tick' }, monday + 119 * minute);
    expect(late.events.map(({ type, at }) => [type, (at - monday) / minute])).toEqual([
      ['sla_reminded', 90],
      ['sla_escalated', 110],
    ]);
    expect(after(late, { type: 'tick' }, monday + 119 * minute).events).toEqual([]);
    expect(late.record.wakeAt).toBe(monday + 120 * minute);
    expect(late.decision).toBeNull();
  });

  test('a breach takes the lead back and gives it to somebody who has not had it', () => {
    const first = after(started, { type: 'tick' }, monday + 2 * hour);
    expect(types(first)).toEqual(['sla_reminded', 'sla_escalated', 'sla_breached', 'lead_taken_back', 'lead_assigned']);
    expect(first.decision).toMatchObject({ type: 'assigned', at: monday + 2 * hour });
    expect(others(owner)).toContain(first.record.repId);
    expect(first.record).toMatchObject({
      reassignments: 1,
      epoch: 2,
      takenBack: false,
      owners: [{ repId: owner, until: monday + 2 * hour }, { until: null }],
    });
    expect(clock(first.record, 'first')).toMatchObject({
      since: monday + 2 * hour,
      dueAt: monday + 4 * hour,
      breachedAt: null,
    });
    const second = after(first, { type: 'tick' }, monday + 4 * hour);
    expect(new Set([owner, first.record.repId, second.record.repId]).size).toBe(3);
    expect(second.state.reps.open.reduce((sum, open) => sum + open, 0)).toBe(1);
  });

  test('when everybody had it, whoever had it first has it again; after the last reassignment the manager', () => {
    const later = after(started, { type: 'tick' }, monday + 12 * hour);
    const owners = later.record.owners.map(({ repId }) => repId);
    expect(owners).toHaveLength(4);
    expect(owners[3]).toBe(owners[0]);
    expect(later.record).toMatchObject({ reassignments: 3, status: 'assigned' });
    expect(types(later).slice(-3)).toEqual(['sla_escalated', 'sla_breached', 'sla_escalated']);
  });

  test.each([
    ['hold', 'held'],
    ['recycle', 'nurtured'],
    ['manager', 'assigned'],
  ] as const)('the end of the chain: %s', (thenDo, status) => {
    const by = routerFor({ maxReassignments: 0, thenDo });
    // an input that does nothing itself, so that only what was due is performed
    const ended = after(assignedBy(by), { type: 'resume' }, monday + 2 * hour, by);
    expect(ended.record).toMatchObject({ status, reassignments: thenDo === 'hold' ? 1 : 0 });
    if (thenDo === 'hold') {
      expect(after(ended, { type: 'tick' }, monday + 2 * hour, by).record.repId).not.toBe(owner);
    }
    if (thenDo === 'recycle') expect(ended.record).toMatchObject({ track: 'no_response' });
  });

  test.each([
    ['reuse_earliest', 'assigned'],
    ['hold', 'held'],
    ['manager', 'assigned'],
  ] as const)('nobody new: %s', (exhausted, status) => {
    const by = routerWith({ reps: ['ana'], slas: [{ ...sla, exhausted }], slaId: 'hot' });
    const ended = after(assignedBy(by), { type: 'tick' }, monday + 2 * hour, by);
    expect(ended.record).toMatchObject({ status, epoch: exhausted === 'reuse_earliest' ? 2 : 1 });
    expect(types(ended).at(-1)).toBe(
      { reuse_earliest: 'lead_assigned', hold: 'lead_held', manager: 'sla_escalated' }[exhausted],
    );
  });

  test('a response meets the first target, closing the second; nothing fires after that', () => {
    const answered = after(started, { type: 'respond', repId: owner }, monday);
    expect(clock(answered.record, 'first')).toMatchObject({ metAt: monday, since: null });
    expect(answered.record).toMatchObject({ respondedAt: monday, wakeAt: monday + 10 * hour });
    const closed_ = after(answered, { type: 'close', outcome: 'converted', value: 500 }, monday + hour);
    expect(clock(closed_.record, 'resolution')).toMatchObject({ metAt: monday + hour });
    expect(closed_.record).toMatchObject({ outcome: 'converted', value: 500, wakeAt: null, repId: owner });
    expect(closed_.state.reps.open).toEqual([0, 0, 0]);
    expect(after(closed_, { type: 'tick' }, monday + 20 * hour).events).toEqual([]);
  });

  test('a meaningful activity is a response', () => {
    const called = after(started, { type: 'activity', activity: { type: 'call', at: monday } });
    expect(types(called)).toEqual(['activity_recorded', 'lead_responded']);
    const again = after(called, { type: 'activity', activity: { type: 'call', at: monday } });
    expect(types(again)).toEqual(['activity_recorded']);
  });

  test('paused time does not count', () => {
    const paused = after(started, { type: 'pause' }, monday + 60 * minute);
    expect(paused.record).toMatchObject({ paused: true, wakeAt: null });
    expect(after(paused, { type: 'tick' }, monday + 9 * hour).events).toEqual([]);
    const resumed = after(paused, { type: 'resume' }, monday + 9 * hour);
    expect(resumed.record).toMatchObject({ paused: false, wakeAt: monday + 9 * hour + 30 * minute });
    expect(clock(resumed.record, 'first')).toMatchObject({ elapsedMs: hour, dueAt: monday + 10 * hour });
  });

  test('an activity pauses, any other resumes', () => {
    const activity = (type: string): Input => ({ type: 'activity', activity: { type, at: monday } });
    const paused = after(started, activity('waiting'));
    expect(types(paused)).toEqual(['activity_recorded', 'sla_paused']);
    expect(types(after(paused, activity('waiting')))).toEqual(['activity_recorded']);
    expect(types(after(paused, activity('visit')))).toEqual(['activity_recorded', 'sla_resumed']);
    expect(types(after(paused, activity('call')))).toEqual(['activity_recorded', 'sla_resumed', 'lead_responded']);
  });

  test('what was due is performed before the input: an answer after the end comes too late', () => {
    const late = after(started, { type: 'respond', repId: owner }, monday + 2 * hour);
    expect(late.ignored).toMatchObject({ because: `the lead is not \`${owner}\`'s` });
    expect(types(late)).toContain('lead_assigned');
    expect(late.record.repId).not.toBe(owner);
    const atTheEnd = after(started, { type: 'respond', repId: owner }, monday + 2 * hour - 1);
    expect(atTheEnd.record.respondedAt).toBe(monday + 2 * hour - 1);
  });

  test('a clock that goes back is read as the record’s latest instant', () => {
    const back = after(after(started, { type: 'pause' }, monday + hour), { type: 'resume' }, monday);
    expect(back.events[0]!.at).toBe(monday + hour);
    expect(clock(back.record, 'first')).toMatchObject({ elapsedMs: hour });
  });
});

describe('declining', () => {
  const declineAll = (from: Outcome, times: number, now = monday + minute): Outcome => {
    let outcome = from;
    for (let n = 0; n < times; n++) outcome = after(outcome, { type: 'decline', repId: outcome.record.repId! }, now);
    return outcome;
  };

  test('goes to the others first; when all have declined, to all but the last of them', () => {
    const two = declineAll(started, 2);
    expect(two.record.declines).toHaveLength(2);
    expect(new Set(two.record.owners.map(({ repId }) => repId)).size).toBe(3);
    const last = two.record.repId;
    const three = declineAll(two, 1);
    expect(types(three)).toEqual(['lead_declined', 'declines_forgotten', 'lead_assigned']);
    expect(three.record.declines).toEqual([]);
    expect(three.record.repId).not.toBe(last);
  });

  test('the only rep is asked again after a quarter of an hour', () => {
    const by = routerWith({ reps: ['ana'] });
    const declined = after(assignedBy(by), { type: 'decline', repId: 'ana', reason: 'busy' }, monday, by);
    expect(declined.record).toMatchObject({
      status: 'held',
      restUntil: monday + 15 * minute,
      wakeAt: monday + 15 * minute,
    });
    expect(declined.events[0]).toMatchObject({ type: 'lead_declined', because: 'busy' });
    expect(after(declined, { type: 'tick' }, monday + 15 * minute - 1, by).events).toEqual([]);
    expect(after(declined, { type: 'tick' }, monday + 15 * minute, by).record).toMatchObject({
      status: 'assigned',
      repId: 'ana',
    });
  });

  test('the lead keeps its place in the queue', () => {
    expect(declineAll(started, 1).record.joinedAt).toBe(monday);
  });
});

describe('by hand', () => {
  test('looks at no verdict, and is counted', () => {
    const by = routerWith({
      reps: [
        { id: 'ana', capacity: 0 },
        { id: 'ben', caps: [{ per: 'day', max: 0 }] },
      ],
    });
    const waiting = assignedBy(by);
    expect(waiting.record.status).toBe('held');
    const given = after(waiting, { type: 'assign', repId: 'ana', by: 'ops' }, monday, by);
    expect(given.decision).toMatchObject({ type: 'assigned', repId: 'ana', trace: { pick: { method: 'manual' } } });
    expect(given.state.reps).toMatchObject({ open: [1, 0], assigned: [1, 0] });
    expect(given.events[0]).toMatchObject({ method: 'manual', by: 'ops' });
    const moved = after(given, { type: 'assign', repId: 'ben', by: 'ops' }, monday, by);
    expect(moved.state.reps).toMatchObject({ open: [0, 1], assigned: [1, 1] });
  });

  test('to a rep in no queue is ignored', () => {
    const by = routerWith({ reps: ['ana', 'ben'], pool: { repIds: ['ana'] } });
    const lead = route(by, initialState(by), leadWith({ id: '' }), monday);
    expect(after(lead, { type: 'assign', repId: 'ben', by: 'ops' }, monday, by).ignored).toMatchObject({
      because: '`ben` is in no queue',
    });
    expect(after(lead, { type: 'assign', repId: 'ana', by: 'ops' }, monday, by).record).toMatchObject({
      status: 'assigned',
      queueId: 'pool',
    });
  });

  test('free owner hits are not charged', () => {
    for (const ownerHits of ['free', 'charge'] as const) {
      const by = routerWith({
        reps: [
          { id: 'ana', capacity: 0 },
          { id: 'ben', capacity: 0 },
        ],
        pool: { ownerHits },
      });
      const given = after(assignedBy(by), { type: 'assign', repId: 'ana', by: 'ops' }, monday, by);
      expect(given.events[0]).toMatchObject({ charge: ownerHits === 'free' ? 'none' : 'new' });
      expect(given.record.charges).toHaveLength(ownerHits === 'free' ? 0 : 1);
    }
  });
});

describe('coming back', () => {
  test('by itself after its rest, as often as it may', () => {
    let lead = after(started, { type: 'nurture', reason: 'later' });
    expect(lead.record).toMatchObject({ track: 'later', wakeAt: monday + minute + 2 * day, cycles: 0 });
    expect(lead.state.reps.open).toEqual([0, 0, 0]);
    for (const cycles of [1, 2]) {
      lead = after(lead, { type: 'tick' }, lead.record.wakeAt!);
      expect(types(lead)).toEqual(['lead_returned', 'lead_assigned']);
      expect(lead.record).toMatchObject({ cycles, status: 'assigned' });
      lead = after(lead, { type: 'nurture', reason: 'later' }, lead.record.at);
    }
    expect(lead.record.wakeAt).toBeNull();
    expect(after(lead, { type: 'tick' }, monday + 99 * day).events).toEqual([]);
  });

  test('at the first activity that the track names, after its rest', () => {
    const resting = after(started, { type: 'recycle' });
    expect(resting.record).toMatchObject({ track: 'no_response', restUntil: monday + minute + day, wakeAt: null });
    const visit = (type: string, at: number) => after(resting, { type: 'activity', activity: { type, at } }, at);
    expect(visit('visit', monday + 2 * day).record.status).toBe('nurtured');
    expect(visit('pricing', monday + day).record.status).toBe('nurtured');
    const back = visit('pricing', monday + minute + day);
    expect(types(back)).toEqual(['activity_recorded', 'lead_returned', 'lead_assigned']);
    expect(back.record.lead.activities).toHaveLength(1);
  });
});

test('a held lead is tried again at every tick, and nothing has happened where that does not help', () => {
  const waiting = inStatus.held;
  expect(after(waiting, { type: 'tick' })).toMatchObject({ decision: null, events: [], ignored: null });
  const online = { ...waiting.state, reps: { ...waiting.state.reps, online: [1, 1, 1] as const } };
  const served = advance(router, online, waiting.record, { type: 'tick' }, monday + minute);
  expect(served.decision).toMatchObject({ type: 'assigned', at: monday + minute });
});

test.each([
  ['an unknown type', { type: 'explode' }],
  ['a name that every object answers to', { type: 'constructor' }],
  ['another such name', { type: 'toString' }],
  ['no type', {}],
  ['nothing', null],
  ['a text', 'tick'],
  ['no rep', { type: 'respond' }],
  ['a rep that no store could keep', { type: 'decline', repId: 'a\u0000' }],
  ['a reason that is no text', { type: 'reject', reason: { a: 1 } }],
  ['a reason without end', { type: 'reject', reason: 'x'.repeat(5_000) }],
  ['no outcome', { type: 'close' }],
  ['nobody who did it', { type: 'assign', repId: 'bo' }],
  ['an activity without an instant', { type: 'activity', activity: { type: 'call' } }],
  ['an instant in words', { type: 'activity', activity: { type: 'call', at: '2026-03-02T09:00:00Z' } }],
  ['no number of times', { type: 'activity', activity: { type: 'call', at: 0, count: Number.NaN } }],
  ['half a time', { type: 'activity', activity: { type: 'call', at: 0, count: 0.5 } }],
  ['no activity', { type: 'activity', activity: null }],
])('an input with %s is ignored, with what was expected', (_, input) => {
  const outcome = after(started, input as never);
  expect(outcome).toMatchObject({ decision: null, events: [], ignored: { code: 'input.ignored' } });
  expect(outcome.ignored?.because).toMatch(/^expected /);
  expect(outcome.record).toBe(started.record);
  expect(outcome.state).toBe(started.state);
});
