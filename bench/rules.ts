/**
 * Time to choose a rule from raw texts, over 10 to 10,000 territory rules: the index, the compiled conditions tried
 * one after the other, and a loop with `.includes` written by hand. tsx would wrap every closure, so it is bundled:
 * npx esbuild bench/rules.ts --bundle --platform=node --format=esm | node --input-type=module - [rules …]
 */
import { cpus } from 'node:os';
import { buildRuleIndex, type Condition, compileCondition } from '../src/condition/index.js';

interface TerritoryLead {
  readonly country: string;
  readonly region: string;
  readonly industry: string;
  readonly source: string;
  readonly language: string;
  readonly segment: string;
  readonly employees: number;
  readonly points: number;
}
type TextField = Exclude<keyof TerritoryLead, NumberField>;
type NumberField = 'employees' | 'points';

/** A rule as a careful programmer would keep it for a loop: one shape, null where anything goes. */
type HandRule = {
  readonly [field in TextField]: readonly string[] | null;
} & { readonly [field in NumberField]: readonly [min: number, max: number] | null };

/** Small seeded generator (mulberry32): every run times the same rules and leads. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const names = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, i) => `${prefix}_${i}`);
const dictionaries: { readonly [field in TextField]: readonly string[] } = {
  country: names('country', 40),
  region: names('region', 50),
  industry: names('industry', 30),
  source: names('source', 12),
  language: names('language', 10),
  segment: names('segment', 8),
};
const textFields = Object.keys(dictionaries) as readonly TextField[];
const numberFields: readonly NumberField[] = ['employees', 'points'];
const readers: { readonly [field: string]: (lead: TerritoryLead) => unknown } = {
  country: (lead) => lead.country,
  region: (lead) => lead.region,
  industry: (lead) => lead.industry,
  source: (lead) => lead.source,
  language: (lead) => lead.language,
  segment: (lead) => lead.segment,
  employees: (lead) => lead.employees,
  points: (lead) => lead.points,
};
const employeeCuts = [1, 11, 51, 201, 501, 1_001, 5_001, 10_001, 200_001];

/** Adds predicates until a lead passes with probability of about 1.5 / count, so that about one rule fits each lead. */
function territoryRule(random: () => number, count: number): HandRule {
  const rule: { -readonly [field in keyof HandRule]: HandRule[field] } = {
    country: null,
    region: null,
    industry: null,
    source: null,
    language: null,
    segment: null,
    employees: null,
    points: null,
  };
  const open: (keyof HandRule)[] = [...textFields, ...numberFields];
  let share = 1;
  while (share > 1.5 / count && open.length > 0) {
    const [field] = open.splice(Math.floor(random() * open.length), 1);
    if (field === 'employees') {
      const first = Math.floor(random() * 6);
      rule.employees = [employeeCuts[first]!, employeeCuts[first + 2]! - 1];
      share *= 2 / 8;
    } else if (field === 'points') {
      const min = Math.floor(random() * 10) * 10;
      rule.points = [min, min + 29];
      share *= 0.3;
    } else {
      const values = dictionaries[field!];
      const picked = values.filter(() => random() < 3 / values.length);
      if (picked.length === 0) continue;
      rule[field!] = picked;
      share *= picked.length / values.length;
    }
  }
  return rule;
}

const toCondition = (rule: HandRule): Condition => ({
  all: [
    ...textFields.flatMap((field): Condition[] => (rule[field] ? [{ field, op: 'in', value: rule[field] }] : [])),
    ...numberFields.flatMap((field): Condition[] =>
      rule[field] ? [{ field, op: 'between', value: rule[field] }] : [],
    ),
  ],
});

function territoryLead(random: () => number): TerritoryLead {
  const texts = textFields.map((field) => {
    const values = dictionaries[field];
    return [field, values[Math.floor(random() * random() * values.length)]!];
  });
  const numbers = { employees: Math.floor(200_000 ** random()), points: Math.floor(random() * 101) };
  // Through JSON, so that the texts are what a server would hold.
  return JSON.parse(JSON.stringify({ ...Object.fromEntries(texts), ...numbers }));
}

const allows = (values: readonly string[] | null, value: string): boolean => values === null || values.includes(value);
const spans = (range: readonly [number, number] | null, value: number): boolean =>
  range === null || (value >= range[0] && value <= range[1]);

function byHand(rules: readonly HandRule[], lead: TerritoryLead): number {
  for (let i = 0; i < rules.length; i++) {
    const rule = rules[i]!;
    if (
      allows(rule.country, lead.country) &&
      allows(rule.region, lead.region) &&
      allows(rule.industry, lead.industry) &&
      allows(rule.source, lead.source) &&
      allows(rule.language, lead.language) &&
      allows(rule.segment, lead.segment) &&
      spans(rule.employees, lead.employees) &&
      spans(rule.points, lead.points)
    )
      return i;
  }
  return -1;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1]!;

/** Nanoseconds per call of each, in alternating slices of about 50 µs; the median of the slices. */
function timePaired(calls: readonly ((i: number) => number)[], milliseconds: number): readonly number[] {
  const slices = calls.map((): number[] => []);
  const sizes = calls.map(() => 1);
  const end = performance.now() + milliseconds;
  for (let at = 0; performance.now() < end; at += 97) {
    for (const [which, call] of calls.entries()) {
      const size = sizes[which]!;
      const start = process.hrtime.bigint();
      let sum = 0;
      for (let i = 0; i < size; i++) sum += call(at + i);
      const spent = Number(process.hrtime.bigint() - start);
      if (sum === 0.5) throw new Error('never');
      slices[which]!.push(spent / size);
      if (spent < 40_000) sizes[which] = size * 2;
    }
  }
  return slices.map((all) => median(all.slice(all.length >> 1)));
}

const format = (nanoseconds: number): string =>
  nanoseconds < 1_000 ? `${nanoseconds.toFixed(0)} ns` : `${(nanoseconds / 1_000).toFixed(1)} µs`;

function measure(count: number): void {
  const random = generator(count);
  const hand = Array.from({ length: count }, () => territoryRule(random, count));
  const conditions = hand.map(toCondition);
  const leads = Array.from({ length: 8_192 }, () => territoryLead(random));
  const readerOf = (field: string) => readers[field]!;
  const tests = conditions.map((condition) => compileCondition(condition, readerOf));
  const scan = (lead: TerritoryLead): number => {
    for (let i = 0; i < tests.length; i++) if (tests[i]!(lead) === true) return i;
    return -1;
  };
  const buildStart = performance.now();
  const index = buildRuleIndex(conditions, readerOf);
  const buildMs = performance.now() - buildStart;
  let found = 0;
  for (const lead of leads) {
    const rule = byHand(hand, lead);
    if (rule !== scan(lead) || rule !== index.select(lead))
      throw new Error(`different rules for ${JSON.stringify(lead)}`);
    if (rule >= 0) found += 1;
  }
  const calls = [
    (i: number) => index.select(leads[i & 8_191]!),
    (i: number) => scan(leads[i & 8_191]!),
    (i: number) => byHand(hand, leads[i & 8_191]!),
  ];
  timePaired(calls, 500);
  const rounds = Array.from({ length: 5 }, () => timePaired(calls, 1_000));
  const ratio = (other: number): string => {
    const ratios = rounds.map((round) => round[other]! / round[0]!);
    return `${median(ratios).toFixed(1)} (${Math.min(...ratios).toFixed(1)}–${Math.max(...ratios).toFixed(1)})`;
  };
  const times = [0, 1, 2].map((which) => format(median(rounds.map((round) => round[which]!))));
  const hits = `${Math.round((100 * found) / leads.length)} %`;
  console.log(`| ${count} | ${times.join(' | ')} | ${ratio(1)} | ${ratio(2)} | ${buildMs.toFixed(1)} ms | ${hits} |`);
}

console.log(`node ${process.version}, ${cpus()[0]?.model}, ${new Date().toISOString().slice(0, 10)}\n`);
console.log(
  '| rules | index | scan of compiled conditions | `.includes` loop | scan ÷ index | loop ÷ index | build | leads that match |',
);
console.log('|---|---|---|---|---|---|---|---|');
const counts = process.argv
  .slice(2)
  .filter((text) => text !== '-')
  .map(Number);
for (const count of counts.length > 0 ? counts : [10, 100, 1_000, 10_000]) measure(count);
