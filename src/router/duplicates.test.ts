import { expect, test } from 'vitest';
import { leadWith, policyWith } from '../../test/support/samples.js';
import { mergeLeads } from '../account/index.js';
import { compileOrThrow, type Duplicates } from '../policy/index.js';
import { advance, evolve, type Facts, initialState, requirements, route, routeMany } from './index.js';

const day = 86_400_000;
const now = 1_780_000_000_000;
const routerFor = (duplicates?: Duplicates) =>
  compileOrThrow(policyWith({ reps: ['ana', 'bo', 'cy'], ...(duplicates === undefined ? {} : { duplicates }) }));

const kim = (id: string, more: object = {}) =>
  leadWith({
    id,
    email: `${id}@acme.com`,
    emailDomain: 'acme.com',
    emailClass: 'business',
    phone: `+1212555${id.padStart(4, '0')}`,
    fields: { 'First Name': 'Kim', 'Last Name': 'Roe' },
    ...more,
  });
const facts = (key: string, at?: number | null): Facts => ({
  leadByDedupeKey: { [key]: { leadId: 'old', repId: 'cy', ...(at === undefined ? {} : { at }) } },
});
const isDuplicate = (duplicates: Duplicates | undefined, known: Facts): boolean => {
  const router = routerFor(duplicates);
  const { decision } = route(router, initialState(router), kim('1'), now, { facts: known });
  return decision.type === 'disposed' && decision.disposition === 'duplicate';
};

test('asks for the keys that the policy names, in its order', () => {
  const keysOf = (keys?: Duplicates['keys']) =>
    requirements(routerFor({ action: 'dispose', ...(keys && { keys }) }), kim('1')).dedupeKeys;
  expect(keysOf()).toEqual(['email:1@acme.com', 'phone:+12125550001']);
  expect(keysOf(['phone', 'person'])).toEqual(['phone:+12125550001', 'person:acme.com|kim roe']);
  expect(requirements(routerFor(), kim('1')).dedupeKeys).toEqual(keysOf());
});

test('a key that the policy does not name says nothing', () => {
  const person = facts('person:acme.com|kim roe');
  expect(isDuplicate({ action: 'dispose' }, person)).toBe(false);
  expect(isDuplicate({ action: 'dispose', keys: ['person'] }, person)).toBe(true);
  expect(isDuplicate({ action: 'dispose', keys: ['person'] }, facts('email:1@acme.com'))).toBe(false);
});

test.each<[number | null | undefined, boolean]>([
  [now - 30 * day, true],
  [now - 30 * day - 1, false],
  [now, true],
  [now + 1, false],
  [null, true],
  [undefined, true],
])('within a window of 30 days, an earlier lead of %s counts: %s', (at, expected) => {
  expect(isDuplicate({ action: 'dispose', windowDays: 30 }, facts('email:1@acme.com', at))).toBe(expected);
});

test('a stronger key whose lead is too old gives way to a weaker one', () => {
  const router = routerFor({ action: 'dispose', windowDays: 1 });
  const known: Facts = {
    leadByDedupeKey: {
      'email:1@acme.com': { leadId: 'old', repId: null, at: now - 2 * day },
      'phone:+12125550001': { leadId: 'new', repId: null, at: now - day },
    },
  };
  expect(route(router, initialState(router), kim('1'), now, { facts: known }).record.reason).toEqual({
    code: 'lead.duplicate',
    ofLeadId: 'new',
  });
});

const batch = (duplicates: Duplicates | undefined, ...leads: readonly ReturnType<typeof kim>[]) => {
  const router = routerFor(duplicates);
  return (['sequential', 'batch'] as const).map((fairness) =>
    routeMany(router, initialState(router), leads, now, { fairness }).outcomes.map(({ decision, record }) =>
      decision.type === 'assigned' ? `${record.leadId} to ${decision.repId}` : record.reason,
    ),
  );
};
const same = { email: 'kim@acme.com' };

test('duplicates within a batch are seen, where the policy says what becomes of them', () => {
  const duplicate = { code: 'lead.duplicate', ofLeadId: '1' };
  for (const outcomes of batch({ action: 'dispose' }, kim('1', same), kim('2'), kim('3', same)))
    expect(outcomes).toEqual(['1 to ana', '2 to bo', duplicate]);
  for (const outcomes of batch({ action: 'owner' }, kim('1', same), kim('2'), kim('3', same)))
    expect([outcomes[0], outcomes[2]]).toEqual(['1 to ana', '3 to ana']);
  for (const duplicates of [undefined, { action: 'ignore' } as const])
    for (const outcomes of batch(duplicates, kim('1', same), kim('2'), kim('3', same)))
      expect(outcomes.every((one) => typeof one === 'string')).toBe(true);
});

test('a duplicate stands for the lead that it repeats; an unusable lead for nobody', () => {
  const phone = { phone: '+12125559999' };
  const chain = batch({ action: 'dispose' }, kim('1', same), kim('2', { ...same, ...phone }), kim('3', phone));
  for (const outcomes of chain)
    expect(outcomes.slice(1)).toEqual(Array(2).fill({ code: 'lead.duplicate', ofLeadId: '1' }));
  const invalid = { ...kim('1', same), invalid: { field: 'email', expected: 'an address' } };
  for (const outcomes of batch({ action: 'dispose' }, invalid, kim('2', same))) expect(outcomes[1]).toBe('2 to ana');
});

test('what a duplicate adds becomes the earlier lead’s, scored anew, and nothing else changes', () => {
  const router = compileOrThrow(
    policyWith({
      reps: ['ana'],
      duplicates: { action: 'merge' },
      scorecards: [
        { id: 'fit', criteria: [{ id: 'size', points: 30, when: { field: 'employeesMin', op: 'gte', value: 100 } }] },
      ],
    }),
  );
  const first = route(router, initialState(router), kim('1', same), now);
  const known: Facts = { leadByDedupeKey: { 'email:kim@acme.com': { leadId: '1', repId: 'ana' } } };
  const later = kim('2', { ...same, employees: { min: 200, max: 500 } });
  const second = route(router, first.state, later, now + 1, { facts: known });
  expect(second.decision).toMatchObject({
    disposition: 'duplicate',
    reason: { code: 'lead.duplicate', ofLeadId: '1' },
  });

  const lead = mergeLeads(first.record.lead, later);
  const merged = advance(router, second.state, first.record, { type: 'merge', lead, id: 'merge-2' }, now + 1);
  expect(merged.record.lead).toMatchObject({ id: '1', employees: { min: 200 }, score: { points: 30 } });
  expect({ ...merged.record, lead: null, at: 0, taken: null, inputIds: null }).toMatchObject({
    status: 'assigned',
    repId: 'ana',
    queueId: first.record.queueId,
    epoch: first.record.epoch,
    sla: first.record.sla,
  });
  expect(merged.events.map(({ type }) => type)).toEqual(['lead_merged']);
  const folded = evolve(router, { state: second.state, record: first.record }, merged.events[0]!);
  expect(folded).toEqual({ state: merged.state, record: merged.record });

  const again = advance(router, merged.state, merged.record, { type: 'merge', lead, id: 'merge-2' }, now + 2);
  expect(again.events).toEqual([]);
  const ignored = (input: unknown) => advance(router, merged.state, merged.record, input as never, now + 2).ignored;
  expect(ignored({ type: 'merge', lead: later })).toMatchObject({
    code: 'input.ignored',
    because: 'it is of another lead',
  });
  expect(ignored({ type: 'merge', lead: { ...lead, invalid: { field: 'email', expected: 'x' } } })).not.toBeNull();
  expect(ignored({ type: 'merge' })).not.toBeNull();
});
