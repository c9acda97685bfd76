import { once } from './once.js';

const letters: { readonly [letter: string]: string } = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
};

/**
 * A text without what people write differently: lower case, no Latin accents, punctuation as single spaces, `&` as
 * `and`, full-width letters as plain ones.
 *
 * Folding a folded text changes nothing. Letters of other scripts stay.
 *
 * @example fold('  Île-de-FRANCE & Co. ') //=> 'ile de france and co'
 */
export const fold = (text: string): string => {
  const lower = text.toLowerCase();
  return /^(?:[a-z0-9]+(?: [a-z0-9]+)*)?$/.test(lower) ? lower : (foldLatin(text) ?? foldAny(text));
};

/** {@link fold} for any text, and the slow twin of the ways for most. */
export const foldAny = (text: string): string => foldSigns(foldMarks(text)).trim();

const foldSigns = (text: string): string =>
  text
    .replace(/&/g, ' and ')
    .replace(/['’‘`´ʻʼ]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ');

/** What each of the first letters of Unicode, those of European languages, folds to. */
const latin: () => readonly string[] = /* @__PURE__ */ once(() =>
  Array.from({ length: 0x180 }, (_, code) => foldSigns(foldMarks(String.fromCharCode(code)))),
);

/** Letter by letter; null where a text has others, which may fold together. */
function foldLatin(text: string): string | null {
  const table = latin();
  let folded = '';
  for (let i = 0; i < text.length; i++) {
    const letter = table[text.charCodeAt(i)];
    if (letter === undefined) return null;
    if (letter !== ' ' || !folded.endsWith(' ')) folded += letter;
  }
  return folded.replace(/ {2,}/g, ' ').trim();
}

// Composed again at the end, so that Korean syllables and Japanese voiced kana are one letter each. Taking marks away
// can uncover others (a dotted capital I lower-cased), hence lower case comes before the marks go.
const foldMarks = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[ßæœøđðþłħı]/g, (letter) => letters[letter]!)
    .normalize('NFC');

/** The words of a text, folded; an empty list for a text without letters or digits. */
export const foldedWords = (text: string): readonly string[] => {
  const folded = fold(text);
  return folded === '' ? [] : folded.split(' ');
};
