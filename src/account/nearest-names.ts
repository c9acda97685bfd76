import { isOneEdit } from '../core/one-edit.js';
import { jaroWinkler } from './jaro-winkler.js';
import { gramsOf, gramText, sortedWords, wordsByEnds } from './name-words.js';
import type { NameGrams, Positions } from './types.js';

/** A name of the index that is like the one looked for. */
interface NearName {
  /** Position in `texts`. */
  readonly text: number;
  readonly score: number;
}

/** The score from which a match may decide. */
export const autoMin = 950;
/** The score from which a match is worth a look. */
export const reviewMin = 850;

/** How many names, those with the most groups in common, are compared letter by letter. */
const blockMax = 32;

/** A name of fewer letters may become another company's by one edit: `acme` and `acne`. */
const longNameMin = 8;

/**
 * Names like a company key, of the 32 that share the largest part of their groups of three letters (twice the shared
 * ones over the sum of both, in thousandths rounded down; equal: the smaller text), by {@link nameScore}.
 *
 * @param key - at most 200 characters, as `companyKey` gives it
 * @returns those of the review band and better, in no particular order
 */
export function nearestNames(grams: NameGrams, key: string): readonly NearName[] {
  const text = sortedWords(key);
  const near: NearName[] = [];
  for (const position of blockOf(grams, text)) {
    const score = nameScore(text, grams.texts[position]!);
    if (score >= reviewMin) near.push({ text: position, score });
  }
  return near;
}

/**
 * How alike two names are: {@link jaroWinkler} of their words in order, and of their words ordered by their ends, since a
 * wrong first letter changes the order; the larger counts. One typing error in a name of 8 characters or more gives at
 * least 950. Names that differ by more than one, or in their digits (`store 12`, `store 13`), get at most 949.
 */
export function nameScore(a: string, b: string): number {
  if (a === b) return 1_000;
  const [aByEnds, bByEnds] = [wordsByEnds(a), wordsByEnds(b)];
  const score = Math.max(jaroWinkler(a, b), jaroWinkler(aByEnds, bByEnds));
  const isTypo = digitsOf(a) === digitsOf(b) && (isOneEdit(a, b) || isOneEdit(aByEnds, bByEnds));
  if (!isTypo) return Math.min(score, autoMin - 1);
  return Math.max(a.length, b.length) < longNameMin ? score : Math.max(score, autoMin);
}

const digitsOf = (text: string): string => text.replace(/[^0-9]+/g, ' ').trim();

/** Positions as a list. */
export const listOf = (positions: Positions): readonly number[] =>
  typeof positions === 'number' ? [positions] : positions;

/** Positions of the texts that share the most groups with one whose words are in order, best first. */
export function blockOf(grams: NameGrams, text: string): readonly number[] {
  const wanted = [...new Set(gramsOf(text))].map(gramText);
  // a key has at most 200 groups, so that a byte holds the count
  const shared = new Uint8Array(grams.texts.length);
  for (const gram of wanted) {
    const positions = Object.hasOwn(grams.postings, gram) ? listOf(grams.postings[gram]!) : [];
    for (let i = 0; i < positions.length; i++) shared[positions[i]!]!++;
  }
  const block: number[] = [];
  const ranks: number[] = [];
  for (let position = 0; position < shared.length; position++) {
    const count = shared[position]!;
    if (count === 0) continue;
    const rank = Math.floor((2_000 * count) / (wanted.length + grams.sizes[position]!));
    if (ranks.length === blockMax && rank <= ranks[blockMax - 1]!) continue;
    insert(block, ranks, position, rank);
  }
  return block;
}

/** Keeps the best, ascending positions among equals. */
function insert(block: number[], ranks: number[], position: number, rank: number): void {
  let at = ranks.length;
  while (at > 0 && ranks[at - 1]! < rank) at--;
  block.splice(at, 0, position);
  ranks.splice(at, 0, rank);
  if (ranks.length > blockMax) {
    block.pop();
    ranks.pop();
  }
}
