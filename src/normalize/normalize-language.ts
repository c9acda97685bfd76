import { isNullWord, tidyText } from './clean-text.js';
import { languageTable, languageTags } from './data/languages.js';
import { fold } from './fold.js';
import type { PlaceMatch } from './normalize-country.js';
import { isCountryCode, normalizeCountry } from './normalize-country.js';
import { once } from './once.js';
import { splitOnce, tableRows } from './place-index.js';
import { wordSet } from './word-set.js';

const byName: () => ReadonlyMap<string, string> = /* @__PURE__ */ once(
  () =>
    new Map(
      tableRows(languageTable).flatMap((row) => {
        const [tag, names] = splitOnce(row, ' ');
        return names.split('|').map((name) => [fold(name), tag] as const);
      }),
    ),
);
const tags: () => ReadonlySet<string> = /* @__PURE__ */ once(() => wordSet(languageTags));

// tags that ISO has withdrawn, three-letter codes of languages that have a two-letter one, and slips
const replaced: { readonly [tag: string]: string } = {
  iw: 'he',
  in: 'id',
  ji: 'yi',
  jw: 'jv',
  mo: 'ro',
  sh: 'sr-Latn',
  cmn: 'zh',
  jp: 'ja',
  cn: 'zh',
  kr: 'ko',
  cz: 'cs',
  gr: 'el',
  dk: 'da',
  ua: 'uk',
  vn: 'vi',
  eng: 'en',
  deu: 'de',
  ger: 'de',
  fra: 'fr',
  fre: 'fr',
  spa: 'es',
  por: 'pt',
  ita: 'it',
  nld: 'nl',
  dut: 'nl',
  zho: 'zh',
  chi: 'zh',
  jpn: 'ja',
  kor: 'ko',
  rus: 'ru',
  ara: 'ar',
  hin: 'hi',
  tur: 'tr',
  pol: 'pl',
  ukr: 'uk',
  ces: 'cs',
  cze: 'cs',
  swe: 'sv',
  nor: 'no',
  dan: 'da',
  fin: 'fi',
  heb: 'he',
  tha: 'th',
  vie: 'vi',
  ron: 'ro',
  rum: 'ro',
  hun: 'hu',
  ell: 'el',
  gre: 'el',
};

/**
 * The language that a text means, as a BCP 47 tag of language, script and region.
 *
 * Reads names in English and the language's own, tags in any case, POSIX locales (`en_GB.UTF-8`), withdrawn tags (`iw`),
 * and the first entry of an `Accept-Language` header.
 *
 * @returns `value` null where the text is no language; `method` is `name`, `tag` or `none`
 * @example normalizeLanguage('en_GB.UTF-8') //=> { value: 'en-GB', method: 'tag', confidence: 'high' }
 */
export function normalizeLanguage(text: string): PlaceMatch {
  const tidy = tidyText(text.slice(0, 200));
  const none = { value: null, method: 'none', confidence: 'high' } as const;
  if (isNullWord(tidy)) return none;
  const named = byName().get(fold(tidy));
  if (named !== undefined) return { value: named, method: 'name', confidence: 'high' };
  const qualified = /^([^()]+?)\s*(?:\(([^()]+)\)|[-–,/]\s+([^()]+))$/.exec(tidy);
  const language = qualified === null ? undefined : byName().get(fold(qualified[1]!));
  if (language !== undefined) {
    const region = normalizeCountry(qualified![2] ?? qualified![3]!);
    return {
      value:
        region.confidence === 'high' && region.value !== null ? `${language.split('-')[0]!}-${region.value}` : language,
      method: 'name',
      confidence: 'high',
    };
  }
  return (
    byTag(
      tidy
        .split(/[,;]/)[0]!
        .trim()
        .replace(/[.@].*$/, ''),
    ) ?? none
  );
}

function byTag(written: string): PlaceMatch | null {
  const parts = /^([a-z]{2,3})(?:[-_]([a-z]{4}))?(?:[-_]([a-z]{2}|\d{3}))?$/i.exec(written);
  if (parts === null) return null;
  const lower = parts[1]!.toLowerCase();
  const primary = Object.hasOwn(replaced, lower) ? replaced[lower]! : lower;
  if (!tags().has(primary.split('-')[0]!)) return null;
  const script = parts[2] === undefined ? '' : `-${parts[2][0]!.toUpperCase()}${parts[2].slice(1).toLowerCase()}`;
  const region = parts[3]?.toUpperCase();
  const known = region !== undefined && (/^\d/.test(region) || isCountryCode(region)) ? `-${region}` : '';
  return { value: `${primary}${script}${known}`, method: 'tag', confidence: primary === lower ? 'high' : 'medium' };
}
