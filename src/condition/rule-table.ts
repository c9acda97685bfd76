/**
 * A bitmap per slot of a field, one bit per rule: which rules may still be true once the field's value is known.
 * Slots of one table lie behind each other in `bits`, `words` 32-bit words each.
 */
export interface RuleTable {
  readonly bits: Int32Array;
  readonly slots: number;
}

/** Words that a table may take: 2 MB. Values past it share slots, and rules are then tested in full. */
const tableWordsMax = 524_288;
/** Slots and words that two tables joined into one may take: 4 MB. */
const joinedSlotsMax = 4_096;
const joinedWordsMax = 1_048_576;

/** How many slots of `words` words `classes` classes of values get. */
export const slotsFor = (classes: number, words: number): number =>
  Math.min(classes, Math.max(64, Math.floor(tableWordsMax / words)));

/** A table whose every slot starts as a copy of `template`. */
export function tableOf(slots: number, template: Int32Array): RuleTable {
  const bits = new Int32Array(slots * template.length);
  for (let slot = 0; slot < slots; slot++) bits.set(template, slot * template.length);
  return { bits, slots };
}

/** Sets the bit of `rule` in the slots from `first` to `last`. */
export function allowRule(table: RuleTable, rule: number, first: number, last: number): void {
  const words = table.bits.length / table.slots;
  const bit = 1 << (rule & 31);
  for (let at = first * words + (rule >>> 5), end = last * words + words; at < end; at += words)
    table.bits[at] = table.bits[at]! | bit;
}

/** One table for every pair of slots, slot `a * right.slots + b`, or null where it would grow too large. */
export function joinTables(left: RuleTable, right: RuleTable): RuleTable | null {
  const words = left.bits.length / left.slots;
  const slots = left.slots * right.slots;
  if (slots > joinedSlotsMax || slots * words > joinedWordsMax) return null;
  const bits = new Int32Array(slots * words);
  let at = 0;
  for (let a = 0; a < left.bits.length; a += words)
    for (let b = 0; b < right.bits.length; b += words)
      for (let word = 0; word < words; word++) bits[at++] = left.bits[a + word]! & right.bits[b + word]!;
  return { bits, slots };
}
