import { expect, test } from 'vitest';
import type { RoutingEvent } from '../router/index.js';
import { toCloudEvent } from './to-cloud-event.js';

const accepted = (more: Partial<RoutingEvent> = {}): RoutingEvent =>
  ({ seq: 7, at: 1_780_000_000_123, leadId: 'l-7', type: 'lead_accepted', repId: 'ana', ...more }) as RoutingEvent;

test('an event about a lead', () => {
  expect(toCloudEvent(accepted(), { source: '/crm/routing', scope: 'team-a' })).toEqual({
    specversion: '1.0',
    id: 'team-a:7',
    source: '/crm/routing',
    type: 'fairlead.lead_accepted',
    subject: 'l-7',
    time: '2026-05-28T20:26:40.123Z',
    datacontenttype: 'application/json',
    data: accepted(),
  });
});

test('an event about a rep has the rep as its subject', () => {
  const event = { seq: 1, at: 0, leadId: '', type: 'rep_switched', repId: 'bo', online: false } as const;
  expect(toCloudEvent(event)).toMatchObject({
    id: '1',
    source: 'fairlead',
    subject: 'bo',
    time: '1970-01-01T00:00:00Z',
  });
});

test('a subject or time that CloudEvents cannot hold is left out', () => {
  for (const leadId of ['a\u0000b', 'a\u009fb', '\ud800', 'a\uffff', '']) {
    expect(toCloudEvent(accepted({ leadId }))).not.toHaveProperty('subject', leadId);
  }
  expect(toCloudEvent(accepted({ leadId: '🦊 ü' })).subject).toBe('🦊 ü');
  expect(toCloudEvent(accepted({ at: 253_402_300_799_999 })).time).toBe('9999-12-31T23:59:59.999Z');
  expect(toCloudEvent(accepted({ at: 253_402_300_800_000 }))).not.toHaveProperty('time');
  expect(toCloudEvent(accepted({ at: -62_167_219_200_000 })).time).toBe('0000-01-01T00:00:00Z');
  expect(toCloudEvent(accepted({ at: -62_167_219_200_001 }))).not.toHaveProperty('time');
});

test('a source that is no URI reference, or a scope that is no text for an id, is a programmer’s error', () => {
  for (const source of ['', 'a b', '%zz', 'ä', 'a\n', '<x>']) {
    expect(() => toCloudEvent(accepted(), { source })).toThrow('expected a URI reference as `source`');
  }
  for (const source of ['https://crm.example/routing?x=1#y', '/a', 'urn:uuid:6e8bc430', '%20']) {
    expect(toCloudEvent(accepted(), { source }).source).toBe(source);
  }
  for (const scope of ['', 'a\nb', '\udc00']) expect(() => toCloudEvent(accepted(), { scope })).toThrow('`scope`');
});

test.each([{}, { type: 'lead_accepted' }, { seq: '1', type: 'lead_accepted' }, { seq: 1.5, type: 'lead_accepted' }])(
  'an event without a whole `seq` is refused: %j',
  (event) => {
    expect(() => toCloudEvent(event as unknown as RoutingEvent)).toThrow(
      'expected an event with a whole `seq`, found `',
    );
  },
);

test.each([undefined, '', 5, 'two words'])('an event of type %j is refused', (type) => {
  expect(() => toCloudEvent({ seq: 1, at: 0, leadId: 'l', type } as unknown as RoutingEvent)).toThrow(
    'expected an event with the name of a `type`',
  );
});

test('an event of a type that this version does not know goes out all the same', () => {
  const event = { seq: 1, at: 0, leadId: 'l', type: 'lead_teleported' } as unknown as RoutingEvent;
  expect(toCloudEvent(event)).toMatchObject({ type: 'fairlead.lead_teleported', subject: 'l' });
});
