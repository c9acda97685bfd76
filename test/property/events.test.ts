// Events of random histories as CloudEvents: valid by the specification's own rules, and named once and for ever.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { describeEvent, eventGuide, toCloudEvent } from '../../src/events/index.js';
import type { RoutingEvent } from '../../src/index.js';
import { history } from '../support/arbitraries.js';
import { play } from '../support/play.js';
import { runs } from '../support/runs.js';

const text = (value: unknown): value is string => typeof value === 'string' && value.length > 0;
const rfc3339 =
  /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

/** The demands of CloudEvents 1.0.2 and its JSON format on one event; what is wrong with it. */
function faultsOf(envelope: { readonly [attribute: string]: unknown }): readonly string[] {
  const { data, ...attributes } = envelope;
  const faults: string[] = [];
  const demand = (holds: boolean, name: string): void => void (holds || faults.push(name));
  for (const [name, value] of Object.entries(attributes)) {
    demand(/^[a-z0-9]{1,20}$/.test(name), `the name of ${name}`);
    demand(text(value) && !/[\p{Cc}\p{Cs}]/u.test(value), `the text of ${name}`);
  }
  for (const name of ['id', 'source', 'specversion', 'type']) demand(name in envelope, `${name} is required`);
  demand(envelope['specversion'] === '1.0', 'the version');
  demand(URL.canParse(String(envelope['source']), 'https://base.example/'), 'the source');
  if ('time' in envelope) demand(rfc3339.test(String(envelope['time'])), 'the time');
  if ('datacontenttype' in envelope)
    demand(/^[a-z]+\/[a-z.+-]+$/.test(String(envelope['datacontenttype'])), 'the media type');
  demand(JSON.stringify(JSON.parse(JSON.stringify(data))) === JSON.stringify(data), 'the data');
  return faults;
}

test('the demands find fault with what breaks them', () => {
  const good = { specversion: '1.0', id: '1', source: '/a', type: 't', data: {} };
  expect(faultsOf(good)).toEqual([]);
  for (const wrong of [
    { id: '' },
    { source: 'https://[' },
    { specversion: '1' },
    { eventType: 'x' },
    { time: '2026-3-2' },
  ]) {
    expect(faultsOf({ ...good, ...wrong })).not.toEqual([]);
  }
});

test('every event is a valid CloudEvent with an id of its own, and says in one line what happened', () => {
  const types = new Set<string>();
  fc.assert(
    fc.property(history({ stepsMax: 40 }), (one) => {
      const ids = new Map<string, RoutingEvent>();
      play(one, ({ events }) => {
        for (const event of events) {
          const envelope = toCloudEvent(event, { source: '/routing', scope: 'team-a' });
          expect(faultsOf(envelope as never)).toEqual([]);
          expect(ids.has(envelope.id)).toBe(false);
          ids.set(envelope.id, event);
          expect(envelope.data).toBe(event);
          expect(Date.parse(envelope.time!)).toBe(event.at);
          expect(toCloudEvent(JSON.parse(JSON.stringify(event)) as RoutingEvent, { scope: 'team-a' }).id).toBe(
            envelope.id,
          );
          const told = describeEvent(event);
          expect(told).toMatch(/^[^\n]{10,300}$/);
          expect(told).not.toMatch(/undefined|null|NaN|\[object/);
          expect(told).toContain(event.leadId);
          types.add(event.type);
        }
      });
    }),
    runs(100),
  );
  // what hardly ever happens at random is seen in other tests
  const rare = /^(credit_|sla_|declines_|offers_|attempt_)/;
  expect(Object.keys(eventGuide).filter((type) => !types.has(type) && !rare.test(type))).toEqual([]);
});
