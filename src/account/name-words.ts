import { compareText } from '../core/compare.js';

/** The words of a company key in code-unit order, so that `global acme` and `acme global` are one text. */
export const sortedWords = (key: string): string => sortFew(key.split(' ')).join(' ');

/** The words of a text in the order of their last letters, then those before. */
export const wordsByEnds = (text: string): string => sortFew(text.split(' ').map(reversed)).map(reversed).join(' ');

const reversed = (word: string): string => word.split('').reverse().join('');

/** Insertion sort, in place: a name has few words, and `sort` takes four times as long to begin. */
function sortFew(words: string[]): string[] {
  for (let i = 1; i < words.length; i++) {
    const word = words[i]!;
    let at = i;
    for (; at > 0 && compareText(words[at - 1]!, word) > 0; at--) words[at] = words[at - 1]!;
    words[at] = word;
  }
  return words;
}

/** Three letters: packed into one number where they are Latin or Greek, which makes counting them four times as fast. */
export type Gram = number | string;

/**
 * The groups of three letters in a text's words, each word with a space before and after it: as many per word as it has
 * letters, and the same ones whatever the order of the words. One that occurs twice is given twice. Letters outside the
 * BMP stay whole.
 */
export function gramsOf(text: string): readonly Gram[] {
  const letters = codePointsOf(` ${text} `);
  const grams: Gram[] = [];
  for (let i = 2; i < letters.length; i++) {
    const [first, second, third] = [letters[i - 2]!, letters[i - 1]!, letters[i]!];
    // a space in the middle is the end of one word and the beginning of the next
    if (second === 0x20) continue;
    const isPacked = (first | second | third) < 1_024;
    grams.push(isPacked ? (first << 20) | (second << 10) | third : String.fromCodePoint(first, second, third));
  }
  return grams;
}

/** The letters of a group. */
export const gramText = (gram: Gram): string =>
  typeof gram === 'string' ? gram : String.fromCharCode(gram >> 20, (gram >> 10) & 1_023, gram & 1_023);

function codePointsOf(text: string): readonly number[] {
  const points: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const point = text.codePointAt(i)!;
    points.push(point);
    if (point > 0xffff) i++;
  }
  return points;
}
