import { foldedWords } from './fold.js';
import { wordSet } from './word-set.js';

const wordForms: { readonly [word: string]: string } = {
  st: 'saint',
  ste: 'sainte',
  rep: 'republic',
  n: 'north',
  s: 'south',
  w: 'west',
  e: 'east',
  no: 'north',
  so: 'south',
};

/**
 * The key under which names of places are looked up: folded, without spaces, `the`, and abbreviations of points of the
 * compass and saints, so that `N. Carolina`, `NorthCarolina` and `north carolina` are one.
 */
export const placeKey = (text: string): string => placeKeyOfWords(foldedWords(text));

/** {@link placeKey} of words that are folded already. */
export const placeKeyOfWords = (words: readonly string[]): string =>
  // a lone letter or two is an abbreviation of the whole name, not of a point of the compass
  words.length === 1 || words.every((word) => word.length === 1)
    ? words.join('')
    : words.map((word) => (word === 'the' ? '' : Object.hasOwn(wordForms, word) ? wordForms[word]! : word)).join('');

/** How German, Danish and Norwegian write their letters without them; null where the text has none. */
export const germanSpelling = (text: string): string | null =>
  /[äöüøå]/i.test(text)
    ? text.replace(/ä/gi, 'ae').replace(/[öø]/gi, 'oe').replace(/ü/gi, 'ue').replace(/å/gi, 'aa')
    : null;

const kindWords: ReadonlySet<string> = /* @__PURE__ */ wordSet(
  'state province prov county co prefecture pref region territory emirate canton kanton voivodeship wojewodztwo lan fylke city of ' +
    'the governorate metropolis municipality district department departement provincia provincie regione comunidad autonoma estado ' +
    'de do da di del du des d la el le region regiao sheng shi ken fu freistaat land sar maakunta gwangyeoksi teukbyeolsi teukbyeoljachido zizhiqu zhuangzu huizu uygur to woj',
);

/** The key of a name without the words that say what kind of place it is; `''` where nothing else is left. */
export const keyWithoutKind = (text: string): string =>
  placeKeyOfWords(foldedWords(text).filter((word) => !kindWords.has(word)));
