import { expect, test } from 'vitest';
import type { Json } from '../core/json.js';
import type { Lead } from '../lead/index.js';
import { normalizeLead } from '../normalize/index.js';
import { mergeFacts } from './merge-facts.js';
import { mergeLeads } from './merge-leads.js';

const leadOf = (id: string, raw: { readonly [field: string]: Json } = {}): Lead => normalizeLead({ id, ...raw });
const facts = (fields: Partial<Lead>, confidence: 'high' | 'medium' | 'low' = 'high', source = 'crm') => ({
  source,
  confidence,
  fields,
});

test('the later lead fills gaps, and says so', () => {
  const merged = mergeLeads(
    leadOf('1', { email: 'jane@acme.com', createdAt: '2026-01-01T00:00:00Z', source: 'web' }),
    leadOf('2', {
      email: 'jane@acme.com',
      phone: '+1 (212) 555-0142',
      createdAt: '2026-02-01T00:00:00Z',
      source: 'demo',
      company: 'Acme',
    }),
  );
  expect(merged).toMatchObject({
    id: '1',
    createdAt: Date.UTC(2026, 0, 1),
    source: 'web',
    phone: '+12125550142',
    company: 'Acme',
    companyKey: 'acme',
  });
  expect(merged.provenance['phone']).toEqual({
    raw: '+1 (212) 555-0142',
    method: 'numbering plan; lead 2',
    confidence: 'high',
  });
  expect(merged.provenance['company']).toEqual({ raw: 'Acme', method: 'lead 2', confidence: 'high' });
});

test('of two values the surer counts, then the earlier', () => {
  const guessed = leadOf('1', { phone: '(212) 555-0142' });
  const said = leadOf('2', { country: 'Canada' });
  const both = mergeLeads(
    { ...guessed, country: 'US', provenance: { country: { raw: 'x', method: 'phone', confidence: 'low' } } },
    said,
  );
  expect(both.country).toBe('CA');
  expect(mergeLeads(leadOf('1', { industry: 'steel' }), leadOf('2', { industry: 'paper' })).industry).toBe('steel');
});

test('what belongs together stays together', () => {
  const us: Lead = {
    ...leadOf('1'),
    country: 'US',
    region: 'US-CA',
    postalCode: '94105',
    provenance: { country: { raw: 'x', method: 'phone', confidence: 'low' } },
  };
  const moved = mergeLeads(us, leadOf('2', { country: 'Germany' }));
  expect(moved).toMatchObject({ country: 'DE', region: null, postalCode: null, timeZone: 'Europe/Berlin' });
  expect(moved.provenance['region']).toEqual({ raw: 'US-CA', method: 'of another country', confidence: 'high' });
  expect(mergeLeads(leadOf('1', { country: 'Germany' }), leadOf('2', { country: 'US', state: 'CA' })).region).toBe(
    null,
  );
  expect(mergeLeads(leadOf('1', { country: 'US' }), leadOf('2', { country: 'US', state: 'CA' })).region).toBe('US-CA');
  const elsewhere = mergeLeads(leadOf('1', { timeZone: 'Europe/Berlin' }), leadOf('2', { country: 'US', state: 'CA' }));
  expect(elsewhere).toMatchObject({ country: 'US', region: 'US-CA', timeZone: 'Europe/Berlin' });
  const mail = mergeLeads(leadOf('1', { email: 'broken' }), leadOf('2', { email: 'info@acme.com' }));
  expect(mail).toMatchObject({
    email: 'info@acme.com',
    emailDomain: 'acme.com',
    emailClass: 'business',
    roleAccount: true,
  });
  const kept = mergeLeads(leadOf('1', { email: 'jane@gmail.com' }), leadOf('2', { email: 'info@acme.com' }));
  expect(kept).toMatchObject({
    email: 'jane@gmail.com',
    emailDomain: 'gmail.com',
    emailClass: 'free',
    roleAccount: false,
  });
  expect(mergeLeads(leadOf('1', { company: 'Bolt' }), leadOf('2', { company: 'Acme' })).companyKey).toBe('bolt');
  const job = mergeLeads(leadOf('1', { jobTitle: 'Wizard' }), leadOf('2', { jobTitle: 'VP Sales' }));
  expect(job).toMatchObject({ jobTitle: 'Wizard', seniority: 'ic', jobFunction: null });
});

test('lists and own fields are united', () => {
  const call = { type: 'call', at: 1_780_000_000_005 };
  const visit = { type: 'visit', at: 1_780_000_000_001 };
  const merged = mergeLeads(
    leadOf('1', { tags: ['a', 'b'], activities: [call, call], plan: 'gold', fields: { a: 1 } }),
    leadOf('2', { tags: ['b', 'c'], activities: [visit, call], plan: 'plain', seats: 3 }),
  );
  expect(merged.tags).toEqual(['a', 'b', 'c']);
  expect(merged.activities).toEqual([visit, call, call]);
  expect(merged.fields).toMatchObject({ plan: 'gold', seats: 3 });
  expect(merged.provenance['fields.seats']).toEqual({ raw: 3, method: 'lead 2', confidence: 'high' });
  expect(merged.provenance['tags']!.method).toBe('lead 2');
});

test('own fields are taken up to the limit of one lead, and activities are not repeated as raw values', () => {
  const fields = (from: number): Lead['fields'] =>
    Object.fromEntries(Array.from({ length: 1_500 }, (_, i) => [`f${from + i}`, i]));
  const merged = mergeLeads({ ...leadOf('1'), fields: fields(0) }, { ...leadOf('2'), fields: fields(1_000) });
  expect(Object.keys(merged.fields)).toHaveLength(2_000);
  expect(merged.fields).toMatchObject(fields(0));
  const active = mergeLeads(leadOf('1'), { ...leadOf('2'), activities: [{ type: 'call', at: 1 }] });
  expect(active.provenance['activities']).toEqual({ raw: null, method: 'lead 2', confidence: 'high' });
});

test('beyond their limits the newest activities and the first tags stay', () => {
  const many = (id: string, from: number): Lead => ({
    ...leadOf(id),
    activities: Array.from({ length: 800 }, (_, i) => ({ type: 'visit', at: from + i })),
    tags: Array.from({ length: 150 }, (_, i) => `tag-${from + i}`),
  });
  const merged = mergeLeads(many('1', 0), many('2', 800));
  expect([merged.activities.length, merged.activities[0]!.at, merged.activities.at(-1)!.at]).toEqual([
    1_000, 600, 1_599,
  ]);
  expect([merged.tags.length, merged.tags[0], merged.tags.at(-1)]).toEqual([200, 'tag-0', 'tag-849']);
});

test('facts fill gaps and replace what is less sure, and the raw value stays', () => {
  const lead = leadOf('1', { employees: '51-200', industry: 'N/A', source: 'web' });
  const merged = mergeFacts(lead, facts({ employees: { min: 80, max: 80 }, industry: 'steel', source: 'list' }));
  expect(merged).toMatchObject({ employees: { min: 80, max: 80 }, industry: 'steel', source: 'web' });
  expect(merged.provenance['employees']).toEqual({ raw: '51-200', method: 'facts:crm', confidence: 'high' });
  expect(merged.provenance['industry']).toEqual({ raw: 'N/A', method: 'facts:crm', confidence: 'high' });
  expect(mergeFacts(lead, facts({ employees: { min: 80, max: 80 } }, 'medium')).employees).toEqual({
    min: 51,
    max: 200,
  });
  expect(mergeFacts(lead, facts({ employees: { min: 51, max: 200 } })).provenance['employees']!.confidence).toBe(
    'high',
  );
});

test('of several sources the surest goes first, whatever their order', () => {
  const sources = [
    facts({ industry: 'a' }, 'low', 'x'),
    facts({ industry: 'b' }, 'high', 'z'),
    facts({ industry: 'c' }, 'high', 'y'),
  ];
  expect(mergeFacts(leadOf('1'), sources).industry).toBe('c');
  expect(mergeFacts(leadOf('1'), [...sources].reverse())).toEqual(mergeFacts(leadOf('1'), sources));
});

test('domain, class and key that facts leave out are found', () => {
  const merged = mergeFacts(leadOf('1'), facts({ email: 'Info@Mail.ACME.com', company: 'Acme GmbH' }));
  expect(merged).toMatchObject({
    email: 'info@mail.acme.com',
    emailDomain: 'acme.com',
    emailClass: 'business',
    roleAccount: true,
    company: 'Acme GmbH',
    companyKey: 'acme',
  });
  expect(mergeFacts(leadOf('1'), facts({ email: 'broken' }))).toEqual(leadOf('1'));
  const explicit = mergeFacts(leadOf('1'), facts({ company: 'Acme GmbH', companyKey: 'acme group' }));
  expect(explicit.companyKey).toBe('acme group');
});

test('facts that a lead cannot hold are not taken', () => {
  const loop: { [key: string]: unknown } = {};
  loop['loop'] = loop;
  const bad = {
    id: 'other',
    provenance: {},
    invalid: { field: 'x', expected: 'y' },
    score: 9,
    employees: '51-200',
    value: 1.5,
    createdAt: '2026',
    country: 7,
    industry: 'nul\0',
    source: '\ud800',
    roleAccount: 'yes',
    tags: 'a,b',
    products: [1],
    activities: [{ type: 'call' }],
    fields: loop,
  };
  expect(mergeFacts(leadOf('1'), facts(bad as never))).toEqual(leadOf('1'));
  expect(mergeFacts(leadOf('1'), facts({ employees: { min: -1, max: null } }))).toEqual(leadOf('1'));
  const long = facts({ fields: { text: 'x'.repeat(131_073) }, industry: 'x'.repeat(4_097) });
  expect(mergeFacts(leadOf('1'), long)).toEqual(leadOf('1'));
});
