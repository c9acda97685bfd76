import { describe, expect, test } from 'vitest';
import { limits } from '../core/limits.js';
import type { RawLead } from '../lead/index.js';
import { normalizeLead } from './normalize-lead.js';

const lead = (fields: object, options = {}) => normalizeLead({ id: '1', ...fields } as RawLead, options);

test('a row of a form becomes a lead', () => {
  const clean = lead(
    {
      'Email Address': 'Jane Doe <Jane@Mail.ACME.co.uk>',
      Country: 'Vereinigte Staaten',
      'State/Province': 'Calif.',
      'Phone Number': '(415) 555-2671 x9',
      'Company Name': 'Acme Corp.',
      '# Employees': 'Jan-50',
      'Job Title': 'VP, Sales',
      Zip: 2139,
      'Lead Source': ' Web  form ',
      'Deal Value': '$12.5k',
      Language: 'German',
      'Created Date': '2026-03-01T09:00:00+01:00',
      Industry: 'Fin Services',
      Tags: 'a; b;a',
      Notes: 'call after 5',
    },
    { aliases: { industry: { 'fin services': 'financial_services' } } },
  );
  expect(clean).toMatchObject({
    id: '1',
    createdAt: 1_772_352_000_000,
    source: 'Web form',
    email: 'jane@mail.acme.co.uk',
    emailDomain: 'acme.co.uk',
    emailClass: 'business',
    phone: '+14155552671',
    company: 'Acme Corp.',
    companyKey: 'acme',
    employees: { min: 1, max: 50 },
    seniority: 'vp',
    jobFunction: 'sales',
    industry: 'financial_services',
    country: 'US',
    region: 'US-CA',
    postalCode: '02139',
    timeZone: 'America/Los_Angeles',
    language: 'de',
    value: 1_250_000,
    tags: ['a', 'b'],
    fields: { Notes: 'call after 5' },
  });
  expect(clean.provenance['region']).toEqual({ raw: 'Calif.', method: 'name', confidence: 'high' });
  expect(clean.provenance['postalCode']).toEqual({ raw: 2139, method: 'leading zeros restored', confidence: 'medium' });
});

describe('where a lead is', () => {
  const place = (fields: object, options = {}) => {
    const { country, region, timeZone, provenance } = lead(fields, options);
    return { country, region, timeZone, provenance };
  };

  test('the country field counts before the phone, and says that they differ', () => {
    const { country, provenance } = place({ country: 'Germany', phone: '+44 20 7946 0018' });
    expect(country).toBe('DE');
    expect(provenance['country']).toEqual({ raw: 'Germany', method: 'name; phone differs', confidence: 'high' });
  });

  test('a misspelled country does not count before a state that is spelled well', () => {
    expect(place({ country: 'Germay', state: 'Ontario' })).toMatchObject({ country: 'CA', region: 'CA-ON' });
  });

  test('CA and Georgia are states where the state or the phone is American', () => {
    expect(place({ country: 'CA', state: 'California' })).toMatchObject({ country: 'US', region: 'US-CA' });
    expect(place({ country: 'Georgia', phone: '+1 404 555 0100' })).toMatchObject({ country: 'US', region: 'US-GA' });
    expect(place({ country: 'CA', state: 'Ontario' })).toMatchObject({ country: 'CA', region: 'CA-ON' });
    expect(place({ country: 'Georgia' })).toMatchObject({ country: 'GE', region: null, timeZone: 'Asia/Tbilisi' });
  });

  test('a state code alone is settled by the phone, else by the e-mail, else not at all', () => {
    expect(place({ state: 'CA', phone: '+1 415 555 2671' })).toMatchObject({ country: 'US', region: 'US-CA' });
    expect(place({ state: 'ON', email: 'x@acme.ca' })).toMatchObject({ country: 'CA', region: 'CA-ON' });
    expect(place({ state: 'CA' })).toMatchObject({ country: null, region: null });
  });

  test('the area code gives the state only where the address has none', () => {
    const found = place({ phone: '212-555-0142' }, { defaultCountry: 'US' });
    expect(found).toMatchObject({ country: 'US', region: 'US-NY', timeZone: 'America/New_York' });
    expect(found.provenance['region']).toMatchObject({ method: 'phone: area code', confidence: 'low' });
    expect(place({ country: 'US', state: 'Texas', phone: '212-555-0142' }).region).toBe('US-TX');
    expect(place({ country: 'US', state: 'Nowhere', phone: '212-555-0142' }).region).toBe(null);
  });

  test('a national number is dialled in the lead’s own country first', () => {
    expect(lead({ country: 'Germany', phone: '030 901820' }, { defaultCountry: 'US' }).phone).toBe('+4930901820');
  });

  test.each(['USA', 'us', 'United States', ' u.s.a. '])('the default country is read like any country: %j', (text) => {
    expect(lead({ phone: '212-555-0142' }, { defaultCountry: text }).phone).toBe('+12125550142');
  });

  test('a default country is a country, not a state, and nothing where it is none', () => {
    expect(lead({ phone: '0171 1234567' }, { defaultCountry: 'de' }).phone).toBe('+491711234567');
    expect(lead({ phone: '416-555-0142' }, { defaultCountry: 'CA' })).toMatchObject({ phone: '+14165550142' });
    for (const none of ['', 'xx', 'EMEA', null]) {
      expect(lead({ phone: '212-555-0142' }, { defaultCountry: none }).phone).toBe(null);
    }
  });

  test('an address in the country field gives both', () => {
    expect(place({ country: 'Austin, Texas, USA' })).toMatchObject({ country: 'US', region: 'US-TX' });
    expect(place({ country: 'Scotland' })).toMatchObject({ country: 'GB', region: 'GB-SCT' });
    expect(place({ country: 'México' })).toMatchObject({ country: 'MX', region: null });
  });

  test('endings that the whole world uses say nothing', () => {
    expect(place({ email: 'x@acme.io' }).country).toBe(null);
    expect(place({ email: 'x@yahoo.fr' }).country).toBe(null);
    expect(place({ email: 'x@acme.fr' }).country).toBe('FR');
  });
});

describe('names of fields', () => {
  test('the first name in order of preference that is not empty counts; the others stay', () => {
    const clean = lead({ 'Work Email': 'a@x.com', Email: ' ', 'Other Email': 'b@x.com' });
    expect(clean.email).toBe('a@x.com');
    expect(clean.fields).toEqual({ 'Other Email': 'b@x.com' });
  });

  test('the caller’s mapping replaces the usual names', () => {
    const mapping = { company: ['Firma', 'Kunde'], source: 'src' };
    const clean = lead({ Company: 'A', Kunde: 'B', Firma: '', src: 'ads', Source: 'web' }, { mapping });
    expect(clean).toMatchObject({ company: 'B', source: 'ads', fields: { Company: 'A', Source: 'web' } });
  });

  test('a mapping to no lead field renames a value of the caller’s own', () => {
    const clean = lead({ E: 'x'.repeat(5_000), Email: 'a@x.com' }, { mapping: { bogus: ['D', 'E'] } });
    expect(clean).toMatchObject({ email: 'a@x.com', fields: { bogus: expect.stringMatching(/^x+/) } });
    expect(Object.keys(clean.fields)).toEqual(['bogus']);
    expect(clean.provenance['fields.bogus']).toEqual({
      raw: null,
      method: 'cut from 5000 to 4096 characters',
      confidence: 'high',
    });
  });

  test.each([
    ['fields that are inferred', { E: 1, D: 2 }, { emailDomain: 'E', id: 'D' }, { emailDomain: 1, id: 2 }],
    ['a name that is taken', { E: 1, bogus: 2, bogus_2: 3 }, { bogus: 'E' }, { bogus: 1, bogus_2: 3, bogus_3: 2 }],
    ['two names that change places', { a: 1, b: 2 }, { a: 'b', b: 'a' }, { a: 2, b: 1 }],
    ['two names for one value', { E: 1 }, { a: 'E', b: 'E' }, { a: 1, b: 1 }],
    ['a name of its own', { bogus: 1 }, { bogus: 'bogus' }, { bogus: 1 }],
    ['a name no store takes', { E: 1, D: 2 }, JSON.parse('{"__proto__": "E", "a\\u0000": "D"}'), { E: 1, a: 2 }],
  ])('no value is lost to a mapping: %s', (_, fields, mapping, kept) => {
    const clean = lead(fields, { mapping });
    expect(clean.fields).toEqual(kept);
    expect(clean.id).toBe('1');
  });
});

test('competitors are known by their domain and its subdomains, not by what looks like it', () => {
  const options = { competitorDomains: ['Rival.example'] };
  expect(lead({ email: 'a@rival.example' }, options).competitor).toBe(true);
  expect(lead({ email: 'a@mail.rival.example' }, options).competitor).toBe(true);
  expect(lead({ email: 'a@notrival.example' }, options).competitor).toBe(false);
  expect(lead({ email: 'a@rival.example' }).competitor).toBe(undefined);
});

test('a typing error in a free mailbox is free, with what it reads like', () => {
  const clean = lead({ email: 'jane@gmial.com' });
  expect(clean.emailClass).toBe('free');
  expect(clean.provenance['emailClass']).toEqual({
    raw: 'jane@gmial.com',
    method: 'email; reads like gmail.com',
    confidence: 'medium',
  });
});

test('options of null are none', () => {
  const raw = { id: '1', Email: 'a@x.com', other: 1 };
  expect(normalizeLead(raw, null as never)).toEqual(normalizeLead(raw));
  expect(normalizeLead(raw, null as never).email).toBe('a@x.com');
});

describe('what cannot be used', () => {
  test.each([undefined, null, '', '  ', 7, 'x'.repeat(201), 'a\0', '\ud800'])('id %j is refused', (id) => {
    expect(normalizeLead({ id } as never).invalid).toMatchObject({ field: 'id' });
  });

  test('nesting and size beyond the limits are refused with the field', () => {
    let deep: unknown = 'x';
    for (let i = 0; i < 10_000; i++) deep = { deep };
    expect(lead({ notes: deep }).invalid).toEqual({ field: 'notes', expected: 'nesting of at most 32 levels' });
    expect(lead({ list: Array(limits.leadNodesMax + 1).fill(0) }).invalid?.field).toBe('list');
    const texts = Object.fromEntries(Array.from({ length: 40 }, (_, i) => [`t${i}`, 'x'.repeat(limits.textLengthMax)]));
    expect(lead(texts).invalid?.expected).toBe('at most 131072 characters in a lead');
  });

  test('a throwing getter is refused, not thrown on', () => {
    const raw = {
      id: '1',
      get email(): string {
        throw new Error('no');
      },
    };
    expect(normalizeLead(raw).invalid).toEqual({ field: 'id', expected: 'a well-formed text of 1 to 200 characters' });
  });

  test('a long text is cut and says so; keys of prototypes do no harm', () => {
    const clean = lead({ notes: 'x'.repeat(5_000), ...JSON.parse('{"__proto__": {"polluted": 1}, "constructor": 2}') });
    expect(clean.fields['notes']).toHaveLength(limits.textLengthMax);
    expect(clean.provenance['fields.notes']?.method).toBe('cut from 5000 to 4096 characters');
    expect(clean.fields).toHaveProperty('constructor', 2);
    expect(clean.fields).not.toHaveProperty('polluted');
    expect(clean.invalid).toBe(undefined);
  });
});
