import { expect, test } from 'vitest';
import { leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import { advance, decisionOf, initialState, type LeadRecord, route } from './index.js';

const router = routerWith({
  slas: [
    {
      id: 's',
      targets: [
        { id: 'late', minutes: 60, clock: 'wall' },
        { id: 'soon', minutes: 10, clock: 'wall' },
        { id: 'same', minutes: 10, clock: 'wall', until: 'accept' },
      ],
    },
  ],
  slaId: 's',
});
const { record, state } = route(router, initialState(router), leadWith(), monday);
const dueOf = (of: LeadRecord) => {
  const decision = decisionOf(of);
  return decision.type === 'assigned' && decision.dueAt !== null ? (decision.dueAt - monday) / minute : null;
};
const clocksWith = (...ends: readonly (readonly [dueIn: number | null, met: boolean])[]): LeadRecord => ({
  ...record,
  sla: {
    ...record.sla!,
    clocks: ends.map(([dueIn, met]) => ({
      ...record.sla!.clocks[0]!,
      dueAt: dueIn === null ? null : monday + dueIn * minute,
      metAt: met ? monday : null,
    })),
  },
});

test('the end of an assignment is that of its first target, of those still to be met', () => {
  expect(dueOf(record)).toBe(10);
  expect(dueOf(clocksWith([30, false], [20, false], [40, false]))).toBe(20);
  expect(dueOf(clocksWith([20, true], [30, false]))).toBe(30);
  expect(dueOf(clocksWith([null, false], [30, false], [null, false]))).toBe(30);
  expect(dueOf(clocksWith([null, false]))).toBe(null);
  expect(dueOf(clocksWith([5, true]))).toBe(null);
  expect(dueOf({ ...record, sla: null })).toBe(null);
});

test('a closed lead stands for the assignment that it ended with, one that nobody had for none', () => {
  const closed = advance(router, state, record, { type: 'close', outcome: 'lost' }, monday + 1).record;
  expect(decisionOf(closed)).toMatchObject({
    type: 'assigned',
    repId: record.repId,
    queueId: 'pool',
    ruleId: 'everyone',
  });
  expect(decisionOf({ ...closed, repId: null })).toMatchObject({
    type: 'disposed',
    disposition: 'rejected',
    reason: null,
  });
});

test('an offer stands for all who are asked, until the last of them may answer', () => {
  const asking = routerWith({ pool: { offer: { forMinutes: 5, to: 2 } } });
  const offered = route(asking, initialState(asking), leadWith(), monday).record;
  const [one, other] = offered.offer!.open;
  const open = [
    { ...one!, expiresAt: monday + 9 },
    { ...other!, expiresAt: monday + 5 },
  ];
  const asked = { ...offered, offer: { ...offered.offer!, open } };
  expect(decisionOf(asked)).toMatchObject({
    type: 'offered',
    repIds: [one!.repId, other!.repId],
    expiresAt: monday + 9,
    queueId: 'pool',
  });
  expect(decisionOf({ ...asked, offer: { ...asked.offer, open: [] } }).type).toBe('disposed');
  // a record that moved on names nobody, whatever it remembers of an offer
  expect(decisionOf({ ...asked, status: 'held' }).type).toBe('held');
  expect(decisionOf({ ...asked, status: 'rejected' }).type).toBe('disposed');
});

test('a record without queue and rule stands for empty ones', () => {
  const bare = { ...record, queueId: null, ruleId: null };
  expect(decisionOf(bare)).toMatchObject({ queueId: '', ruleId: '' });
});
