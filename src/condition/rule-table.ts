/**
 * Which rules may still be true once a field's value, or those of several fields, is known: a bitmap over the rules for
 * each slot of the values. Slots with equal bitmaps share a row.
 */
export interface RuleTable {
  /** Row by slot. */
  readonly rowOf: Uint16Array;
  /** Rows one behind the other, each of as many 32-bit words as the rules need. */
  readonly rows: Int32Array;
  readonly rowCount: number;
}

/** Slots of one table. */
const slotsMax = 65_535;
/** Words that a field's table may take: 2 MB. Values past it share slots, and rules are then tested in full. */
const tableWordsMax = 524_288;
/** Slots of two tables joined into one; words that it may take, 1 MB, and before equal rows are found, 16 MB. */
const joinedSlotsMax = 8_192;
const joinedWordsMax = 262_144;
const joiningWordsMax = 4_194_304;
/** Words of each row that are looked at to guess how many rows a joined table will have. */
const sampledWords = 4;

/** How many slots of `words` words a field may have. */
export const slotsFor = (words: number): number => Math.min(slotsMax, Math.max(64, Math.floor(tableWordsMax / words)));

/** Sets the bit of a rule in the bitmaps from `first` to `last`. */
export function allowRule(bits: Int32Array, words: number, rule: number, first: number, last: number): void {
  const bit = 1 << (rule & 31);
  for (let at = first * words + (rule >>> 5), end = last * words + words; at < end; at += words)
    bits[at] = bits[at]! | bit;
}

/** Bitmaps, one per slot, with one row for all that are equal. */
export function shareRows(bits: Int32Array, words: number): RuleTable {
  const slots = bits.length / words;
  const rowOf = new Uint16Array(slots);
  const found = rowFinder(slots, words, bits);
  let rowCount = 0;
  for (let slot = 0; slot < slots; slot++) {
    // what is kept moves to the front, over rows that are done with
    if (slot !== rowCount) bits.copyWithin(rowCount * words, slot * words, slot * words + words);
    let hash = 0;
    for (let at = rowCount * words; at < rowCount * words + words; at++) hash = mix(hash, bits[at]!);
    const row = found(rowCount, hash);
    rowOf[slot] = row;
    if (row === rowCount) rowCount += 1;
  }
  return { rowOf, rows: bits.slice(0, rowCount * words), rowCount };
}

const mix = (hash: number, word: number): number => {
  const mixed = Math.imul(hash ^ word, 0x9e3779b1);
  return mixed ^ (mixed >>> 15);
};

/** Finds the first row that equals the one at a place and of a hash; it is remembered where it is the first. */
function rowFinder(rowsMax: number, words: number, rows: Int32Array): (row: number, hash: number) => number {
  const places = placesFor(rowsMax);
  const mask = places.length - 1;
  const equal = (a: number, b: number): boolean => {
    for (let word = 0; word < words; word++) if (rows[a * words + word] !== rows[b * words + word]) return false;
    return true;
  };
  return (row, hash) => {
    let place = hash & mask;
    while (places[place] !== 0 && !equal(places[place]! - 1, row)) place = (place + 1) & mask;
    if (places[place] === 0) places[place] = row + 1;
    return places[place]! - 1;
  };
}

/** An open hash table for so many entries. */
const placesFor = (count: number): Int32Array => new Int32Array(1 << (33 - Math.clz32(count)));

/**
 * How many rows two tables have when they are joined: a guess from some words of each row, never too high.
 *
 * @returns infinity where the joined table would be too large
 */
export function guessJoinedRows(left: RuleTable, right: RuleTable, words: number): number {
  const pairs = left.rowCount * right.rowCount;
  if (left.rowOf.length * right.rowOf.length > joinedSlotsMax || pairs * words > joiningWordsMax)
    return Number.POSITIVE_INFINITY;
  const places = placesFor(pairs);
  const step = Math.ceil(words / sampledWords);
  let count = 0;
  for (let a = 0; a < left.rows.length; a += words)
    for (let b = 0; b < right.rows.length; b += words) {
      let hash = 0;
      for (let word = 0; word < words; word += step) hash = mix(hash, left.rows[a + word]! & right.rows[b + word]!);
      if (isNew(places, hash | 1)) count += 1;
    }
  return count * words > joinedWordsMax ? Number.POSITIVE_INFINITY : count;
}

/** Whether a hash other than 0 was not in an open hash table; now it is. */
function isNew(places: Int32Array, hash: number): boolean {
  const mask = places.length - 1;
  let at = (hash >>> 1) & mask;
  while (places[at] !== 0) {
    if (places[at] === hash) return false;
    at = (at + 1) & mask;
  }
  places[at] = hash;
  return true;
}

/** One table for every pair of slots, slot `a * right.rowOf.length + b`. */
export function joinTables(left: RuleTable, right: RuleTable, words: number): RuleTable {
  const pairs = left.rowCount * right.rowCount;
  const bits = new Int32Array(pairs * words);
  const found = rowFinder(pairs, words, bits);
  const rowOfPair = new Uint16Array(pairs);
  let rowCount = 0;
  const varying = varyingBits(right, words);
  let pair = 0;
  for (let a = 0; a < left.rows.length; a += words) {
    // a row none of whose rules tells the rows of the other table apart is the same with each of them
    const step = meets(left.rows, a, varying) ? 1 : right.rowCount;
    for (let b = 0; b < right.rows.length; b += words * step) {
      const row = found(rowCount, joinRows(left.rows, a, right.rows, b, bits, rowCount * words, words));
      for (const end = pair + step; pair < end; pair++) rowOfPair[pair] = row;
      if (row === rowCount) rowCount += 1;
    }
  }
  const inner = right.rowOf.length;
  const rowOf = new Uint16Array(left.rowOf.length * inner);
  for (let a = 0; a < left.rowOf.length; a++) {
    const first = left.rowOf[a]! * right.rowCount;
    for (let b = 0; b < inner; b++) rowOf[a * inner + b] = rowOfPair[first + right.rowOf[b]!]!;
  }
  return { rowOf, rows: bits.slice(0, rowCount * words), rowCount };
}

/** The bits that are set in some rows and not in others. */
function varyingBits({ rows }: RuleTable, words: number): Int32Array {
  const bits = new Int32Array(words);
  for (let at = words, word = 0; at < rows.length; at++, word = word + 1 === words ? 0 : word + 1)
    bits[word] = bits[word]! | (rows[at]! ^ rows[word]!);
  return bits;
}

function meets(rows: Int32Array, at: number, bits: Int32Array): boolean {
  for (let word = 0; word < bits.length; word++) if ((rows[at + word]! & bits[word]!) !== 0) return true;
  return false;
}

/** Writes what two rows have in common, and returns its hash. */
function joinRows(
  left: Int32Array,
  a: number,
  right: Int32Array,
  b: number,
  to: Int32Array,
  at: number,
  words: number,
): number {
  let hash = 0;
  for (let word = 0; word < words; word++) {
    const both = left[a + word]! & right[b + word]!;
    to[at + word] = both;
    const mixed = Math.imul(hash ^ both, 0x9e3779b1);
    hash = mixed ^ (mixed >>> 15);
  }
  return hash;
}
