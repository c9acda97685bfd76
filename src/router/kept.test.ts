// What a record keeps of what happened, and for how long.
import { expect, test } from 'vitest';
import { day, leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import { limits } from '../core/limits.js';
import type { Router } from '../policy/index.js';
import { advance, type Input, initialState, type Outcome, route } from './index.js';

const first = (router: Router): Outcome => route(router, initialState(router), leadWith(), monday);
const then = (router: Router, from: Outcome, input: Input, at = monday): Outcome =>
  advance(router, from.state, from.record, input, at);
const types = ({ events }: Outcome): readonly string[] => events.map(({ type }) => type);

/** As many declines as a record keeps, of reps long gone. */
const declines = Array.from({ length: limits.declinesMax }, (_, n) => ({ repId: `gone-${n}`, at: monday }));

test.each([
  ['declines', {}],
  ['offers that were passed over', { offer: { forMinutes: 5 } }],
])('the latest %s are kept', (_, pool) => {
  const router = routerWith({ pool });
  const { state, record } = first(router);
  const repId = record.repId ?? record.offer!.open[0]!.repId;
  const after = advance(router, state, { ...record, declines }, { type: 'decline', repId }, monday);
  expect(after.record.declines).toEqual([...declines.slice(1), { repId, at: monday }]);
});

test('the latest owners are kept', () => {
  const router = routerWith();
  let now = first(router);
  const owners = [now.record.repId!];
  for (let n = 0; n < limits.historyMax + 1; n++) {
    const repId = now.record.repId === 'ana' ? 'ben' : 'ana';
    now = then(router, now, { type: 'assign', repId, by: 'kim' });
    owners.push(repId);
  }
  expect(now.record.owners.map(({ repId }) => repId)).toEqual(owners.slice(2));
  expect(now.record.owners.filter(({ until }) => until === null)).toHaveLength(1);
});

test('the latest activities are kept, each as it was given and nothing more', () => {
  const router = routerWith();
  const { state, record } = first(router);
  const activities = Array.from({ length: limits.activitiesMax }, (_, n) => ({ type: `call ${n}`, at: monday }));
  const busy = { ...record, lead: { ...record.lead, activities } };
  let now = advance(router, state, busy, { type: 'activity', activity: { type: 'mail', at: monday } }, monday);
  expect(now.record.lead.activities).toHaveLength(limits.activitiesMax);
  expect(now.record.lead.activities![0]).toStrictEqual({ type: 'call 1', at: monday });
  expect(now.record.lead.activities!.at(-1)).toStrictEqual({ type: 'mail', at: monday });
  const more = { type: 'call', at: monday, count: 3, note: 'x' };
  now = then(router, now, { type: 'activity', activity: more });
  expect(now.record.lead.activities!.at(-1)).toStrictEqual({ type: 'call', at: monday, count: 3 });
});

test('only breaches count as reassignments, and only they keep a charge where the queue says so', () => {
  const milestones = [{ atMinutes: 5, do: ['reassign' as const] }];
  const slas = [{ id: 's', targets: [{ id: 'first', minutes: 600, clock: 'wall' as const, milestones }] }];
  const router = routerWith({ reps: ['ana', 'ben', 'cy'], pool: { charges: { breach: 'keep' } }, slas, slaId: 's' });
  const started = first(router);
  const breached = then(router, started, { type: 'tick' }, monday + 5 * minute);
  expect(breached.record.reassignments).toBe(1);
  expect(breached.events.at(-1)).toMatchObject({ type: 'lead_assigned', charge: 'new' });
  const released = then(router, started, { type: 'release' });
  expect(released.record.reassignments).toBe(0);
  expect(released.events.at(-1)).toMatchObject({ type: 'lead_assigned', charge: 'moved' });
  const byHand = then(router, started, {
    type: 'assign',
    repId: started.record.repId === 'ana' ? 'ben' : 'ana',
    by: 'k',
  });
  expect(byHand.record.reassignments).toBe(0);
});

test('only a rest counts as a cycle', () => {
  const recycling = { tracks: [{ id: 't', coolDownDays: 1 }], maxCycles: 5 };
  const router = routerWith({ recycling });
  const resting = then(router, first(router), { type: 'nurture', reason: 't' });
  const back = then(router, resting, { type: 'tick' }, monday + day);
  expect([resting.record.cycles, back.record.cycles]).toEqual([0, 1]);
  expect(types(back)).toEqual(['lead_returned', 'lead_assigned']);
  const rejected = then(router, back, { type: 'reject' }, monday + day);
  const byHand = then(router, rejected, { type: 'assign', repId: 'ana', by: 'kim' }, monday + day);
  expect(byHand.record.cycles).toBe(1);
});

test('decisions say why, where an input or a track says so', () => {
  const router = routerWith({ recycling: { tracks: [{ id: 't', coolDownDays: 1 }] } });
  const because = (input: Input) => then(router, first(router), input).decision?.trace.because;
  expect(because({ type: 'reject', reason: 'spam' })).toBe('spam');
  expect(because({ type: 'reject' })).toBe(undefined);
  expect(because({ type: 'nurture', reason: 't' })).toBe('t');
  expect(because({ type: 'nurture' })).toBe(undefined);
  const alone = routerWith({ reps: ['ana'] });
  const declined = then(alone, first(alone), { type: 'decline', repId: 'ana' });
  expect(declined.decision?.trace.because).toBe('everybody declined');
  expect(declined.record).toMatchObject({ status: 'held', restUntil: monday + limits.reconsiderAfterMs });
  const { trace } = then(router, first(router), { type: 'reject' }).decision!;
  expect(Object.keys(trace)).not.toContain('because');
});

test('offers that end say how', () => {
  const router = routerWith({
    pool: { offer: { forMinutes: 5 } },
    recycling: { tracks: [{ id: 'no_response', coolDownDays: 1 }] },
  });
  const ended = (input: Input) => {
    const { events } = then(router, first(router), input);
    const [revoked] = events.filter(({ type }) => type === 'offers_revoked');
    return [
      revoked && 'cause' in revoked ? revoked.cause : null,
      events.at(-1)!.type,
      (events.at(-1) as { cause?: string }).cause,
    ];
  };
  expect(ended({ type: 'release' })).toEqual(['release', 'lead_offered', 'release']);
  expect(ended({ type: 'recycle' })).toEqual(['recycle', 'lead_nurtured', undefined]);
  expect(ended({ type: 'nurture' })).toEqual(['nurture', 'lead_nurtured', undefined]);
  expect(ended({ type: 'reject' })).toEqual(['reject', 'lead_rejected', undefined]);
  expect(ended({ type: 'close', outcome: 'lost' })).toEqual(['close', 'lead_closed', undefined]);
  const { repId } = first(router).record.offer!.open[0]!;
  expect(ended({ type: 'decline', repId })).toEqual([null, 'lead_offered', 'decline']);
  const byHand = then(router, first(router), { type: 'assign', repId, by: 'kim' });
  expect(byHand.events[0]).toMatchObject({ type: 'offers_revoked', cause: 'manual' });
  const lapsed = then(router, first(router), { type: 'tick' }, monday + 5 * minute);
  expect(lapsed.events.at(-1)).toMatchObject({ type: 'lead_offered', cause: 'lapse' });
});

test('a lead that goes on says why', () => {
  const router = routerWith({ reps: ['ana', 'ben'] });
  const cause = (input: Input) => (then(router, first(router), input).events.at(-1) as { cause?: string }).cause;
  const { repId } = first(router).record;
  expect(cause({ type: 'release' })).toBe('release');
  expect(cause({ type: 'decline', repId: repId! })).toBe('decline');
});
