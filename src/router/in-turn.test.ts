import { expect, test } from 'vitest';
import { leadWith, minute, monday, routerWith } from '../../test/support/samples.js';
import { drain, initialState, reassignOwner, route } from './index.js';

const router = routerWith({
  reps: ['ana', 'ben', 'cy'],
  rules: [{ id: 'all', when: true, then: { queueId: 'pool', slaId: 's' } }],
  slas: [{ id: 's', targets: [{ id: 'first', minutes: 10, milestones: [{ atMinutes: 10, do: ['reassign'] }] }] }],
});
const first = route(router, initialState(router), leadWith(), monday);

test('a lead that was due to go to somebody else stays with whom it went to', () => {
  const leaver = first.record.repId!;
  const { outcomes, events } = reassignOwner(router, first.state, [first.record], leaver, monday + 11 * minute);
  expect(outcomes[0]!.record.epoch).toBe(first.record.epoch + 1);
  expect(outcomes[0]!.record.repId).not.toBe(leaver);
  expect(events.filter(({ type }) => type === 'lead_assigned')).toHaveLength(1);
});

test('a record given twice, a rep whom nobody knows and a state of another policy are told at once', () => {
  const { record, state } = first;
  const held = { ...record, status: 'held' } as const;
  expect(() => drain(router, state, [held, held], monday)).toThrow('found two of');
  expect(() => reassignOwner(router, state, [record, record], record.repId!, monday)).toThrow('found two of');
  expect(() => reassignOwner(router, state, [], 'nobody', monday)).toThrow('`nobody`');
  expect(() => drain(router, { ...state, fingerprint: 'x' }, [], monday)).toThrow('rebase');
  expect(() => drain(router, state, [], Number.NaN)).toThrow('NaN');
});
