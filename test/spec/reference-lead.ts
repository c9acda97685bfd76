/** Conditions and scores the slow way: direct recursion, exact integers. */
import type { Condition } from '../../src/condition/index.js';
import type { Activity, Lead, Score, ScoredLead } from '../../src/lead/index.js';
import type { Criterion, Policy } from '../../src/policy/index.js';
import { day } from './reference-time.js';

export type Truth = boolean | 'unknown';
type Subject = Lead & { readonly score?: Partial<Score>; readonly accountOwner?: string | null };

function read(lead: Subject, field: string): unknown {
  if (field.startsWith('fields.')) return lead.fields[field.slice(7)];
  if (field.startsWith('score.')) return lead.score?.byCard?.[field.slice(6)];
  if (field === 'employeesMin') return lead.employees?.min;
  if (field === 'employeesMax') return lead.employees?.max;
  if (['points', 'grade', 'segment', 'priority', 'qualification'].includes(field)) {
    return lead.score?.[field as keyof Score];
  }
  return lead[field as keyof Lead];
}

/** What a lead goes by under a field. */
export function keyOf(field: string, lead: Subject): string | null {
  const value = read(lead, field) ?? null;
  if (value === null || value === '' || (Array.isArray(value) && value.length === 0)) return null;
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const invert = (truth: Truth): Truth => (truth === 'unknown' ? truth : !truth);

function compare(op: string, found: unknown, value: unknown): Truth {
  if (found === null || found === undefined) return op === 'missing' || (op === 'exists' ? false : 'unknown');
  const list = (Array.isArray(value) ? value : [value]) as unknown[];
  const comparable = list.some((one) => typeof one === typeof found);
  const low = list[0] as number;
  const has = (one: unknown): boolean => (found as unknown[]).includes(one);
  const each: Record<string, () => Truth> = {
    exists: () => true,
    missing: () => false,
    eq: () => (comparable ? found === value : 'unknown'),
    in: () => (comparable ? list.includes(found) : 'unknown'),
    ne: () => invert(compare('eq', found, value)),
    not_in: () => invert(compare('in', found, value)),
    lt: () => (typeof found === 'number' ? found < low : 'unknown'),
    lte: () => (typeof found === 'number' ? found <= low : 'unknown'),
    gt: () => (typeof found === 'number' ? found > low : 'unknown'),
    gte: () => (typeof found === 'number' ? found >= low : 'unknown'),
    between: () => (typeof found === 'number' ? found >= low && found <= (list[1] as number) : 'unknown'),
    contains: () => (Array.isArray(found) || (typeof found === 'string' && comparable) ? has(value) : 'unknown'),
    contains_any: () => (Array.isArray(found) ? list.some(has) : 'unknown'),
    contains_all: () => (Array.isArray(found) ? list.every(has) : 'unknown'),
    starts_with: () => (typeof found === 'string' ? list.some((one) => found.startsWith(one as string)) : 'unknown'),
    ends_with: () => (typeof found === 'string' ? list.some((one) => found.endsWith(one as string)) : 'unknown'),
  };
  return each[op]!();
}

export function truth(condition: Condition, lead: Subject): Truth {
  if (typeof condition === 'boolean') return condition;
  if ('not' in condition) return invert(truth(condition.not, lead));
  if ('field' in condition) return compare(condition.op, read(lead, condition.field), condition.value);
  const [parts, decided] = 'all' in condition ? [condition.all, false] : [condition.any, true];
  const truths = parts.map((part) => truth(part, lead));
  return truths.includes(decided) ? decided : truths.includes('unknown') ? 'unknown' : !decided;
}
export const holds = (condition: Condition | undefined, lead: Subject): boolean =>
  condition === undefined || truth(condition, lead) === true;

function decayed({ points, decay }: Criterion, age: number): number {
  if (decay === undefined) return points;
  if ('linearDays' in decay) {
    const length = decay.linearDays * day;
    return Number((BigInt(points) * BigInt(Math.max(0, length - age))) / BigInt(length));
  }
  const half = decay.halfLifeDays * day;
  const k = Math.floor(age / half);
  if (k >= 20) return 0;
  const f = Math.floor((64 * (age - k * half)) / half);
  return Number((BigInt(points) * BigInt(Math.round(65536 * 2 ** (-f / 64)))) / (65536n * 2n ** BigInt(k)));
}
function pointsOf(criterion: Criterion, lead: Subject, now: number): number {
  if (!holds(criterion.when, lead)) return 0;
  if (criterion.activity === undefined) return criterion.points;
  const times = (activity: Activity): Activity[] => Array.from({ length: activity.count ?? 1 }, () => activity);
  return [...lead.activities]
    .filter((activity) => activity.type === criterion.activity)
    .sort((a, b) => b.at - a.at)
    .flatMap(times)
    .slice(0, criterion.maxTimes)
    .reduce((sum, { at }) => sum + decayed(criterion, Math.max(0, now - at)), 0);
}

export function scoreLead(policy: Policy, lead: Subject, now: number): ScoredLead {
  const byCard: Record<string, number> = {};
  type Limits = { readonly max?: number; readonly min?: number };
  const kept = (sum: number, { max, min }: Limits): number => {
    const below = max !== undefined && sum > max ? max : sum;
    return min !== undefined && below < min ? min : below;
  };
  const total = (numbers: readonly number[]): number => numbers.reduce((a, b) => a + b, 0);
  for (const card of policy.scorecards ?? []) {
    const of = (group: string | undefined): number =>
      total(card.criteria.filter((one) => one.group === group).map((one) => pointsOf(one, lead, now)));
    const sum = total([of(undefined), ...(card.groups ?? []).map((group) => kept(of(group.id), group))]);
    const percent = Object.entries(card.sourceWeights ?? {}).find(([source]) => source === lead.source)?.[1] ?? 100;
    byCard[card.id] = kept(Number((BigInt(sum) * BigInt(percent)) / 100n), card);
  }
  const points = kept(total(Object.values(byCard)), policy.totalPoints ?? {});
  const label = (card: string): string => {
    const labels = Object.entries(policy.grades![card] as Record<string, number>).sort((a, b) => b[1] - a[1]);
    return (labels.find(([, least]) => byCard[card]! >= least) ?? labels.at(-1)!)[0];
  };
  const grade = (policy.grades?.scorecards ?? []).map(label).join('');
  const reaches = (part: { readonly min: number } | undefined): boolean => part !== undefined && points >= part.min;
  const { sql, mql } = policy.qualification ?? {};
  const qualification = reaches(sql) ? 'sql' : reaches(mql) ? 'mql' : 'none';
  const graded = { ...lead, score: { byCard, points, grade, qualification } } as const;
  const segment = policy.segments?.find(({ when }) => holds(when, graded))?.id ?? null;
  const classed = { ...graded, score: { ...graded.score, segment } };
  const priority = policy.priorities?.find(({ when }) => holds(when, classed))?.priority ?? 0;
  return { ...classed, score: { ...classed.score, priority, because: [] } } as unknown as ScoredLead;
}

const nameKeys = {
  whole: ['name', 'fullname', 'contactname', 'personname', 'yourname', 'leadname'],
  first: ['firstname', 'givenname', 'forename', 'first', 'vorname', 'prenom', 'nombre'],
  last: ['lastname', 'surname', 'familyname', 'last', 'nachname', 'nom', 'apellido', 'apellidos'],
};
/** The words of a lead's name in order, from the fields that hold one. */
function nameOf({ fields }: Lead): readonly string[] {
  const said = (names: readonly string[]): string => {
    for (const name of names)
      for (const [key, value] of Object.entries(fields).sort().reverse())
        if (key.toLowerCase().replace(/[^a-z]/g, '') === name && typeof value === 'string' && value.trim() !== '')
          return value;
    return '';
  };
  const text = said(nameKeys.whole) || `${said(nameKeys.first)} ${said(nameKeys.last)}`;
  const plain = text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '');
  return (plain.match(/[\p{L}\p{M}\p{N}]+/gu) ?? []).sort();
}
/** The keys by which a policy knows a person again. */
export function keysOf({ duplicates }: Policy, lead: Lead): readonly string[] {
  const name = nameOf(lead).join(' ');
  const isPerson = lead.emailClass === 'business' && lead.emailDomain !== null && name.includes(' ');
  const keys = {
    email: lead.email === null || lead.emailClass === 'invalid' ? [] : [`email:${lead.email}`],
    person: isPerson ? [`person:${lead.emailDomain}|${name}`] : [],
    phone: lead.phone === null ? [] : [`phone:${lead.phone}`],
  };
  return (duplicates?.keys ?? (['email', 'phone'] as const)).flatMap((kind) => keys[kind]);
}
