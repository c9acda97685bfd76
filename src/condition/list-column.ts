import type { Items } from './rule-boxes.js';
import { allowRule, type RuleTable, slotsFor, tableOf } from './rule-table.js';

/** Slots of what is no list: texts, in which `contains` looks for a part, and all the rest. */
const otherSlot = 0;
const textSlot = 1;
const firstItemSlot = 2;

/** How to find the rules that may be true for a list: those of each of its items together. */
export interface ListColumn {
  readonly slotOfItem: ReadonlyMap<unknown, number>;
  /** The last slot of the table is written anew for each list. */
  readonly workSlot: number;
}

/**
 * The table of one list field; rules it lets through must still be tested.
 *
 * @param rules - what the rules ask of the field, by number of the rule
 * @param template - a bit for every rule that asks nothing of the field
 */
export function buildListColumn(
  rules: ReadonlyMap<number, Items>,
  template: Int32Array,
): { readonly column: ListColumn; readonly table: RuleTable } {
  const items = [...new Set([...rules.values()].flatMap(({ values }) => values))];
  const slots = slotsFor(items.length, template.length);
  const slotOfItem = new Map(items.map((item, i) => [item, firstItemSlot + Math.floor((i * slots) / items.length)]));
  const workSlot = firstItemSlot + slots;
  const table = tableOf(workSlot + 1, template);
  for (const [rule, { values, text }] of rules) {
    if (text) allowRule(table, rule, textSlot, textSlot);
    for (const value of values) allowRule(table, rule, slotOfItem.get(value)!, slotOfItem.get(value)!);
  }
  return { column: { slotOfItem, workSlot }, table };
}

/**
 * The slot for a field's value; for a list, the work slot, filled with the rules of all its items.
 *
 * @param bits - the words of all tables
 * @param offset - where this table's words begin
 */
export function slotOfList(
  column: ListColumn,
  bits: Int32Array,
  offset: number,
  words: number,
  value: unknown,
): number {
  if (!Array.isArray(value)) return typeof value === 'string' ? textSlot : otherSlot;
  const work = offset + column.workSlot * words;
  bits.copyWithin(work, offset, offset + words);
  for (const item of value) {
    const slot = column.slotOfItem.get(item);
    if (slot === undefined) continue;
    const from = offset + slot * words;
    for (let word = 0; word < words; word++) bits[work + word] = bits[work + word]! | bits[from + word]!;
  }
  return column.workSlot;
}
