import { expect, test } from 'vitest';
import type { ScoredLead } from '../lead/index.js';
import { lookKey } from './look-key.js';
import { compileMembers } from './members.js';
import { type CompiledCap, type CompiledRep, compileRoster, type Filter } from './roster.js';
import type { Rep, RequirementStep } from './types.js';

const minute = 60_000;
const zone = { timeZone: 'UTC' };
const rep = (spec: Rep, ...caps: readonly CompiledCap[]): CompiledRep => ({
  spec,
  shifts: null,
  zone,
  absences: [],
  capacity: Number.POSITIVE_INFINITY,
  caps,
  counters: [],
});
const outsider = rep({ id: 'outsider', languages: ['de', 'en'], products: ['crm', 'erp'] });

/** The key of a lead in a queue of all reps but the first. */
const keyIn =
  (reps: readonly CompiledRep[], steps: readonly RequirementStep[], filters: readonly Filter[] = []) =>
  (lead: Partial<ScoredLead>, waited = 0) => {
    const all = [outsider, ...reps];
    const members = compileMembers(
      all,
      reps.map((_, n) => n + 1),
      steps,
    );
    return lookKey(members, compileRoster(all, filters), { id: 'l', ...lead } as ScoredLead, waited);
  };

const sellers = [
  rep({ id: 'a', languages: ['de'], products: ['crm'] }),
  rep({ id: 'b', languages: ['en'], products: ['crm'] }),
  rep({ id: 'c', languages: ['de'], products: ['erp'] }),
];
const steps: readonly RequirementStep[] = [
  { all: [{ language: 'lead' }, { product: 'lead' }], forMinutes: 1 },
  { all: [{ language: 'lead', when: { field: 'country', op: 'eq', value: 'US' } }] },
];

test('a key names the step and the members who fit all that it asks', () => {
  const key = keyIn(sellers, steps);
  expect(key({ language: 'de', products: ['crm'] })).toBe('0 B ');
  expect(key({ language: 'de', products: ['erp', 'crm'] })).toBe('0 F ');
  expect(key({ language: 'en' })).toBe('0 C ');
  expect(key({ language: 'fr' })).toBe('0  ');
  expect(key({ language: 'de', products: ['crm'], country: 'US' }, minute)).toBe('1 F ');
});

test('a lead that asks for nothing shares its key with one that everybody fits, not with one that nobody does', () => {
  const key = keyIn(sellers, steps);
  expect(key({})).toBe('0 * ');
  const [unasked, all, nobody] = [{ language: 'fr' }, { country: 'US' }, { country: 'US', language: 'fr' }];
  expect(key(unasked, minute)).toBe('1 * ');
  expect(key(all, minute)).toBe(key(unasked, minute));
  expect(key(nobody, minute)).toBe('1  ');
  expect(keyIn(sellers, [])({})).toBe('0 * ');
});

const tagged = (tag: string): CompiledCap => ({
  key: `day:${tag}`,
  per: 'day',
  rolling: false,
  max: 2,
  applies: (lead) => lead.tags?.includes(tag) === true,
});
const always = (max: number): CompiledCap => ({
  ...tagged('any'),
  max,
  always: true,
  applies: () => expect.unreachable('a cap that counts every lead need not be asked'),
});

test('a key names the caps that count this lead but not every lead', () => {
  const mixed = keyIn([rep({ id: 'a' }, always(2), tagged('vip')), rep({ id: 'b' }, tagged('hot'))], []);
  expect([[], ['vip'], ['hot'], ['hot', 'vip'], ['old']].map((tags) => mixed({ tags }))).toEqual([
    '0 * ',
    '0 * C',
    '0 * E',
    '0 * G',
    '0 * ',
  ]);
  const some = keyIn([rep({ id: 'a' }, tagged('vip'), tagged('hot'))], []);
  expect([[], ['vip'], ['hot', 'vip']].map((tags) => some({ tags }))).toEqual(['0 * ', '0 * B', '0 * *']);
  expect(keyIn([rep({ id: 'a' }, always(2)), rep({ id: 'b' }, always(0))], [])({ tags: ['vip'] })).toBe('0 * ');
});

test('filters of the caller’s may read anything: there is no key', () => {
  const filter: Filter = { id: 'f', test: () => ({ type: 'eligible' }) };
  expect(keyIn(sellers, steps, [filter])({})).toBeNull();
});
