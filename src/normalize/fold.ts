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
export const fold = (text: string): string =>
  (isPlain(text) ? text.toLowerCase() : foldMarks(text))
    .replace(/&/g, ' and ')
    .replace(/['’‘`´ʻʼ]/g, '')
    .replace(/[^\p{L}\p{M}\p{N}]+/gu, ' ')
    .trim();

const isPlain = (text: string): boolean => /^[\x20-\x7e]*$/.test(text);

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
