import { expect, test } from 'vitest';
import type { ScoredLead } from '../lead/index.js';
import { compileRequirement } from './compile-requirement.js';
import type { Rep, Requirement } from './types.js';

const ana: Rep = {
  id: 'ana',
  skills: { closing: 2 },
  languages: ['en', 'pt-BR'],
  territories: [{ country: 'US', region: 'US-CA' }, { postalPrefix: 'sw1a 1' }],
  products: ['crm', 'erp'],
  industries: ['health'],
  seniority: 3,
  tags: ['vip'],
};
const blank: Rep = { id: 'blank' };

const met = (requirement: Requirement, rep: Rep, lead: Partial<ScoredLead> = {}): boolean => {
  const { applies, fits } = compileRequirement(requirement);
  return !applies(lead) || fits(rep, lead);
};
const reason = (requirement: Requirement, rep: Rep) => compileRequirement(requirement).reason(rep);

test('a skill is met at its level; the default level is 1, a missing skill is level 0', () => {
  expect(met({ skill: 'closing', min: 2 }, ana)).toBe(true);
  expect(met({ skill: 'closing', min: 3 }, ana)).toBe(false);
  expect(met({ skill: 'closing' }, ana)).toBe(true);
  expect(met({ skill: 'closing' }, { id: 'x', skills: { closing: 0 } })).toBe(false);
  expect(met({ skill: 'closing', min: 0 }, blank)).toBe(true);
  expect(reason({ skill: 'closing', min: 3 }, ana)).toEqual({
    code: 'match.skill_missing',
    skill: 'closing',
    needed: 3,
    has: 2,
  });
  expect(reason({ skill: 'toString' }, ana)).toMatchObject({ needed: 1, has: 0 });
});

test('a language is met by the tag, or by either tag cut at a hyphen, letter case ignored', () => {
  expect(met({ language: 'EN' }, ana)).toBe(true);
  expect(met({ language: 'en-GB' }, ana)).toBe(true);
  expect(met({ language: 'pt' }, ana)).toBe(true);
  expect(met({ language: 'pt-PT' }, ana)).toBe(false);
  expect(met({ language: 'e' }, ana)).toBe(false);
  expect(met({ language: 'de' }, blank)).toBe(false);
  expect(reason({ language: 'de' }, ana)).toEqual({ code: 'match.requirement_unmet', requirement: 'language de' });
});

test('the lead’s own language is met by all where the lead has none', () => {
  expect(met({ language: 'lead' }, ana, { language: 'de' })).toBe(false);
  expect(met({ language: 'lead' }, ana, { language: 'pt' })).toBe(true);
  expect(met({ language: 'lead' }, blank, { language: null })).toBe(true);
  expect(met({ language: 'lead' }, blank, {})).toBe(true);
  expect(reason({ language: 'lead' }, ana)).toEqual({ code: 'match.requirement_unmet', requirement: 'language' });
});

test('a territory fits where every part that it names equals the lead’s', () => {
  const fits = (lead: Partial<ScoredLead>) => met({ territory: 'lead' }, ana, lead);
  expect(fits({ country: 'US', region: 'US-CA' })).toBe(true);
  expect(fits({ country: 'US', region: 'US-NY' })).toBe(false);
  expect(fits({ country: 'US', region: null })).toBe(false);
  expect(fits({ postalCode: 'SW1A1AA' })).toBe(true);
  expect(fits({ postalCode: ' s w1 a 1bb ' })).toBe(true);
  expect(fits({ postalCode: 'SW1A' })).toBe(false);
  expect(fits({ country: 'DE', postalCode: null })).toBe(false);
  expect(met({ territory: 'lead' }, blank, { country: 'US' })).toBe(false);
  expect(met({ territory: 'lead' }, { id: 'x', territories: [{}] }, {})).toBe(true);
  expect(reason({ territory: 'lead' }, ana)).toEqual({ code: 'match.requirement_unmet', requirement: 'territory' });
});

test('products: one that the lead names, or the one that the requirement names', () => {
  expect(met({ product: 'lead' }, ana, { products: ['bi', 'erp'] })).toBe(true);
  expect(met({ product: 'lead' }, ana, { products: ['bi'] })).toBe(false);
  expect(met({ product: 'lead' }, blank, { products: [] })).toBe(true);
  expect(met({ product: 'lead' }, blank, { products: ['bi'] })).toBe(false);
  expect(met({ product: 'crm' }, ana, { products: ['bi'] })).toBe(true);
  expect(met({ product: 'bi' }, ana)).toBe(false);
  expect(reason({ product: 'bi' }, ana)).toMatchObject({ requirement: 'product bi' });
});

test('industries, seniority and tags', () => {
  expect(met({ industry: 'lead' }, ana, { industry: 'health' })).toBe(true);
  expect(met({ industry: 'lead' }, ana, { industry: 'finance' })).toBe(false);
  expect(met({ industry: 'lead' }, blank, { industry: null })).toBe(true);
  expect(met({ industry: 'health' }, ana)).toBe(true);
  expect(met({ industry: 'health' }, blank)).toBe(false);
  expect(met({ seniority: 3 }, ana)).toBe(true);
  expect(met({ seniority: 4 }, ana)).toBe(false);
  expect(met({ seniority: 0 }, blank)).toBe(true);
  expect(met({ tag: 'vip' }, ana)).toBe(true);
  expect(met({ tag: 'vip' }, blank)).toBe(false);
  expect(reason({ seniority: 4 }, ana)).toMatchObject({ requirement: 'seniority 4' });
  expect(reason({ tag: 'vip' }, blank)).toMatchObject({ requirement: 'tag vip' });
});

test('with `when` it is asked only of leads for which that is true, and no longer of the rep alone', () => {
  const requirement: Requirement = { tag: 'vip', when: { field: 'country', op: 'eq', value: 'US' } };
  expect(compileRequirement({ tag: 'vip' }).fixed).toBe(true);
  expect(compileRequirement(requirement).fixed).toBe(false);
  expect(met(requirement, blank, { country: 'US' })).toBe(false);
  expect(met(requirement, blank, { country: 'DE' })).toBe(true);
  // unknown is not true
  expect(met(requirement, blank, { country: null })).toBe(true);
});

test('what depends on the rep alone is fixed; what reads the lead is not', () => {
  const fixed = (requirement: Requirement) => compileRequirement(requirement).fixed;
  const alone: readonly Requirement[] = [
    { skill: 'x' },
    { language: 'en' },
    { product: 'crm' },
    { industry: 'health' },
    { seniority: 1 },
    { tag: 'vip' },
  ];
  expect(alone.map(fixed)).toEqual(alone.map(() => true));
  const ofLead: readonly Requirement[] = [
    { language: 'lead' },
    { product: 'lead' },
    { industry: 'lead' },
    { territory: 'lead' },
  ];
  expect(ofLead.map(fixed)).toEqual(ofLead.map(() => false));
});

test('a key says all that is read of a lead, and nothing else; a list that holds more than texts has none', () => {
  const key = (requirement: Requirement, lead: object) => compileRequirement(requirement).keyOf(lead);
  expect(key({ tag: 'vip' }, { language: 'en' })).toBe('');
  expect(key({ language: 'lead' }, { language: 'en' })).toBe('en');
  expect(key({ industry: 'lead' }, { industry: 'health' })).toBe('health');
  expect(key({ industry: 'lead' }, { industry: null })).toBe(undefined);
  expect(key({ industry: 'lead' }, { industry: 5 })).toBe(undefined);
  expect(key({ product: 'lead' }, { products: ['crm', 'erp'] })).toBe('3=crm3=erp');
  expect(key({ product: 'lead' }, { products: [] })).toBe('');
  expect(key({ product: 'lead' }, { products: null })).toBe('object');
  expect(key({ product: 'lead' }, { products: ['crm', 7] })).toBe(null);
  expect(key({ territory: 'lead' }, { country: 'US', region: null, postalCode: '94105' })).toBe('2=US,object,5=94105');
});

test('reps who list nothing meet no requirement of a list, and the reason names the requirement', () => {
  expect(met({ product: 'crm' }, blank)).toBe(false);
  expect(met({ product: 'lead' }, blank, { products: ['crm'] })).toBe(false);
  expect(met({ industry: 'lead' }, blank, { industry: 'health' })).toBe(false);
  expect(reason({ product: 'lead' }, blank)).toEqual({ code: 'match.requirement_unmet', requirement: 'product' });
  expect(reason({ industry: 'lead' }, blank)).toEqual({ code: 'match.requirement_unmet', requirement: 'industry' });
  expect(reason({ industry: 'it' }, blank)).toEqual({ code: 'match.requirement_unmet', requirement: 'industry it' });
});
