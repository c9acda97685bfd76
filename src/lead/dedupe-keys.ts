import type { Lead } from './types.js';

/** What tells that two leads are one person: the address, the name at a business domain, the number. */
export type DedupeKind = 'email' | 'person' | 'phone';

const fullNames = /* @__PURE__ */ 'name fullname contactname personname yourname leadname'.split(' ');
const firstNames = /* @__PURE__ */ 'firstname givenname forename first vorname prenom nombre'.split(' ');
const lastNames = /* @__PURE__ */ 'lastname surname familyname last nachname nom apellido apellidos'.split(' ');

/** The key of a kind that a lead has; null where it has none. */
function keyOf(kind: DedupeKind, { email, emailDomain, emailClass, phone, fields }: Partial<Lead>): string | null {
  if (kind === 'email') return typeof email === 'string' && emailClass !== 'invalid' ? `email:${email}` : null;
  if (kind === 'phone') return typeof phone === 'string' ? `phone:${phone}` : null;
  if (typeof emailDomain !== 'string' || emailClass !== 'business') return null;
  const words = nameWords(fields ?? {});
  return words.length > 1 ? `person:${emailDomain}|${words.join(' ')}` : null;
}

/** The keys under which the same person may be known already, in the order of the kinds. */
export function dedupeKeys(lead: Partial<Lead>, kinds: readonly DedupeKind[]): readonly string[] {
  const keys: string[] = [];
  for (const kind of kinds) {
    const key = keyOf(kind, lead);
    if (key !== null) keys.push(key);
  }
  return keys;
}

function nameWords(fields: Lead['fields']): readonly string[] {
  const texts = new Map<string, string>();
  for (const key of Object.keys(fields).sort()) {
    const value = fields[key];
    if (typeof value === 'string' && value.trim() !== '')
      texts.set(key.toLowerCase().replace(/[^a-z]/g, ''), value.slice(0, 200));
  }
  const first = (names: readonly string[]): string => texts.get(names.find((name) => texts.has(name)) ?? '') ?? '';
  return wordsOf(first(fullNames) || `${first(firstNames)} ${first(lastNames)}`).sort();
}

const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[\u0300-\u036f'’]/g, '')
    .split(/[^\p{L}\p{M}\p{N}]+/u)
    .filter((word) => word !== '');
