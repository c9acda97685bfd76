import { tidyText } from './clean-text.js';
import { leadingFormsTable, legalFormsTable } from './data/legal-forms.js';
import { foldedWords } from './fold.js';
import { once } from './once.js';
import { tableRows } from './place-index.js';

/** What company names are compared by, and the legal form that was taken off. */
export interface CompanyName {
  /** Folded words; `''` for a text without letters and digits. */
  readonly key: string;
  /** In its usual spelling, for example `GmbH`. */
  readonly legalForm: string | null;
}

interface WrittenForm {
  readonly form: string;
  readonly words: readonly string[];
}

function formsOf(table: string): readonly WrittenForm[] {
  const forms = tableRows(table).flatMap((row) => {
    const [form, ...written] = row.split('|');
    return written.map((words) => ({ form: form!, words: words.split(' ') }));
  });
  return forms.sort((a, b) => b.words.length - a.words.length);
}

function byWord(forms: readonly WrittenForm[], at: number): ReadonlyMap<string, readonly WrittenForm[]> {
  const index = new Map<string, WrittenForm[]>();
  for (const form of forms) index.set(form.words.at(at)!, [...(index.get(form.words.at(at)!) ?? []), form]);
  return index;
}

const endings: () => ReadonlyMap<string, readonly WrittenForm[]> = /* @__PURE__ */ once(() =>
  byWord(formsOf(legalFormsTable), -1),
);
const beginnings: () => ReadonlyMap<string, readonly WrittenForm[]> = /* @__PURE__ */ once(() =>
  byWord(formsOf(leadingFormsTable), 0),
);

// marks that are written against the name, without a space
const attached =
  /株式会社|有限会社|合同会社|주식회사|유한회사|股份有限公司|有限责任公司|有限責任公司|有限公司|集团|集團|[（(](?:株|有|合|주|유)[)）]|㈱|㈲|㈜/gu;
const signs: { readonly [letter: string]: string } = {
  株: '株式会社',
  有: '有限会社',
  合: '合同会社',
  주: '주식회사',
  유: '유한회사',
  '㈱': '株式会社',
  '㈲': '有限会社',
  '㈜': '주식회사',
};
const nameEndings = /\.(?:com|net|org|io|ai|co|app|dev|tech|cloud|de|fr|co\.uk|com\.au|eu|us|ca|nl)\b(?=[\s,]|$)/gi;

/**
 * What a company's name is compared by: folded words without `the`, legal forms, `d/b/a` names and internet endings.
 *
 * Legal forms are taken off the end (a few off the beginning), one after another, but never the last word: `AG Insurance`,
 * `AS Roma` and `The Limited` keep what they are called. The key of a key is itself.
 *
 * @returns the outermost legal form in its usual spelling, or null; a group (`Group`, `Holdings`) is left out of the key
 *   but is no legal form
 * @example companyKey('Acme GmbH & Co. KG') //=> { key: 'acme', legalForm: 'GmbH & Co. KG' }
 * @example companyKey('Johnson & Johnson') //=> { key: 'johnson and johnson', legalForm: null }
 */
export function companyKey(text: string): CompanyName {
  const plain = tidyText(text.slice(0, 1_000))
    .replace(/[™®©]/g, ' ')
    .replace(/^(?:https?:\/\/)?www\.|^https?:\/\//i, '')
    .replace(attached, (mark) => ` ${signs[mark.replace(/[（(）)]/g, '')] ?? mark} `);
  const trading =
    /^(.*?\S)[\s,(]+(?:d\/b\/a|dba|d\.b\.a\.?|t\/a|trading as|doing business as|formerly(?: known as)?|f\/k\/a|fka|a\/k\/a|aka|previously|ehemals|vormals)[\s:]+\S/i.exec(
      plain,
    );
  const named = (trading?.[1] ?? plain).replace(nameEndings, (ending, at: number) => (at > 0 ? ' ' : ending));
  const words = shortened(foldedWords(named));
  let legalForm: string | null = null;
  for (let changed = true; changed; ) {
    const article = takeArticle(words);
    const form = takeEnding(words) ?? takeBeginning(words);
    changed = form !== null || article;
    if (form !== null && form !== 'Group') legalForm ??= form;
  }
  return { key: words.join(' '), legalForm };
}

/** The words that fit into a key of at most {@link keyMax} characters. */
function shortened(words: readonly string[]): string[] {
  const kept: string[] = [];
  let length = -1;
  for (const word of words) {
    length += word.length + 1;
    if (length > keyMax) break;
    kept.push(word);
  }
  return kept;
}

const keyMax = 200;

const startsAt = (words: readonly string[], part: readonly string[], at: number): boolean =>
  part.every((word, i) => words[at + i] === word);

function takeEnding(words: string[]): string | null {
  for (const { form, words: part } of endings().get(words.at(-1) ?? '') ?? []) {
    if (part.length >= words.length || !startsAt(words, part, words.length - part.length)) continue;
    // what is left must be a name, not the `and` of one
    if (words[words.length - part.length - 1] === 'and') continue;
    words.splice(words.length - part.length);
    return form;
  }
  return null;
}

function takeBeginning(words: string[]): string | null {
  for (const { form, words: part } of beginnings().get(words[0] ?? '') ?? []) {
    if (part.length >= words.length || !startsAt(words, part, 0)) continue;
    words.splice(0, part.length);
    return form;
  }
  return null;
}

function takeArticle(words: string[]): boolean {
  if (words.length < 2 || words[0] !== 'the') return false;
  words.shift();
  return true;
}
