/** Rules looked up by what a programmer would write for the same table, from the plainest to the limit. */
import type { Facts, PlainRule } from '../workloads/territory.js';

export interface RuleContender {
  readonly name: string;
  /** Rules past which it is not run: a call takes too long. */
  readonly rulesMax: number;
  /** Makes it ready for the rules; the function gives the position of the first that fits, or -1. */
  readonly prepare: (rules: readonly PlainRule[]) => Promise<(facts: Facts) => number | Promise<number>>;
}

interface Test {
  readonly field: keyof Facts;
  readonly op: 'in' | 'between';
  readonly value: readonly unknown[];
}

const testsOf = (rule: PlainRule): readonly Test[] =>
  Object.entries(rule).map(([field, value]) => ({
    field: field as keyof Facts,
    op: field === 'employeesMin' || field === 'points' ? 'between' : 'in',
    value,
  }));

const passes = (facts: Facts, { field, op, value }: Test): boolean => {
  const found = facts[field];
  switch (op) {
    case 'in':
      return value.includes(found);
    case 'between':
      return (found as number) >= (value[0] as number) && (found as number) <= (value[1] as number);
  }
};

/** Rules as data, each with its list of comparisons, as people keep them in a database. */
const interpreted: RuleContender = {
  name: 'hand-written loop over rules as data',
  rulesMax: Number.POSITIVE_INFINITY,
  prepare: async (rules) => {
    const data = rules.map((rule) => ({ all: testsOf(rule) }));
    return (facts) => data.findIndex((rule) => rule.all.every((test) => passes(facts, test)));
  },
};

const allows = (values: readonly unknown[] | null | undefined, value: unknown): boolean =>
  values === null || values === undefined || values.includes(value);
const spans = (range: readonly [number, number] | null | undefined, value: number): boolean =>
  range === null || range === undefined || (value >= range[0] && value <= range[1]);

const fits = (rule: { readonly [field in keyof PlainRule]: PlainRule[field] | null }, facts: Facts): boolean =>
  allows(rule.country, facts.country) &&
  allows(rule.region, facts.region) &&
  allows(rule.industry, facts.industry) &&
  allows(rule.jobFunction, facts.jobFunction) &&
  allows(rule.source, facts.source) &&
  allows(rule.language, facts.language) &&
  spans(rule.employeesMin, facts.employeesMin) &&
  spans(rule.points, facts.points);

/** The fields are known to the program; rules hold what they ask and nothing else. */
const includes: RuleContender = {
  name: 'hand-written `.includes` loop',
  rulesMax: Number.POSITIVE_INFINITY,
  prepare: async (rules) => (facts) => {
    for (let i = 0; i < rules.length; i++) if (fits(rules[i]!, facts)) return i;
    return -1;
  },
};

/** The same with every rule brought to one shape, which V8 reads fastest. */
const oneShape: RuleContender = {
  name: 'the same, rules of one shape',
  rulesMax: Number.POSITIVE_INFINITY,
  prepare: async (rules) => {
    const shaped = rules.map(
      ({
        country = null,
        region = null,
        industry = null,
        jobFunction = null,
        source = null,
        language = null,
        employeesMin = null,
        points = null,
      }) => ({ country, region, industry, jobFunction, source, language, employeesMin, points }),
    );
    return (facts) => {
      for (let i = 0; i < shaped.length; i++) {
        const rule = shaped[i]!;
        if (
          (rule.country === null || rule.country.includes(facts.country)) &&
          (rule.region === null || rule.region.includes(facts.region as string)) &&
          (rule.industry === null || rule.industry.includes(facts.industry)) &&
          (rule.jobFunction === null || rule.jobFunction.includes(facts.jobFunction)) &&
          (rule.source === null || rule.source.includes(facts.source)) &&
          (rule.language === null || rule.language.includes(facts.language)) &&
          (rule.employeesMin === null ||
            (facts.employeesMin >= rule.employeesMin[0] && facts.employeesMin <= rule.employeesMin[1])) &&
          (rule.points === null || (facts.points >= rule.points[0] && facts.points <= rule.points[1]))
        )
          return i;
      }
      return -1;
    };
  },
};

const source = (test: Test): string =>
  test.op === 'between'
    ? `(f.${test.field} >= ${test.value[0]} && f.${test.field} <= ${test.value[1]})`
    : `(${test.value.map((value) => `f.${test.field} === ${JSON.stringify(value)}`).join(' || ')})`;

/** The limit: the rules as JavaScript source, 50 to a function. It needs `new Function`, which edge runtimes forbid. */
const generated: RuleContender = {
  name: 'the limit: generated JavaScript (`new Function`)',
  rulesMax: Number.POSITIVE_INFINITY,
  prepare: async (rules) => {
    const parts: ((facts: Facts) => number)[] = [];
    for (let from = 0; from < rules.length; from += 50) {
      const lines = rules
        .slice(from, from + 50)
        .map((rule, i) => `if (${testsOf(rule).map(source).join(' && ') || 'true'}) return ${from + i};`);
      parts.push(new Function('f', `${lines.join('\n')} return -1;`) as (facts: Facts) => number);
    }
    return (facts) => {
      for (const part of parts) {
        const found = part(facts);
        if (found >= 0) return found;
      }
      return -1;
    };
  },
};

export const byHand: readonly RuleContender[] = [interpreted, includes, oneShape, generated];
