import { expect, test } from 'vitest';
import type { RoutingEvent } from '../router/index.js';
import { describeEvent } from './describe-event.js';

const minute = 60_000;
const at = 1_780_000_000_000;
const tell = (event: object): string => describeEvent({ seq: 1, at, leadId: 'l-1', ...event } as RoutingEvent);
const assigned = { type: 'lead_assigned', repId: 'ana', queueId: 'smb', due: [], by: null };

test('assignments say who, where, after what, why, and what is due next', () => {
  expect(tell({ ...assigned, cause: 'route', method: 'deficit' })).toBe(
    '`ana`, who is owed most, gets lead `l-1` in `smb`',
  );
  const due = [[null, at + 30 * minute], [at + 20 * minute]];
  expect(tell({ ...assigned, cause: 'breach', method: 'sole', due })).toBe(
    '`ana`, the only one eligible, gets lead `l-1` in `smb` after a breach; next due 2026-05-28T20:46:40Z',
  );
  expect(tell({ ...assigned, cause: 'manual', method: 'manual', by: 'ops\ndesk' })).toBe(
    '`ana` gets lead `l-1` in `smb` by hand (`ops desk`)',
  );
});

test('what waits or rests says until when', () => {
  const held = { type: 'lead_held', queueId: 'smb', cause: 'route', restUntil: null };
  expect(tell({ ...held, retryAt: null, awaitedOwner: null, afterHours: false })).toBe(
    'lead `l-1` waits in `smb` for somebody free; next try when a rep comes free',
  );
  expect(tell({ ...held, retryAt: at, awaitedOwner: { repId: 'bo' }, afterHours: true })).toBe(
    'lead `l-1` waits in `smb` for its owner `bo`, after hours; next try 2026-05-28T20:26:40Z',
  );
  const nurtured = { type: 'lead_nurtured', reason: null };
  expect(tell({ ...nurtured, track: null, restUntil: null, wakeAt: null, because: 'no budget' })).toBe(
    'lead `l-1` rests: no budget',
  );
  expect(tell({ ...nurtured, track: 'later', restUntil: at + 1, wakeAt: null, because: null })).toBe(
    'lead `l-1` rests on track `later`, at least until 2026-05-28T20:26:40.001Z, until something brings it back',
  );
  expect(tell({ ...nurtured, track: 'later', restUntil: at, wakeAt: null, because: null })).toBe(
    'lead `l-1` rests on track `later`, until something brings it back',
  );
});

test('rejections and credits give their reason', () => {
  const rejected = { type: 'lead_rejected', because: null };
  expect(tell({ ...rejected, disposition: 'duplicate', reason: { code: 'lead.duplicate', ofLeadId: 'l-0' } })).toBe(
    'lead `l-1` is a duplicate: the same person as lead `l-0`',
  );
  expect(tell({ ...rejected, disposition: 'rejected', reason: null, because: 'spam' })).toBe(
    'lead `l-1` is rejected: spam',
  );
  const credit = { type: 'credit_posted', leadId: '', queueId: 'smb', repId: 'ana', by: 'cy', expiresAt: null };
  expect(tell({ ...credit, leadsMilli: -1_250, reason: 'two bad leads' })).toBe(
    '`ana` is owed 1.25 leads less in `smb` (`cy`): two bad leads',
  );
});

test('milestones name who has the lead, and who is told', () => {
  const due = { targetId: 'first', milestone: 1 };
  expect(tell({ ...due, type: 'sla_notified', repId: 'ana', to: ['desk', 'boss'] })).toBe(
    '`desk`, `boss` are told of `first` of lead `l-1`, with `ana`',
  );
  expect(tell({ ...due, type: 'sla_escalated', repId: 'ana', to: 'kim' })).toBe(
    '`first` of lead `l-1`, with `ana`, goes to manager `kim`',
  );
  expect(tell({ ...due, type: 'sla_escalated', repId: null })).toBe(
    '`first` of lead `l-1`, which nobody has, goes to the manager',
  );
  expect(tell({ ...due, type: 'sla_breached', repId: null })).toBe('nobody has lead `l-1` by the end of `first`');
  expect(tell({ ...due, type: 'sla_switched_off', repId: 'ana' })).toBe(
    '`ana` is to be offline, for `first` of lead `l-1`',
  );
  expect(tell({ type: 'attempt_recorded', targetId: 'first', repId: 'ana', attempts: 2, left: 1, due: [] })).toBe(
    'attempt 2 of `ana` on lead `l-1` for `first`, 1 to go',
  );
});

test.each(['toString', '__proto__', 'constructor', 'lead_teleported'])(
  'an event of the unknown type `%s` is told by it',
  (type) => {
    expect(tell({ type, repId: 'ana' })).toBe(
      `an event of lead \`l-1\` with \`ana\` of a type that this version does not know: \`${type}\``,
    );
  },
);

test('an event without a type is told as one', () => {
  expect(describeEvent({} as RoutingEvent)).toBe('an event of a type that this version does not know: `undefined`');
});
