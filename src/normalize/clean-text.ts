import { wordSet } from './word-set.js';

/**
 * Well-formed text that every store takes: lone surrogates become U+FFFD (as `String.prototype.toWellFormed` does) and
 * U+0000 goes, since PostgreSQL refuses both.
 */
export const storableText = (text: string): string =>
  /[\0\ud800-\udfff]/.test(text)
    ? text
        .replace(/\0/g, '')
        .replace(/[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g, '\ufffd')
    : text;

/** The first `max` UTF-16 code units of a text, one fewer where a surrogate pair would be split. */
export const cutText = (text: string, max: number): string =>
  text.length <= max ? text : text.slice(0, max).replace(/[\ud800-\udbff]$/, '');

/** One line: control characters, zero-width marks and runs of white space as single spaces, none at the ends. */
export const tidyText = (text: string): string =>
  isTidy(text)
    ? text
    : text
        .replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff\u00ad]/g, '')
        .replace(/[\s\p{Cc}]+/gu, ' ')
        .trim();

const isTidy = (text: string): boolean => /^(?:[!-~]+(?: [!-~]+)*)?$/.test(text);

const nullWords: ReadonlySet<string> = /* @__PURE__ */ wordSet(
  'n/a|na|n.a.|n.a|#n/a|none|null|nil|undefined|unknown|unspecified|not specified|not applicable|not available|' +
    'not provided|not set|not known|no answer|other|others|misc|various|any|all|test|testing|tbd|tba|tbc|x|xx|xxx|xxxx|' +
    '-|--|---|.|..|...|?|??|???|_|*|/|0|nan|select|select one|please select|- select -|-- select --|--none--|-none-|' +
    '(none)|(blank)|(empty)|(unknown)|[none]|<none>|blank|empty|void|#ref!|#value!|#name?|#div/0!|[object object]|' +
    'keine angabe|k.a.|inconnu|desconocido|otro|autre|sonstige|andere|unbekannt|no especificado|aucun|ninguno|' +
    '不明|なし|その他|其他|无|未知|기타|없음|нет|неизвестно|другое',
  '|',
);

/**
 * Whether a text only says that there is nothing to say: `N/A`, `-`, `unknown`, `#REF!`, ….
 *
 * @example isNullWord(' N/A ') //=> true
 */
export const isNullWord = (text: string): boolean => {
  if (text === '') return true;
  const word = text.trim().toLowerCase();
  if (word.length > nullWordMax) return /^[^\p{L}\p{N}]+$/u.test(word);
  return word === '' || nullWords.has(word) || /^[^\p{L}\p{N}]+$/u.test(word);
};

const nullWordMax = 20;
