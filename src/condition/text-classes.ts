/**
 * Numbers the texts that rules name, so that a lead's text becomes its number, or 0 where no rule names it. Up to some
 * dozens of texts are told apart by two of their characters and their length; more by a map.
 */
export interface TextClasses {
  /** Which characters are looked at: the one so many after the first, and the one so many before the last. */
  readonly front: number;
  readonly back: number;
  /** Spreads the texts over `numbers` without two in one place. */
  readonly factor: number;
  readonly shift: number;
  readonly numbers: Uint8Array;
  /** By number; the first is not used. */
  readonly texts: readonly string[];
  /** The number of the empty text. */
  readonly empty: number;
  /** In place of all that: a map, or the texts in order where it matters what lies between them. */
  readonly search: ReadonlyMap<string, number> | readonly string[] | null;
}

const hashedTextsMax = 128;
const tableBitsMax = 13;
const factorsTried = 48;
const [frontMax, backMax] = [11, 5];

/** Equal for texts of one length that agree in the characters looked at. */
function hashOf(text: string, last: number, front: number, back: number): number {
  const first = text.charCodeAt(Math.min(front, last));
  const second = text.charCodeAt(back < last ? last - back : 0);
  return Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77) ^ Math.imul(last, 0x27d4eb2f);
}

/** Hashes that differ for all texts, or null. */
function distinctHashes(texts: readonly string[], front: number, back: number): readonly number[] | null {
  const hashes = texts.map((text) => hashOf(text, text.length - 1, front, back));
  return new Set(hashes).size === texts.length ? hashes : null;
}

type Spread = Pick<TextClasses, 'factor' | 'shift' | 'numbers'>;

/** A factor that puts each hash in a place of its own, tried for on tables with room for about half of all pairs. */
function findSpread(hashes: readonly number[], first: number): Spread | null {
  const bits = Math.min(tableBitsMax, 33 - Math.clz32((hashes.length * hashes.length) >> 1));
  const shift = 32 - bits;
  // which try was the last to use a place
  const usedBy = new Uint8Array(1 << bits);
  let factor = 0x2545f491;
  for (let turn = 1; turn <= factorsTried; turn++) {
    factor = Math.imul(factor, 0x915f77f5) | 1;
    let placed = 0;
    for (; placed < hashes.length; placed++) {
      const at = Math.imul(hashes[placed]!, factor) >>> shift;
      if (usedBy[at] === turn) break;
      usedBy[at] = turn;
    }
    if (placed < hashes.length) continue;
    const numbers = new Uint8Array(1 << bits);
    for (const [i, hash] of hashes.entries()) numbers[Math.imul(hash, factor) >>> shift] = first + i;
    return { factor, shift, numbers };
  }
  return null;
}

type Hashing = Spread & Pick<TextClasses, 'front' | 'back'>;

/** The first characters to look at that tell all texts apart, and a table for them; null where none do. */
function findHashing(texts: readonly string[], first: number): Hashing | null {
  for (let back = 0; back <= backMax; back++)
    for (let front = 0; front <= frontMax; front++) {
      const hashes = distinctHashes(texts, front, back);
      const found = hashes === null ? null : findSpread(hashes, first);
      if (found !== null) return { ...found, front, back };
    }
  return null;
}

const unhashed: Hashing = { front: 0, back: 0, factor: 1, shift: 31, numbers: new Uint8Array(2) };

/**
 * @param texts - each once, in order; numbered from 1
 * @param gaps - whether what lies between the texts matters
 */
export function textClasses(texts: readonly string[], gaps: boolean): TextClasses {
  // the empty text has no characters to look at
  const empty = texts[0] === '' ? 1 : 0;
  const hashing = gaps || texts.length > hashedTextsMax ? null : findHashing(texts.slice(empty), 1 + empty);
  const { front, back, factor, shift, numbers } = hashing ?? unhashed;
  const unplaced = hashing === null && !gaps;
  return {
    search: unplaced ? new Map(texts.map((text, i) => [text, i + 1])) : gaps ? texts : null,
    front,
    back,
    factor,
    shift,
    numbers,
    texts: ['', ...texts],
    empty,
  };
}

function searchClass(search: NonNullable<TextClasses['search']>, text: string): number {
  if (search instanceof Map) return search.get(text) ?? 0;
  const cuts = search as readonly string[];
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (cuts[middle]! < text) low = middle + 1;
    else high = middle;
  }
  return low * 2 + (cuts[low] === text ? 1 : 0);
}

/** The number of a text, 0 where it has none; where gaps matter, the class as numbers have it. */
export function classOfText(classes: TextClasses, text: string): number {
  if (classes.search !== null) return searchClass(classes.search, text);
  const last = text.length - 1;
  if (last < 0) return classes.empty;
  const hash = hashOf(text, last, classes.front, classes.back);
  const found = classes.numbers[Math.imul(hash, classes.factor) >>> classes.shift]!;
  return classes.texts[found] === text ? found : 0;
}
