import { allowRule, type RuleTable, slotsFor } from './rule-table.js';

/**
 * The texts or the numbers of one field, cut where the truth of a rule may change, and the slots of a table that they
 * get. Classes are numbered gap 0, cut 0, gap 1, cut 1, …; where no rule looks between the cuts, all gaps are class 0
 * and cut `i` is class `i + 1`. Neighbouring classes share a slot where there are too many.
 */
export interface ValueDomain<T extends string | number> {
  readonly cuts: readonly T[];
  readonly positions: ReadonlyMap<unknown, number>;
  readonly ordered: boolean;
  readonly classes: number;
  readonly firstSlot: number;
  readonly slots: number;
  /** A value between two neighbouring cuts, or before the first or after the last one. */
  readonly inGap: (low: T | undefined, high: T | undefined) => T;
}

/** @param cuts - sorted, each once */
export function valueDomain<T extends string | number>(
  cuts: readonly T[],
  ordered: boolean,
  firstSlot: number,
  words: number,
  inGap: ValueDomain<T>['inGap'],
): ValueDomain<T> {
  const classes = ordered ? cuts.length * 2 + 1 : cuts.length + 1;
  const positions = new Map(cuts.map((cut, i) => [cut, i]));
  return { cuts, positions, ordered, classes, firstSlot, slots: slotsFor(classes, words), inGap };
}

type Domain = Pick<ValueDomain<string>, 'ordered' | 'classes' | 'firstSlot' | 'slots'>;

const slotOfClass = ({ classes, firstSlot, slots }: Domain, at: number): number =>
  firstSlot + Math.floor((at * slots) / classes);

export const slotOfCut = (domain: Domain, position: number): number =>
  slotOfClass(domain, domain.ordered ? position * 2 + 1 : position + 1);

/** The slot of the values before the cut at `position`, and after the one before it. */
export const slotOfGap = (domain: Domain, position: number): number =>
  slotOfClass(domain, domain.ordered ? position * 2 : 0);

/** Lets `rule` through in every slot that holds a value strictly between the cuts at `low` and `high`. */
function allowBetween(domain: Domain, table: RuleTable, rule: number, low: number, high: number): void {
  allowRule(table, rule, slotOfGap(domain, low + 1), slotOfGap(domain, domain.ordered ? high : low + 1));
  if (low + 1 < high) allowRule(table, rule, slotOfCut(domain, low + 1), slotOfCut(domain, high - 1));
}

/** Lets `rule` through in every slot that holds a value which passes `test`; `ownCuts` are the cuts of that test. */
export function allowWhere<T extends string | number>(
  domain: ValueDomain<T>,
  table: RuleTable,
  rule: number,
  test: (value: T) => boolean,
  ownCuts: readonly unknown[],
): void {
  const { cuts, positions, inGap } = domain;
  const own = new Set(ownCuts.flatMap((cut) => positions.get(cut) ?? []));
  let previous = -1;
  for (const position of [...[...own].sort((a, b) => a - b), cuts.length]) {
    const sample = inGap(cuts[previous], cuts[position]);
    // No value lies before the text "", nor between a text and the next one.
    if (sample !== cuts[position] && test(sample)) allowBetween(domain, table, rule, previous, position);
    if (position < cuts.length && test(cuts[position]!))
      allowRule(table, rule, slotOfCut(domain, position), slotOfCut(domain, position));
    previous = position;
  }
}
