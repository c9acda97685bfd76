/**
 * Rule tables and the leads for them. `territory` rules grow narrower the more of them there are, so that one or two fit
 * a lead at any size and a scan visits most of them. `overlap` rules each fit one lead in 25 at any size, so that a scan
 * soon hits: the case kindest to scans.
 */
import type { Condition } from '../../src/condition/index.js';
import type { ScoredLead } from '../../src/lead/index.js';
import { type Random, randomFrom } from '../lib/random.js';

export type Kind = 'territory' | 'overlap';

/** What is asked of a lead, flat, as rule libraries take it. */
export interface Facts {
  readonly country: string;
  /** Null outside the country that has regions here. */
  readonly region: string | null;
  readonly industry: string;
  readonly jobFunction: string;
  readonly source: string;
  readonly language: string;
  readonly employeesMin: number;
  readonly points: number;
}
export type Field = keyof Facts;
export type TextField = Exclude<Field, 'employeesMin' | 'points'>;

/** A rule as people keep it in JSON: the fields that it asks something of, and no others. */
export type PlainRule = { readonly [field in TextField]?: readonly string[] } & {
  readonly employeesMin?: readonly [min: number, max: number];
  readonly points?: readonly [min: number, max: number];
};

export interface RuleWorkload {
  readonly rules: readonly PlainRule[];
  readonly conditions: readonly Condition[];
  /** As the kernel has them, and the same flat. */
  readonly leads: readonly ScoredLead[];
  readonly facts: readonly Facts[];
}

/** A power of two, so that a mask picks the next lead. */
export const leadCount = 8_192;

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const countries =
  'US GB DE FR CA AU IN NL ES IT BR SE CH BE PL DK NO FI IE AT JP SG MX PT CZ IL NZ ZA AE KR AR CL CO RO HU GR TR TH MY ID'.split(
    ' ',
  );
const states = (
  'AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC ' +
  'SD TN TX UT VT VA WA WV WI WY'
)
  .split(' ')
  .map((state) => `US-${state}`);
const industries = (
  'software banking insurance retail logistics energy media healthcare pharma biotech automotive aerospace telecom education ' +
  'government nonprofit construction real_estate hospitality agriculture mining chemicals utilities legal consulting security ' +
  'gaming travel textiles food'
).split(' ');
const jobFunctions = 'sales marketing engineering finance operations people legal support'.split(' ');
const sources = 'web demo trial webinar event referral partner ads seo outbound content chat'.split(' ');
const languages = 'en de fr es it pt-BR ja nl sv ko'.split(' ');
const employeeBands = [1, 2, 11, 51, 201, 501, 1_001, 5_001, 10_001, 200_001];

/** Each value with the share of leads that have it: by Zipf's law in order, or the same for all. */
const dictionary = (values: readonly string[], zipf: boolean): ReadonlyMap<string, number> => {
  const weights = values.map((_, i) => (zipf ? 1 / (i + 1) : 1));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return new Map(values.map((value, i) => [value, weights[i]! / total]));
};
const dictionaries: { readonly [field in TextField]: ReadonlyMap<string, number> } = {
  country: dictionary(countries, true),
  region: dictionary(states, false),
  industry: dictionary(industries, false),
  jobFunction: dictionary(jobFunctions, false),
  source: dictionary(sources, false),
  language: dictionary(languages, true),
};
const otherTexts = ['industry', 'jobFunction', 'source', 'language'] as const;

function draw(random: Random, values: ReadonlyMap<string, number>): string {
  let left = random.next();
  for (const [value, share] of values) {
    left -= share;
    if (left < 0) return value;
  }
  return [...values.keys()].at(-1)!;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

type Draft = { -readonly [field in Field]?: PlainRule[field] };

/** One to a half of the values of a field; the share of leads that have one. */
function narrowText(random: Random, rule: Draft, field: TextField): number {
  const all = [...dictionaries[field].keys()];
  const values = new Set(Array.from({ length: 1 + random.below(all.length / 2) }, () => random.pick(all)));
  rule[field] = [...values];
  return sum([...values].map((value) => dictionaries[field].get(value)!));
}

/** A place: countries, or regions of the first country. */
function narrowPlace(random: Random, rule: Draft): number {
  if (random.next() > 0.4) return narrowText(random, rule, 'country');
  rule.country = [countries[0]!];
  return dictionaries.country.get(countries[0]!)! * narrowText(random, rule, 'region');
}

const logShare = (from: number, to: number): number => Math.log(to / from) / Math.log(200_001);

function narrowNumber(random: Random, rule: Draft, field: 'employeesMin' | 'points'): number {
  if (field === 'points') {
    const min = random.below(8) * 10;
    rule.points = [min, min + 29];
    return 0.3;
  }
  const first = random.below(7);
  const [from, to] = [employeeBands[first]!, employeeBands[first + 3]!];
  rule.employeesMin = [from, to - 1];
  return logShare(from, to);
}

/** Asks more and more until few enough leads are left: a place first, then anything else. */
function drawRule(random: Random, shareMax: number): PlainRule {
  const rule: Draft = {};
  const open: (Field | 'place')[] = [...otherTexts, 'employeesMin', 'points'];
  let share = random.next() < 0.9 ? narrowPlace(random, rule) : 1;
  while (share > shareMax && open.length > 0) {
    const [field] = open.splice(random.below(open.length), 1);
    share *=
      field === 'employeesMin' || field === 'points'
        ? narrowNumber(random, rule, field)
        : narrowText(random, rule, field as TextField);
  }
  return rule;
}

const toCondition = (rule: PlainRule): Condition => ({
  all: Object.entries(rule).map(([field, value]) =>
    field === 'employeesMin' || field === 'points' ? { field, op: 'between', value } : { field, op: 'in', value },
  ),
});

function drawFacts(random: Random): Facts {
  const country = draw(random, dictionaries.country);
  return {
    country,
    region: country === countries[0] ? draw(random, dictionaries.region) : null,
    industry: draw(random, dictionaries.industry),
    jobFunction: draw(random, dictionaries.jobFunction),
    source: draw(random, dictionaries.source),
    language: draw(random, dictionaries.language),
    employeesMin: Math.floor(200_000 ** random.next()),
    points: random.below(101),
  };
}

/** A whole lead around the facts. */
export const leadOf = (facts: Facts, i: number): ScoredLead => ({
  id: `lead-${i}`,
  createdAt: 1_780_000_000_000,
  source: facts.source,
  email: `jane${i}@example-${i}.com`,
  emailDomain: `example-${i}.com`,
  emailClass: 'business',
  roleAccount: false,
  phone: null,
  company: `Example ${letters[i % 26]}`,
  companyKey: `example ${i}`,
  employees: { min: facts.employeesMin, max: null },
  jobTitle: null,
  seniority: 'manager',
  jobFunction: facts.jobFunction,
  industry: facts.industry,
  products: [],
  country: facts.country,
  region: facts.region,
  postalCode: null,
  timeZone: null,
  language: facts.language,
  value: null,
  tags: [],
  activities: [],
  fields: {},
  provenance: {},
  score: {
    points: facts.points,
    byCard: {},
    grade: 'A',
    segment: null,
    priority: 0,
    qualification: 'none',
    because: [],
  },
  accountId: null,
  accountOwner: null,
});

/** The same rules and leads for the same kind and count, always. */
export function ruleWorkload(kind: Kind, count: number): RuleWorkload {
  const random = randomFrom(count * 2 + (kind === 'overlap' ? 1 : 0));
  const shareMax = kind === 'overlap' ? 1 / 25 : 2 / count;
  const rules = Array.from({ length: count }, () => drawRule(random, shareMax));
  const facts = Array.from({ length: leadCount }, () => drawFacts(random));
  const leads = facts.map(leadOf);
  // through JSON, so that texts and objects are what a server would hold
  return JSON.parse(JSON.stringify({ rules, conditions: rules.map(toCondition), leads, facts }));
}
