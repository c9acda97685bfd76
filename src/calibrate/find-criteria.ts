import type { Condition } from '../condition/index.js';
import { compareText } from '../core/compare.js';
import { type Lead, leadField } from '../lead/index.js';
import type { Sample } from './read-outcomes.js';
import type { LeftOut } from './types.js';

/** Criteria that a field offers, and which of them are true of a lead. */
export interface FoundCriteria {
  readonly field: string;
  readonly criteria: readonly { readonly id: string; readonly when: Condition }[];
  /** Whether several may be true of one lead. */
  readonly several: boolean;
  /** Positions in `criteria`; null where the lead does not know the field. */
  readonly trueOf: (lead: Lead) => readonly number[] | null;
}

/** Texts beyond these are free text, names or dates: nothing to give points for. */
const valuesMax = 100;
const criteriaMax = 50;
const bandCount = 5;
const idTextMax = 100;

type Plain = string | boolean;

const isPlain = (value: unknown): value is Plain =>
  (typeof value === 'string' && value !== '') || typeof value === 'boolean';
const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

const nothing = (field: string, reason: LeftOut['reason']): LeftOut => ({ field, reason });

function countedValues(lists: Iterable<readonly Plain[]>): Map<Plain, number> {
  const counts = new Map<Plain, number>();
  for (const list of lists) for (const value of new Set(list)) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

const idOf = (field: string, text: string): string => `${field} ${text.slice(0, idTextMax)}`;

/** One criterion per value that enough leads have, the most frequent first. */
function byValue(
  field: string,
  counts: ReadonlyMap<Plain, number>,
  op: 'eq' | 'contains',
  least: number,
  leadCount: number,
  listOf: (lead: Lead) => readonly Plain[] | null,
): FoundCriteria | LeftOut | null {
  if (counts.size === 0) return null;
  if (counts.size > valuesMax) return nothing(field, 'too_many_values');
  const values = [...counts]
    // what is true of every lead tells none from another
    .filter(([, count]) => count >= least && count < leadCount)
    .sort((a, b) => b[1] - a[1] || compareText(String(a[0]), String(b[0])))
    .slice(0, criteriaMax)
    .map(([value]) => value);
  if (values.length === 0) return nothing(field, 'too_few_leads');
  const at = new Map(values.map((value, index) => [value, index]));
  return {
    field,
    several: op === 'contains',
    criteria: values.map((value) => ({ id: idOf(field, `${op} ${value}`), when: { field, op, value } })),
    trueOf: (lead) => {
      const list = listOf(lead);
      return list === null ? null : [...new Set(list)].flatMap((value) => at.get(value) ?? []);
    },
  };
}

/** Up to five bands with about as many leads in each. */
function byBand(
  field: string,
  values: readonly number[],
  least: number,
  read: (lead: Lead) => unknown,
): FoundCriteria | LeftOut {
  const sorted = [...values].sort((a, b) => a - b);
  const bands = Math.min(bandCount, Math.floor(sorted.length / least));
  const cuts = new Set<number>();
  for (let band = 1; band < bands; band++) cuts.add(sorted[Math.floor((band * sorted.length) / bands)]!);
  cuts.delete(sorted[0]!);
  const edges = [...cuts];
  if (edges.length === 0) return nothing(field, 'too_few_leads');
  const atLeast = (value: number): Condition => ({ field, op: 'gte', value });
  const below = (value: number): Condition => ({ field, op: 'lt', value });
  const middle = edges.slice(1).map((edge, index) => ({
    id: idOf(field, `${edges[index]} to ${edge}`),
    when: { all: [atLeast(edges[index]!), below(edge)] },
  }));
  const last = edges.at(-1)!;
  return {
    field,
    several: false,
    criteria: [
      { id: idOf(field, `< ${edges[0]}`), when: below(edges[0]!) },
      ...middle,
      { id: idOf(field, `>= ${last}`), when: atLeast(last) },
    ],
    trueOf: (lead) => {
      const value = read(lead);
      return isNumber(value) ? [edges.filter((edge) => edge <= value).length] : null;
    },
  };
}

/**
 * The criteria that a field of the leads offers, read off the training part: a value each for texts and booleans, an entry
 * each for lists, bands with about as many leads in each for numbers.
 *
 * @param least - leads that a criterion is true of
 */
export function findCriteria(
  field: string,
  training: readonly Sample[],
  least: number,
): FoundCriteria | LeftOut | null {
  const read = leadField(field)?.read;
  if (read === undefined) return null;
  const values = training.map(({ lead }) => read(lead));
  const numbers = values.filter(isNumber);
  const plain = values.filter(isPlain);
  const lists = values.filter((value): value is unknown[] => Array.isArray(value));
  if (numbers.length > plain.length + lists.length) return byBand(field, numbers, least, read);
  if (lists.length > plain.length) {
    const listOf = (lead: Lead): readonly Plain[] | null => {
      const value = read(lead);
      return Array.isArray(value) ? value.filter(isPlain) : null;
    };
    const counts = countedValues(lists.map((list) => list.filter(isPlain)));
    return byValue(field, counts, 'contains', least, training.length, listOf);
  }
  if (plain.length === 0) return null;
  const one = (lead: Lead): readonly Plain[] | null => {
    const value = read(lead);
    return isPlain(value) ? [value] : null;
  };
  return byValue(field, countedValues(plain.map((value) => [value])), 'eq', least, training.length, one);
}
