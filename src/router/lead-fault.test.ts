import { describe, expect, test } from 'vitest';
import { leadWith, monday, routerWith } from '../../test/support/samples.js';
import type { Activity, Lead } from '../lead/index.js';
import { advance, type Input, initialState, route } from './index.js';
import { isData, leadFault } from './lead-fault.js';

const router = routerWith();
const first = route(router, initialState(router), leadWith(), monday);
const call: Input = { type: 'activity', activity: { type: 'call', at: monday } };
const after = (input: Input) => advance(router, first.state, first.record, input, monday);

const spoiled: readonly [string & keyof Lead, unknown][] = [
  ...(['activities', 'tags', 'products'] as const).flatMap((field) =>
    [5, {}, 'xy', [5], [null]].map((value): [string & keyof Lead, unknown] => [field, value]),
  ),
  ['activities', [{ type: 'call' }]],
  ['activities', [{ type: 5, at: monday }]],
  ['fields', 5],
  ['fields', []],
  ['provenance', 'xy'],
];

describe.each(spoiled)('a lead whose `%s` is %j', (field, value) => {
  test('is not merged, and later inputs go on', () => {
    const merged = after({ type: 'merge', lead: leadWith({ [field]: value }) });
    expect(merged).toMatchObject({ events: [], ignored: { because: expect.stringContaining(`\`${field}\``) } });
    expect(merged.record).toBe(first.record);
    expect(advance(router, merged.state, merged.record, call, monday).record.lead.activities).toHaveLength(1);
  });

  test('is rejected by `route` with a record that can go on', () => {
    const { record, state, decision } = route(router, initialState(router), leadWith({ [field]: value }), monday);
    expect(decision).toMatchObject({ disposition: 'rejected', reason: { code: 'lead.invalid_field', field } });
    const byHand = advance(router, state, record, { type: 'assign', repId: 'ana', by: 'desk' }, monday);
    expect(byHand.record.status).toBe('assigned');
    expect(advance(router, byHand.state, byHand.record, call, monday).record.lead).toEqual({
      ...byHand.record.lead,
      activities: [{ type: 'call', at: monday }],
    });
  });
});

test.each<[string, unknown]>([
  ['a function', { email: () => 'a@b.c' }],
  ['a function deep inside', { fields: { a: [{ b: () => 1 }] } }],
  ['a big integer', { value: 1n }],
  ['not a number', { value: Number.NaN }],
])('a lead with %s in it is not merged', (_, known) => {
  const merged = after({ type: 'merge', lead: leadWith(known as Partial<Lead>) });
  expect(merged.record).toBe(first.record);
  expect(merged.ignored?.because).toBe('expected `lead` to be plain JSON data of at most 32 levels');
});

test('a lead that holds itself is not merged', () => {
  const fields: { [key: string]: unknown } = {};
  fields['self'] = fields;
  expect(after({ type: 'merge', lead: leadWith({ fields: fields as Lead['fields'] }) }).events).toEqual([]);
});

test('a lead of plain data is merged', () => {
  const lead = leadWith({ tags: ['vip'], fields: { a: [{ b: null }] }, activities: [{ type: 'call', at: monday }] });
  expect(after({ type: 'merge', lead }).record.lead).toMatchObject(lead);
});

test('a lead without its lists is still routed', () => {
  const { tags, products, activities, ...bare } = leadWith();
  expect(route(router, initialState(router), bare as Lead, monday).decision.type).toBe('assigned');
});

test('an activity is copied, and nothing of it but what activities have', () => {
  const activity = { type: 'call', at: monday, count: 2, note: () => 'x' };
  const { record, events } = after({ type: 'activity', activity: activity as Activity });
  activity.at = 0;
  expect(record.lead.activities).toEqual([{ type: 'call', at: monday, count: 2 }]);
  expect(events[0]).toMatchObject({ activity: { type: 'call', at: monday, count: 2 } });
});

test('a list or table that is null is as good as none', () => {
  for (const field of ['products', 'tags', 'activities', 'fields', 'provenance'])
    expect(leadFault({ ...leadWith(), [field]: null } as Lead)).toBe(undefined);
});

test('data ends at its depth, and has no symbols', () => {
  expect([isData([], 0), isData([], 1), isData([[]], 1), isData([1], 1), isData(1, 0)]).toEqual([
    false,
    true,
    false,
    true,
    true,
  ]);
  expect([Symbol('s'), () => 1, 1n, Number.NaN].map((value) => isData(value))).toEqual([false, false, false, false]);
});
