/**
 * Numbers the texts that rules name, so that a lead's text becomes its number, or 0 where no rule names it. Up to some
 * dozens of texts are told apart by two of their characters and their length; more by a map.
 */
export interface TextClasses {
  /** Which characters are looked at: the one at this place, and the one so many from the end, 1 for the last. */
  readonly front: number;
  readonly back: number;
  /** A text no longer than this is looked for in `search`. */
  readonly least: number;
  /** Spreads the texts over `numbers` without two in one place. */
  readonly factor: number;
  readonly shift: number;
  readonly numbers: Uint8Array;
  /** By number; the first is not used. */
  readonly texts: readonly string[];
  /** What a number, or a class where gaps matter, stands for: itself to begin with. */
  readonly slots: Int32Array;
  /** Numbers where some texts are not told apart so; or the texts in order, where it matters what lies between them. */
  readonly search: ReadonlyMap<string, number> | readonly string[] | null;
}

type Hashing = Omit<TextClasses, 'texts' | 'slots' | 'search'>;

const hashedTextsMax = 128;
/** How many characters are tried, from the first that may differ and from the last. */
const frontsTried = 12;
const backsTried = 6;
const factorsTried = 16;
const tablesTried = 4;

/** No text is as long. */
const endless = 0x3fff_ffff;
const unhashed: Hashing = {
  front: 0,
  back: 1,
  least: endless,
  factor: 1,
  shift: 31,
  numbers: /* @__PURE__ */ new Uint8Array(2),
};

const imul = Math.imul;

/** Equal for texts of one length that agree in the characters looked at, and seldom for others. */
const keyOf = (text: string, front: number, back: number): number =>
  (((text.length << 8) ^ text.charCodeAt(text.length - back)) << 8) ^ text.charCodeAt(front);

/** A factor that puts each key in a place of its own: on a table with room for a quarter of all pairs, or on a larger. */
function findSpread(keys: readonly number[]): { readonly factor: number; readonly shift: number } | null {
  const bitsLeast = 33 - Math.clz32((keys.length * keys.length) >> 3);
  let factor = 0x2545f491;
  for (let shift = 32 - bitsLeast; shift > 32 - bitsLeast - tablesTried; shift--) {
    // which try was the last to use a place
    const usedBy = new Uint8Array(1 << (32 - shift));
    for (let turn = 1; turn <= factorsTried; turn++) {
      factor = Math.imul(factor, 0x915f77f5) | 1;
      let placed = 0;
      for (; placed < keys.length; placed++) {
        const at = imul(keys[placed]!, factor) >>> shift;
        if (usedBy[at] === turn) break;
        usedBy[at] = turn;
      }
      if (placed === keys.length) return { factor, shift };
    }
  }
  return null;
}

/** How many characters all texts have in common at the start, given the first and the last in order. */
function commonStart(first: string, last: string): number {
  let count = 0;
  while (count < first.length && first.charCodeAt(count) === last.charCodeAt(count)) count += 1;
  return count;
}

/** A table by the characters at two places; null where they do not tell the texts apart or too many texts lack them. */
function hashAt(texts: readonly string[], front: number, back: number): Hashing | null {
  const least = Math.max(front, back - 1);
  const keys: number[] = [];
  const numbered: number[] = [];
  for (const [i, text] of texts.entries()) {
    if (text.length <= least) continue;
    keys.push(keyOf(text, front, back));
    numbered.push(i + 1);
  }
  if (texts.length - keys.length > texts.length >> 3 || new Set(keys).size < keys.length) return null;
  const spread = findSpread(keys);
  if (spread === null) return null;
  const numbers = new Uint8Array(1 << (32 - spread.shift));
  for (const [i, key] of keys.entries()) numbers[imul(key, spread.factor) >>> spread.shift] = numbered[i]!;
  return { front, back, least, factor: spread.factor, shift: spread.shift, numbers };
}

/** The first characters to look at that tell the texts apart; null where none do. */
function findHashing(texts: readonly string[]): Hashing | null {
  const [first, last] = [texts[0], texts.at(-1)];
  if (first === undefined || last === undefined || texts.length > hashedTextsMax) return null;
  const start = Math.min(commonStart(first, last), first.length - 1);
  for (let back = 1; back <= backsTried; back++)
    for (let front = Math.max(0, start); front < start + frontsTried; front++) {
      const found = hashAt(texts, front, back);
      if (found !== null) return found;
    }
  return null;
}

/**
 * @param texts - each once, in order; numbered from 1
 * @param gaps - whether what lies between the texts matters
 */
export function textClasses(texts: readonly string[], gaps: boolean): TextClasses {
  const found = gaps ? null : findHashing(texts);
  const isWhole = found !== null && texts.every((text) => text.length > found.least);
  const { front, back, least, factor, shift, numbers } = found ?? unhashed;
  const unplaced = texts.length === 0 || isWhole ? null : new Map(texts.map((text, i) => [text, i + 1]));
  const slots = Int32Array.from({ length: (gaps ? 2 : 1) * texts.length + 1 }, (_, at) => at);
  return { front, back, least, factor, shift, numbers, texts: ['', ...texts], slots, search: gaps ? texts : unplaced };
}

function searchClass(search: TextClasses['search'], text: string): number {
  if (search === null) return 0;
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

const searchSlot = ({ slots, search }: TextClasses, text: string): number => slots[searchClass(search, text)]!;

/**
 * The slot of a text's number, of 0 where it has none; where gaps matter, of its class as numbers have it. Kept short
 * enough that V8 puts it in place of each call.
 */
export function slotOfText(classes: TextClasses, text: string): number {
  const { length } = text;
  if (length <= classes.least) return searchSlot(classes, text);
  // as keyOf has it
  const key = (((length << 8) ^ text.charCodeAt(length - classes.back)) << 8) ^ text.charCodeAt(classes.front);
  const found = classes.numbers[imul(key, classes.factor) >>> classes.shift]!;
  return classes.slots[classes.texts[found] === text ? found : 0]!;
}
