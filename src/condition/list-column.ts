import type { Items } from './rule-boxes.js';
import { allowRule, slotsFor } from './rule-table.js';

/** Rows of what is no list: texts, in which `contains` looks for a part, and all the rest, lists that hold nothing of use included. */
const otherRow = 0;
const textRow = 1;
const firstItemRow = 2;

/** How to find the rules that may be true for a list: those of each of its items together. */
export interface ListColumn {
  readonly rowOfItem: ReadonlyMap<unknown, number>;
  /** The last row is written anew for each list with several items of use. */
  readonly workRow: number;
}

/** What a rule asks of a list field. */
export interface ListAsked {
  readonly rule: number;
  readonly items: Items;
}

/**
 * The rows of one list field; rules that they let through must still be tested.
 *
 * @param rules - what rules ask of the field, each rule once
 * @param template - a bit for every rule that asks nothing of the field
 */
export function buildListColumn(
  rules: readonly ListAsked[],
  template: Int32Array,
): { readonly column: ListColumn; readonly rows: Int32Array } {
  const words = template.length;
  const all = [...new Set(rules.flatMap(({ items: { values } }) => values))];
  const kept = Math.min(all.length, slotsFor(words));
  const rowOfItem = new Map(all.map((item, i) => [item, firstItemRow + Math.floor((i * kept) / all.length)]));
  const workRow = firstItemRow + kept;
  const rows = new Int32Array((workRow + 1) * words);
  for (let at = 0; at < rows.length; at += words) rows.set(template, at);
  for (const {
    rule,
    items: { values, text },
  } of rules) {
    if (text) allowRule(rows, words, rule, textRow, textRow);
    for (const value of values) allowRule(rows, words, rule, rowOfItem.get(value)!, rowOfItem.get(value)!);
  }
  return { column: { rowOfItem, workRow }, rows };
}

/**
 * The row for a field's value; for a list with several items of use, the work row, filled with the rules of all of them.
 *
 * @param bits - the words of all tables, this list's from `start`
 */
export function rowOfList(
  { rowOfItem, workRow }: ListColumn,
  bits: Int32Array,
  start: number,
  words: number,
  value: unknown,
): number {
  if (!Array.isArray(value)) return typeof value === 'string' ? textRow : otherRow;
  let found = otherRow;
  for (let i = 0; i < value.length; i++) {
    const row = rowOfItem.get(value[i]);
    if (row === undefined || row === found) continue;
    if (found === otherRow) {
      found = row;
      continue;
    }
    const [from, more, work] = [start + found * words, start + row * words, start + workRow * words];
    for (let word = 0; word < words; word++) bits[work + word] = bits[from + word]! | bits[more + word]!;
    found = workRow;
  }
  return found;
}
