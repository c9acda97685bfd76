import { compareText } from './compare.js';

/**
 * JSON text with the keys of every object in code-unit order and no white space, so that equal data gives equal text
 * whatever order its keys were written in. Members that are `undefined` are left out, as `JSON.stringify` does.
 */
export const canonicalJson = (value: unknown): string => textUnlessPlain(value) ?? plainText(value);

const plainText = (value: unknown): string => JSON.stringify(value) ?? 'null';

/** The canonical text of a value; null where `JSON.stringify`, which is far faster, gives the same. */
function textUnlessPlain(value: unknown): string | null {
  if (typeof value !== 'object' || value === null) return null;
  if (Array.isArray(value)) return textOfList(value);
  const members = value as { readonly [key: string]: unknown };
  const keys = Object.keys(members);
  const texts: (string | null)[] = [];
  let plain = typeof members['toJSON'] !== 'function';
  for (let i = 0; i < keys.length; i++) {
    const member = members[keys[i]!];
    const text = textUnlessPlain(member);
    texts.push(text);
    plain &&= text === null && typeof member !== 'function' && (i === 0 || keys[i - 1]! < keys[i]!);
  }
  return plain ? null : joinMembers(members, keys, texts);
}

function joinMembers(
  members: { readonly [key: string]: unknown },
  keys: readonly string[],
  texts: readonly (string | null)[],
): string {
  let text = '';
  for (const at of [...keys.keys()].sort((a, b) => compareText(keys[a]!, keys[b]!))) {
    const member = members[keys[at]!];
    if (member !== undefined) {
      text += `${text === '' ? '' : ','}${JSON.stringify(keys[at])}:${texts[at] ?? plainText(member)}`;
    }
  }
  return `{${text}}`;
}

function textOfList(list: readonly unknown[]): string | null {
  let texts: string[] | null = null;
  for (let i = 0; i < list.length; i++) {
    const item = list[i];
    const text = typeof item === 'object' ? textUnlessPlain(item) : null;
    if (text !== null && texts === null) texts = list.slice(0, i).map(plainText);
    if (texts !== null) texts.push(text ?? plainText(item));
  }
  return texts === null ? null : `[${texts.join(',')}]`;
}
