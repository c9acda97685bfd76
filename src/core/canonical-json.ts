import { compareText } from './compare.js';

/**
 * JSON text with the keys of every object in code-unit order and no white space, so that equal data gives equal text
 * whatever order its keys were written in. Members that are `undefined` are left out, as `JSON.stringify` does.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const members = value as { readonly [key: string]: unknown };
  let text = '';
  for (const key of Object.keys(value).sort(compareText)) {
    const member = members[key];
    if (member !== undefined) text += `${text === '' ? '' : ','}${JSON.stringify(key)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}
